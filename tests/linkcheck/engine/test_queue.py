"""Which job starts next."""

from hypothesis import given
from hypothesis import strategies as st

from linkcheck.engine.queue import FairQueue


def test_hosts_take_turns() -> None:
    queue: FairQueue[int] = FairQueue(lambda _: 10)
    for job in range(3):
        queue.put("busy.test", job)
    queue.put("quiet.test", 9)
    assert [queue.take() for _ in range(4)] == [("busy.test", 0), ("quiet.test", 9), ("busy.test", 1), ("busy.test", 2)]


def test_a_host_holds_no_more_places_than_it_may() -> None:
    queue: FairQueue[int] = FairQueue(lambda _: 2)
    for job in range(5):
        queue.put("slow.test", job)
    queue.put("other.test", 9)
    started = [queue.take() for _ in range(4)]
    assert started[3] is None
    assert ("other.test", 9) in started
    assert len(queue) == 3
    queue.done("slow.test")
    assert queue.take() == ("slow.test", 2)


def test_a_long_line_is_begun_first_and_fills_its_places() -> None:
    queue: FairQueue[int] = FairQueue(lambda _: 2)
    for host in ("quiet.test", "still.test", *["long.test"] * 5):
        queue.put(host, 0)
    assert [taken[0] for _ in range(4) if (taken := queue.take())] == [
        "long.test",
        "long.test",
        "quiet.test",
        "still.test",
    ]


def test_what_is_urgent_goes_before_the_longest_line() -> None:
    queue: FairQueue[int] = FairQueue(lambda _: 2, lambda host: host == "batch")
    for host in (*["long.test"] * 5, "batch"):
        queue.put(host, 0)
    assert queue.take() == ("batch", 0)


def test_nothing_to_do() -> None:
    queue: FairQueue[int] = FairQueue(lambda _: 1)
    assert queue.take() is None
    assert len(queue) == 0


@given(st.lists(st.sampled_from("abc"), max_size=40), st.integers(1, 4))
def test_every_job_starts_once_and_none_above_the_limit(hosts: list[str], limit: int) -> None:
    queue: FairQueue[int] = FairQueue(lambda _: limit)
    for job, host in enumerate(hosts):
        queue.put(host, job)
    started: list[int] = []
    running: list[str] = []
    while len(started) < len(hosts):
        while taken := queue.take():
            host, job = taken
            started.append(job)
            running.append(host)
            assert running.count(host) <= limit
        queue.done(running.pop(0))
    assert sorted(started) == list(range(len(hosts)))
