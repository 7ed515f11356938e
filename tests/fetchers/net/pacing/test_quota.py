"""Quotas that a service states, in a table or in the headers of its answers, are kept to before it refuses anything."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetchers.net import Response
from fetchers.net.pacing.policies import API_QUOTAS, QUOTAS
from fetchers.net.pacing.quota import Quota, QuotaKeeper, Remainder, Spent, remainders, stated
from tests.fetchers.net.pacing.test_scheduler import Clock, ok, scheduler

_NOW = 1_790_000_000.0


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"ratelimit": '"api";r=489;t=225'}, [Remainder("api", 489, 225)]),
        ({"ratelimit": '"a";r=1;t=2, "b";r=0;t=60'}, [Remainder("a", 1, 2), Remainder("b", 0, 60)]),
        ({"ratelimit": "limit=100, remaining=50, reset=30"}, [Remainder("", 50, 30)]),
        ({"ratelimit-remaining": "7", "ratelimit-reset": "9"}, [Remainder("", 7, 9)]),
        ({"x-ratelimit-remaining": "97.0", "x-ratelimit-reset": "233"}, [Remainder("", 97, 233)]),
        ({"x-ratelimit-remaining": "3", "x-ratelimit-reset": str(int(_NOW) + 40)}, [Remainder("", 3, 40)]),
        ({"x-ratelimit-remaining": "3", "x-ratelimit-reset": str(int(_NOW) - 40)}, [Remainder("", 3, 0)]),
        # One of several resources on GitHub's host.
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "9", "x-ratelimit-resource": "search"}, []),
        ({"x-ratelimit-remaining": "0"}, []),
        ({"x-ratelimit-remaining": "many", "x-ratelimit-reset": "soon"}, []),
        ({"ratelimit": '"api";r=-1;t=225'}, []),
        ({"ratelimit": '"api";r=١;t=225'}, []),
        ({}, []),
    ],
)
def test_what_is_left_is_read_from_headers(headers: Mapping[str, str], expected: list[Remainder]) -> None:
    assert list(remainders(headers, _NOW)) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"ratelimit-policy": '"fixed window";"api";q=500;w=300'}, Quota(500, 300)),
        ({"ratelimit-policy": "180;w=60"}, Quota(180, 60)),
        ({"ratelimit-policy": '"burst";q=10;w=1, "day";q=100;w=60'}, Quota(100, 60)),
        ({"x-rate-limit-limit": "5", "x-rate-limit-interval": "1s"}, Quota(5, 1)),
        # A day is not waited for, nor is a request in five minutes: who means it says 429.
        ({"ratelimit-policy": "1000;w=86400"}, None),
        ({"ratelimit-policy": "1;w=300"}, None),
        ({"ratelimit-policy": "0;w=60"}, None),
        ({"ratelimit-policy": "0.5;w=1"}, None),
        ({"x-ratelimit-limit": "5"}, None),
    ],
)
def test_a_policy_is_read_from_headers(headers: Mapping[str, str], expected: Quota | None) -> None:
    assert stated(headers) == expected


@given(
    st.integers(1, 20),
    st.floats(0.5, 300),
    st.lists(st.floats(0, 40), max_size=80),
)
def test_no_stretch_of_a_window_holds_more_requests_than_the_quota(
    requests: int, seconds: float, gaps: list[float]
) -> None:
    keeper, now, starts = QuotaKeeper(Quota(requests, seconds)), 0.0, list[float]()
    for gap in gaps:
        now = max(now + gap, keeper.due(0))
        keeper.start(now)
        starts.append(now)
    assert all(later - first >= seconds - 1e-6 for first, later in zip(starts, starts[requests:], strict=False))
    if len(starts) > requests:
        assert QuotaKeeper(Quota(requests, seconds)).least_seconds(len(starts)) <= starts[-1] - starts[0] + 1e-6


@settings(deadline=None, max_examples=40)
@given(st.integers(2, 40), st.floats(5, 290), st.integers(1, 90), st.integers(0, 10_000))
def test_a_host_that_says_what_is_left_never_has_to_refuse(quota: int, window: float, links: int, seed: int) -> None:
    """A fixed window, answers that overtake each other, ten at once."""
    spread = random.Random(seed)

    async def run() -> int:
        clock = Clock()
        plan, counts, refused = scheduler(clock), dict[int, int](), 0

        async def send() -> Response:
            nonlocal refused
            await clock.sleep(spread.uniform(0, 0.3))
            number, into = divmod(clock(), window)
            counts[int(number)] = counts.get(int(number), 0) + 1
            left = quota - counts[int(number)]
            refused += left < 0
            headers = {"ratelimit": f'"api";r={max(0, left)};t={window - into}'}
            await clock.sleep(spread.uniform(0, 0.3))
            return Response(url="", status=200 if left >= 0 else 429, headers=headers)

        # The first answer teaches: nobody can know of a quota before it.
        await plan.run(plan.queue("a.test"), "", send)
        await asyncio.gather(*(plan.run(plan.queue("a.test"), "", send) for _ in range(links)))
        return refused

    assert asyncio.run(run()) == 0


async def test_a_header_that_always_says_nothing_is_left_is_not_believed_for_long() -> None:
    clock = Clock()
    plan = scheduler(clock)

    async def send() -> Response:
        await clock.sleep(0.1)
        return Response(url="", status=200, headers={"x-ratelimit-remaining": "0", "x-ratelimit-reset": "60"})

    await asyncio.gather(*(plan.run(plan.queue("a.test"), "", send) for _ in range(50)))
    assert clock() < 150


async def test_calls_to_an_api_do_not_wait_for_the_quota_of_its_pages() -> None:
    clock, starts = Clock(), dict[bool, list[float]]()
    plan = scheduler(clock)

    async def ask(*, service: bool) -> None:
        async def send() -> Response:
            starts.setdefault(service, []).append(clock())
            await clock.sleep(0.1)
            return ok()

        queue = plan.queue("huggingface.co", service=service)
        await plan.run(queue, "", send, service=service)

    await asyncio.gather(*(ask(service=service) for service in [False] * 150 + [True] * 150))
    assert max(starts[True]) < 10
    assert sum(start < 300 for start in starts[False]) == QUOTAS["huggingface.co"].requests
    assert max(starts[False]) < 310
    assert API_QUOTAS["huggingface.co"].requests == 500


@pytest.mark.parametrize("sent", [1, 2, 3])
def test_what_was_sent_before_a_host_told_its_quota_counts(sent: int) -> None:
    keeper = QuotaKeeper(None)
    for number in range(sent):
        keeper.start(number / 10)
    keeper.learn({"ratelimit-policy": "3;w=10"}, 0.0, 0.5, _NOW)
    for number in range(sent, 3):
        assert keeper.due(0) == float("-inf")
        keeper.start(number / 10)
    assert keeper.due(0) == 10.0


def test_a_stranger_cannot_make_a_host_keep_more_than_a_few_windows() -> None:
    keeper = QuotaKeeper(None)
    for number in itertools.count():
        if number == 1000:
            break
        keeper.learn({"ratelimit": f'"{number}";r=0;t=200'}, 0.0, float(number), _NOW)
    assert keeper.due(0) < 1000


@given(st.integers(1, 8), st.lists(st.floats(0, 20), min_size=1, max_size=12), st.integers(0, 12), st.floats(0, 30))
def test_a_process_that_takes_over_counts_on(most: int, gaps: list[float], change: int, waited: float) -> None:
    """Whatever it is asked, the second of two processes is due when one alone would have been."""
    alone, first, second = (QuotaKeeper(Quota(most, 30.0)) for _ in range(3))
    # What it has counted at an earlier time is part of what it is told.
    second.start(-1.0)
    moments = list(itertools.accumulate(gaps))
    for moment in moments[:change]:
        alone.start(moment)
        first.start(moment)
    now = moments[min(change, len(moments)) - 1] if change else 0.0
    second.take_over(now + waited, first.spent(now).later(waited))
    for moment in moments[change:]:
        alone.start(moment + waited)
        second.start(moment + waited)
    later = moments[-1] + waited
    assert max(second.due(0), later) == pytest.approx(max(alone.due(0), later))


def test_a_window_that_was_told_of_is_handed_on() -> None:
    first, second = QuotaKeeper(None), QuotaKeeper(None)
    first.start(0.0)
    first.learn({"ratelimit": '"api";r=0;t=60'}, 0.0, 1.0, _NOW)
    second.take_over(101.0, first.spent(1.0).later(10.0))
    assert second.due(0) == 151.0
    # Of a host that has told nothing, nothing is known.
    assert QuotaKeeper(None).spent(5.0) == Spent()
