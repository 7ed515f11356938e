"""What a person sees while a run is under way: a bar on a terminal, a line every ten seconds in a log."""

from __future__ import annotations

import asyncio
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from linkcheck.engine import Status

LOG_EVERY: Final = 10.0
BAR_EVERY: Final = 0.25
_NAMED: Final = 2
"""Hosts that are named of those waited for."""
_WORTH_NAMING: Final = 2.0
"""Seconds: a shorter wait is over before it is read."""


class Progress:
    """Tells how far a run is; an async context manager that does so for as long as it is open."""

    def __init__(self, total: int, status: Callable[[], Status], *, show: bool) -> None:
        self._total = total
        self._status = status
        self._bar = _bar() if show and sys.stderr.isatty() else None
        self._shown = show
        self._pace = _Pace(time.monotonic())
        self._teller: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Show the bar, where there is a terminal, or begin to log."""
        if self._bar is not None:
            self._bar.start()
            self._task = self._bar.add_task("", total=self._total, state="")
        if self._shown:
            self._teller = asyncio.create_task(self._tell())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away: what follows is the result."""
        if self._teller is not None:
            self._teller.cancel()
        if self._bar is not None:
            self._bar.stop()

    async def _tell(self) -> None:
        """Tell by the clock and not by the records: while a host is waited for, none may come for a minute."""
        while True:
            await asyncio.sleep(LOG_EVERY if self._bar is None else BAR_EVERY)
            status = self._status()
            done = sum(status.counts.values())
            state = [f"{self._pace.of(done, time.monotonic()):.0f} a second", *_state(status)]
            if self._bar is not None:
                self._bar.update(self._task, completed=done, state=", ".join(state))
                continue
            words = [f"{done} of {self._total} links", *state]
            print(f"linkcheck: {', '.join(words)}", file=sys.stderr, flush=True)  # noqa: T201


def _state(status: Status) -> Sequence[str]:
    gone = sum(count for verdict, count in status.counts.items() if verdict.is_gone)
    still_open = sum(count for verdict, count in status.counts.items() if verdict.is_open)
    told = (
        (gone, f"{gone} gone"),
        (still_open, f"{still_open} open"),
        (status.requests, f"{status.requests} requests"),
        (status.received, f"{_size(status.received)} read"),
        (status.shared, f"{status.shared} requests saved by batches"),
        (status.stored, f"{status.stored} links known from before"),
        (status.spared, f"{_size(status.spared)} not read again"),
    )
    return [*(words for count, words in told if count), *_waits(status)]


def _size(count: int) -> str:
    """Return bytes as people read them."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{-(-count // 1000)} kB"


class _Pace:
    """Links a second, of late: what the store knew is done at once and says nothing of what is to come."""

    def __init__(self, began: float) -> None:
        self._seen = deque([(began, 0)])

    def of(self, done: int, now: float) -> float:
        """Return the rate of the last ten seconds or so, given how many are done now."""
        self._seen.append((now, done))
        while len(self._seen) > 2 and self._seen[1][0] <= now - LOG_EVERY:
            self._seen.popleft()
        then, before = self._seen[0]
        return (done - before) / max(now - then, 1e-9)


def _waits(status: Status) -> Sequence[str]:
    waits = [wait for wait in status.waits if wait.seconds >= _WORTH_NAMING][:_NAMED]
    now = time.time()
    return [
        f"waiting for {wait.host} until {time.strftime('%H:%M:%S', time.localtime(now + wait.seconds))}"
        f" ({wait.requests} queued)"
        for wait in waits
    ]


def _bar() -> Bar:
    from rich.console import Console  # noqa: PLC0415  slow to import, and needed on a terminal only
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    return Progress(
        MofNCompleteColumn(),
        BarColumn(bar_width=32),
        TextColumn("{task.fields[state]}"),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    )
