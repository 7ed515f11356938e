"""A web of which a twentieth misbehaves in each of the ways that are known, spread over all its hosts."""

from __future__ import annotations

import asyncio
import gzip
import random
import socket
import ssl
import threading
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import trustme

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


@dataclass(frozen=True)
class Places:
    """The resolver of a run over this web; a value, for shards are sent theirs."""

    port: int
    tls_port: int

    def __call__(self, host: str, port: int) -> list[tuple[str, int]]:
        """Return where a host answers."""
        if not host.endswith("-site.org"):
            raise socket.gaierror(socket.EAI_NONAME, "no such host")
        return [("127.0.0.1", self.tls_port if port == 443 else self.port)]


class Web:
    """The misbehaving web, in a thread of its own."""

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
        self.places = Places(*(server.sockets[0].getsockname()[1] for server in servers))
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            while True:
                asked = Asked(await reader.readuntil(b"\r\n\r\n"), writer)
                await asyncio.sleep(random.Random(asked.host).uniform(0.02, 0.4))
                await asked.how()(asked)
        writer.transport.abort()
