"""A soak: a long list over a web most of which misbehaves. Every link is told, memory stays, nothing is left open.

The run is a process of its own; its memory, that of the processes it starts included, is sampled each second.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import aclosing, suppress
from pathlib import Path

from benchmarks import measuring
from benchmarks.reliability.misbehaving import KINDS, LINKS_A_HOST, Places, Web, kind_of, url_of
from fetchers.net import NetSettings
from linkcheck.config import Settings
from linkcheck.document import read_document
from linkcheck.engine import Engine, Network
from linkcheck.engine.event_loop import loop_factory
from linkcheck.plan import make_plan
from linkcheck.record_spool import RecordSpool
from linkcheck.store import Store


def child(folder: Path, links: int, places: Places) -> None:
    """Make the run; write down each record as it is reported, and what is left when it has ended."""
    text = "".join(f"- <{url_of(number)}>\n" for number in range(links))
    settings = Settings()
    plan = make_plan([read_document(text, "list.md")], settings, [])
    left: dict[str, object] = {}
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(asyncio.sleep(0))  # libuv opens a pipe with its first loop, for all of them
    files, threads = _files(), threading.active_count()

    async def run(store: Store, spool: RecordSpool) -> None:
        engine = Engine(plan, settings, store, Network(NetSettings(resolver=places, trust_env=False)), spool)
        with (folder / "done").open("w", buffering=1) as log:
            async with aclosing(engine.records(["list.md"])) as records:
                async for record in records:
                    log.write(f"{record.verdict} {record.reason} {record.link.url}\n")
        await asyncio.sleep(0.5)
        left["tasks"] = [str(task.get_coro()) for task in asyncio.all_tasks() - {asyncio.current_task()}]

    with (
        RecordSpool(plan.links, folder) as spool,
        Store(folder / "state.db") as store,
        asyncio.Runner(loop_factory=loop_factory()) as runner,
    ):
        runner.run(run(store, spool))
    left["files and sockets"] = sorted(_files() - files)
    left["threads"] = threading.active_count() - threads
    left["processes"] = len(list(measuring.family(os.getpid()))) - 1
    (folder / "left").write_text(json.dumps(left))


def _files() -> set[str]:
    """Return what is open, each by what it is."""
    found = set()
    for entry in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found.add(f"{entry.name}: {entry.readlink()}")
    return found


def measure(links: int) -> None:
    """Run, and print the tables."""
    web = Web()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        numbers = map(str, (links, web.places.port, web.places.tls_port))
        command = [sys.executable, "-m", "benchmarks.reliability.soak", str(folder), *numbers]
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        curve: list[tuple[float, int, float]] = []
        while process.poll() is None:
            time.sleep(1)
            memory = sum(map(measuring.share, measuring.family(process.pid)))
            curve.append((time.monotonic() - began, _lines(folder / "done"), memory))
        told = dict(_told(folder / "done"))
        left = json.loads((folder / "left").read_text()) if (folder / "left").exists() else {"the run": "ended badly"}
    print(
        f"{links:,} links on {links // LINKS_A_HOST:,} hosts, {len(KINDS)} kinds of misbehaviour of a twentieth each.\n"
    )
    _print_curve([point for point in curve if point[2]])
    _print_verdicts(links, told)
    print("\nLeft open at the end:", ", ".join(f"{what} {count or 'none'}" for what, count in left.items()))


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def _told(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    for line in path.read_text().splitlines():
        verdict, reason, url = line.split(" ")
        yield url, (verdict, reason)


def _print_curve(curve: list[tuple[float, int, float]]) -> None:
    print("| seconds | links reported | memory |\n|--:|--:|--:|")
    for step in range(11):
        at, done, memory = curve[step * (len(curve) - 1) // 10]
        print(f"| {at:.0f} | {done:,} | {memory:.0f} MB |")
    third, fourth = (max(point[2] for point in curve[len(curve) * part // 4 :][: len(curve) // 4]) for part in (2, 3))
    print(f"\nMost memory in the third quarter {third:.0f} MB, in the fourth {fourth:.0f} MB.\n")


def _print_verdicts(links: int, told: Mapping[str, tuple[str, str]]) -> None:
    found: dict[str, Counter[str]] = {kind: Counter() for kind in ["", *KINDS]}
    odd: Counter[str] = Counter()
    given_up = 0
    for number in range(links):
        kind = kind_of(number)
        verdict, reason = told.get(url_of(number), ("none", ""))
        found[kind][verdict] += 1
        given_up += reason == "out-of-time"
        if verdict not in (KINDS[kind][1] if kind else {"alive"}) and reason != "out-of-time":
            odd[f"{kind or 'fine'}: {verdict} ({reason})"] += 1
    print("| what the server does | links | verdicts |\n|---|--:|---|")
    for kind, verdicts in found.items():
        said = ", ".join(f"{verdict} {count:,}" for verdict, count in verdicts.most_common())
        print(f"| {kind or 'answers as it should'} | {verdicts.total():,} | {said} |")
    print(f"\nWithout a verdict: {links - len(told)}; with another than a careful maintainer's: {odd.total()}")
    for what, number in odd.most_common(12):
        print(f"- {what}: {number}")
    print(f"\nOf hosts that answered 429 for two minutes and more, given up: {given_up:,} links, unreachable.")


if __name__ == "__main__":
    child(Path(sys.argv[1]), int(sys.argv[2]), Places(*map(int, sys.argv[3:5])))
