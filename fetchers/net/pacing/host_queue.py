"""The requests that wait for one host, and how many are open."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from itertools import count
from typing import Final

from fetchers.failure import Failure
from fetchers.net.pacing.admission import Backlog
from fetchers.net.pacing.concurrency import Slot
from fetchers.net.pacing.rate_controller import RateController
from fetchers.values import dataclass

QUEUED_AHEAD: Final = 2
"""Jobs begun beyond a host's concurrency: the next request is there when one ends, all others need not exist yet."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A host whose rate is waited for: by how many requests, and seconds (at least) until the last of them is sent."""

    host: str
    requests: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Grant:
    """Permission to send one request. ``slot``: its run-wide concurrency slot; None for API calls, which take none."""

    slot: Slot | None


class Turn(asyncio.Future[Failure | Grant]):
    """A waiting request: done with a grant when its turn comes, with a failure where the host is given up."""

    is_service = False


_NUMBERS: Final = count()
"""Requests that fall due together are served in the order in which they came."""


class HostQueue(Backlog):
    """What waits for one host: requests ordered by due time, and the jobs that have not started."""

    __slots__ = (
        "_heap", "_make_rate", "_rate", "active", "foreseen", "hosts", "is_held", "is_starved", "name",
        "redirected_away", "wake_at",
    )  # fmt: skip

    def __init__(self, name: str, hosts: list[str], make_rate: Callable[[HostQueue], RateController]) -> None:
        """``make_rate`` is called once the host is asked: what waits for that, in a list of a million, takes little."""
        super().__init__()
        self.name: Final = name
        self.hosts: Final = hosts
        """Those that share the queue."""
        self._make_rate = make_rate
        self._rate: RateController | None = None
        self.active = 0
        """Open requests."""
        self.foreseen = 0
        """Requests announced and not finished, beside the jobs."""
        self.redirected_away = 0
        """Redirect chains that started at this host and are now waiting on another one."""
        self.wake_at: float | None = None
        """When the scheduler serves this queue next; None without a timer."""
        self.is_starved = False
        """Whether a due request waits for one of the run's slots."""
        self.is_held = True
        """Whether this process may ask the host, where others of the run might."""
        self._heap: list[tuple[float, int, Turn]] = []

    @property
    def rate(self) -> RateController:
        """How fast the host may be asked."""
        if self._rate is None:
            self._rate = self._make_rate(self)
        return self._rate

    @property
    def is_new(self) -> bool:
        """Whether its rate was never looked at."""
        return self._rate is None

    def push(self, turn: Turn, due: float) -> None:
        """Add a request."""
        heapq.heappush(self._heap, (due, next(_NUMBERS), turn))

    def peek(self) -> tuple[float, Turn] | None:
        """Return due time and turn of the first request that is still wanted."""
        while self._heap:
            due, _, turn = self._heap[0]
            if not turn.done():
                return due, turn
            heapq.heappop(self._heap)
        return None

    def pop(self) -> None:
        """Remove the first request."""
        heapq.heappop(self._heap)

    @property
    def max_jobs(self) -> int:
        """Upper bound of in-flight jobs for this host; redirected chains do not count."""
        return self.rate.concurrency + QUEUED_AHEAD + self.redirected_away

    @property
    def goes_first(self) -> bool:
        """Whether more jobs wait than may be in flight."""
        return len(self) > QUEUED_AHEAD + 1 and len(self) > self.max_jobs

    @property
    def expected(self) -> int:
        """Jobs that have not ended, each of which may send several requests or none, and requests announced."""
        return self.foreseen + self.in_flight + len(self)

    @property
    def is_full(self) -> bool:
        """Whether as many requests are open or waiting as jobs may be in flight."""
        return self.active + len(self._heap) >= self.rate.concurrency + QUEUED_AHEAD

    @property
    def is_idle(self) -> bool:
        """Whether a request could be sent at once, were it due."""
        return not self._heap and self.active < self.rate.capacity

    @property
    def due(self) -> float:
        """Earliest time of the next request."""
        return self.rate.due(self.active)

    @property
    def is_finished(self) -> bool:
        """Whether nothing is expected, waiting or open."""
        return self.expected <= 0 and self.active == 0 and self.peek() is None

    def wait(self, now: float) -> Wait | None:
        """Return what waits for the host's rate; None where only answers are waited for."""
        first = self.peek()
        turns = sum(not turn.done() for _, _, turn in self._heap)
        # Count requests not yet started: the wait shown is for everything this host will be asked.
        waiting = max(turns, self.expected - self.active)
        if waiting <= 0 or self.rate.given_up(now) is not None:
            return None
        due = self.due if first is None else max(first[0], self.due)
        seconds = max(0.0, due - now) + self.rate.least_seconds(waiting)
        return Wait(self.name, waiting, seconds) if seconds > 0 else None
