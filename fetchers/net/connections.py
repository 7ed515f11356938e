"""aiohttp, set up so that it does one request at a time and nothing behind our back."""

from __future__ import annotations

import ssl
from collections import Counter
from types import SimpleNamespace
from typing import Final

import aiohttp
from yarl import URL

from fetchers.net import tls
from fetchers.net.exchange import Request
from fetchers.net.failures import DisconnectedError, StaleConnectionError
from fetchers.net.resolver import HostResolver
from fetchers.net.settings import NetSettings

_FIELD_LIMIT: Final = 64 * 1024
_HEADER_COUNT: Final = 2048
_IDLE: Final = 2.0
"""Seconds an idle connection is kept: thousands of hosts in a run would use up the file descriptors otherwise."""
_OURS_TO_SET: Final = ("User-Agent", "Accept", "Accept-Encoding", "Content-Type")


class Connections:
    """Two aiohttp sessions, made at first use: unverified requests never share a connection with anything (H17)."""

    def __init__(self, settings: NetSettings, resolver: HostResolver) -> None:
        self._settings = settings
        self._resolver = resolver
        self._contexts: dict[bool, ssl.SSLContext] = {}
        self._sessions: dict[bool, aiohttp.ClientSession] = {}
        self.by_host: Counter[str] = Counter()
        """Requests sent."""

    async def close(self) -> None:
        """Close every connection."""
        for session in self._sessions.values():
            await session.close()

    async def request(self, request: Request, proxy: str | None) -> aiohttp.ClientResponse:
        """Send a request and return its answer's head. Raises DisconnectedError and ``failures.EXPECTED``."""
        trace = SimpleNamespace(reused=False)
        try:
            return await self._session(verify=request.verify).request(
                request.method,
                URL(request.address.wire, encoded=True),
                headers=request.headers,
                data=request.body,
                allow_redirects=False,
                proxy=proxy,
                ssl=self.context(request) or True,
                trace_request_ctx=trace,
                skip_auto_headers=_OURS_TO_SET,
            )
        except DisconnectedError as error:
            if trace.reused:
                raise StaleConnectionError from error
            raise

    def context(self, request: Request) -> ssl.SSLContext | None:
        """Return the context of an https request, made at first use: loading the authorities takes a while."""
        if request.address.scheme != "https":
            return None
        if request.verify not in self._contexts:
            made = tls.verifying(self._settings.cafile) if request.verify else tls.unverifying()
            self._contexts[request.verify] = made
        return self._contexts[request.verify]

    def _session(self, *, verify: bool) -> aiohttp.ClientSession:
        if verify not in self._sessions:
            trace = aiohttp.TraceConfig()
            trace.on_connection_reuseconn.append(_mark_reused)
            trace.on_request_headers_sent.append(self._count)
            self._sessions[verify] = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    resolver=self._resolver,
                    use_dns_cache=False,
                    limit=0,
                    keepalive_timeout=_IDLE if verify else None,
                    force_close=not verify,
                ),
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
        raise DisconnectedError from error


async def _mark_reused(
    _: aiohttp.ClientSession, context: SimpleNamespace, __: aiohttp.TraceConnectionReuseconnParams
) -> None:
    context.trace_request_ctx.reused = True
