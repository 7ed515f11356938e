"""One request, one answer: aiohttp with our resolver, our guard, our decoding, and a tolerant second reader."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Final
from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined]

import aiohttp
from yarl import URL

from fetchers.address import DEFAULT_PORTS, Address
from fetchers.interface import Failure
from fetchers.net import tls
from fetchers.net.body import Body
from fetchers.net.failures import EXPECTED, failure_of
from fetchers.net.heads import mapping, set_cookies
from fetchers.net.messages import Reply
from fetchers.net.raw import RawConnection
from fetchers.net.resolver import Endpoint, HostResolver
from fetchers.net.retry_after import retry_after
from fetchers.net.settings import NetSettings

_FIELD_LIMIT: Final = 64 * 1024
_HEADER_COUNT: Final = 2048
_CHECK_EVERY: Final = 16 * 1024
"""Bytes between two questions whether what came is enough."""
_STALE_TRIES: Final = 3
_IDLE: Final = 2.0
"""Seconds an idle connection is kept: thousands of hosts in a run would use up the file descriptors otherwise."""
_HOP_BODY_TIMEOUT: Final = 1.0
"""Seconds for the body of an answer that leads elsewhere: read only so that its connection can be used again."""
_BODY_STATUSES_ASKING: Final = {403, 429, 503}
"""Statuses with which a server may ask for patience."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it goes out. ``room`` tells from the head how many bytes of the body are wanted."""

    address: Address
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    verify: bool = True
    room: Callable[[Reply], int]
    enough: Callable[[bytes], bool] | None = None
    timeout: float
    body_timeout: float


class Session:
    """The connections of a run. ``send`` never raises for what a server or the network does."""

    def __init__(self, settings: NetSettings) -> None:
        self._settings = settings
        self._resolver = HostResolver(settings)
        self._contexts: dict[bool, ssl.SSLContext] = {}
        self._sessions: dict[bool, aiohttp.ClientSession] = {}
        self._lenient: set[str] = set()
        self._proxies = getproxies_environment() if settings.trust_env else {}
        for proxy in self._proxies.values():
            self._resolver.trust(URL(proxy).host or "")
        self.by_host: Counter[str] = Counter()
        self.received = 0

    async def close(self) -> None:
        """Close every connection."""
        for session in self._sessions.values():
            await session.close()
        await self._resolver.close()

    async def send(self, request: Request) -> Reply:
        """Send one request (once more where an idle connection turned out closed) and read its answer."""
        request = replace(request, address=_canonical(request.address))
        proxy = self._proxy(request.address)
        endpoints = await self._endpoints(request.address) if proxy is None else ()
        if isinstance(endpoints, Failure):
            return Reply(url=request.address.wire, failure=endpoints)
        reader = self._raw if proxy is None and self._needs_raw(request.address) else self._aiohttp
        for _ in range(_STALE_TRIES):
            try:
                return await reader(request, endpoints, proxy)
            except _StaleConnectionError:
                continue
            except _RefusedByParserError as error:
                if proxy is not None:
                    cause = error.__cause__ or error
                    return Reply(url=request.address.wire, failure=failure_of(cause, request.address.host))
                self._lenient.add(request.address.netloc)
                reader = self._raw
        return await self._raw(request, endpoints, proxy)

    # --- where to -------------------------------------------------------------------------------------------------

    async def _endpoints(self, address: Address) -> tuple[Endpoint, ...] | Failure:
        """Look the host up and hold it against the guard, before anything is connected."""
        return await self._resolver.lookup(address.host, address.port or DEFAULT_PORTS[address.scheme])

    def _proxy(self, address: Address) -> str | None:
        proxy = self._proxies.get(address.scheme) or self._proxies.get("all")
        if proxy is None or proxy_bypass_environment(address.netloc, self._proxies):
            return None
        return proxy

    def _needs_raw(self, address: Address) -> bool:
        """Whether aiohttp would refuse this server's answers, or change the target (it drops an empty query)."""
        return address.netloc in self._lenient or URL(address.wire, encoded=True).raw_path_qs != address.target

    # --- aiohttp --------------------------------------------------------------------------------------------------

    async def _aiohttp(self, request: Request, _: tuple[Endpoint, ...], proxy: str | None) -> Reply:
        address = request.address
        trace = SimpleNamespace(reused=False)
        try:
            async with asyncio.timeout(request.timeout):
                response = await self._session(verify=request.verify).request(
                    request.method,
                    URL(address.wire, encoded=True),
                    headers=request.headers,
                    data=request.body,
                    allow_redirects=False,
                    proxy=proxy,
                    ssl=self._context(request) or True,
                    trace_request_ctx=trace,
                    skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
                )
        except aiohttp.ClientResponseError as error:
            raise _RefusedByParserError from error
        except (_DisconnectedError, *EXPECTED) as error:
            if isinstance(error, _DisconnectedError) and trace.reused:
                raise _StaleConnectionError from error
            return Reply(url=address.wire, failure=failure_of(error, address.host))
        head = _reply(address, response.status, response.raw_headers)
        reply, broken = await self._collect(request, head, response.content.iter_any())
        if reply.complete:
            response.release()
        else:
            response.close()
        if broken and not reply.body:
            # aiohttp throws away what came before the fault when it comes in one piece with it.
            raise _RefusedByParserError
        return reply

    def _session(self, *, verify: bool) -> aiohttp.ClientSession:
        """Return the session; unverified requests have one of their own whose connections are never used again."""
        if verify not in self._sessions:
            connector = aiohttp.TCPConnector(
                resolver=self._resolver,
                use_dns_cache=False,
                limit=0,
                keepalive_timeout=None if not verify else _IDLE,
                force_close=not verify,
            )
            trace = aiohttp.TraceConfig()
            trace.on_connection_reuseconn.append(_mark_reused)
            trace.on_request_headers_sent.append(self._count)
            self._sessions[verify] = aiohttp.ClientSession(
                connector=connector,
                auto_decompress=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                max_line_size=_FIELD_LIMIT,
                max_field_size=_FIELD_LIMIT,
                max_headers=_HEADER_COUNT,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._settings.connect_timeout),
                middlewares=(_no_hidden_repetition,),
                trace_configs=[trace],
            )
        return self._sessions[verify]

    async def _count(
        self, _: aiohttp.ClientSession, __: SimpleNamespace, sent: aiohttp.TraceRequestHeadersSentParams
    ) -> None:
        self.by_host[sent.url.raw_host or ""] += 1

    # --- the tolerant reader ----------------------------------------------------------------------------------------

    async def _raw(self, request: Request, endpoints: tuple[Endpoint, ...], _: str | None) -> Reply:
        address = request.address
        connection: RawConnection | None = None
        try:
            async with asyncio.timeout(request.timeout):
                connection = await RawConnection.open(
                    endpoints,
                    patience=self._settings.connect_timeout,
                    context=self._context(request),
                    name=address.host,
                )
                self.by_host[address.host] += 1
                headers = [("Host", address.netloc), *request.headers.items()]
                await connection.send(request.method, address.target, headers, request.body)
                head = await connection.head()
            reply = _reply(address, head.status, head.headers)
            return (await self._collect(request, reply, connection.chunks(head)))[0]
        except EXPECTED as error:
            return Reply(url=address.wire, failure=failure_of(error, address.host))
        finally:
            if connection is not None:
                connection.close()

    def _context(self, request: Request) -> ssl.SSLContext | None:
        """Return the context of an https request, made at first use: loading the authorities takes a while."""
        if request.address.scheme != "https":
            return None
        if request.verify not in self._contexts:
            self._contexts[request.verify] = (
                tls.verifying(self._settings.cafile) if request.verify else tls.unverifying()
            )
        return self._contexts[request.verify]

    # --- both -------------------------------------------------------------------------------------------------------

    async def _collect(self, request: Request, head: Reply, chunks: AsyncIterator[bytes]) -> tuple[Reply, bool]:
        """Read as much of the body as is wanted, for as long as is allowed; tell whether its framing was broken."""
        body = Body(head.headers.get("content-encoding", ""), request.room(head))
        complete, broken = False, False
        try:
            async with asyncio.timeout(_HOP_BODY_TIMEOUT if "location" in head.headers else request.body_timeout):
                complete = body.full or await self._fill(body, chunks, request.enough)
        except TimeoutError:
            pass
        except EXPECTED:
            broken = True
        return replace(head, body=body.finish(), complete=complete and body.intact), broken

    async def _fill(self, body: Body, chunks: AsyncIterator[bytes], enough: Callable[[bytes], bool] | None) -> bool:
        checked = 0
        async for chunk in chunks:
            self.received += len(chunk)
            body.feed(chunk)
            if body.full:
                return False
            if enough is not None and len(body.data) - checked >= _CHECK_EVERY:
                checked = len(body.data)
                if enough(bytes(body.data)):
                    return False
        return True


class _StaleConnectionError(Exception):
    """A kept-alive connection was closed by the server as we used it again: nothing was learnt (I14)."""


class _RefusedByParserError(Exception):
    """aiohttp does not take this answer for HTTP; a browser may."""


class _DisconnectedError(Exception):
    """The connection ended before an answer came."""


async def _no_hidden_repetition(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Keep aiohttp from repeating a request by itself: ``fetchers.net.retry`` alone decides that, and counts it."""
    try:
        return await handler(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        if isinstance(error, TimeoutError):
            raise
        raise _DisconnectedError from error


async def _mark_reused(
    _: aiohttp.ClientSession, context: SimpleNamespace, __: aiohttp.TraceConnectionReuseconnParams
) -> None:
    context.trace_request_ctx.reused = True


def _canonical(address: Address) -> Address:
    """Write an IP address as browsers send it, whatever its spelling was (WHATWG URL §3.5)."""
    literal = address.literal_ip
    return address if literal is None else replace(address, host=str(literal))


def _reply(address: Address, status: int, raw: tuple[tuple[bytes, bytes], ...]) -> Reply:
    headers = mapping(raw)
    asked = retry_after(headers, datetime.now(UTC)) if status in _BODY_STATUSES_ASKING else None
    return Reply(url=address.wire, status=status, headers=headers, cookies=set_cookies(raw), retry_after=asked)
