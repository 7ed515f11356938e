"""A run of several shards is the same run: its results, what it keeps, what it asks; and none of them can sink it."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from fetchers.context import Access
from fetchers.net import HostPolicy, NetSettings, without_intervals
from linkcheck.cli import run
from linkcheck.config import Settings
from linkcheck.demo import Name, ServedRequest, ServedResponse, SmallWeb
from linkcheck.demo.world import demo_list, demo_world
from linkcheck.document import read_document
from linkcheck.engine import Engine, Network, Offline
from linkcheck.engine.shards import channel
from linkcheck.model import Verdict
from linkcheck.plan import make_plan
from linkcheck.record_spool import RecordSpool
from linkcheck.store import Store

REPORTS = ("out.json", "out.jsonl", "out.md", "out.csv", "out.html", "out.sarif")
MOMENT = re.compile(r"20[2-9]\d-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)?")
LINKS = 24
SLOW = range(6, 12)
"""Hosts that do not answer at once."""


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[asyncio.subprocess.Process]]:
    """The processes of all shards, in the order in which they were started."""
    started: list[asyncio.subprocess.Process] = []
    start = channel.start_process

    async def remembered() -> asyncio.subprocess.Process:
        started.append(await start())
        return started[-1]

    monkeypatch.setattr(channel, "start_process", remembered)
    yield started
    assert all(process.returncode is not None for process in started)


def network(web: SmallWeb, **more: HostPolicy) -> Network:
    hosts = without_intervals() | {"*": HostPolicy(retries=0)} | more
    net = NetSettings(
        resolver=web.resolver,
        cafile=web.cafile,
        hosts=hosts,
        trust_env=False,
        # On a machine that is busy with other tests, an answer may take its time.
        timeout=60.0,
        connect_timeout=60.0,
        body_timeout=60.0,
        link_budget=240.0,
    )
    return Network(net, Access(github_token="sample-token"))


async def check(
    web: SmallWeb,
    urls: list[str],
    state: Path,
    made: Settings,
    meanwhile: Callable[[Engine], None] | None = None,
    paced: Mapping[str, HostPolicy] | None = None,
) -> tuple[Engine, Counter[Verdict]]:
    """Run; ``meanwhile`` is called once all are answered that answer at once."""
    plan = make_plan([read_document("\n\n".join(f"<{url}>" for url in urls), "list.md")], made)
    with Store(state) as store, RecordSpool(plan.links) as spool:
        engine = Engine(plan, made, store, network(web, **(paced or {})), spool)
        alive = 0
        async with asyncio.timeout(90):
            async for record in engine.records(["list.md"]):
                alive += record.verdict is Verdict.ALIVE
                if meanwhile is not None and alive == LINKS - len(SLOW):
                    meanwhile(engine)
                    meanwhile = None
        return engine, Counter(record.verdict for record in spool)


def pages(web: SmallWeb, *, slow: range = range(0), until: Callable[[], object] = lambda: False) -> list[str]:
    """Furnish a page on each of many hosts; some do not answer until something is the case."""
    for number in range(LINKS):
        site = web.site(f"site{number}.org")

        def answer(request: ServedRequest, number: int = number) -> ServedResponse:
            hangs = number in slow and not until()
            return ServedResponse(body=b"<title>A page</title><p>What it says.</p>" * 9, delay=90.0 if hangs else 0.0)

        site.handle("/", answer)
    return [f"https://site{number}.org/" for number in range(LINKS)]


def test_the_reports_are_the_same_byte_for_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice each: the second run knows histories, and what the servers say has not changed."""
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text(demo_list(), encoding="utf-8")
    told: dict[str, list[str]] = {"1": [], "2": []}
    asked: dict[str, list[Counter[str]]] = {"1": [], "2": []}

    @asynccontextmanager
    async def world() -> AsyncIterator[Network]:
        async with demo_world() as web:
            yield network(web)
            asked[shards].append(Counter(request.url for request in web.requests))

    for shards in told:
        for _ in range(2):
            outputs = [word for name in REPORTS for word in ("-o", name)]
            options = ["--shards", shards, "--state", f"{shards}.db", "--max-age", "0", "--timeout", "60", *outputs]
            assert run(["check", "list.md", "--no-progress", "-q", *options], world=world()) == 1
            told[shards] += [MOMENT.sub("NOW", Path(name).read_text(encoding="utf-8")) for name in REPORTS]
    for one, two in zip(told["1"], told["2"], strict=True):
        assert two == one
    assert asked["2"] == asked["1"]


async def test_a_shard_that_dies_is_begun_again_and_asks_only_for_what_is_missing(
    web: SmallWeb, tmp_path: Path, processes: list[asyncio.subprocess.Process]
) -> None:
    killed: list[int] = []

    def kill_all(_: Engine) -> None:
        for process in processes:
            os.kill(process.pid, signal.SIGKILL)
            killed.append(process.pid)

    urls = pages(web, slow=SLOW, until=lambda: killed)
    engine, found = await check(web, urls, tmp_path / "state.db", Settings(shards=2), kill_all)
    assert found == {Verdict.ALIVE: LINKS}
    assert engine.complete
    assert not engine.warnings
    asked = Counter(request.host for request in web.requests if request.path == "/")
    assert {asked[f"site{number}.org"] for number in range(LINKS) if number not in SLOW} == {1}
    # A busy machine may not have asked for all of them before.
    assert {asked[f"site{number}.org"] for number in SLOW} <= {1, 2}
    assert len(processes) > 2


async def test_a_shard_that_always_dies_leaves_its_links_unreached_and_says_so(
    web: SmallWeb, tmp_path: Path, processes: list[asyncio.subprocess.Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    start = channel.start_process

    async def killed() -> asyncio.subprocess.Process:
        process = await start()
        if len(processes) > 1:
            process.kill()
        return process

    monkeypatch.setattr(channel, "start_process", killed)
    engine, found = await check(web, pages(web), tmp_path / "state.db", Settings(shards=2))
    assert found == {Verdict.ALIVE: LINKS // 2, Verdict.UNREACHABLE: LINKS // 2}
    assert not engine.complete
    assert engine.warnings == ("A shard died 4 times in a row; 12 of its links were not reached.",)


async def test_a_host_to_which_two_shards_are_led_is_asked_at_its_own_pace(
    web: SmallWeb, tmp_path: Path, processes: list[asyncio.subprocess.Process]
) -> None:
    """One that has links of its own in a shard, and one that has none."""
    interval = 0.3
    moments: dict[str, list[float]] = {"shared.org": [], "elsewhere.org": []}

    def answer(request: ServedRequest) -> ServedResponse:
        moments[request.host].append(time.monotonic())
        title = f"<title>Page {request.path} of {request.host}</title>".encode()
        return ServedResponse(body=title + b"<p>What it says.</p>" * 9, delay=0.1)

    for host in moments:
        for number in range(LINKS):
            web.site(host).handle(f"/{number}", answer)
    for number in range(16):
        host = list(moments)[number % 2]
        moved = ServedResponse(status=302, headers=(("Location", f"https://{host}/{number}"),))
        web.site(f"site{number}.org").answer("/", moved)
    urls = [f"https://shared.org/{number}" for number in range(6)]
    urls += [f"https://site{number}.org/" for number in range(16)]
    paced = {host: HostPolicy(concurrency=1, interval=interval) for host in moments}
    engine, found = await check(web, urls, tmp_path / "state.db", Settings(shards=4), paced=paced)
    assert found == {Verdict.ALIVE: len(urls)}
    assert engine.complete
    assert len(processes) == 4
    for times in moments.values():
        assert len(times) >= 8
        # The server is as busy as its machine: a request is noted late, never early.
        gaps = sorted(later - earlier for earlier, later in pairwise(times))
        assert gaps[0] > interval / 3
        assert times[-1] - times[0] > (len(times) - 1) * interval * 0.9
    assert {host: web.peak[host] for host in moments} == dict.fromkeys(moments, 1)


async def test_a_quota_of_a_host_to_which_shards_are_led_is_counted_once(web: SmallWeb, tmp_path: Path) -> None:
    requests, seconds = 5, 2.0
    moments: list[float] = []

    def answer(request: ServedRequest) -> ServedResponse:
        moments.append(time.monotonic())
        title = f"<title>Page {request.path} of {request.host}</title>".encode()
        stated = (("RateLimit-Policy", f"{requests};w={seconds:.0f}"),)
        return ServedResponse(headers=stated, body=title + b"<p>What it says.</p>" * 9)

    urls = pages(web)
    for number in range(16):
        web.site("shared.org").handle(f"/{number}", answer)
        moved = ServedResponse(status=302, headers=(("Location", f"https://shared.org/{number}"),))
        web.site(f"moved{number}.org").answer("/", moved)
        urls.insert(2 * number + 1, f"https://moved{number}.org/")
    paced = {"shared.org": HostPolicy(concurrency=1)}
    engine, found = await check(web, urls, tmp_path / "state.db", Settings(shards=4), paced=paced)
    assert found == {Verdict.ALIVE: len(urls)}
    assert engine.complete
    # A request is noted late, never early.
    spans = [later - earlier for earlier, later in zip(moments, moments[requests:], strict=False)]
    assert min(spans) > seconds * 0.8


async def test_the_archive_is_asked_as_the_shards_have_left_it(web: SmallWeb, tmp_path: Path) -> None:
    """Its copies are looked up by the run itself, once the shards have ended; one of them had a page of its site."""
    quiet = 3.0
    moments: list[float] = []

    def answer(request: ServedRequest) -> ServedResponse:
        moments.append(time.monotonic())
        spent = (("RateLimit-Policy", f"1;w={quiet:.0f}"), ("RateLimit", f"limit=1, remaining=0, reset={quiet:.0f}"))
        return ServedResponse(headers=spent, body=b"<title>A page</title><p>What it says.</p>" * 9)

    web.site("archive.org").handle("/details/a-book", answer)
    web.site("archive.org").handle("/wayback/available", answer)
    web.site("site0.org").answer("/gone", ServedResponse(status=410))
    urls = ["https://archive.org/details/a-book", "https://site0.org/gone", *pages(web)]
    engine, found = await check(web, urls, tmp_path / "state.db", Settings(shards=2, archive=True))
    assert found == {Verdict.ALIVE: len(urls) - 1, Verdict.DEAD: 1}
    assert len(moments) >= 2
    assert moments[1] - moments[0] > quiet * 0.9
    assert engine.by_host["archive.org"] == len(moments)


async def test_a_stop_ends_every_shard(
    web: SmallWeb, tmp_path: Path, processes: list[asyncio.subprocess.Process]
) -> None:
    stopped = []

    def stop(engine: Engine) -> None:
        engine.stop()
        stopped.append(time.monotonic())

    engine, found = await check(web, pages(web, slow=SLOW), tmp_path / "state.db", Settings(shards=2), stop)
    assert time.monotonic() - stopped[0] < 2
    assert found == {Verdict.ALIVE: LINKS - len(SLOW), Verdict.UNREACHABLE: len(SLOW)}
    assert not engine.complete


async def test_the_end_of_the_time_ends_every_shard(
    web: SmallWeb, tmp_path: Path, processes: list[asyncio.subprocess.Process]
) -> None:
    began = time.monotonic()
    engine, found = await check(web, pages(web, slow=SLOW), tmp_path / "state.db", Settings(shards=2, max_time=8.0))
    assert 8 < time.monotonic() - began < 11
    assert found[Verdict.UNREACHABLE] >= len(SLOW)
    assert not engine.complete


async def test_a_shard_whose_links_are_all_dead_is_believed_where_others_answer(
    web: SmallWeb, tmp_path: Path, processes: list[asyncio.subprocess.Process]
) -> None:
    urls = pages(web)[:2]
    for number in range(16):
        web.site(f"gone{number}.org", name=Name.NO_SUCH_HOST)
        urls.append(f"https://gone{number}.org/")
    _, found = await check(web, urls, tmp_path / "state.db", Settings(shards=6))
    assert found == {Verdict.ALIVE: 2, Verdict.DEAD: 16}
    assert len(processes) > 2


async def test_an_offline_machine_is_offline_with_shards_too(
    web: SmallWeb, tmp_path: Path, processes: list[asyncio.subprocess.Process]
) -> None:
    urls = [f"https://gone{number}.org/" for number in range(16)]
    for number in range(16):
        web.site(f"gone{number}.org", name=Name.SERVFAIL)
    with pytest.raises(Offline):
        await check(web, urls, tmp_path / "state.db", Settings(shards=2))


async def test_no_shard_outlives_the_run(web: SmallWeb, tmp_path: Path) -> None:
    """Its standard input ends with its parent, killed or not."""
    process = await channel.start_process()
    assert process.stdin is not None
    process.stdin.close()
    async with asyncio.timeout(20):
        assert await process.wait() == 0
