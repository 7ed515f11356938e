"""Servers that let through so many requests a second: how soon that is learnt, and that no link suffers for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from fetchers.net import Budget, Response
from fetchers.net.pacing.retry import Retry
from tests.fetchers.net.pacing.test_scheduler import Clock, ok, scheduler

Limiter = Callable[[float], bool]
"""Whether a request at that time is let through."""


def bucket(rate: float, burst: int) -> Limiter:
    """So many a second, and so many at once after a rest."""
    left, last = float(burst), 0.0

    def lets_through(now: float) -> bool:
        nonlocal left, last
        left, last = min(burst, left + (now - last) * rate), now
        if left < 1:
            return False
        left -= 1
        return True

    return lets_through


def window(most: int, seconds: float) -> Limiter:
    """So many in each stretch of time."""
    counts: dict[float, int] = {}

    def lets_through(now: float) -> bool:
        stretch = now // seconds
        counts[stretch] = counts.get(stretch, 0) + 1
        return counts[stretch] <= most

    return lets_through


async def ask_all(
    limiter: Limiter, links: int, retry_after: float | None = None, known: dict[str, float] | None = None
) -> tuple[list[Response], int, float]:
    """Return the answers for so many links of one host, the number of requests, and the seconds that it took.

    ``known`` are the intervals from earlier runs; those that this run has learnt are put there.
    """
    clock, sent = Clock(), 0
    plan = scheduler(clock, known_intervals=known or {})
    line = plan.queue("a.test")
    at_once = asyncio.Semaphore(10)

    async def send() -> Response:
        nonlocal sent
        sent += 1
        passes = limiter(clock())
        await clock.sleep(0.1)
        return ok() if passes else Response(url="", status=429, retry_after=retry_after)

    async def one() -> Response:
        async with at_once:
            retry = Retry(Budget(60), clock, None, lambda: line.rate.given_up(clock()) is not None)
            return await retry(lambda due: plan.run(line, "", send, due=due))

    replies = await asyncio.gather(*(one() for _ in range(links)))
    await plan.close()
    if known is not None:
        known.update(plan.known_intervals())
    return replies, sent, clock.now


@pytest.mark.parametrize(
    ("limiter", "retry_after", "at_best"),
    [
        (bucket(1, 1), None, 100),
        (bucket(1, 1), 1.0, 100),
        (bucket(5, 5), None, 20),
        (bucket(10, 1), None, 10),
        (window(10, 10.0), None, 90),
        (window(60, 60.0), 60.0, 60),
    ],
)
async def test_no_link_suffers_for_a_limit_and_few_requests_are_refused(
    limiter: Limiter, retry_after: float | None, at_best: float
) -> None:
    replies, sent, seconds = await ask_all(limiter, 100, retry_after)
    assert [reply.status for reply in replies] == [200] * 100
    assert sent <= 140
    assert seconds <= 2 * at_best + 30


async def test_a_limit_that_has_gone_is_forgotten() -> None:
    limited = bucket(1, 1)
    replies, _, seconds = await ask_all(lambda now: now > 20 or limited(now), 300)
    assert [reply.status for reply in replies] == [200] * 300
    assert seconds < 60


async def test_one_refusal_among_many_answers_is_no_rate() -> None:
    count = 0

    def one_bad(_: float) -> bool:
        nonlocal count
        count += 1
        return count != 150

    replies, _, seconds = await ask_all(one_bad, 300)
    assert [reply.status for reply in replies] == [200] * 300
    assert seconds < 10


@pytest.mark.parametrize(("rate", "burst"), [(1, 1), (5, 5), (2, 20)])
@pytest.mark.parametrize("links", [40, 100])
async def test_a_run_that_knows_the_limit_is_refused_half_as_often(rate: float, burst: int, links: int) -> None:
    known: dict[str, float] = {}
    _, first, seconds = await ask_all(bucket(rate, burst), links, known=known)
    _, second, again = await ask_all(bucket(rate, burst), links, known=known)
    assert first - links >= 15
    assert second - links <= (first - links) / 2
    assert again <= seconds * 1.05


async def test_a_limit_that_an_earlier_run_met_and_this_one_does_not_is_forgotten() -> None:
    known = {"a.test": 1.0}
    replies, _, seconds = await ask_all(lambda _: True, 200, known=known)
    assert [reply.status for reply in replies] == [200] * 200
    assert seconds < 70
    assert known == {"a.test": 0.0}


async def test_a_host_without_a_limit_leaves_nothing_to_know() -> None:
    known: dict[str, float] = {}
    await ask_all(lambda _: True, 50, known=known)
    assert known == {}
