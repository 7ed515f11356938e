"""A page that was found is asked for again only if it has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from fetchers.net import HostPolicy, NetSettings
from linkcheck.config import Settings
from linkcheck.demo import ServedRequest, ServedResponse, SmallWeb
from linkcheck.document import read_document
from linkcheck.engine import Engine, Network
from linkcheck.model import Record, Verdict
from linkcheck.plan import make_plan
from linkcheck.record_spool import RecordSpool
from linkcheck.store import Store

URL = "https://site-a.org/page"
TAG = '"v1"'


def page(title: str, tag: str = TAG, status: int = 200) -> ServedResponse:
    body = f"<title>{title}</title><h1>{title}</h1><p>{'A page with many words. ' * 40}</p>"
    headers = (("Content-Type", "text/html"), ("ETag", tag))
    return ServedResponse(status=status, headers=headers, body=body.encode())


async def check(web: SmallWeb, store: Store, url: str = URL, **settings: object) -> Record:
    web.forget()
    made = Settings(max_age=0.0, **settings)  # type: ignore[arg-type]
    plan = make_plan([read_document(f"<{url}>", "list.md")], made)
    net = NetSettings(resolver=web.resolver, cafile=web.cafile, hosts={"*": HostPolicy(retries=0)}, trust_env=False)
    with RecordSpool(plan.links) as ledger:
        engine = Engine(plan, made, store, Network(net), ledger)
        return [record async for record in engine.records(["list.md"])][-1]


def condition(web: SmallWeb) -> list[str | None]:
    return [request.headers.get("if-none-match") for request in web.asked("site-a.org", "/page")]


def answer(request: ServedRequest) -> ServedResponse:
    if request.headers.get("if-none-match") == TAG:
        return ServedResponse(status=304, headers=(("ETag", TAG),))
    return page("A fine page")


async def test_what_has_not_changed_is_alive_with_the_facts_of_before(tmp_path: Path) -> None:
    async with SmallWeb() as web:
        web.site("site-a.org").handle("/page", answer)
        with Store(tmp_path / "state.db") as store:
            first = await check(web, store)
            assert condition(web) == [None]
            second = await check(web, store)
            assert condition(web) == [TAG]
            third = await check(web, store)
            assert condition(web) == [TAG]
    assert [record.verdict for record in (first, second, third)] == [Verdict.ALIVE] * 3
    assert first.metadata is not None
    assert third.metadata is not None
    assert third.metadata.title == first.metadata.title == "A fine page"
    assert third.status == 200
    assert not third.stored
    assert first.checked < second.checked < third.checked


async def test_what_has_changed_is_read_again(tmp_path: Path) -> None:
    async with SmallWeb() as web:
        web.site("site-a.org").answer("/page", page("Old"), page("New", tag='"v2"'))
        with Store(tmp_path / "state.db") as store:
            await check(web, store)
            second = await check(web, store)
            assert condition(web) == [TAG]
    assert second.metadata is not None
    assert second.metadata.title == "New"


async def test_what_is_gone_since_is_gone(tmp_path: Path) -> None:
    async with SmallWeb() as web:
        web.site("site-a.org").answer("/page", page("Old"), page("Not found", status=404))
        with Store(tmp_path / "state.db") as store:
            await check(web, store)
            assert (await check(web, store)).verdict is Verdict.DEAD


@pytest.mark.parametrize("status", [404, 403])
async def test_what_was_not_found_is_asked_for_without_condition(status: int, tmp_path: Path) -> None:
    async with SmallWeb() as web:
        web.site("site-a.org").handle("/page", lambda _: page("No", status=status))
        with Store(tmp_path / "state.db") as store:
            await check(web, store)
            await check(web, store)
            assert set(condition(web)) == {None}


async def test_fragments_need_the_page_itself(tmp_path: Path) -> None:
    async with SmallWeb() as web:
        web.site("site-a.org").handle("/page", answer)
        with Store(tmp_path / "state.db") as store:
            await check(web, store)
            await check(web, store, URL + "#part", fragments=True)
            assert set(condition(web)) == {None}
