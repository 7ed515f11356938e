"""A whole run over a small web: what is said of each link, and what is kept."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fetchers.facts import Observation
from fetchers.net import HostPolicy, Net, NetSettings
from linkcheck.config import Settings
from linkcheck.demo import ServedRequest, ServedResponse, SmallWeb
from linkcheck.document import read_document
from linkcheck.engine import Engine, Network
from linkcheck.engine import rounds as run_module
from linkcheck.engine.outage import Answered
from linkcheck.engine.rounds import Rounds
from linkcheck.model import Records, Verdict
from linkcheck.plan import Query, make_plan
from linkcheck.record_spool import RecordSpool
from linkcheck.store import NullStore, RunStore, Store

DAY = 86400.0
PLACES = [f"/page/{number}" for number in range(6)]


@contextmanager
def ledger_of(urls: list[str], made: Settings) -> Iterator[RecordSpool]:
    with RecordSpool(
        make_plan([read_document("\n\n".join(f"<{url}>" for url in urls), "list.md")], made).links
    ) as ledger:
        yield ledger


async def check(web: SmallWeb, store: RunStore, ledger: RecordSpool, made: Settings) -> Records:
    web.forget()
    text = "\n\n".join(f"<{link.url}>" for link in ledger.links)
    net = NetSettings(resolver=web.resolver, cafile=web.cafile, hosts={"*": HostPolicy(retries=0)}, trust_env=False)
    engine = Engine(make_plan([read_document(text, "list.md")], made), made, store, Network(net), ledger)
    last = {record.link.url: record async for record in engine.records(["list.md"])}
    assert last == {record.link.url: record for record in ledger}
    return ledger


def closed_down(web: SmallWeb) -> list[str]:
    """A site of which every page leads to one farewell."""
    site = web.site("old-site.org")
    for place in PLACES:
        site.answer(place, ServedResponse(status=301, headers=(("Location", "https://new-site.org/farewell"),)))
    web.site("new-site.org").page("/farewell", "Good things", "What we did was good. " * 40)
    return [f"https://old-site.org{place}" for place in PLACES]


async def test_links_that_end_at_one_place_are_gone_however_often_they_are_asked(tmp_path: Path) -> None:
    async with SmallWeb() as web:
        urls = closed_down(web)
        made = Settings(max_age=0.0)
        with Store(tmp_path / "state.db") as store:
            for time in range(3):
                with ledger_of(urls, made) as ledger:
                    records = list(await check(web, store, ledger, made))
                assert {record.verdict for record in records} == {Verdict.SOFT_DEAD}
                assert {record.failures for record in records} == {time + 1}
                assert [[event.verdict for event in record.events] for record in records] == [[Verdict.SOFT_DEAD]] * 6
                assert [store.events(record.link.url) for record in records] == [record.events for record in records]


async def test_links_that_end_at_one_place_are_no_fresh_facts(tmp_path: Path) -> None:
    async with SmallWeb() as web:
        urls = closed_down(web)
        made = Settings(max_age=DAY)
        with Store(tmp_path / "state.db") as store:
            for _ in range(2):
                with ledger_of(urls, made) as ledger:
                    records = list(await check(web, store, ledger, made))
                assert {record.verdict for record in records} == {Verdict.SOFT_DEAD}
                assert len(web.asked("old-site.org", "/page/0")) == 1


async def test_without_a_store_the_outcome_is_that_of_a_first_run(tmp_path: Path) -> None:
    async with SmallWeb() as web:
        urls = [*closed_down(web), "htps://x.org/", "https://new-site.org/farewell"]
        made = Settings()
        with NullStore() as nothing, ledger_of(urls, made) as ledger:
            without = [
                (record.link.url, record.verdict, len(record.events))
                for record in await check(web, nothing, ledger, made)
            ]
        with Store(tmp_path / "state.db") as store, ledger_of(urls, made) as ledger:
            kept = [
                (record.link.url, record.verdict, len(record.events))
                for record in await check(web, store, ledger, made)
            ]
        assert without == kept
        assert [verdict for _, verdict, _ in kept[-2:]] == [Verdict.INVALID, Verdict.ALIVE]


async def test_what_is_not_read_again_is_counted(tmp_path: Path) -> None:
    """Neither what is fresh enough not to be asked for, nor what a server says has not changed."""
    tag = (("Content-Type", "text/html"), ("ETag", '"1"'))

    def answer(request: ServedRequest) -> ServedResponse:
        if request.headers.get("if-none-match"):
            return ServedResponse(status=304, headers=tag)
        return ServedResponse(headers=tag, body=b"<title>A page</title><p>Words of a page.</p>" * 40)

    async with SmallWeb() as web:
        web.site("site-a.org").handle("/page", answer)
        net = NetSettings(resolver=web.resolver, cafile=web.cafile, trust_env=False)
        plan = make_plan([read_document("<https://site-a.org/page>", "list.md")], Settings())
        told = []
        with Store(tmp_path / "state.db") as store:
            for max_age in (DAY, DAY, 0.0):
                with RecordSpool(plan.links) as ledger:
                    engine = Engine(plan, Settings(max_age=max_age), store, Network(net), ledger)
                    assert [record async for record in engine.records(["list.md"])]
                    told.append(engine.status())
    first, second, third = told
    assert first.received > 1000
    assert (first.spared, first.stored) == (0, 0)
    assert (second.requests, second.stored, second.spared) == (0, 1, first.received)
    assert (third.requests, third.stored, third.spared) == (1, 0, first.received)
    assert third.received == 0


async def test_answers_that_are_there_are_recorded_in_one_turn_of_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """One a turn was too slow: thousands of others came meanwhile, and a task waited with each."""
    text = "\n\n".join(f"<https://site-{number}.test.org/>" for number in range(1_000))
    turns = 0

    async def at_once(_: Rounds, queries: Sequence[Query], __: float | None) -> AsyncGenerator[list[Answered]]:
        for query in queries:
            seen = Observation(url=query.target.url, observed=datetime.now(UTC), status=200, final_url=query.target.url)
            yield [(query, seen)]

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    monkeypatch.setattr(run_module.Rounds, "answers", at_once)
    plan = make_plan([read_document(text, "list.md")], Settings())
    with NullStore() as nothing, RecordSpool(plan.links) as ledger:
        engine = Engine(plan, Settings(shards=1), nothing, Network(NetSettings()), ledger)
        counting = asyncio.create_task(count())
        records = [record async for record in engine.records(["list.md"])]
        counting.cancel()
    assert len(records) == 1_000
    assert turns < 100


async def test_a_record_does_not_wait_for_the_next_answer() -> None:
    slow = ServedResponse(body=b"<title>Another page</title><p>Words of it.</p>" * 40, delay=3.0)
    async with SmallWeb() as web:
        web.site("site-a.org").page("/", "A page")
        web.site("site-b.org").answer("/", slow)
        net = NetSettings(resolver=web.resolver, cafile=web.cafile, trust_env=False)
        plan = make_plan([read_document("<https://site-a.org/> <https://site-b.org/>", "list.md")], Settings())
        with NullStore() as nothing, RecordSpool(plan.links) as ledger:
            engine = Engine(plan, Settings(), nothing, Network(net), ledger)
            first, last = [time.monotonic() async for _ in engine.records(["list.md"])]
    assert last - first > 1.5


async def test_a_resolver_that_is_silent_about_nonsense_keeps_no_answer_back(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_: object) -> bool:
        return await asyncio.Event().wait()

    monkeypatch.setattr(Net, "has_name", never)
    monkeypatch.setattr(run_module, "NAME_PATIENCE", 0.05)
    async with SmallWeb() as web:
        web.site("site-a.org").page("/", "A page")
        with NullStore() as nothing, ledger_of(["https://site-a.org/"], Settings()) as ledger:
            async with asyncio.timeout(10):
                records = list(await check(web, nothing, ledger, Settings()))
    assert [record.verdict for record in records] == [Verdict.ALIVE]


async def test_the_archive_is_asked_within_the_run_s_time(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Settings(archive=True, max_time=2.0)
    async with SmallWeb() as web:
        web.site("site-a.org").page("/", "A page")
        web.site("archive.org").hang("/wayback/available")
        urls = ["https://site-a.org/", "https://site-a.org/gone"]
        with NullStore() as nothing, ledger_of(urls, made) as ledger:
            async with asyncio.timeout(10):
                records = list(await check(web, nothing, ledger, made))
    assert [record.verdict for record in records] == [Verdict.ALIVE, Verdict.DEAD]
    assert len(web.asked("archive.org")) == 1


def concluded(path: Path, url: str) -> str | None:
    """What another process finds in the file at this moment."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        row = db.execute("SELECT history FROM history WHERE url = ?", (url,)).fetchone()
    return None if row is None else str(json.loads(row[0])["verdict"])


async def test_a_record_is_reported_once_it_is_in_the_file(tmp_path: Path) -> None:
    """So a process that is killed at any moment has lost nothing that it reported, however busy the machine is."""
    async with SmallWeb() as web:
        urls = [*closed_down(web), "htps://x.org/", *(f"https://site{number}-page.org/" for number in range(40))]
        for number in range(40):
            web.site(f"site{number}-page.org").page("/", f"Page {number}", f"What page {number} says.")
        made, path = Settings(), tmp_path / "state.db"
        net = NetSettings(resolver=web.resolver, cafile=web.cafile, hosts={"*": HostPolicy(retries=0)}, trust_env=False)
        for more in ([], ["https://site1-page.org/#top"]):
            text = "\n\n".join(f"<{url}>" for url in [*urls, *more])
            plan = make_plan([read_document(text, "list.md")], made)
            reported = set()
            with Store(path) as store, RecordSpool(plan.links) as spool:
                async for record in Engine(plan, made, store, Network(net), spool).records(["list.md"]):
                    assert concluded(path, record.link.identity) == record.verdict, record.link.url
                    reported.add(record.link.url)
            assert reported == {link.url for link in plan.links}


async def test_a_history_that_is_damaged_begins_anew_with_the_stored_answer(tmp_path: Path) -> None:
    async with SmallWeb() as web:
        web.site("site-a.org").page("/", "A page", "What it says.")
        url, path, made = "https://site-a.org/", tmp_path / "state.db", Settings(max_age=DAY)
        for damage in (False, True):
            with Store(path) as store, ledger_of([url], made) as ledger:
                (record,) = await check(web, store, ledger, made)
            assert record.stored is damage
            assert concluded(path, url) == Verdict.ALIVE
            with closing(sqlite3.connect(path, isolation_level=None)) as db:
                db.execute("UPDATE history SET history = x'ff'")
