"""A web of scripted servers on loopback: each host answers with the bytes, and the misbehaviour, a test wants."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import socket
import ssl
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import trustme

from fetchers.addresses.address import parse
from fetchers.net import Net, NetSettings, PageRequest, PageResponse


@dataclass
class Asked:
    """One request as it came over the wire."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    host: str
    connection: int
    writer: asyncio.StreamWriter = field(repr=False)


Script = Callable[[Asked], Awaitable[bytes | None] | bytes | None]
"""Returns the bytes to send; None: the connection is cut. ``Connection: close`` in them ends it as well."""


def answer(status: int = 200, body: bytes = b"<html><title>A page</title>", **headers: str) -> bytes:
    """Return a well-formed answer; underscores in header names stand for hyphens."""
    named = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status} X\r\n{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body


def redirect(location: str, status: int = 302, **headers: str) -> bytes:
    return answer(status, b"", Location=location, **headers)


class Warp:
    """A clock that is moved on by sleeping: waits cost a test nothing."""

    def __init__(self) -> None:
        self.offset = 0.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return time.monotonic() + self.offset

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.offset += seconds
        await asyncio.sleep(0)


class Web:
    """The servers, the resolver that leads to them, and the log of what they were asked."""

    def __init__(self, authority: trustme.CA | None = None) -> None:
        self.authority = authority
        self.places: dict[str, list[tuple[str, int]]] = {}
        self.errors: dict[str, int] = {}
        self.asked: list[Asked] = []
        self.warp = Warp()
        self._stack = contextlib.AsyncExitStack()
        self._connections = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def host(self, name: str, script: Script, tls: ssl.SSLContext | None = None) -> int:
        """Start a host's server and return its port."""

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._connections += 1
            with contextlib.suppress(
                ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError
            ):
                await self._serve(name, script, reader, writer, self._connections)
            writer.transport.abort()

        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
        self._stack.callback(server.close)
        port: int = server.sockets[0].getsockname()[1]
        self.places[name] = [("127.0.0.1", port)]
        return port

    async def _serve(
        self, name: str, script: Script, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int
    ) -> None:
        while True:
            first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines if line)}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            method, target, _ = first.split(" ")
            asked = Asked(method, target, headers, body, name, number, writer)
            self.asked.append(asked)
            sent = script(asked)
            sent = await sent if isinstance(sent, Awaitable) else sent
            if sent is None:
                return
            writer.write(sent)
            await writer.drain()
            if b"connection: close" in sent.lower():
                return

    def resolve(self, host: str, _: int) -> list[tuple[str, int]]:
        if host in self.errors:
            raise socket.gaierror(self.errors[host], "as the test wants")
        if host not in self.places:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self.places[host]

    def net(self, **settings: Any) -> Net:
        fast: dict[str, Any] = {
            "resolver": self.resolve,
            "trust_env": False,
            "timeout": 2.0,
            "connect_timeout": 1.0,
            "body_timeout": 0.5,
            "clock": self.warp.clock,
            "sleep": self.warp.sleep,
        }
        return Net(NetSettings(**(fast | settings)))

    def targets(self, host: str | None = None) -> list[str]:
        return [asked.target for asked in self.asked if host in (None, asked.host)]


async def visit(net: Net, url: str, **errand: Any) -> PageResponse:
    return await net.visit(PageRequest(address=parse(url), **errand))


def server_context(authority: trustme.CA, *names: str, expired: bool = False) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    past = dt.datetime(2001, 1, 1, tzinfo=dt.UTC)
    dates: dict[str, Any] = {"not_before": past, "not_after": past + dt.timedelta(days=1)} if expired else {}
    authority.issue_cert(*names, **dates).configure_cert(context)
    return context


def authority_file(authority: trustme.CA, folder: Path) -> str:
    path = folder / "authority.pem"
    path.write_bytes(authority.cert_pem.bytes())
    return str(path)
