"""Which job starts next: hosts take turns, and none has more jobs under way than it may. Pure.

A host whose line would fill all its places more than once goes first, for it takes longest; it never has more than its
places, so nobody is kept waiting by it. All others follow in turn.

A queue in memory, not a crowd of tasks: a job that has to wait for its host costs one entry in a deque, and a slow or
dead host can hold no more places than it has jobs allowed at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

Job = TypeVar("Job")


class FairQueue(Generic[Job]):
    """Jobs by host. ``take`` gives the next that may start, ``done`` frees its place."""

    def __init__(self, at_once: Callable[[str], int], urgent: Callable[[str], bool] = lambda _: False) -> None:
        """``at_once`` says how many jobs of a host may be under way together, ``urgent`` whether all others wait."""
        self._at_once = at_once
        self._urgent = urgent
        self._waiting: dict[str, deque[Job]] = {}
        self._running: dict[str, int] = {}
        self._turns: deque[str] = deque()
        self._queued: set[str] = set()

    def put(self, host: str, job: Job) -> None:
        """Add a job at the end of its host's line."""
        line = self._waiting.setdefault(host, deque())
        line.append(job)
        if len(line) == self._at_once(host) + 1 and host in self._queued:
            self._turns.remove(host)
            self._queued.discard(host)
        self._line_up(host)

    def take(self) -> tuple[str, Job] | None:
        """Return the next job that may start and its host, None while every host is busy or empty."""
        while self._turns:
            host = self._turns.popleft()
            self._queued.discard(host)
            line = self._waiting.get(host)
            if not line or self._running.get(host, 0) >= self._at_once(host):
                continue
            self._running[host] = self._running.get(host, 0) + 1
            job = line.popleft()
            if line:
                self._line_up(host)
            else:
                del self._waiting[host]
            return host, job
        return None

    def done(self, host: str) -> None:
        """Say that a job of the host has ended."""
        left = self._running[host] - 1
        if left:
            self._running[host] = left
        else:
            del self._running[host]
        self._line_up(host)

    def look_at(self, host: str) -> None:
        """Say that more jobs of the host may be under way than before."""
        self._line_up(host)

    def __bool__(self) -> bool:
        """Whether any job has not started."""
        return bool(self._waiting)

    def __len__(self) -> int:
        """How many jobs have not started."""
        return sum(map(len, self._waiting.values()))

    def _line_up(self, host: str) -> None:
        line = self._waiting.get(host)
        if line and host not in self._queued:
            self._queued.add(host)
            goes_first = self._urgent(host) or len(line) > self._at_once(host)
            (self._turns.appendleft if goes_first else self._turns.append)(host)
