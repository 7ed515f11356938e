"""A second, tolerant HTTP/1.1 reader, for answers that aiohttp refuses and browsers show.

Header lines without a colon, two Content-Length headers, Content-Length beside Transfer-Encoding, chunks cut or
counted wrongly: aiohttp's parser is right to refuse them, but a reader sees the page. Used only after such a refusal.
"""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Final

import aiohttp

from fetchers.net.http.exchange import InterimHeads
from fetchers.net.http.resolver import Endpoint
from fetchers.net.lateness import Patience

_HEAD_LIMIT: Final = 256 * 1024
"""Chromium's limit for all headers together."""
_CHUNK: Final = 64 * 1024
_STATUS: Final = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})(?!\d)")
_END_OF_HEAD: Final = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE: Final = re.compile(rb"[0-9A-Fa-f]{1,12}")

Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A status line and its headers, as they came."""

    status: int
    headers: Headers

    def values(self, name: bytes) -> list[bytes]:
        """Return the values of a header, in their order."""
        return [value for found, value in self.headers if found.lower() == name]


class LenientConnection:
    """One connection for one request."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._buffer = bytearray()
        """What came and is not used yet; a bytearray gives up its beginning without copying the rest."""

    @classmethod
    async def open(
        cls, endpoints: Iterable[Endpoint], *, seconds: float, context: ssl.SSLContext | None, name: str
    ) -> LenientConnection:
        """Connect to the first endpoint that answers. Raises OSError (ssl.SSLError, TimeoutError among them)."""
        error: OSError = OSError("no address to connect to")
        for endpoint in endpoints:
            try:
                with Patience(seconds):
                    hostname = name if context else None
                    return cls(
                        *await asyncio.open_connection(
                            endpoint.ip, endpoint.port, ssl=context, server_hostname=hostname
                        )
                    )
            except OSError as failed:
                error = failed
        raise error

    async def send(self, method: str, target: str, headers: Iterable[tuple[str, str]], body: bytes | None) -> None:
        """Send a request, its target byte for byte as given."""
        lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers), "Connection: close"]
        if body is not None:
            lines.append(f"Content-Length: {len(body)}")
        self._writer.write("\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + (body or b""))
        await self._writer.drain()

    async def head(self) -> Head:
        """Read the head of the answer, 1xx ones skipped. Raises aiohttp.ClientPayloadError where it is not HTTP."""
        interim = InterimHeads()
        while True:
            head = _parse(await self._head_bytes())
            if not 100 <= head.status < 200:
                return head
            if not interim.allows(head.headers):
                raise aiohttp.ClientPayloadError("interim answers without end")

    async def chunks(self, head: Head) -> AsyncIterator[bytes]:
        """Yield the body as it comes. Raises aiohttp.ClientPayloadError where it ends before it should."""
        coding = b",".join(head.values(b"transfer-encoding")).lower()
        lengths = [value for value in head.values(b"content-length") if value.isdigit()]
        if head.status in (204, 304):
            return
        if b"chunked" in coding:
            parts = self._chunked()
        elif lengths and len(lengths[0]) < 16:
            parts = self._counted(int(lengths[0]))
        else:
            parts = self._to_the_end()
        async for part in parts:
            yield part

    def close(self) -> None:
        """Drop the connection."""
        self._writer.transport.abort()

    async def _head_bytes(self) -> bytes:
        searched = 0
        while True:
            end = _END_OF_HEAD.search(self._buffer, max(0, searched - 3))
            if end:
                start, stop = end.span()
                return self._take(stop)[:start]
            searched = len(self._buffer)
            if len(self._buffer) > _HEAD_LIMIT:
                raise aiohttp.ClientPayloadError("a head without end")
            if not _may_be_http(self._buffer):
                raise aiohttp.ClientPayloadError(f"not HTTP: {bytes(self._buffer[:40])!r}")
            part = await self._reader.read(_CHUNK)
            if not part:
                if not self._buffer:
                    raise ConnectionResetError("closed before an answer came")
                raise aiohttp.ClientPayloadError("closed within the head")
            self._buffer += part

    async def _to_the_end(self) -> AsyncIterator[bytes]:
        if self._buffer:
            yield self._take(len(self._buffer))
        while part := await self._reader.read(_CHUNK):
            yield part

    async def _counted(self, length: int) -> AsyncIterator[bytes]:
        while length > 0:
            if not self._buffer:
                self._buffer += await self._reader.read(_CHUNK)
            if not self._buffer:
                raise aiohttp.ClientPayloadError("the body is shorter than its Content-Length")
            part = self._take(length)
            length -= len(part)
            yield part

    async def _chunked(self) -> AsyncIterator[bytes]:
        while True:
            match = _CHUNK_SIZE.match(await self._line())
            if match is None:
                raise aiohttp.ClientPayloadError("a chunk without its size")
            size = int(match[0], 16)
            if size == 0:
                return
            async for part in self._counted(size):
                yield part
            if await self._line():
                raise aiohttp.ClientPayloadError("a chunk longer than its size")

    async def _line(self) -> bytes:
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            part = await self._reader.read(_CHUNK)
            if not part or searched > _CHUNK:
                raise aiohttp.ClientPayloadError("the body ends within a chunk")
            self._buffer += part
        return self._take(end + 1).strip()

    def _take(self, count: int) -> bytes:
        part = bytes(self._buffer[:count])
        del self._buffer[:count]
        return part


def _may_be_http(start: bytes | bytearray) -> bool:
    return start[:5] == b"HTTP/"[: len(start)]


def _parse(text: bytes) -> Head:
    first, *lines = text.split(b"\n")
    match = _STATUS.match(first)
    if match is None:
        raise aiohttp.ClientPayloadError(f"not a status line: {first[:40]!r}")
    headers: list[tuple[bytes, bytes]] = []
    for line in lines:
        if line[:1] in (b" ", b"\t") and headers:
            name, value = headers[-1]
            headers[-1] = (name, value + b" " + line.strip())
            continue
        name, colon, value = line.partition(b":")
        if colon:
            headers.append((name.strip(), value.strip()))
    return Head(int(match[1]), tuple(headers))
