"""A plain aiohttp client for the small web: what the tests of the web itself ask with."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from linkcheck.demo import SmallWeb


class _Resolver(AbstractResolver):
    def __init__(self, web: SmallWeb) -> None:
        self._web = web

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        places = self._web.resolver(host, port)
        return [
            ResolveResult(
                hostname=host, host=ip, port=place, family=socket.AF_INET, proto=0, flags=socket.AI_NUMERICHOST
            )
            for ip, place in places
        ]

    async def close(self) -> None:
        """Nothing to close."""


@asynccontextmanager
async def client_of(web: SmallWeb) -> AsyncIterator[aiohttp.ClientSession]:
    """Open a session that resolves names by the web and trusts its authority."""
    connector = aiohttp.TCPConnector(resolver=_Resolver(web), ssl=web.ssl_context(), use_dns_cache=False)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=5)) as session:
        yield session
