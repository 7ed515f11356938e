"""One host's queue: the requests that wait for their turn, and how many are open."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Final

from fetchers.failure import Failure
from fetchers.net.pacing.concurrency import Slot
from fetchers.net.pacing.rate_controller import RateController

_AT_HAND: Final = 2


@dataclass(frozen=True, slots=True)
class Wait:
    """A host whose pace is waited for: by how many things, and how many seconds at least, until the last is asked."""

    host: str
    requests: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Grant:
    """Leave to send a request; ``slot`` is its one of the run's, None for a service's."""

    slot: Slot | None


class Turn(asyncio.Future[Failure | Grant]):
    """A request's turn: done with leave when it comes, with a failure where it will not."""

    is_service = False


class HostQueue:
    """One host's queue: requests that wait, in the order in which they fall due."""

    def __init__(self, pace: RateController) -> None:
        self.pace = pace
        self.active = 0
        """Open requests."""
        self.expected = 0
        """Things that are still to be asked here, each by some requests or none."""
        self.away = 0
        """Chains that began here and are with another host now."""
        self.on_room: Callable[[str], None] | None = None
        """Called with the line's name when there is room for one more."""
        self.alarm: float | None = None
        """When the scheduler looks at this line next, where that is known."""
        self.is_ready = False
        """Whether it stands in the rotation for one of the run's open requests."""
        self._heap: list[tuple[float, int, Turn]] = []
        self._numbers = count()

    def put(self, turn: Turn, due: float) -> None:
        """Add a turn."""
        heapq.heappush(self._heap, (due, next(self._numbers), turn))

    def first(self) -> tuple[float, Turn] | None:
        """Return when the first turn that is still wanted falls due, by its own time, and the turn."""
        while self._heap:
            due, _, turn = self._heap[0]
            if not turn.done():
                return due, turn
            heapq.heappop(self._heap)
        return None

    def take(self) -> None:
        """Remove the first turn."""
        heapq.heappop(self._heap)

    @property
    def name(self) -> str:
        """The host's, or the one that several hosts with one line share."""
        return self.pace.name

    @property
    def places(self) -> int:
        """How many things are worth being under way here at once, those that are elsewhere by now left out.

        Two more than may be open: the next is at hand when one ends, and all others need not exist yet.
        """
        return self.pace.concurrency + _AT_HAND + self.away

    @property
    def is_full(self) -> bool:
        """Whether more requests than that are open or wait."""
        return self.active + len(self._heap) >= self.pace.concurrency + _AT_HAND

    def leave(self) -> None:
        """Take note that a chain goes on elsewhere."""
        self.away += 1
        if self.on_room is not None:
            self.on_room(self.name)

    @property
    def is_idle(self) -> bool:
        """Whether a request could be sent at once, were it due."""
        return not self._heap and self.active < self.pace.capacity

    @property
    def is_over(self) -> bool:
        """Whether nothing is expected, waiting or open."""
        return self.expected <= 0 and self.active == 0 and self.first() is None

    def wait(self, now: float) -> Wait | None:
        """Return what is waited for here because of the host's pace; None where only answers are."""
        first = self.first()
        turns = sum(not turn.done() for _, _, turn in self._heap)
        # Most of what a slow host will be asked is not under way yet, but it is waited for all the same.
        waiting = max(turns, self.expected - self.active)
        if waiting <= 0 or self.pace.closed(now) is not None:
            return None
        due = self.pace.due if first is None else max(first[0], self.pace.due)
        seconds = max(0.0, due - now) + (waiting - 1) * self.pace.interval
        return Wait(self.pace.name, waiting, seconds) if seconds > 0 else None
