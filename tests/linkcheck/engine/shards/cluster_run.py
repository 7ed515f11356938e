"""Kill a worker of a cluster in the middle of a run: a program of its own, for it starts and ends many processes."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections import defaultdict
from contextlib import nullcontext
from pathlib import Path

import distributed

from fetchers.net import HostPolicy, NetSettings
from linkcheck.config import Settings
from linkcheck.demo import ServedRequest, ServedResponse, SmallWeb
from linkcheck.document import read_document
from linkcheck.engine import Engine, Network
from linkcheck.engine.shards import cluster
from linkcheck.model import Record
from linkcheck.plan import make_plan
from linkcheck.record_spool import RecordSpool
from linkcheck.store import Store

HOSTS, LINKS, INTERVAL, LEASE = 30, 8, 0.5, 16.0
DELAY = 0.4
"""Seconds that an answer takes: at any moment, most hosts of a worker are being asked."""


def furnish(web: SmallWeb) -> tuple[list[str], dict[str, list[float]]]:
    """Return the links, and where the moments of each host's requests are written down."""
    log: dict[str, list[float]] = defaultdict(list)

    def answer(request: ServedRequest) -> ServedResponse:
        log[request.host].append(time.monotonic())
        title = f"<title>Page {request.path} of {request.host}</title>".encode()
        return ServedResponse(body=title + b"<p>What it says.</p>" * 20, delay=DELAY)

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


async def kill_in_mid_run(web: SmallWeb, tmp_path: Path) -> None:
    """Assert that nothing is lost or asked twice, and that no host is asked from two places at once."""
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
                    async for record in engine.records(["list.md"], nullcontext(workers)):
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


async def main(folder: Path) -> None:
    async with SmallWeb() as web:
        await kill_in_mid_run(web, folder)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
