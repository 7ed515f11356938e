"""Which job starts next."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from fetchers.failure import Failure, FailureKind
from fetchers.net import HostPolicy, NetSettings, Response
from fetchers.net.pacing.scheduler import Scheduler


class Work:
    """Jobs that end when they are told to, and the order in which they have started."""

    def __init__(self, limit: int) -> None:
        self.started: list[str] = []
        self.running: list[tuple[str, asyncio.Future[None]]] = []
        # Two more jobs than a host is asked at once are begun ahead of their turn.
        self.scheduler = Scheduler(NetSettings(hosts={"*": HostPolicy(concurrency=limit - 2)}))

    def add(self, *hosts: str) -> None:
        """Submit a job for each."""
        for host in hosts:
            self.scheduler.submit(_Job(host, self), host=host)

    def add_batch(self, site: str) -> None:
        """Submit a batch."""
        self.scheduler.submit_batch(_Job(site, self), site=site)

    async def started_now(self) -> Sequence[str]:
        """Let all start that may."""
        for _ in range(10):
            await asyncio.sleep(0)
        return self.started

    def end(self, number: int = 0) -> None:
        """End one that is running."""
        self.running.pop(number)[1].set_result(None)


class _Job:
    def __init__(self, host: str, work: Work) -> None:
        self.host = host
        self.work = work

    def start(self) -> asyncio.Future[None]:
        """Start."""
        end = asyncio.get_running_loop().create_future()
        self.work.started.append(self.host)
        self.work.running.append((self.host, end))
        return end


async def test_hosts_take_turns() -> None:
    work = Work(10)
    work.add("busy.test", "busy.test", "busy.test", "quiet.test")
    assert await work.started_now() == ["busy.test", "quiet.test", "busy.test", "busy.test"]


async def test_a_host_has_no_more_jobs_in_flight_than_it_may() -> None:
    work = Work(3)
    work.add(*["slow.test"] * 6, "other.test")
    assert sorted(await work.started_now()) == ["other.test", *["slow.test"] * 3]
    work.end()
    assert len(await work.started_now()) == 5
    assert [wait.requests for wait in work.scheduler.waits()] == []


async def test_the_longest_backlog_starts_first_and_fills_its_places() -> None:
    work = Work(3)
    work.add("quiet.test", "still.test", *["long.test"] * 7)
    assert await work.started_now() == [*["long.test"] * 3, "quiet.test", "still.test"]


async def test_a_batch_starts_before_hosts_and_without_their_limits() -> None:
    work = Work(3)
    work.add("quiet.test")
    for _ in range(30):
        work.add_batch("site")
    assert await work.started_now() == [*["site"] * 24, "quiet.test"]


async def test_a_chain_that_has_left_its_host_makes_room_there() -> None:
    work = Work(3)
    work.add(*["short.test"] * 5)
    assert len(await work.started_now()) == 3
    work.scheduler.redirect_away(work.scheduler.queue("short.test"))
    assert len(await work.started_now()) == 4


async def test_what_is_held_starts_later_and_what_is_closed_never() -> None:
    work, is_held = Work(3), True
    work.scheduler.is_held = lambda: is_held
    work.add(*["a.test"] * 4)
    assert await work.started_now() == []
    is_held = False
    work.scheduler.start_soon()
    assert await work.started_now() == ["a.test"] * 3
    await work.scheduler.close()
    work.end()
    work.add("b.test")
    assert await work.started_now() == ["a.test"] * 3


async def test_nothing_more_is_expected_of_a_host_when_its_last_job_has_ended() -> None:
    over: list[str] = []
    plan = Work(4)
    plan.scheduler = Scheduler(NetSettings(), on_host_over=over.append)
    plan.add("a.test", "a.test", "zhuanlan.zhihu.com", "www.zhihu.com")
    await plan.started_now()
    seen = []
    for _ in range(4):
        plan.end()
        await plan.started_now()
        seen.append(sorted(over))
    # Zhihu's hosts share a queue: while one of them is asked, the others may be.
    assert sorted(seen[-1]) == ["a.test", "www.zhihu.com", "zhuanlan.zhihu.com"]
    assert all(("www.zhihu.com" in hosts) == ("zhuanlan.zhihu.com" in hosts) for hosts in seen)


async def test_of_a_host_that_is_over_only_what_the_next_request_must_know_is_kept() -> None:
    plan = Work(4)
    hosts = ("a.test", "paced.test", "www.zhihu.com", "limited.test", "down.test")
    scheduler = plan.scheduler = Scheduler(NetSettings(hosts={"paced.test": HostPolicy(interval=0.1)}))
    plan.add(*hosts)
    await plan.started_now()
    queues = {host: scheduler.queue(host) for host in hosts}
    queues["limited.test"].rate.learn(Response(url="", status=429), 0.0, 1.0)
    queues["down.test"].rate.learn(Response(url="", failure=Failure(FailureKind.TIMEOUT, "", "")), 0.0, 20.0)
    while plan.running:
        plan.end()
        await plan.started_now()
    kept = {host for host, queue in queues.items() if scheduler.queue(host) is queue}
    assert kept == {"paced.test", "www.zhihu.com", "limited.test", "down.test"}


async def test_a_host_with_one_link_takes_little_memory_before_it_is_asked_and_none_after() -> None:
    count = 1000
    plan = Work(4)
    plan.scheduler = Scheduler(NetSettings())
    hosts = [f"{number}.test" for number in range(count)]
    jobs = [_Job(host, plan) for host in hosts]
    gc.collect()
    tracemalloc.start()
    try:
        for host, job in zip(hosts, jobs, strict=True):
            plan.scheduler.submit(job, host=host)
        waiting, _ = tracemalloc.get_traced_memory()
        while len(plan.started) < count or plan.running:
            await plan.started_now()
            while plan.running:
                plan.end()
        await plan.started_now()
        plan.started.clear()
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert waiting / count < 500
    assert after / count < 250


@given(st.lists(st.sampled_from("abc"), max_size=40), st.integers(3, 6))
@settings(deadline=None)
def test_every_job_starts_once_and_none_above_the_limit(hosts: list[str], limit: int) -> None:
    async def main() -> None:
        work = Work(limit)
        work.add(*(f"{host}.test" for host in hosts))
        for number in range(len(hosts)):
            await work.started_now()
            running = [host for host, _ in work.running]
            assert all(running.count(host) <= limit for host in running)
            work.end(number * 7 % len(work.running))
        assert sorted(work.started) == sorted(f"{host}.test" for host in hosts)

    asyncio.run(main())
