"""Send one request, read one reply: aiohttp first, and a tolerant second reader where it refuses what browsers show."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Final
from urllib.request import getproxies_environment, proxy_bypass_environment  # type: ignore[attr-defined]

import aiohttp
from yarl import URL

from fetchers.addresses.address import DEFAULT_PORTS, Address
from fetchers.failure import Failure, FailureKind
from fetchers.net.http.connections import Connections
from fetchers.net.http.descriptors import DescriptorShare
from fetchers.net.http.exception_kinds import EXPECTED, DisconnectedError, StaleConnectionError, failure_of
from fetchers.net.http.exchange import Collected, Request, collect, reply_of
from fetchers.net.http.lenient_http import LenientConnection
from fetchers.net.http.resolver import Endpoint, HostResolver
from fetchers.net.lateness import Patience
from fetchers.net.messages import Response
from fetchers.net.network_settings import NetSettings
from fetchers.values import dataclass

_STALE_TRIES: Final = 3
_FIRST_FINAL: Final = 200
"""Statuses below are none of an answer: 1xx go before one, 101 wants to have been asked for, and 000 is no status
(RFC 9110 §15)."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How a request goes: through a proxy, or straight to what the name was resolved to."""

    endpoints: tuple[Endpoint, ...]
    proxy: str | None
    literal: str | None
    """The IP address in the form that browsers send (WHATWG URL §3.5); None if the host is a name."""


class Session:
    """The network of a run. ``send`` never raises for what a server or the network does."""

    def __init__(self, settings: NetSettings, share: DescriptorShare) -> None:
        self._settings = settings
        self._resolver = HostResolver(settings, share.lookups)
        self._connections = Connections(settings, self._resolver, keeps_idle=share.keeps_idle)
        self._lenient: set[str] = set()
        self._proxies: dict[str, str] = getproxies_environment() if settings.trust_env else {}
        for proxy in self._proxies.values():
            self._resolver.trust(URL(proxy).host or "")
        self.received = 0
        """Bytes of bodies, as they came over the wire."""

    @property
    def requests(self) -> int:
        """Requests sent."""
        return self._connections.requests

    @property
    def by_host(self) -> Counter[str]:
        """Requests sent to each host."""
        return self._connections.by_host

    def prepare(self) -> None:
        """Begin what the first request would have to wait for."""
        self._connections.load()

    def drop(self, host: str) -> None:
        """Close the connections to a host, of which none may be in use, and forget its addresses."""
        self._connections.drop(host)
        self._resolver.forget(host)

    async def close(self) -> None:
        """Close every connection."""
        await self._connections.close()
        await self._resolver.close()

    async def has_name(self, host: str) -> bool:
        """Return whether a name has an address, even one that the guard refuses."""
        found = await self._resolver.lookup(host, DEFAULT_PORTS["https"])
        return not (isinstance(found, Failure) and found.kind.is_dns)

    async def is_in_use(self, name: str) -> bool:
        """Return whether the resolver knows a name, with or without an address (a top-level domain has none)."""
        found = await self._resolver.lookup(name, DEFAULT_PORTS["https"])
        return not isinstance(found, Failure) or found.kind is FailureKind.NO_ADDRESS_RECORD

    async def send(self, request: Request) -> Response:
        """Send a request (again where an idle connection turned out to be closed) and read its reply."""
        way = await self._way(request.address)
        if isinstance(way, Failure):
            return Response(url=request.address.wire, failure=way)
        if way.literal is not None:
            request = replace(request, address=replace(request.address, host=way.literal))
        url = URL(request.address.wire, encoded=True)
        # aiohttp drops an empty query.
        is_changed = url.raw_path_qs != request.address.target
        if way.proxy is None and (is_changed or request.address.netloc in self._lenient):
            return await self._ask_leniently(request, way)
        for _ in range(_STALE_TRIES):
            try:
                return await self._ask(request, url, way)
            except StaleConnectionError:
                continue
            except _RefusedError as refused:
                if way.proxy is not None:
                    return refused.reply
                self._lenient.add(request.address.netloc)
                break
        return await self._ask_leniently(request, way)

    async def _way(self, address: Address) -> _Way | Failure:
        """Return the way to an origin; the host is held against the guard before it is connected."""
        ip = address.literal_ip
        literal = None if ip is None else str(ip)
        host = literal or address.host
        proxy = self._proxies.get(address.scheme) or self._proxies.get("all")
        if proxy is not None and not proxy_bypass_environment(address.netloc, self._proxies):
            return self._resolver.refusal_of_proxied(host) or _Way((), proxy, literal)
        found = await self._resolver.lookup(host, address.port or DEFAULT_PORTS[address.scheme])
        return found if isinstance(found, Failure) else _Way(found, None, literal)

    async def _ask(self, request: Request, url: URL, way: _Way) -> Response:
        host = request.address.host
        try:
            with Patience(request.timeout):
                response = await self._connections.request(request, url, way.proxy)
        except aiohttp.ClientHttpProxyError as error:
            return _failed(request, failure_of(error, host))
        except aiohttp.ClientResponseError as error:
            raise _RefusedError(_failed(request, failure_of(error, host))) from error
        except StaleConnectionError:
            raise
        except (DisconnectedError, *EXPECTED) as error:
            return _failed(request, failure_of(error, host))
        head = reply_of(request.address, response.status, response.raw_headers)
        if response.status < _FIRST_FINAL:
            response.close()
            return _failed(request, _no_answer(request.address.host, response.status))
        is_whole = False
        try:
            collected = self._counted(await collect(request, head, response.content.iter_any()))
            is_whole = collected.reply.complete
        finally:
            (response.release if is_whole else response.close)()
        if collected.broken and not collected.reply.body:
            # aiohttp throws away what came before the fault when it comes in one piece with it.
            raise _RefusedError(collected.reply)
        return collected.reply

    async def _ask_leniently(self, request: Request, way: _Way) -> Response:
        address = request.address
        connection: LenientConnection | None = None
        try:
            with Patience(request.timeout):
                connection = await LenientConnection.open(
                    way.endpoints,
                    seconds=self._settings.connect_timeout,
                    context=await self._connections.context(request),
                    name=address.host,
                )
                self._connections.count(address.host)
                headers = [("Host", address.netloc), *request.headers.items()]
                await connection.send(request.method, address.target, headers, request.body)
                head = await connection.head()
            if head.status < _FIRST_FINAL:
                return _failed(request, _no_answer(address.host, head.status))
            reply = reply_of(address, head.status, head.headers)
            return self._counted(await collect(request, reply, connection.chunks(head))).reply
        except EXPECTED as error:
            return _failed(request, failure_of(error, address.host))
        finally:
            if connection is not None:
                connection.close()

    def _counted(self, collected: Collected) -> Collected:
        self.received += collected.reply.received
        return collected


class _RefusedError(Exception):
    """aiohttp does not take this answer for HTTP; a browser may. ``reply`` is what aiohttp made of it."""

    def __init__(self, reply: Response) -> None:
        super().__init__(reply)
        self.reply = reply


def _no_answer(host: str, status: int) -> Failure:
    return Failure(FailureKind.BAD_HTTP, host, f"{status} is no status of an answer")


def _failed(request: Request, failure: Failure) -> Response:
    return Response(url=request.address.wire, failure=failure)
