"""Time in which the event loop kept up: a deadline that passed while the loop itself was late is no evidence.

A loop that is held, or a process that gets no processor, hears an answer late. By the wall clock it would take that for
a server's silence, give hosts up, and call a busy machine one without a network. So what a server is given to answer is
counted in the seconds in which the loop was there to hear it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import Final

_BEAT: Final = 0.05
"""Seconds between two looks at how late the loop is, while anything is waited for. What is shorter goes uncounted."""
_PUNCTUAL: Final = 0.01
"""Seconds late that every timer may be."""


class _FairClock:
    """The seconds of a loop in which it kept up, told by a timer that should ring each ``_BEAT``.

    That one rings for all others: a request has six time limits, and hardly ever reaches one.
    """

    def __init__(self) -> None:
        self._beat: asyncio.TimerHandle | None = None
        self._due = 0.0
        """When the beat should ring, on the loop's clock."""
        self._late = 0.0
        self._timers: dict[float, dict[Timer, None]] = {}
        """Those that wait, by their length: of one length, the oldest rings first."""

    def now(self) -> float:
        """Return the time, the lateness of this moment left out: the beat may ring after whoever asks."""
        now = monotonic()
        late = now - self._due
        return now - self._late - (late if late > _PUNCTUAL and self._beat is not None else 0.0)

    def add(self, timer: Timer, seconds: float) -> None:
        """Ring a timer when it is due."""
        timers = self._timers.get(seconds)
        if timers is None:
            timers = self._timers[seconds] = {}
        timers[timer] = None
        if self._beat is None or seconds < _BEAT:
            self._start()

    def remove(self, timer: Timer, seconds: float) -> None:
        """Do not ring a timer. Where nothing is waited for, the loop is not woken."""
        timers = self._timers.get(seconds, {})
        timers.pop(timer, None)
        if not timers and self._timers.pop(seconds, None) is not None and not self._timers:
            self._stop()

    def _stop(self) -> None:
        if self._beat is not None:
            self._late = monotonic() - self.now()
            self._beat.cancel()
            self._beat = None

    def _start(self) -> None:
        """Set the beat anew: a whole one from now on, or when the first timer is due."""
        self._stop()
        first = min(next(iter(timers)).due for timers in self._timers.values())
        seconds = min(_BEAT, max(0.0, first - self.now()))
        self._due = monotonic() + seconds
        self._beat = asyncio.get_running_loop().call_later(seconds, self._ring)

    def _ring(self) -> None:
        loop, now = asyncio.get_running_loop(), self.now()
        for seconds, timers in tuple(self._timers.items()):
            while timers and (first := next(iter(timers))).due <= now:
                loop.call_soon(first.ring)
                del timers[first]
            if not timers:
                del self._timers[seconds]
        (self._start if self._timers else self._stop)()


_NAME: Final = "_fair_clock_of_linkcheck"
"""The attribute of a loop that has its clock: it goes with the loop."""


def _fair_clock() -> _FairClock:
    loop = asyncio.get_running_loop()
    found: _FairClock | None = getattr(loop, _NAME, None)
    if found is None:
        found = _FairClock()
        setattr(loop, _NAME, found)
    return found


def clock() -> float:
    """Return the seconds of the running loop's clock in which it kept up."""
    return _fair_clock().now()


class Timer:
    """``loop.call_later``, in seconds in which the loop kept up."""

    __slots__ = ("_callback", "_clock", "_seconds", "due")

    def __init__(self, seconds: float, callback: Callable[[], object]) -> None:
        self._seconds = seconds
        self._callback: Callable[[], object] | None = callback
        self._clock = _fair_clock()
        self.due = self._clock.now() + seconds
        """When it rings, on the fair clock."""
        self._clock.add(self, seconds)

    def cancel(self) -> None:
        """Do not ring any more."""
        if self._callback is not None:
            self._callback = None
            self._clock.remove(self, self._seconds)

    def ring(self) -> None:
        """Call back, unless it was cancelled after it fell due."""
        callback, self._callback = self._callback, None
        if callback is not None:
            callback()


class Patience:
    """``asyncio.timeout``, in seconds in which the loop kept up. A context manager."""

    __slots__ = ("_cancelling", "_is_over", "_seconds", "_task", "_timer")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._is_over = False

    def __enter__(self) -> None:
        """Begin to count."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("only a task can be patient")
        self._task = task
        self._cancelling = task.cancelling()
        self._timer = Timer(self._seconds, self._expire)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Raise TimeoutError where the time was up."""
        self._timer.cancel()
        # Others may have cancelled the task meanwhile: theirs goes on (as in asyncio.timeout).
        if self._is_over and self._task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
            raise TimeoutError from error

    def _expire(self) -> None:
        self._is_over = True
        self._task.cancel()
