"""aiohttp sessions that send exactly what is asked: no retries, no redirects, no cookies of their own."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any, Final
from weakref import WeakSet

import aiohttp
from aiohappyeyeballs import AddrInfoType
from aiohttp.client_proto import ResponseHandler
from aiohttp.connector import Connection
from aiohttp.http import RawResponseMessage
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.streams import StreamReader
from yarl import URL

from fetchers.net.http import tls
from fetchers.net.http.exception_kinds import DisconnectedError, StaleConnectionError
from fetchers.net.http.exchange import InterimHeads, Request
from fetchers.net.http.resolver import HostResolver
from fetchers.net.lateness import Patience
from fetchers.net.network_settings import NetSettings

_FIELD_LIMIT: Final = 64 * 1024
_HEADER_COUNT: Final = 2048
_PIECE: Final = 16 * 1024
"""Bytes parsed at once before the final response head: bounds how many interim heads are created."""
_OURS_TO_SET: Final = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")


class _ResponseHandler(ResponseHandler):
    """aiohttp's reader of a connection, with an end to interim answers (RFC 9110 §15.2): aiohttp takes any number."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop)
        self._interim = InterimHeads()
        self._has_head = False

    def set_response_params(self, **params: Any) -> None:  # noqa: ANN401 - passed on as they are
        """Begin to read the answer to the next request."""
        self._interim = InterimHeads()
        self._has_head = False
        super().set_response_params(**params)

    def data_received(self, data: bytes) -> None:
        """Parse what came, in pieces until the final head is there."""
        start = 0
        while not self._has_head and len(data) - start > _PIECE and self._exception is None:
            super().data_received(data[start : start + _PIECE])
            start += _PIECE
        if self._exception is None or not start:
            super().data_received(data[start:] if start else data)

    def feed_data(self, data: tuple[RawResponseMessage, StreamReader], size: int = 0) -> None:
        """Take a head; too many interim ones end the connection."""
        message, _ = data
        self._has_head = not 100 <= message.code < 200 or message.code == 101
        if self._has_head:
            super().feed_data(data, size)
        elif self._exception is None and not self._interim.allows(message.raw_headers):
            self.set_exception(HttpProcessingError(code=message.code, message="interim answers without end"))
            if self.transport is not None:
                self.transport.abort()


class _Connector(aiohttp.TCPConnector):
    """Counts what is sent, and knows which connections it has given out before.

    aiohttp's own tracing could tell both, for a tenth of what a request costs.
    """

    def __init__(
        self, count: Callable[[str], None], resolver: HostResolver, idle: float | None, connects_within: float
    ) -> None:
        """``count`` is told each request's host; ``idle``: seconds that a connection is kept for, None: not at all."""
        super().__init__(
            resolver=resolver, use_dns_cache=False, limit=0, keepalive_timeout=idle, force_close=idle is None
        )
        self._factory = partial(_ResponseHandler, loop=self._loop)  # type: ignore[assignment]  # a subclass
        self._count = count
        self._connects_within = connects_within
        self._known: dict[str, WeakSet[ResponseHandler]] = defaultdict(WeakSet)
        """By host."""
        self._on_known: WeakSet[aiohttp.ClientRequest] = WeakSet()

    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: list[aiohttp.tracing.Trace],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - the interface of aiohttp
    ) -> Connection:
        """Return a connection for a request, which is sent on it next."""
        connection = await super().connect(req, traces, timeout)
        host = req.url.raw_host or ""
        self._count(host)
        known, protocol = self._known[host], connection.protocol
        if protocol in known:
            self._on_known.add(req)
        elif protocol is not None:
            known.add(protocol)
        return connection

    async def _wrap_create_connection(
        self,
        *args: Any,  # noqa: ANN401 - passed on as they are
        addr_infos: list[AddrInfoType],
        **named: Any,  # noqa: ANN401
    ) -> tuple[asyncio.Transport, ResponseHandler]:
        """Connect, in time: aiohttp's own limit (``sock_connect``) counts the seconds in which we were late, too.

        Of one address the loop makes the socket itself: addresses that race need one each in Python's hands.
        """
        with Patience(self._connects_within):
            if len(addr_infos) > 1:
                return await super()._wrap_create_connection(*args, addr_infos=addr_infos, **named)
            host, port = addr_infos[0][4][:2]
            return await self._wrap_existing_connection(*args, host=host, port=port, **named)

    def drop(self, host: str) -> None:
        """Cut the connections to a host, of which none may be in use.

        TLS would be closed with an alert each way (RFC 8446 §6.1), a tenth of what a link on a host of its own costs.
        It guards against truncation, and whatever was asked for here has been read to its end or given up.
        """
        for protocol in tuple(self._known.pop(host, ())):
            protocol.abort()

    async def request(
        self, request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        """Send a request and nothing twice: a middleware of the session.

        aiohttp would repeat some requests by itself; ``fetchers.net.pacing.retry`` alone decides that, and counts it.
        """
        try:
            return await handler(request)
        except aiohttp.ClientConnectorError:
            raise
        except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
            if isinstance(error, TimeoutError):
                raise
            kind = StaleConnectionError if request in self._on_known else DisconnectedError
            raise kind from error


class Connections:
    """aiohttp sessions, made at first use: one for each time for which idle connections are worth keeping.

    Unverified requests never share a connection with anything (H17).
    """

    def __init__(self, settings: NetSettings, resolver: HostResolver, *, keeps_idle: bool = True) -> None:
        self._settings = settings
        self._keeps_idle = keeps_idle
        self._resolver = resolver
        self._contexts: dict[bool, asyncio.Future[ssl.SSLContext]] = {}
        self._sessions: dict[float | None, aiohttp.ClientSession] = {}
        self._connectors: list[_Connector] = []
        self._is_closed = False
        self.requests = 0
        """Requests sent."""
        self.by_host: Counter[str] = Counter()
        """The same by host. Whoever takes them out counts them from then on."""

    async def close(self) -> None:
        """Close every connection. A request that begins later fails: one of an interrupted run, or of a thread."""
        self._is_closed = True
        while self._sessions:
            _, session = self._sessions.popitem()
            await session.close()

    def count(self, host: str) -> None:
        """Count a request as sent."""
        self.requests += 1
        self.by_host[host] += 1

    def drop(self, host: str) -> None:
        """Close the connections to a host, of which none may be in use."""
        for connector in self._connectors:
            connector.drop(host)

    async def request(self, request: Request, url: URL, proxy: str | None) -> aiohttp.ClientResponse:
        """Send a request and return its answer's head; ``url`` is its address as aiohttp has it.

        Raises DisconnectedError and ``failures.EXPECTED``.
        """
        return await self._session(request.idle if request.verify and self._keeps_idle else None).request(
            request.method,
            url,
            headers=request.headers,
            data=request.body,
            allow_redirects=False,
            proxy=proxy,
            ssl=await self.context(request) or True,
        )

    async def context(self, request: Request) -> ssl.SSLContext | None:
        """Return the context of an https request, None for any other."""
        if request.address.scheme != "https":
            return None
        loading = self.load(verify=request.verify)
        return loading.result() if loading.done() else await asyncio.shield(loading)

    def load(self, *, verify: bool = True) -> asyncio.Future[ssl.SSLContext]:
        """Begin to make a context, where that is still to be done: loading the authorities takes 20 ms."""
        if verify not in self._contexts:
            make = partial(tls.verifying, self._settings.cafile) if verify else tls.unverifying
            loading = asyncio.get_running_loop().run_in_executor(None, make)
            # A run may end before it needs the context: what went wrong with one is then nobody's concern.
            loading.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._contexts[verify] = loading
        return self._contexts[verify]

    def _session(self, idle: float | None) -> aiohttp.ClientSession:
        if self._is_closed:
            raise DisconnectedError("the run is over")
        if idle not in self._sessions:
            connector = _Connector(self.count, self._resolver, idle, self._settings.connect_timeout)
            self._connectors.append(connector)
            self._sessions[idle] = aiohttp.ClientSession(
                connector=connector,
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                max_line_size=_FIELD_LIMIT,
                max_field_size=_FIELD_LIMIT,
                max_headers=_HEADER_COUNT,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
                skip_auto_headers=_OURS_TO_SET,
                middlewares=(connector.request,),
            )
        return self._sessions[idle]
