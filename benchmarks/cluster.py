"""A run on a cluster whose worker is killed: the same records, nothing asked again, no host from two places at once.

A list is asked by this process alone, and then by the workers of a Dask cluster on this machine, one of which is killed
(``kill -9``) in the middle. All hosts want one request at a time and seconds between two; one link in twenty is a
redirect to another host. What is asked, when, and how long it was open is in the log of the server, a process of its
own. Ends in 1 where anything of it is not so.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import distributed

from benchmarks import commandline
from fetchers.net import HostPolicy, NetSettings
from linkcheck.config import Settings
from linkcheck.demo.host_names import DemoResolver, Host, Name, Tls
from linkcheck.document import read_document
from linkcheck.engine import Engine, Network
from linkcheck.engine.shards.cluster import DaskWorkers, dask_cluster
from linkcheck.model import Record
from linkcheck.plan import make_plan
from linkcheck.record_spool import RecordSpool
from linkcheck.store import Store

ANSWERS_AFTER: Final = 0.2
"""Seconds: at any moment, many hosts of a worker are being asked."""
MOVED: Final = 20
"""One link in so many leads to another host."""
_MOST_EARLY: Final = 0.5
"""Of the interval: sooner, a request did not come late by chance, but the next one too early."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as the server saw it. Seconds of its clock."""

    url: str
    began: float
    ended: float

    @property
    def host(self) -> str:
        """The host that it was for."""
        return self.url.split("/")[2]


def main() -> None:
    """Run and print."""
    parser = commandline.parser(__doc__)
    commandline.add_size(parser, links=20_000, hosts=2_000)
    parser.add_argument("--workers", type=commandline.count, default=4)
    parser.add_argument("--interval", type=float, default=1.0, help="seconds between two requests to a host [1]")
    parser.add_argument("--lease", type=float, default=16.0, help="seconds until a silent worker is lost [16]")
    arguments = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=_serve, args=(theirs, arguments.hosts), daemon=True)
    server.start()
    try:
        sys.exit(asyncio.run(_prove(arguments, ours)))
    finally:
        server.kill()


async def _prove(arguments: argparse.Namespace, server: Connection) -> int:
    port: int = server.recv()
    urls = [f"http://site{n % arguments.hosts}-site.org/{n // arguments.hosts}" for n in range(arguments.links)]
    with tempfile.TemporaryDirectory() as name:
        began = time.monotonic()
        alone, _ = await _run(Path(name) / "one.db", arguments, urls, port, None)
        log = _log(server)
        before = Counter(one.url for one in log)
        print(f"one process: {time.monotonic() - began:.1f} s, {len(log):,} requests, {_paces(log)}")
        local = distributed.LocalCluster(
            n_workers=arguments.workers, threads_per_worker=1, dashboard_address="127.0.0.1:0", asynchronous=True
        )
        async with local, dask_cluster(local.scheduler_address, print, arguments.lease) as workers:
            began = time.monotonic()
            where = workers, partial(_kill, local)
            many, committed = await _run(Path(name) / "many.db", arguments, urls, port, where)
        log = _log(server)
        told = f"{arguments.workers} workers, one killed: {time.monotonic() - began:.1f} s, {len(log):,} requests"
        print(f"{told}, {_paces(log)}")
    found = dict(_faults(log, before, committed, arguments.interval))
    found["records that differ"] = [one for one, other in zip(alone, many, strict=True) if one != other]
    for what, faults in found.items():
        print(f"{what}: {len(faults)}", *faults[:3])
    print(f"links that were committed when the worker was killed: {len(committed):,}")
    return int(any(found.values()) or not committed)


async def _run(
    state: Path,
    arguments: argparse.Namespace,
    urls: Sequence[str],
    port: int,
    where: tuple[DaskWorkers, Callable[[], None]] | None,
) -> tuple[list[tuple[object, ...]], set[str]]:
    """Return what the run said of each link, and what was committed when the worker was killed."""
    text = "\n\n".join(f"<{url}>" for url in urls)
    plan = make_plan([read_document(text, "list.md")], Settings())
    names = {f"site{number}-site.org": Host() for number in range(arguments.hosts)}
    net = NetSettings(
        resolver=DemoResolver(names, {Name.KNOWN: port, Tls.GOOD: port}),
        hosts={"*": HostPolicy(retries=0, concurrency=1, interval=arguments.interval)},
        trust_env=False,
        timeout=60.0,
        connect_timeout=60.0,
        body_timeout=60.0,
        link_budget=240.0,
    )
    committed: set[str] = set()
    killed: set[str] = set()
    with Store(state) as store, RecordSpool(plan.links) as spool:
        engine = Engine(plan, Settings(shards=1), store, Network(net), spool)
        async for record in engine.records(["list.md"], where and nullcontext(where[0])):
            committed.add(record.link.url)
            if where is not None and not killed and len(committed) >= len(urls) // 3:
                killed = set(committed)
                where[1]()
        if not engine.complete or engine.warnings:
            print("not complete:", *engine.warnings)
        return sorted(map(_told, spool)), killed


def _kill(cluster: distributed.LocalCluster) -> None:
    os.kill(cluster.workers[0].pid, signal.SIGKILL)


def _told(record: Record) -> tuple[object, ...]:
    title = record.metadata and record.metadata.title
    return record.link.url, record.verdict, record.reason, record.detail, title


def _faults(
    log: Sequence[Asked], before: Counter[str], committed: Collection[str], interval: float
) -> Iterator[tuple[str, list[object]]]:
    """Yield what must not be, and where it is; ``before``: how often each address was asked for by one process."""
    more = Counter(one.url for one in log) - before
    yield "committed links that were asked for again", [url for url in more if url in committed]
    yield "other addresses that were asked for twice again", [url for url, times in more.items() if times > 1]
    pairs = [pair for requests in _by_host(log).values() for pair in pairwise(requests)]
    yield "requests to a host where one was open", [b for a, b in pairs if b.began < a.ended]
    yield "intervals that were broken", [b for a, b in pairs if b.began - a.began < interval * _MOST_EARLY]


def _paces(log: Sequence[Asked]) -> str:
    if not log:
        return "and none came"
    gaps = sorted(b.began - a.began for requests in _by_host(log).values() for a, b in pairwise(requests))
    return f"between two to a host {gaps[0]:.2f} s at least, {gaps[len(gaps) // 100]:.2f} s of 99 in 100"


def _by_host(log: Sequence[Asked]) -> Mapping[str, list[Asked]]:
    hosts: dict[str, list[Asked]] = defaultdict(list)
    for one in sorted(log, key=lambda one: one.began):
        hosts[one.host].append(one)
    return hosts


def _log(server: Connection) -> list[Asked]:
    """Return what was asked since the last time."""
    server.send(None)
    log: list[Asked] = server.recv()
    return log


class _Answers(asyncio.Protocol):
    """Answers one connection, and writes down what it asks."""

    def __init__(self, log: list[Asked], hosts: int) -> None:
        self._log, self._hosts = log, hosts
        self._open: dict[str, float] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        # A client of ours sends a request in one piece, and the next after the answer.
        now = time.monotonic()
        lines = data.decode("latin-1").split("\r\n")
        host = next(line.partition(": ")[2] for line in lines if line.lower().startswith("host:"))
        url = f"http://{host}{lines[0].split(' ')[1]}"
        self._open[url] = now
        asyncio.get_running_loop().call_later(ANSWERS_AFTER, self._answer, url)

    def _answer(self, url: str) -> None:
        self._end(url)
        *_, host, page = url.split("/")
        number = int(host.removeprefix("site").removesuffix("-site.org"))
        body = f"<title>Page {page} of {host}</title><p>{'What it says of itself. ' * 20}</p>".encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        if page.isdecimal() and (number + int(page) * 7) % MOVED == 0:
            away = f"http://site{(number * 31 + 7) % self._hosts}-site.org/moved-{number}-{page}"
            head, body = f"HTTP/1.1 301 Moved\r\nLocation: {away}\r\nContent-Length: 0\r\n\r\n", b""
        if isinstance(self._transport, asyncio.WriteTransport):
            self._transport.write(head.encode() + body)

    def _end(self, url: str) -> None:
        if url in self._open:
            self._log.append(Asked(url, self._open.pop(url), time.monotonic()))

    def connection_lost(self, _: Exception | None) -> None:
        for url in list(self._open):
            self._end(url)


def _serve(orders: Connection, hosts: int) -> None:
    """Serve until it is killed; send the port, then the log whenever it is asked for."""

    async def serve() -> None:
        log: list[Asked] = []
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: _Answers(log, hosts), "127.0.0.1", 0, backlog=4096)
        orders.send(server.sockets[0].getsockname()[1])
        while True:
            await asyncio.to_thread(orders.recv)
            orders.send(log)
            log.clear()

    asyncio.run(serve())


if __name__ == "__main__":
    main()
