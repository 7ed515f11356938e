"""Shards on a Dask cluster: the same records, and a worker that is lost loses nothing and breaks no pace."""

from __future__ import annotations

import asyncio
import os
import queue
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest

from fetchers.net import HostPolicy, NetSettings
from linkcheck import __version__
from linkcheck.cli import run
from linkcheck.config import Settings
from linkcheck.demo import ServedRequest, ServedResponse, SmallWeb
from linkcheck.document import read_document
from linkcheck.engine import Engine, Network
from linkcheck.engine.shards import cluster
from linkcheck.engine.shards.channel import command, environment
from linkcheck.engine.shards.messages import Work, encoded
from linkcheck.engine.shards.relay import carry
from linkcheck.model import Record
from linkcheck.plan import make_plan
from linkcheck.record_spool import RecordSpool
from linkcheck.store import Store

ROOT = Path(__file__).resolve().parents[4]
HOSTS, LINKS, INTERVAL, LEASE = 30, 8, 0.5, 16.0


def furnish(web: SmallWeb) -> tuple[list[str], dict[str, list[float]]]:
    """Return the links, and where the moments of each host's requests are written down."""
    log: dict[str, list[float]] = defaultdict(list)

    def answer(request: ServedRequest) -> ServedResponse:
        log[request.host].append(time.monotonic())
        title = f"<title>Page {request.path} of {request.host}</title>".encode()
        return ServedResponse(body=title + b"<p>What it says.</p>" * 20)

    for number in range(HOSTS):
        for page in range(LINKS):
            web.site(f"site{number}.org").handle(f"/{page}", answer)
    return [f"https://site{number}.org/{page}" for page in range(LINKS) for number in range(HOSTS)], log


def engine_of(web: SmallWeb, urls: list[str], store: Store) -> tuple[Engine, RecordSpool]:
    plan = make_plan([read_document("\n\n".join(f"<{url}>" for url in urls), "list.md")], Settings())
    net = NetSettings(
        resolver=web.resolver,
        cafile=web.cafile,
        hosts={"*": HostPolicy(retries=0, concurrency=1, interval=INTERVAL)},
        trust_env=False,
        timeout=60.0,
        connect_timeout=60.0,
        body_timeout=60.0,
        link_budget=240.0,
    )
    spool = RecordSpool(plan.links)
    return Engine(plan, Settings(shards=1), store, Network(net), spool), spool


def told(record: Record) -> tuple[object, ...]:
    return record.link.url, record.verdict, record.reason, record.detail, record.metadata and record.metadata.title


async def test_a_worker_that_is_killed_loses_nothing_and_no_host_is_asked_from_two_places(
    web: SmallWeb, tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    urls, log = furnish(web)
    with Store(tmp_path / "one.db") as store:
        engine, spool = engine_of(web, urls, store)
        with spool:
            async for _ in engine.records(["list.md"]):
                pass
            alone = sorted(map(told, spool))
    log.clear()
    committed: set[str] = set()
    counted: dict[str, int] = {}
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "asynchronous": True}
    async with (
        distributed.LocalCluster(**options) as local,
        cluster.dask_cluster(local.scheduler_address, LEASE) as workers,
    ):
        with Store(tmp_path / "many.db") as store:
            engine, spool = engine_of(web, urls, store)
            with spool:
                async with asyncio.timeout(300):
                    async for record in engine.records(["list.md"], workers):
                        committed.add(record.link.url)
                        if len(committed) == len(urls) // 4:
                            pids = await workers._client.run(os.getpid)
                            os.kill(next(iter(pids.values())), signal.SIGKILL)
                            counted = {url: asked(web, url) for url in committed}
                assert sorted(map(told, spool)) == alone
            assert engine.complete
            assert not engine.warnings
    assert counted
    assert {url for url, times in counted.items() if asked(web, url) != times} == set()
    assert sum(map(len, log.values())) > len(urls), "it was killed in the middle of something"
    assert {host: most for host, most in web.peak.items() if host in log and most > 1} == {}
    # Half: the first request of a host waits for its handshake, and comes late.
    assert [host for host, at in log.items() if at[-1] - at[0] < (len(at) - 1) * INTERVAL / 2] == []


def asked(web: SmallWeb, url: str) -> int:
    return len(web.asked(url.split("/")[2], "/" + url.split("/")[3]))


class Letters:
    """A ``distributed.Queue`` within this process; it may be deaf after some words."""

    def __init__(self, most: int = 100) -> None:
        self.held: queue.Queue[object] = queue.Queue()
        self._most = most

    def put(self, value: object, timeout: float | None = None) -> None:
        if self.held.qsize() >= self._most:
            raise TimeoutError
        self.held.put(value)

    def get(self, timeout: float | None = None) -> object:
        return self.held.get(timeout=timeout)


def test_a_shard_ends_by_itself_when_its_lease_is_not_renewed(tmp_path: Path) -> None:
    work = Work(Network(), (), {}, {}, {}, None, lease=0.5, is_online=False)
    process = subprocess.Popen(command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment())
    with process:
        assert process.stdin is not None
        process.stdin.write(encoded(work))
        process.stdin.flush()
        assert process.wait(timeout=30) == 0


def test_a_copy_that_is_told_to_end_asks_nobody() -> None:
    inbox, orders = Letters(), Letters()
    orders.put(b"")
    carry(inbox, orders, (3, "copy"), 10.0)
    assert inbox.get() == (3, "copy", __version__, [])
    assert inbox.held.empty()


def test_a_copy_whose_run_is_not_to_be_reached_gives_up() -> None:
    orders = Letters()
    orders.put(encoded(Work(Network(), (), {}, {}, {}, None, lease=60.0, is_online=False)))
    with pytest.raises(TimeoutError):
        carry(Letters(most=1), orders, (0, "copy"), 10.0)


def test_without_the_extra_one_line_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text("<https://site0.org/>\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert run(["check", "list.md", "--dask", "local", "--no-progress"]) == 3
    assert capsys.readouterr().err.strip() == "linkcheck: --dask needs Dask: pip install 'awesome-linkcheck[dask]'"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:9", "no scheduler to be reached there: Timed out"),
        ("nonsense", "write tcp://HOST:8786"),
        ("http://127.0.0.1:8786", "write tcp://HOST:8786"),
    ],
)
def test_a_scheduler_that_is_not_there_is_one_line(address: str, said: str, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    (tmp_path / "list.md").write_text("<https://site0.org/>\n", encoding="utf-8")
    code = "import sys; from linkcheck.engine.shards import cluster; cluster._CONNECTS_WITHIN = 0.5; "
    code += (
        f"from linkcheck.cli import run; sys.exit(run(['check', 'list.md', '--dask', {address!r}, '--no-progress']))"
    )
    where = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, cwd=tmp_path, env=where, capture_output=True, text=True
    )
    assert done.returncode == 3
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith(f"linkcheck: --dask {address}: {said}")
