"""What a person sees while a run is under way: a bar on a terminal, a line every ten seconds in a log."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from linkcheck.model import Record, Verdict

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

LOG_EVERY: Final = 10.0


class Progress:
    """Counts links; the words beside the bar are how many want a person's attention so far."""

    def __init__(self, total: int, *, show: bool) -> None:
        self._total = total
        self._gone: set[str] = set()
        self._open: set[str] = set()
        self._bar = _bar() if show and sys.stderr.isatty() else None
        self._log = show and self._bar is None
        self._started = self._logged = time.monotonic()

    def __enter__(self) -> Self:
        """Show the bar, where there is a terminal."""
        if self._bar is not None:
            self._bar.start()
            self._task = self._bar.add_task("", total=self._total, state="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away: what follows is the result."""
        if self._bar is not None:
            self._bar.stop()

    def show(self, done: int, record: Record) -> None:
        """Count one record; ``done`` is how many links have one."""
        self._count(record)
        if self._bar is not None:
            self._bar.update(self._task, completed=done, state=", ".join(self._state()))
        elif self._log and time.monotonic() - self._logged >= LOG_EVERY:
            self._logged = time.monotonic()
            rate = done / (self._logged - self._started)
            words = ", ".join([f"{done} of {self._total} links", f"{rate:.0f} a second", *self._state()])
            print(f"linkcheck: {words}", file=sys.stderr, flush=True)  # noqa: T201

    def _count(self, record: Record) -> None:
        url = record.link.url
        self._gone.discard(url)
        self._open.discard(url)
        if record.verdict.is_gone:
            self._gone.add(url)
        elif record.verdict in (Verdict.BLOCKED, Verdict.UNREACHABLE):
            self._open.add(url)

    def _state(self) -> list[str]:
        return [f"{len(self._gone)} gone"] * bool(self._gone) + [f"{len(self._open)} open"] * bool(self._open)


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
