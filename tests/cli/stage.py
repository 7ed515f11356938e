"""A small web for the command line: what a run reaches instead of the real one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fetchers.context import Access
from fetchers.net import HostPolicy, NetSettings, without_intervals
from linkcheck.demo import SmallWeb
from linkcheck.engine import Network

Build = Callable[[SmallWeb], object]


def stage(
    build: Build = lambda _: None,
    *,
    token: str | None = None,
    after: Callable[[SmallWeb], None] = lambda _: None,
    web: SmallWeb | None = None,
) -> AbstractAsyncContextManager[Network]:
    """Return a world that ``build`` furnishes; ``after`` sees the web when the run is over."""

    @asynccontextmanager
    async def world() -> AsyncIterator[Network]:
        async with web or SmallWeb() as small:
            build(small)
            hosts = without_intervals() | {"*": HostPolicy(retries=0)}
            net = NetSettings(
                resolver=small.resolver,
                cafile=small.cafile,
                hosts=hosts,
                trust_env=False,
                # A loaded machine may keep itself waiting for longer than any server that these limits are made for.
                connect_timeout=60,
                timeout=60,
                link_budget=300,
            )
            yield Network(net, Access(github_token=token))
            after(small)

    return world()
