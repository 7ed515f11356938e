"""Which job starts next: hosts take turns, and none has more jobs in flight than it may.

Hosts with more jobs waiting than they may have in flight go first, for they take longest; the others follow in turn.
A job that waits is one entry in its host's backlog: no task, no request, no connection.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Final, Protocol

STARTS_PER_TURN: Final = 32
"""Jobs started in one turn of the event loop: their requests are sent before the next jobs start."""
BATCHES_PER_SITE: Final = 24


class QueuedJob(Protocol):
    """Work that will ask one host, or one site in a batch."""

    def start(self) -> asyncio.Future[None]:
        """Start, and return what is done when the job has ended."""


class Backlog:
    """Jobs that have not started, and how many are in flight: of one site that answers in batches, or of a host."""

    __slots__ = ("_first", "_others", "in_flight", "offered_in")

    def __init__(self) -> None:
        self._first: QueuedJob | None = None
        self._others: deque[QueuedJob] | None = None
        """None if empty: an empty deque takes 600 bytes, and most hosts have one link."""
        self.in_flight = 0
        self.offered_in: deque[Backlog] | None = None
        """The rotation in which this backlog waits for its turn."""

    def __len__(self) -> int:
        """Return how many jobs wait."""
        return (self._first is not None) + len(self._others or ())

    def add(self, job: QueuedJob) -> None:
        """Add a job behind the others."""
        if self._first is None:
            self._first = job
        elif self._others is None:
            self._others = deque((job,))
        else:
            self._others.append(job)

    def take(self) -> QueuedJob | None:
        """Return the first job, which waits no longer."""
        job, self._first = self._first, self._others.popleft() if self._others else None
        self._others = self._others or None
        return job

    @property
    def max_jobs(self) -> int:
        """How many jobs may be in flight."""
        return BATCHES_PER_SITE

    @property
    def goes_first(self) -> bool:
        """Whether this backlog takes longer than others. A batch answers many links at once."""
        return True


class Admission:
    """Starts jobs as their hosts have room."""

    def __init__(self, may_start: Callable[[int], bool], on_end: Callable[[Backlog], None]) -> None:
        """``may_start`` is asked with the number of jobs in flight; ``on_end`` is told whose job has ended."""
        self._may_start = may_start
        self._on_end = on_end
        self._in_flight = 0
        self._long: deque[Backlog] = deque()
        self._others: deque[Backlog] = deque()
        self._handle: asyncio.Handle | None = None
        self._is_closed = False

    def add(self, backlog: Backlog, job: QueuedJob) -> None:
        """Add a job behind the others of its host."""
        backlog.add(job)
        self.offer(backlog)

    def offer(self, backlog: Backlog) -> None:
        """Give a backlog a turn if it holds anything: it is new, or may have more jobs in flight than before."""
        if not backlog or (backlog.in_flight and backlog.in_flight >= backlog.max_jobs):
            return
        rotation = self._long if backlog.goes_first else self._others
        if backlog.offered_in is not rotation and backlog.offered_in is not self._long:
            backlog.offered_in = rotation
            rotation.append(backlog)
            self.start_soon()

    def start_soon(self) -> None:
        """Look for jobs that may start now: something that others wait for has become free."""
        if self._handle is None and (self._long or self._others) and not self._is_closed:
            self._handle = asyncio.get_running_loop().call_soon(self._start)

    def close(self) -> None:
        """Start no further job."""
        self._is_closed = True
        if self._handle is not None:
            self._handle.cancel()

    def _start(self) -> None:
        self._handle = None
        for backlog, job in islice(self._next_jobs(), STARTS_PER_TURN):
            backlog.in_flight += 1
            self._in_flight += 1
            self.offer(backlog)
            job.start().add_done_callback(partial(self._ended, backlog))
        if self._may_start(self._in_flight):
            self.start_soon()

    def _next_jobs(self) -> Iterator[tuple[Backlog, QueuedJob]]:
        while (rotation := self._long or self._others) and self._may_start(self._in_flight):
            backlog = rotation.popleft()
            if backlog.offered_in is not rotation:
                continue
            backlog.offered_in = None
            if backlog.in_flight < backlog.max_jobs and (job := backlog.take()) is not None:
                yield backlog, job

    def _ended(self, backlog: Backlog, _: asyncio.Future[None]) -> None:
        backlog.in_flight -= 1
        self._in_flight -= 1
        self.offer(backlog)
        self.start_soon()
        self._on_end(backlog)
