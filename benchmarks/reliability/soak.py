"""A soak: a long list over a web most of which misbehaves. Every link is told, memory stays, nothing is left open.

Every kind of misbehaviour has a twentieth of the links, spread over all hosts. The run is a process of its own; its
memory, that of the processes that read pages included, is sampled each second.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import random
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Final

import trustme

from benchmarks import measuring
from fetchers.net import NetSettings
from linkcheck.config import Settings
from linkcheck.document import read_document
from linkcheck.engine import Engine, Network
from linkcheck.plan import make_plan
from linkcheck.record_spool import RecordSpool
from linkcheck.store import Store

LINKS_A_HOST: Final = 10
_WORDS: Final = "Words that fill the page as a real page has them, one after another. " * 60
_FINE: Final = frozenset({"alive", "insecure", "moved"})
_OPEN: Final = frozenset({"unreachable", "blocked"})
_GONE: Final = frozenset({"dead", "soft-dead"})

Respond = Callable[["Asked"], Coroutine[None, None, None]]


class Asked:
    """One request: which page of which host, and the way back."""

    def __init__(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        line, _, rest = head.partition(b"\r\n")
        self.path = line.split(b" ")[1].decode("latin-1")
        self.host = rest.lower().partition(b"host:")[2].partition(b"\r")[0].strip().decode("latin-1")
        self.writer = writer

    def how(self) -> Respond:
        """Return what becomes of it: there is only what the list leads to, and a front page."""
        number = self.path[1:].partition("?")[0]
        if number.isdigit() and self.host.startswith(f"site{int(number) // LINKS_A_HOST}-"):
            return KINDS[kind][0] if (kind := kind_of(int(number))) else _fine
        return _fine if self.path == "/" else _gone

    async def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.writer.write(data)
        await self.writer.drain()

    async def answer(self, status: str, body: bytes, *headers: str) -> None:
        """Send a whole answer."""
        head = [
            f"HTTP/1.1 {status}",
            "Content-Type: text/html; charset=utf-8",
            f"Content-Length: {len(body)}",
            *headers,
        ]
        await self.send("\r\n".join([*head, "", ""]).encode() + body)

    def page(self) -> bytes:
        """Return what a page of the web has."""
        name = f"Entry {self.path[1:].partition('?')[0]} of {self.host.partition('.')[0]}"
        return f"<!doctype html><html lang=en><title>{name}</title><h1>{name}</h1><p>{_WORDS}</p>".encode()


async def _fine(asked: Asked) -> None:
    await asked.answer("200 OK", asked.page())


async def _gone(asked: Asked) -> None:
    await asked.answer("404 Not Found", b"<title>Not found</title>")


async def _softly_gone(asked: Asked) -> None:
    await asked.answer("200 OK", b"<title>404 Not Found</title><h1>Page not found</h1><p>The page does not exist.</p>")


async def _broken(asked: Asked) -> None:
    await asked.answer("500 Internal Server Error", b"oops")


async def _busy(asked: Asked) -> None:
    await asked.answer("503 Service Unavailable", b"busy", "Retry-After: 1")


async def _limited(asked: Asked) -> None:
    await asked.answer("429 Too Many Requests", b"slower", "Retry-After: 1")


async def _cut(asked: Asked) -> None:
    asked.writer.transport.abort()


async def _silent(_: Asked) -> None:
    await asyncio.sleep(30)


async def _dripping(asked: Asked) -> None:
    await asked.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while True:
        await asked.send(b"x")
        await asyncio.sleep(0.5)


async def _turning(asked: Asked) -> None:
    other = "b" if asked.path.endswith("?a") else "a"
    await asked.answer("302 Found", b"", f"Location: {asked.path.partition('?')[0]}?{other}")


async def _moved(asked: Asked) -> None:
    if asked.path.endswith("?new"):
        await _fine(asked)
    else:
        await asked.answer("301 Moved Permanently", b"", f"Location: {asked.path}?new")


async def _huge(asked: Asked) -> None:
    await asked.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 62914560\r\n\r\n")
    await asked.send(asked.page())
    for _ in range(60 * 16):
        await asked.send(b"<p>more" * 9_362)


_BOMB: Final = gzip.compress(b"<p>word " * 8_000_000)


async def _bomb(asked: Asked) -> None:
    await asked.answer("200 OK", _BOMB, "Content-Encoding: gzip")


async def _early(asked: Asked) -> None:
    while True:
        await asked.send(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n" * 8)


async def _endless_head(asked: Asked) -> None:
    await asked.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await asked.send(b"X-More: and more\r\n" * 64)


async def _no_http(asked: Asked) -> None:
    await asked.send(b"220 mail.example.org ESMTP ready\r\n")
    asked.writer.close()


KINDS: Final[Mapping[str, tuple[Respond, frozenset[str]]]] = {
    "404": (_gone, _GONE),
    "a page that says it is gone": (_softly_gone, _GONE),
    "500": (_broken, _OPEN),
    "503": (_busy, _OPEN),
    "429": (_limited, _OPEN),
    "cut off": (_cut, _OPEN),
    "silent": (_silent, _OPEN),
    "a byte each half second": (_dripping, _OPEN | _FINE),
    "redirects in a circle": (_turning, _OPEN | _GONE),
    "moved": (_moved, _FINE),
    "60 MB": (_huge, _FINE),
    "64 MB in 62 kB of gzip": (_bomb, _FINE | _OPEN),
    "103 for ever": (_early, _OPEN | _GONE),
    "headers for ever": (_endless_head, _OPEN | _GONE),
    "no HTTP": (_no_http, _OPEN | _GONE),
    "a certificate of its own": (_fine, frozenset({"insecure"})),
}
"""Each with what a careful maintainer may call it; what is not named here is fine."""


def kind_of(number: int) -> str:
    """Return how a link misbehaves, empty where it does not. A certificate is its host's."""
    if number // LINKS_A_HOST % 20 == 0:
        return "a certificate of its own"
    names = [*KINDS][:-1] + [""] * (20 - len(KINDS))
    return random.Random(number).choice(names)


def url_of(number: int) -> str:
    """Return the address of a link."""
    scheme = "https" if kind_of(number) == "a certificate of its own" else "http"
    return f"{scheme}://site{number // LINKS_A_HOST}-site.org/{number}"


class Web:
    """The misbehaving web, in a thread of its own; ``port`` speaks HTTP, ``tls_port`` TLS nobody can verify."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("site-site.org").configure_cert(context)
        servers = [
            self._loop.run_until_complete(
                asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=4096, ssl=tls, limit=1 << 16)
            )
            for tls in (None, context)
        ]
        self.port, self.tls_port = (server.sockets[0].getsockname()[1] for server in servers)
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while True:
                asked = Asked(await reader.readuntil(b"\r\n\r\n"), writer)
                await asyncio.sleep(random.Random(asked.host).uniform(0.02, 0.4))
                await asked.how()(asked)
        writer.transport.abort()


def child(folder: Path, links: int, port: int, tls_port: int) -> None:
    """Make the run; write down each record as it is reported, and what is left when it has ended."""

    def resolve(host: str, wanted: int) -> list[tuple[str, int]]:
        if not host.endswith("-site.org"):
            raise socket.gaierror(socket.EAI_NONAME, "no such host")
        return [("127.0.0.1", tls_port if wanted == 443 else port)]

    text = "".join(f"- <{url_of(number)}>\n" for number in range(links))
    settings = Settings()
    plan = make_plan([read_document(text, "list.md")], settings, [])
    left: dict[str, object] = {}
    files, threads = _files(), threading.active_count()

    async def run(store: Store, spool: RecordSpool) -> None:
        engine = Engine(plan, settings, store, Network(NetSettings(resolver=resolve, trust_env=False)), spool)
        with (folder / "done").open("w", buffering=1) as log:
            async with aclosing(engine.records(["list.md"])) as records:
                async for record in records:
                    log.write(f"{record.verdict} {record.reason} {record.link.url}\n")
        await asyncio.sleep(0.5)
        left["tasks"] = [str(task.get_coro()) for task in asyncio.all_tasks() - {asyncio.current_task()}]

    with RecordSpool(plan.links, folder) as spool, Store(folder / "state.db") as store:
        asyncio.run(run(store, spool))
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
        numbers = [str(links), str(web.port), str(web.tls_port)]
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
    child(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
