"""A bug in one site must not sink what the others, or its own other links, have to tell."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from datetime import UTC, datetime

import pytest

from fetchers import registry
from fetchers.addresses.address import parse
from fetchers.codes import Cause, Code
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Observation, Target
from fetchers.net import Net, NetSettings
from linkcheck.engine.asking import answers
from linkcheck.plan import Query


class Buggy:
    """Stumbles over one of its targets, and leaves those behind it unanswered."""

    name = "buggy"
    forms = ()

    def __init__(self, batch: int) -> None:
        self.batch = batch
        self.calls: list[int] = []

    async def observe(self, targets: Sequence[Target], _: Context) -> AsyncIterator[tuple[Target, Observation]]:
        self.calls.append(len(targets))
        for target in targets:
            if target.key == "120":
                raise ZeroDivisionError
            seen = Observation(
                url=target.url, observed=datetime.now(UTC), answer=Answer(Availability.PRESENT, Code("buggy-present"))
            )
            yield target, seen


@pytest.mark.parametrize(("batch", "sunk", "calls"), [(10_000, 100, [500, 100, 100, 100, 80]), (50, 30, [50] * 10)])
async def test_a_bug_sinks_only_those_near_it(
    monkeypatch: pytest.MonkeyPatch, batch: int, sunk: int, calls: list[int]
) -> None:
    site = Buggy(batch)
    monkeypatch.setattr(registry, "fetcher", lambda _: site)
    asks = [
        Query(Target(fetcher="buggy", kind="item", key=str(number), address=parse(f"https://a.example/{number}")), ())
        for number in range(500)
    ]
    async with Net(NetSettings(resolver=lambda *_: [])) as net:
        codes = []
        async with aclosing(answers(asks, Context(net=net))) as stream:
            async for _, seen in stream:
                assert seen.answer is not None
                codes.append(seen.answer.code)
    assert len(codes) == 500
    assert codes.count(Cause.INTERNAL_ERROR.code) == sunk
    assert sorted(site.calls, reverse=True) == calls


class Batch(Buggy):
    """Answers for all of a batch at once."""

    async def observe(self, targets: Sequence[Target], _: Context) -> AsyncIterator[tuple[Target, Observation]]:
        for target in targets:
            yield target, Observation(url=target.url, observed=datetime.now(UTC), status=200)


async def test_second_looks_of_a_batch_do_not_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "fetcher", lambda _: Batch(100))
    asks = [
        Query(Target(fetcher="buggy", kind="item", key=str(n), address=parse(f"https://a.example/{n}")), ())
        for n in range(100)
    ]
    looking = 0
    everybody = asyncio.Event()

    async def look_again(ask: Query, observation: Observation) -> Observation:
        nonlocal looking
        looking += 1
        if looking == len(asks):
            everybody.set()
        await everybody.wait()
        if ask.target.key == "7":
            raise ZeroDivisionError
        return observation

    async with (
        asyncio.timeout(10),
        Net(NetSettings(resolver=lambda *_: [])) as net,
        aclosing(answers(asks, Context(net=net), look_again)) as stream,
    ):
        seen = {ask.target.key: observation async for ask, observation in stream}
    assert len(seen) == 100
    assert [
        key for key, one in seen.items() if one.answer is not None and one.answer.code == Cause.INTERNAL_ERROR.code
    ] == ["7"]
