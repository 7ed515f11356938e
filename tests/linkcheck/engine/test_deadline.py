"""A run that may take only so long: what has been answered is told, and nothing is waited for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from datetime import UTC, datetime

import pytest

from fetchers import registry
from fetchers.addresses.address import parse
from fetchers.codes import Code
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Observation, Target
from fetchers.net import Net, NetSettings
from linkcheck.engine.asking import answers
from linkcheck.plan import Query


class Partial:
    """Answers for the first of its targets, and never for the others."""

    name = "partial"
    forms = ()
    batch = 1

    def __init__(self, answered: int) -> None:
        self.answered = answered

    async def observe(self, targets: Sequence[Target], _: Context) -> AsyncIterator[tuple[Target, Observation]]:
        for target in targets:
            if int(target.key) >= self.answered:
                await asyncio.Event().wait()
            answer = Answer(Availability.PRESENT, Code("partial-present"))
            yield target, Observation(url=target.url, observed=datetime.now(UTC), answer=answer)


async def told(links: int, answered: int, seconds: float, monkeypatch: pytest.MonkeyPatch) -> tuple[int, bool]:
    """Return how many answers came, and whether the time ran out; each takes a moment to be dealt with."""
    monkeypatch.setattr(registry, "fetcher", lambda _: Partial(answered))
    asks = [
        Query(Target(fetcher="partial", kind="item", key=str(number), address=parse(f"https://a{number}.example/")), ())
        for number in range(links)
    ]
    count = 0
    async with Net(NetSettings(resolver=lambda *_: [])) as net:
        try:
            async with aclosing(answers(asks, Context(net=net), seconds=seconds)) as stream:
                async for _ in stream:
                    count += 1
                    await asyncio.sleep(seconds / 20)
        except TimeoutError:
            return count, True
    return count, False


async def test_what_was_answered_in_time_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    async with asyncio.timeout(10):
        assert await told(60, 50, 0.2, monkeypatch) == (50, True)


async def test_a_run_whose_last_answers_are_on_their_way_is_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    async with asyncio.timeout(10):
        assert await told(50, 50, 0.2, monkeypatch) == (50, False)


async def test_the_time_runs_out_where_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    async with asyncio.timeout(10):
        assert await told(20, 0, 0.1, monkeypatch) == (0, True)
