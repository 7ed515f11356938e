"""What a person sees while a run is under way: a few lines that stay in place on a terminal, elsewhere a log."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from linkcheck.cli.terminal.errors import say as log
from linkcheck.cli.terminal.progress_text import Rate, log_line, screen_lines
from reports.words import Catalogue

if TYPE_CHECKING:
    from rich.live import Live

    from linkcheck.engine import RunProgress

LOG_EVERY: Final = 10.0
SHOW_EVERY: Final = 0.25
_CANNOT_MOVE: Final = ("dumb", "unknown")
"""Values of TERM: terminals that only print line after line, as a log does."""


class Progress:
    """Tells how far a run is; an async context manager that does so for as long as it is open."""

    def __init__(self, total: int, status: Callable[[], RunProgress], say: Catalogue, *, show: bool) -> None:
        self._total = total
        self._status = status
        self._say = say
        self._live = _live() if show and sys.stderr.isatty() and os.environ.get("TERM") not in _CANNOT_MOVE else None
        self._shown = show
        self._rate = Rate(time.monotonic())
        self._teller: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Begin to tell."""
        if self._live is not None:
            self._live.start()
        if self._shown:
            self._teller = asyncio.create_task(self._tell())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the lines off the terminal: what follows is the result."""
        if self._teller is not None:
            self._teller.cancel()
        if self._live is not None:
            self._live.stop()

    async def _tell(self) -> None:
        """Tell by the clock and not by the records: while a host is waited for, none may come for a minute."""
        shown: list[str] = []
        while True:
            await asyncio.sleep(LOG_EVERY if self._live is None else SHOW_EVERY)
            status = self._status()
            rate = self._rate.of(sum(status.counts.values()), time.monotonic())
            if self._live is None:
                log(log_line(status, self._total, rate, self._say))
                continue
            lines = screen_lines(status, self._total, rate, self._say, self._live.console.width - 1)
            if lines != shown:  # what stands there already is not drawn anew: nothing flickers
                self._show(self._live, lines)
                shown = lines

    @staticmethod
    def _show(live: Live, lines: list[str]) -> None:
        from rich.text import Text  # noqa: PLC0415  as rich.live, below

        # An odd host in a terminal of a few columns may still be too long: no line is ever broken in two.
        live.update(Text("\n".join(lines), no_wrap=True, overflow="ellipsis"), refresh=True)


def _live() -> Live:
    from rich.console import Console  # noqa: PLC0415  slow to import, and needed on a terminal only
    from rich.live import Live  # noqa: PLC0415

    return Live(
        console=Console(stderr=True, highlight=False), auto_refresh=False, transient=True, redirect_stdout=False
    )
