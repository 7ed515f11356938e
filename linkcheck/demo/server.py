"""A loopback HTTP/1.1 server that can misbehave on purpose, which servers made for production take pains not to."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import socket
import ssl
import struct
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from email.utils import formatdate
from http.client import responses
from typing import Final

from linkcheck.demo.exchange import Answer, Hang, Raw, Reset, ServedRequest, ServedResponse
from linkcheck.demo.host_names import LOOPBACK

_MAX_HEAD: Final = 256 * 1024
_CHUNK: Final = 64
_BODILESS: Final = frozenset({204, 304})
_START: Final = re.compile(r"[A-Z]+ \S+ HTTP/1\.[01]")
_BAD_REQUEST: Final = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_TLS_HANDSHAKE: Final = b"\x16"
_NO_LINGER: Final = struct.pack("ii", 1, 0)

Responder = Callable[[ServedRequest], Awaitable[Answer]]


class Server:
    """Plain and TLS listeners on free ports of 127.0.0.1; one task a connection, all ended by ``close``."""

    def __init__(self, respond: Responder, tls: ssl.SSLContext) -> None:
        self._respond = respond
        self._tls = tls
        self._listeners: list[socket.socket] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._bugs: list[Exception] = []

    def listen(self, *, tls: bool) -> int:
        """Begin to accept on a free port, and return it."""
        scheme, context = ("https", self._tls) if tls else ("http", None)
        return self._listen(lambda connection: self._serve(connection, scheme, context))

    def listen_to_refuse(self, alert: int) -> int:
        """Answer every client's hello with a fatal TLS alert, on a port of its own."""
        return self._listen(lambda connection: _refuse(connection, alert))

    async def close(self) -> None:
        """Stop accepting and drop every connection at once. Raises what handlers raised, in an ExceptionGroup."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for listener in self._listeners:
            listener.close()
        self._listeners.clear()
        if self._bugs:
            raise ExceptionGroup("handlers of the small web failed", self._bugs)

    def _listen(self, serve: Callable[[socket.socket], Coroutine[None, None, None]]) -> int:
        listener = socket.create_server((LOOPBACK, 0), backlog=1024)
        listener.setblocking(False)  # noqa: FBT003 - the library's own signature
        self._listeners.append(listener)
        self._spawn(self._accept(listener, serve))
        port: int = listener.getsockname()[1]
        return port

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self._bugs.append(error)

    async def _accept(
        self, listener: socket.socket, serve: Callable[[socket.socket], Coroutine[None, None, None]]
    ) -> None:
        loop = asyncio.get_running_loop()
        while True:
            connection, _ = await loop.sock_accept(listener)
            # asyncio does so for its own sockets; without it a body waits 40 ms for the head's acknowledgement.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._spawn(serve(connection))

    async def _serve(self, connection: socket.socket, scheme: str, tls: ssl.SSLContext | None) -> None:
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=_MAX_HEAD)
        protocol = asyncio.StreamReaderProtocol(reader)
        try:
            transport, _ = await loop.connect_accepted_socket(
                lambda: protocol, connection, ssl=tls, ssl_shutdown_timeout=0.2 if tls else None
            )
        except (OSError, ConnectionError):  # the client did not like our certificate, or went away
            connection.close()
            return
        writer = asyncio.StreamWriter(transport, protocol, reader, loop)
        try:
            # A client that goes away in mid-sentence is the client's affair.
            with contextlib.suppress(ConnectionError, TimeoutError, asyncio.IncompleteReadError, ssl.SSLError):
                while await self._exchange(reader, writer, scheme):
                    pass
                writer.close()
                await writer.wait_closed()
        finally:
            # AttributeError: Python 3.11.2, where TLS has been shut down already.
            with contextlib.suppress(AttributeError):
                writer.transport.abort()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, scheme: str) -> bool:
        """Read one request and answer it; return whether the connection stays open."""
        request = await read_request(reader, scheme)
        if request is None:
            writer.write(_BAD_REQUEST)
            await writer.drain()
            return False
        answer = await self._respond(request)
        match answer:
            case ServedResponse():
                await _send(answer, request, writer)
                return answer.cut is None and request.headers.get("connection", "").lower() != "close"
            case Raw(data):
                writer.write(data)
                await writer.drain()
            case Reset(data):
                writer.write(data)
                await writer.drain()
                _reset(writer)
            case Hang(data):
                writer.write(data)
                await writer.drain()
                await reader.read()
        return False


async def read_request(reader: asyncio.StreamReader, scheme: str) -> ServedRequest | None:
    """Read one request; None where what comes is not HTTP, or its head has no end.

    Raises IncompleteReadError where nothing more comes.
    """
    first = await reader.readexactly(1)
    if first == _TLS_HANDSHAKE:
        return None
    try:
        head = first + await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError:
        return None
    start, *lines = head.decode("latin-1").split("\r\n")
    if not _START.fullmatch(start):
        return None
    method, target, _ = start.split(" ")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)
    }
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return ServedRequest(
        method=method,
        scheme=scheme,
        host=headers.get("host", "").partition(":")[0].lower(),
        target=target,
        headers=headers,
        body=body,
        at=asyncio.get_running_loop().time(),
    )


async def _refuse(connection: socket.socket, alert: int) -> None:
    loop = asyncio.get_running_loop()
    with connection, contextlib.suppress(ConnectionError):
        await loop.sock_recv(connection, _MAX_HEAD)
        await loop.sock_sendall(connection, bytes([0x15, 3, 3, 0, 2, 2, alert]))  # a record of kind alert, fatal


async def _send(response: ServedResponse, request: ServedRequest, writer: asyncio.StreamWriter) -> None:
    body = response.body.encode() if isinstance(response.body, str) else response.body
    writer.write(_head(response, len(body)))
    if request.method == "HEAD" or response.status in _BODILESS:
        body = b""
    body = body[: response.cut]
    size = _CHUNK if response.drip else max(len(body), 1)
    for start in range(0, max(len(body), 1), size):
        writer.write(body[start : start + size])
        await writer.drain()
        await asyncio.sleep(response.drip)


def _head(response: ServedResponse, length: int) -> bytes:
    given = response.headers
    pairs = list(given.items() if isinstance(given, Mapping) else given)
    names = {name.lower() for name, _ in pairs}
    if "content-length" not in names and "transfer-encoding" not in names and response.status not in _BODILESS:
        pairs.append(("Content-Length", str(length)))
    if "date" not in names:
        pairs.append(("Date", formatdate(usegmt=True)))
    lines = [
        f"HTTP/1.1 {response.status} {responses.get(response.status, 'Status')}",
        *(f"{n}: {v}" for n, v in pairs if v),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")


def _reset(writer: asyncio.StreamWriter) -> None:
    """End the connection with RST: a close without lingering."""
    # A duplicate, because event loops hand out stand-ins for sockets that lack setsockopt.
    with socket.socket(fileno=os.dup(writer.get_extra_info("socket").fileno())) as own:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
    writer.transport.abort()
