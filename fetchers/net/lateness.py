"""Time in which the event loop kept up: a deadline that passed while the loop itself was late is no evidence.

A loop that is held, or a process that gets no processor, hears an answer late. By the wall clock it would take that for
a server's silence, give hosts up, and call a busy machine one without a network. So what a server is given to answer is
counted in the seconds in which the loop was there to hear it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Final
from weakref import WeakKeyDictionary

_BEAT: Final = 0.05
"""Seconds between two looks at how late the loop is, while anything is waited for. What is shorter goes uncounted."""
_PUNCTUAL: Final = 0.01
"""Seconds late that every timer may be."""


class _Lateness:
    """How late a loop has been in all, told by a timer that should ring each ``_BEAT``."""

    def __init__(self) -> None:
        self._beat: asyncio.TimerHandle | None = None
        self._due = 0.0
        self._past = 0.0
        self._waiting = 0

    @property
    def seconds(self) -> float:
        """Seconds, those of this moment included: the beat may ring after the timer that asks."""
        return self._past + self._overdue()

    def watch(self) -> None:
        """Measure while something is waited for."""
        self._waiting += 1
        if self._beat is None:
            self._start()

    def unwatch(self) -> None:
        """Stop measuring once nothing is waited for: an idle loop is not woken."""
        self._waiting -= 1
        if self._waiting == 0 and self._beat is not None:
            self._past = self.seconds
            self._beat.cancel()
            self._beat = None

    def _start(self) -> None:
        # The loop is looked up each time: kept here, it would keep itself alive in ``_OF``.
        loop = asyncio.get_running_loop()
        self._due = loop.time() + _BEAT
        self._beat = loop.call_at(self._due, self._ring)

    def _ring(self) -> None:
        self._past += self._overdue()
        self._start()

    def _overdue(self) -> float:
        if self._beat is None:
            return 0.0
        late = asyncio.get_running_loop().time() - self._due
        return late if late > _PUNCTUAL else 0.0


_OF: Final[WeakKeyDictionary[asyncio.AbstractEventLoop, _Lateness]] = WeakKeyDictionary()


def _lateness(loop: asyncio.AbstractEventLoop) -> _Lateness:
    found = _OF.get(loop)
    if found is None:
        found = _OF[loop] = _Lateness()
    return found


def clock() -> float:
    """Return the seconds of the running loop's clock in which it kept up."""
    loop = asyncio.get_running_loop()
    return loop.time() - _lateness(loop).seconds


class Timer:
    """``loop.call_later``, in seconds in which the loop kept up."""

    __slots__ = ("_callback", "_due", "_handle", "_late", "_lateness", "_loop")

    def __init__(self, seconds: float, callback: Callable[[], object]) -> None:
        self._loop = asyncio.get_running_loop()
        self._callback = callback
        self._lateness = _lateness(self._loop)
        self._lateness.watch()
        self._late = self._lateness.seconds
        self._due = self._loop.time() + seconds
        self._handle: asyncio.TimerHandle | None = self._loop.call_at(self._due, self._ring)

    def cancel(self) -> None:
        """Do not ring any more."""
        if self._handle is not None:
            self._handle.cancel()
            self._end()

    def _ring(self) -> None:
        due = self._due + self._lateness.seconds - self._late
        if due > self._loop.time():
            self._handle = self._loop.call_at(due, self._ring)
        else:
            self._end()
            self._callback()

    def _end(self) -> None:
        self._handle = None
        self._lateness.unwatch()


class Patience:
    """``asyncio.timeout``, in seconds in which the loop kept up. An async context manager."""

    __slots__ = ("_limit", "_seconds", "_timer")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._limit = asyncio.timeout(None)

    async def __aenter__(self) -> None:
        """Begin to count."""
        await self._limit.__aenter__()
        self._timer = Timer(self._seconds, self._expire)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Raise TimeoutError where the time was up."""
        self._timer.cancel()
        await self._limit.__aexit__(kind, error, trace)

    def _expire(self) -> None:
        self._limit.reschedule(asyncio.get_running_loop().time())
