"""Faults injected into whole runs, and what became of what they had learnt.

Each run is a process of its own over a small web on loopback, in which pages take up to a tenth of a second. "Lost"
counts the records that a run had reported when it ended, and that the state does not hold.
"""

from __future__ import annotations

import asyncio
import json
import random
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import aclosing, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from fetchers.net import HostPolicy, NetSettings
from linkcheck.config import Settings
from linkcheck.document import read_document
from linkcheck.engine import Engine, Network
from linkcheck.plan import make_plan
from linkcheck.record_spool import RecordSpool
from linkcheck.store import Store

LINKS = 400
PAGE = b"<html><title>The page of %s</title><p>What it says."
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n"


@dataclass
class Result:
    """What came of one kind of fault."""

    fault: str
    tried: int
    records: int = 0
    lost: int = 0
    broken: int = 0
    """States that did not open, or runs that ended otherwise than they should."""
    seconds: float = 0.0
    """The longest from the fault, or from the start, to the end."""
    memory: int = 0

    def row(self) -> str:
        """Return the result as a line of the table."""
        memory = f"{self.memory / 1024:.0f} MB" if self.memory else ""
        return (
            f"| {self.fault} | {self.tried} | {self.records:,} | {self.lost} | {self.broken} | "
            f"{self.seconds:.1f} s | {memory} |"
        )


class SmallServer:
    """Answers every host. ``misbehave`` sees each request's number, and says whether its connection is cut."""

    def __init__(self, misbehave: Callable[[int], bool] = lambda _: False) -> None:
        self.misbehave = misbehave
        self._asked = 0
        self._loop = asyncio.new_event_loop()
        self.port = 0

    @contextmanager
    def running(self) -> Iterator[int]:
        """Serve in a thread of its own, and yield the port."""
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=512))
        thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        thread.start()
        yield server.sockets[0].getsockname()[1]
        self._loop.call_soon_threadsafe(self._loop.stop)
        thread.join()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while True:
                asked = await reader.readuntil(b"\r\n\r\n")
                self._asked += 1
                if self.misbehave(self._asked):
                    break
                await asyncio.sleep(random.uniform(0.005, 0.1))
                page = PAGE % asked.partition(b"Host: ")[2].partition(b"\r")[0]
                writer.write(HEAD % len(page) + page)
                await writer.drain()
        writer.transport.abort()


def child(folder: Path, port: int, *, retries: int) -> None:
    """Make one run, and write down each record as it is reported."""

    def resolve(host: str, _: int) -> list[tuple[str, int]]:
        if not host.endswith(".org"):
            raise socket.gaierror(socket.EAI_NONAME, "no such host")
        return [("127.0.0.1", port)]

    text = "".join(f"- <http://site{n // 4}-site.org/{n}>\n" for n in range(LINKS))
    plan = make_plan([read_document(text, "list.md")], settings := Settings(max_concurrency=24), [])
    net = NetSettings(resolver=resolve, trust_env=False, hosts={"*": HostPolicy(retries=retries, interval=0)})

    async def run(store: Store, spool: RecordSpool) -> None:
        engine = Engine(plan, settings, store, Network(net), spool)
        with (folder / "done").open("w", buffering=1) as log:
            async with aclosing(engine.records(["list.md"])) as records:
                async for record in records:
                    log.write(f"{record.verdict} {record.link.url}\n")

    with RecordSpool(plan.links, folder) as spool, Store(folder / "state.db") as store:
        asyncio.run(run(store, spool))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (folder / "ended").write_text(json.dumps({"memory": peak}))


def start(folder: Path, port: int, *, retries: int = 0, limit: str = "") -> subprocess.Popen[bytes]:
    """Begin a run in a process of its own; ``limit`` is a command of the shell before it."""
    command = [sys.executable, "-m", "benchmarks.reliability.faults", str(folder), str(port), str(retries)]
    if limit:
        command = ["sh", "-c", f'{limit}; exec "$@"', "sh", *command]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def done(folder: Path) -> dict[str, str]:
    """Return the verdict of each record that was reported."""
    log = folder / "done"
    lines = log.read_text().splitlines() if log.exists() else []
    whole = (line.split(" ") for line in lines if line.count(" ") == 1)
    return {url: verdict for verdict, url in whole}


def lost_of(folder: Path, reported: dict[str, str]) -> tuple[int, bool]:
    """Return how many reported records the state does not hold, and whether it is whole."""
    if not (folder / "state.db").exists():
        return len(reported), not reported
    with closing(sqlite3.connect(folder / "state.db")) as db:
        whole = db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with Store(folder / "state.db") as store:
        lost = sum(store.history(url).verdict != verdict for url, verdict in reported.items())
        return lost, whole and not store.warnings


def killed(times: int, port: int, number: signal.Signals, usual: float) -> Result:
    """Kill runs at random moments, each state over several of them."""
    result = Result(f"`{number.name}` at a random moment", times)
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as name:
        for attempt in range(times):
            folder = Path(name) / str(attempt // 4)
            folder.mkdir(exist_ok=True)
            (folder / "done").unlink(missing_ok=True)
            process = start(folder, port)
            with suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.1, 1.0) * usual)
            at = time.time()
            process.send_signal(number)
            process.wait(20)
            result.seconds = max(result.seconds, time.time() - at)
            reported = done(folder)
            lost, whole = lost_of(folder, reported)
            result.records += len(reported)
            result.lost += lost
            result.broken += not whole
    return result


def whole_run(
    fault: str, port: int, *, retries: int = 0, limit: str = "", damage: bool = False, tried: int = 1
) -> Result:
    """Let a run end by itself under a fault."""
    result = Result(fault, tried)
    chance = random.Random(11)
    with tempfile.TemporaryDirectory() as name:
        for attempt in range(tried):
            folder = Path(name) / str(attempt)
            folder.mkdir()
            if damage:
                start(folder, port).wait()
                data = bytearray((folder / "state.db").read_bytes())
                for _ in range(chance.choice((1, 5, 50))):
                    place = chance.randrange(len(data))
                    data[place : place + 8] = chance.randbytes(8)
                (folder / "state.db").write_bytes(data)
                (folder / "ended").unlink()
            began = time.time()
            process = start(folder, port, retries=retries, limit=limit)
            process.wait(120)
            result.seconds = max(result.seconds, time.time() - began)
            reported = done(folder)
            lost, whole = lost_of(folder, reported)
            ended = folder / "ended"
            result.records += len(reported)
            result.lost += lost
            result.broken += not whole or not ended.exists() or len(reported) < LINKS
            if ended.exists():
                result.memory = max(result.memory, json.loads(ended.read_text())["memory"])
    return result


def away_for(seconds: float, after: int) -> Callable[[int], bool]:
    """Say for how long, and after how many requests, every connection is cut."""
    since: list[float] = []

    def is_away(asked: int) -> bool:
        if asked >= after and not since:
            since.append(time.monotonic())
        return bool(since) and time.monotonic() - since[0] < seconds

    return is_away


def measure(kills: int) -> None:
    """Print the table."""
    print("| fault | tried | records reported | lost | broken | longest | peak memory |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    with SmallServer().running() as port:
        usual = whole_run("none", port)
        print(usual.row(), flush=True)
        print(killed(kills, port, signal.SIGKILL, usual.seconds).row(), flush=True)
        print(killed(max(4, kills // 10), port, signal.SIGTERM, usual.seconds).row(), flush=True)
        print(whole_run("32 file descriptors", port, limit="ulimit -n 32").row(), flush=True)
        print(whole_run("random bytes in the state", port, damage=True, tried=max(3, kills // 10)).row(), flush=True)
    with SmallServer(lambda asked: asked % 2 == 0).running() as port:
        print(whole_run("every other request cut off", port, retries=4).row(), flush=True)
    for seconds in (0.5, 3.0):
        with SmallServer(away_for(seconds, 100)).running() as port:
            print(whole_run(f"network away for {seconds:g} s", port).row(), flush=True)


if __name__ == "__main__":
    child(Path(sys.argv[1]), int(sys.argv[2]), retries=int(sys.argv[3]))
