"""Ask a fetcher over the small web, with the real network layer and a clock that waits for nobody."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from fetchers.addresses.address import parse
from fetchers.context import Access, Context
from fetchers.facts import Observation, Target
from fetchers.fetcher import Fetcher
from fetchers.net import Net, NetSettings
from linkcheck.demo import SmallWeb


class Clock:
    """Sleeping moves it on, and costs a test nothing."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> float:
        return time.monotonic() + self.ahead

    async def sleep(self, seconds: float) -> None:
        self.ahead += seconds
        await asyncio.sleep(0)


@asynccontextmanager
async def context_of(web: SmallWeb, access: Access | None = None) -> AsyncIterator[Context]:
    clock = Clock()
    settings = NetSettings(resolver=web.resolver, cafile=web.cafile, clock=clock.now, sleep=clock.sleep)
    async with Net(settings) as net:
        yield Context(net=net, access=access or Access())


def claimed(fetcher: Fetcher, url: str) -> Target:
    target = fetcher.claim(parse(url))
    assert target is not None, url
    return target


async def ask(fetcher: Fetcher, context: Context, urls: Iterable[str]) -> dict[str, Observation]:
    """Return the observations by the address that was asked about; each exactly once."""
    targets = {claimed(fetcher, url).key: url for url in urls}
    seen: dict[str, Observation] = {}
    async for target, observation in fetcher.observe([claimed(fetcher, url) for url in targets.values()], context):
        url = targets[target.key]
        assert url not in seen
        seen[url] = observation
    assert seen.keys() == set(targets.values())
    return seen


def answer_of(observation: Observation) -> tuple[str, str] | None:
    """Return standing and code."""
    return (observation.answer.standing, observation.answer.code) if observation.answer else None
