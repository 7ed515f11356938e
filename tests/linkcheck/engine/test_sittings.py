"""Runs that had to end early: what they say of the rest, and where the next begins."""

from __future__ import annotations

from pathlib import Path

from fetchers.net import HostPolicy, NetSettings
from linkcheck.config import Settings
from linkcheck.demo import SmallWeb
from linkcheck.document import read_document
from linkcheck.engine import Engine, Network
from linkcheck.model import Records, Verdict
from linkcheck.plan import make_plan
from linkcheck.record_spool import RecordSpool
from linkcheck.store import Store

PLACES = ("/a", "/b", "/c")


async def check(web: SmallWeb, store: Store, ledger: RecordSpool, made: Settings) -> tuple[Records, Engine]:
    """Ask one after the other, and return what is said with the engine that has said it."""
    web.forget()
    hosts = {"*": HostPolicy(concurrency=1, retries=0)}
    net = NetSettings(resolver=web.resolver, cafile=web.cafile, hosts=hosts, trust_env=False)
    plan = make_plan([read_document(_list(), "list.md")], made)
    engine = Engine(plan, made, store, Network(net), ledger)
    async for _ in engine.records(["list.md"]):
        pass
    return ledger, engine


def _list() -> str:
    return "\n".join(f"<https://site-a.org{place}>" for place in PLACES)


def _ledger(made: Settings) -> RecordSpool:
    return RecordSpool(make_plan([read_document(_list(), "list.md")], made).links)


def _asked(web: SmallWeb) -> list[str]:
    return [request.path for request in web.asked("site-a.org")]


def _hang_at(web: SmallWeb, *places: str) -> None:
    for place in PLACES:
        if place in places:
            web.site("site-a.org").hang(place)
        else:
            web.site("site-a.org").page(place, f"Page {place}")


async def test_the_next_run_goes_on_where_the_time_ran_out(tmp_path: Path) -> None:
    made = Settings(max_time=1.0)
    async with SmallWeb() as web:
        with Store(tmp_path / "state.db") as store, _ledger(made) as ledger:
            _hang_at(web, "/b")
            records, engine = await check(web, store, ledger, made)
            assert [record.is_unreached for record in records] == [False, True, True]
            assert not engine.complete
            ended = store.last_run()
            assert ended is not None
            assert ended[1] is None
        with Store(tmp_path / "state.db") as store, _ledger(made) as ledger:
            _hang_at(web)
            records, engine = await check(web, store, ledger, made)
            assert [record.verdict for record in records] == [Verdict.ALIVE] * 3
            assert _asked(web) == ["/b", "/c"]
            ended = store.last_run()
            assert ended is not None
            assert ended[1] is not None


async def test_where_time_may_run_out_what_was_not_asked_for_longest_comes_first(tmp_path: Path) -> None:
    """Or the end of a long list would never be reached."""
    async with SmallWeb() as web:
        _hang_at(web)
        with Store(tmp_path / "state.db") as store:
            for made, asked in (
                (Settings(max_age=0.0, max_time=60.0, exclude=("/c$",)), ["/a", "/b"]),
                (Settings(max_age=0.0, max_time=60.0, exclude=("/[ac]$",)), ["/b"]),
                (Settings(max_age=0.0, max_time=60.0), ["/c", "/a", "/b"]),
                (Settings(max_age=0.0), ["/a", "/b", "/c"]),
            ):
                with _ledger(made) as ledger:
                    await check(web, store, ledger, made)
                assert _asked(web) == asked


async def test_what_was_not_reached_was_last_checked_when_it_was(tmp_path: Path) -> None:
    made = Settings(max_age=0.0, max_time=1.0)
    async with SmallWeb() as web:
        with Store(tmp_path / "state.db") as store:
            _hang_at(web)
            with _ledger(made) as ledger:
                first = [record.checked for record in (await check(web, store, ledger, made))[0]]
            _hang_at(web, *PLACES)
            with _ledger(made) as ledger:
                records = list((await check(web, store, ledger, made))[0])
            assert [(record.verdict, record.is_unreached) for record in records] == [(Verdict.ALIVE, True)] * 3
            assert [record.checked for record in records] == first
