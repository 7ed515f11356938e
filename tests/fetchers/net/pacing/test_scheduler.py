"""Whose turn it is, on a clock that sleeping moves: nothing held while waiting, nobody kept waiting by another host."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetchers.failure import Failure, FailureKind
from fetchers.net import HostPolicy, NetSettings, Response
from fetchers.net.pacing import concurrency as slots
from fetchers.net.pacing.scheduler import Scheduler


class Clock:
    """Goes on to the end of the sleep that ends first, once nothing else can happen before."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = itertools.count()
        self._hand: asyncio.Task[None] | None = None

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        over = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, next(self._numbers), over))
        if self._hand is None or self._hand.done():
            self._hand = asyncio.create_task(self._move())
        await over

    async def _move(self) -> None:
        while self._sleepers:
            for _ in range(20):
                await asyncio.sleep(0)
            moment, _, over = heapq.heappop(self._sleepers)
            if not over.done():
                self.now = max(self.now, moment)
                over.set_result(None)


def scheduler(
    clock: Clock, hosts: Mapping[str, HostPolicy] | None = None, most: int = 256, **limits: object
) -> Scheduler:
    return Scheduler(
        NetSettings(hosts=hosts or {}, max_concurrency=most, clock=clock, sleep=clock.sleep, **limits)  # type: ignore[arg-type]
    )


def ok() -> Response:
    return Response(url="", status=200)


async def test_hosts_take_turns_for_the_open_requests_of_the_run() -> None:
    clock, order = Clock(), list[str]()
    plan = scheduler(clock, most=1)

    async def ask(host: str) -> None:
        async def send() -> Response:
            order.append(host)
            await asyncio.sleep(0)
            return ok()

        await plan.run(plan.queue(host), "", send)

    busy = [asyncio.create_task(ask("busy.test")) for _ in range(6)]
    await asyncio.sleep(0)
    quiet = [asyncio.create_task(ask(host)) for host in ("a.test", "b.test")]
    await asyncio.gather(*busy, *quiet)
    assert order == ["busy.test"] * 3 + ["a.test", "b.test"] + ["busy.test"] * 3


async def test_a_host_that_waits_holds_nothing() -> None:
    clock = Clock()
    plan = scheduler(clock, {"slow.test": HostPolicy(concurrency=4, interval=60.0)}, most=1)

    async def send() -> Response:
        return ok()

    slow = [asyncio.create_task(plan.run(plan.queue("slow.test"), "", send)) for _ in range(3)]
    await asyncio.sleep(0)
    assert plan.waiting == 2
    for _ in range(5):
        assert (await plan.run(plan.queue("quick.test"), "", send)).status == 200
    assert clock.now == 0
    await asyncio.gather(*slow)
    assert clock.now == 120
    assert plan.waiting == 0
    await plan.close()


async def test_a_call_of_a_service_needs_none_of_the_open_requests() -> None:
    plan = scheduler(Clock(), most=1)
    end = asyncio.Event()

    async def hang() -> Response:
        await end.wait()
        return ok()

    async def send() -> Response:
        return ok()

    page = asyncio.create_task(plan.run(plan.queue("a.test"), "", hang))
    await asyncio.sleep(0)
    assert (await plan.run(plan.queue("api.test"), "", send, service=True)).status == 200
    waiting = asyncio.create_task(plan.run(plan.queue("b.test"), "", send))
    await asyncio.sleep(0)
    assert not waiting.done()
    end.set()
    await asyncio.gather(page, waiting)


async def test_requests_that_hang_hold_their_slots_for_a_moment_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "_HANGING", 0.01)
    plan = Scheduler(NetSettings(max_concurrency=1), most_open=3)
    ends = [asyncio.Event() for _ in range(5)]
    sent: list[int] = []

    async def ask(number: int) -> Response:
        async def send() -> Response:
            sent.append(number)
            await ends[number].wait()
            return ok()

        return await plan.run(plan.queue(f"host{number}.test"), "", send)

    tasks = [asyncio.create_task(ask(number)) for number in range(5)]
    await asyncio.sleep(0.15)
    # Two that hang, and one that does but must count: more may not be open.
    assert sent == [0, 1, 2]
    ends[1].set()
    await asyncio.sleep(0.05)
    assert sent == [0, 1, 2, 3]
    for end in ends:
        end.set()
    await asyncio.gather(*tasks)
    assert sent == [0, 1, 2, 3, 4]


async def test_a_repetition_waits_in_the_queue_and_is_told_of() -> None:
    clock = Clock()
    plan = scheduler(clock)

    async def send() -> Response:
        return ok()

    later = asyncio.create_task(plan.run(plan.queue("a.test"), "", send, due=30.0))
    await asyncio.sleep(0)
    assert [(wait.host, wait.requests, wait.seconds) for wait in plan.waits()] == [("a.test", 1, 30.0)]
    assert (await plan.run(plan.queue("a.test"), "", send)).status == 200
    assert clock.now == 0
    await later
    assert clock.now == 30


async def test_a_turn_that_comes_to_nobody_is_given_on() -> None:
    plan = scheduler(Clock(), {"*": HostPolicy(concurrency=1)})
    ends = [asyncio.Event() for _ in range(3)]
    sent: list[int] = []

    def send(number: int) -> Callable[[], Awaitable[Response]]:
        async def ask() -> Response:
            sent.append(number)
            await ends[number].wait()
            return ok()

        return ask

    tasks = [asyncio.create_task(plan.run(plan.queue("a.test"), "", send(number))) for number in range(3)]
    await asyncio.sleep(0)
    ends[0].set()
    await asyncio.sleep(0)
    # Its turn has come, and it is cancelled before it can take it.
    tasks[1].cancel()
    ends[2].set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert sent[-1] == 2
    assert plan.queue("a.test").active == 0


async def test_a_host_may_cost_a_run_only_so_much() -> None:
    clock = Clock()
    plan = scheduler(clock, {"*": HostPolicy(concurrency=1)}, host_budget=100.0)
    sent = 0

    async def send() -> Response:
        nonlocal sent
        sent += 1
        if sent % 2:
            return ok()
        clock.now += 20
        return Response(url="", failure=_timeout())

    replies = [await plan.run(plan.queue("a.test"), "", send) for _ in range(20)]
    assert sent == 12
    assert replies[-1].failure is not None
    assert replies[-1].failure.kind is FailureKind.OUT_OF_TIME
    assert "120 s" in replies[-1].failure.detail


async def test_a_host_that_falls_silent_is_given_up_though_it_has_answered() -> None:
    clock = Clock()
    plan = scheduler(clock, {"*": HostPolicy(concurrency=1)})
    sent = 0

    async def send() -> Response:
        nonlocal sent
        sent += 1
        if sent == 1:
            return ok()
        clock.now += 20
        return Response(url="", failure=_timeout())

    replies = [await plan.run(plan.queue("a.test"), "", send) for _ in range(20)]
    assert sent == 7
    assert replies[-1].failure is not None
    assert "the host has done the same to 6 requests" in replies[-1].failure.detail


async def test_a_host_asked_one_thing_at_a_time_that_never_answers_costs_no_more_than_any_other() -> None:
    clock = Clock()
    plan = scheduler(clock, {"*": HostPolicy(concurrency=1)})
    sent = 0

    async def hang() -> Response:
        nonlocal sent
        sent += 1
        await clock.sleep(20)
        return Response(url="", failure=_timeout())

    replies = await asyncio.gather(*(plan.run(plan.queue("a.test"), "", hang) for _ in range(50)))
    assert sent == 3
    assert {reply.failure and reply.failure.kind for reply in replies} == {FailureKind.TIMEOUT}
    await plan.close()


async def test_who_waits_for_a_host_that_is_given_up_is_told_at_once() -> None:
    clock = Clock()
    plan = scheduler(clock, {"*": HostPolicy(concurrency=1)})

    async def limited() -> Response:
        await asyncio.sleep(0)
        return Response(url="", status=429, retry_after=3600.0)

    tasks = [asyncio.create_task(plan.run(plan.queue("a.test"), "", limited)) for _ in range(50)]
    replies = await asyncio.gather(*tasks)
    assert [reply.status for reply in replies].count(429) == 1
    assert all(reply.retry_after == 3600 for reply in replies)
    assert clock.now == 0


async def test_nobody_waits_for_the_end_of_a_pause_after_which_the_host_is_given_up() -> None:
    clock = Clock()
    plan = scheduler(clock, {"*": HostPolicy(concurrency=1)})

    async def limited() -> Response:
        return Response(url="", status=429, retry_after=50.0)

    replies = await asyncio.gather(*(plan.run(plan.queue("a.test"), "", limited) for _ in range(10)))
    assert [reply.status for reply in replies] == [429] * 3 + [None] * 7
    assert clock.now == 100
    assert replies[-1].retry_after == 50
    await plan.close()


async def test_minutes_in_which_a_host_was_not_asked_are_none_in_which_it_refused() -> None:
    """A busy machine came back to a host two minutes after its one refusal, and gave its other links up unasked."""
    clock = Clock()
    plan = scheduler(clock)
    queue = plan.queue("a.test")

    async def limited() -> Response:
        return Response(url="", status=429, retry_after=1.0)

    async def fine() -> Response:
        return ok()

    await plan.run(queue, "", limited)
    await clock.sleep(600)
    assert (await plan.run(queue, "", fine)).status == 200
    await plan.close()


def _timeout() -> Failure:
    return Failure(FailureKind.TIMEOUT, "a.test", "no answer")


_REQUESTS = st.lists(
    st.tuples(
        st.sampled_from(["a.test", "b.test", "c.test"]),
        st.sampled_from(["ok", "limit", "fail"]),
        st.floats(0, 3),
        st.floats(0, 10),
    ),
    max_size=25,
)


@given(
    requests=_REQUESTS, concurrency=st.integers(1, 3), interval=st.sampled_from([0.0, 0.5, 2.0]), most=st.integers(1, 4)
)
@settings(deadline=None, max_examples=60)
@pytest.mark.filterwarnings("default")
def test_every_request_ends_and_no_host_is_asked_faster_than_it_wants(
    requests: list[tuple[str, str, float, float]], concurrency: int, interval: float, most: int
) -> None:
    clock = Clock()
    starts: dict[str, list[float]] = defaultdict(list)
    open_now: dict[str, int] = defaultdict(int)

    async def main() -> list[Response]:
        plan = scheduler(clock, {"*": HostPolicy(concurrency=concurrency, interval=interval)}, most=most)

        async def ask(host: str, outcome: str, seconds: float, due: float) -> Response:
            async def send() -> Response:
                starts[host].append(clock.now)
                open_now[host] += 1
                assert open_now[host] <= concurrency
                assert sum(open_now.values()) <= most
                await clock.sleep(seconds)
                open_now[host] -= 1
                if outcome == "limit":
                    return Response(url="", status=429, retry_after=1.0)
                return ok() if outcome == "ok" else Response(url="", failure=_timeout())

            return await plan.run(plan.queue(host), "", send, due=due)

        replies = await asyncio.gather(*(ask(*request) for request in requests))
        assert plan.waiting == 0
        assert all(plan.queue(host).active == 0 for host in open_now)
        await plan.close()
        return replies

    assert len(asyncio.run(main())) == len(requests)
    for times in starts.values():
        assert all(later - earlier >= interval - 1e-6 for earlier, later in itertools.pairwise(times))


_Cancelled = tuple[str, bool, str, float, float, float | None]
_CANCELLED = st.lists(
    st.tuples(
        st.sampled_from(["a.test", "b.test", "c.test"]),
        st.booleans(),  # a call of a service
        st.sampled_from(["ok", "limit", "fail", "bug"]),
        st.floats(0, 3),  # seconds until the answer
        st.floats(0, 5),  # due
        st.none() | st.floats(0, 6),  # cancelled at
    ),
    max_size=25,
)


@given(requests=_CANCELLED, concurrency=st.integers(1, 3), interval=st.sampled_from([0.0, 0.5]), most=st.integers(1, 4))
@settings(deadline=None, max_examples=100)
@pytest.mark.filterwarnings("default")
def test_what_is_cancelled_or_fails_gives_back_all_it_held(
    requests: list[_Cancelled], concurrency: int, interval: float, most: int
) -> None:
    clock = Clock()
    open_now: dict[str, int] = defaultdict(int)
    open_pages = 0

    async def main() -> None:
        plan = scheduler(clock, {"*": HostPolicy(concurrency=concurrency, interval=interval)}, most=most)

        async def ask(request: _Cancelled) -> Response:
            host, service, outcome, seconds, due, _ = request

            async def send() -> Response:
                nonlocal open_pages
                open_now[host] += 1
                open_pages += not service
                assert open_now[host] <= concurrency
                assert open_pages <= most
                try:
                    await clock.sleep(seconds)
                finally:
                    open_now[host] -= 1
                    open_pages -= not service
                if outcome == "bug":
                    raise ZeroDivisionError
                if outcome == "limit":
                    return Response(url="", status=429, retry_after=1.0)
                return ok() if outcome == "ok" else Response(url="", failure=_timeout())

            return await plan.run(plan.queue(host), "", send, due=due, service=service)

        async def cancel(task: asyncio.Task[Response], at: float) -> None:
            await clock.sleep(at)
            task.cancel()

        tasks = [asyncio.create_task(ask(request)) for request in requests]
        ends = [cancel(task, at) for task, (*_, at) in zip(tasks, requests, strict=True) if at is not None]
        results = await asyncio.gather(*tasks, *ends, return_exceptions=True)
        kinds = (Response, ZeroDivisionError, asyncio.CancelledError, type(None))
        assert all(isinstance(result, kinds) for result in results)
        assert (plan.waiting, plan._slots.free, len(plan._starved)) == (0, most, 0)
        for host in ("a.test", "b.test", "c.test"):
            line = plan.queue(host)
            assert (line.active, line.peek()) == (0, None)
        # Nothing stands in the way of who comes next.
        reply = await plan.run(plan.queue("d.test"), "", _at_once)
        assert reply.status == 200
        await plan.close()

    asyncio.run(main())


async def _at_once() -> Response:
    return ok()
