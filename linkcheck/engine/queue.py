"""Which job starts next: hosts take turns, and none has more jobs in flight than it may. Pure.

Hosts with more jobs waiting than they may have in flight go first, for they take longest; the others follow in turn.
A job that waits costs one entry in a deque, not a task.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Job = TypeVar("Job")


class FairQueue(Generic[Job]):
    """Jobs by host. ``take`` returns the next that may start; ``done`` lets another of its host start."""

    def __init__(self, max_jobs: Callable[[str], int], urgent: Callable[[str], bool] = lambda _: False) -> None:
        """``max_jobs``: how many jobs of a host may be in flight. ``urgent``: whether a host goes before all others."""
        self._max_jobs = max_jobs
        self._urgent = urgent
        self._waiting: dict[str, deque[Job]] = {}
        self._running: dict[str, int] = {}
        self._rotation: deque[str] = deque()
        self._queued: set[str] = set()

    def put(self, host: str, job: Job) -> None:
        """Add a job behind the others of its host."""
        jobs = self._waiting.setdefault(host, deque())
        jobs.append(job)
        if len(jobs) == self._max_jobs(host) + 1 and host in self._queued:
            self._rotation.remove(host)
            self._queued.discard(host)
        self._enqueue(host)

    def take(self) -> tuple[str, Job] | None:
        """Return the next job that may start and its host, None while every host is busy or empty."""
        while self._rotation:
            host = self._rotation.popleft()
            self._queued.discard(host)
            jobs = self._waiting.get(host)
            if not jobs or self._running.get(host, 0) >= self._max_jobs(host):
                continue
            self._running[host] = self._running.get(host, 0) + 1
            job = jobs.popleft()
            if jobs:
                self._enqueue(host)
            else:
                del self._waiting[host]
            return host, job
        return None

    def done(self, host: str) -> None:
        """Count a job of the host as ended."""
        left = self._running[host] - 1
        if left:
            self._running[host] = left
        else:
            del self._running[host]
        self._enqueue(host)

    def recheck(self, host: str) -> None:
        """Look at a host again: it may have more jobs in flight than before."""
        self._enqueue(host)

    def __bool__(self) -> bool:
        """Whether any job has not started."""
        return bool(self._waiting)

    def __len__(self) -> int:
        """How many jobs have not started."""
        return sum(map(len, self._waiting.values()))

    def _enqueue(self, host: str) -> None:
        jobs = self._waiting.get(host)
        if jobs and host not in self._queued:
            self._queued.add(host)
            goes_first = self._urgent(host) or len(jobs) > self._max_jobs(host)
            (self._rotation.appendleft if goes_first else self._rotation.append)(host)
