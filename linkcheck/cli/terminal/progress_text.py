"""How far a run is, in words: one line for a log, and a few that fit for a terminal."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from reports.screen import size
from reports.words import Catalogue

if TYPE_CHECKING:
    from fetchers.net.pacing.host_queue import Wait
    from linkcheck.engine import RunProgress

RECENT: Final = 10.0
"""Seconds that the rate is taken over."""
_NAMED: Final = 2
"""Hosts that are named of those waited for."""
_WORTH_NAMING: Final = 2.0
"""Seconds: a shorter wait is over before it is read."""
_BAR: Final = 32
_SHORTEST_BAR: Final = 8


class Rate:
    """Links per second over the last moments, ignoring links answered from the store."""

    def __init__(self, began: float) -> None:
        self._seen = deque([(began, 0)])

    def of(self, done: int, now: float) -> float:
        """Return the rate of the last ten seconds or so, given how many are done now."""
        self._seen.append((now, done))
        while len(self._seen) > 2 and self._seen[1][0] <= now - RECENT:
            self._seen.popleft()
        then, before = self._seen[0]
        return (done - before) / max(now - then, 1e-9)


def log_line(status: RunProgress, total: int, rate: float, say: Catalogue) -> str:
    """Return all there is to tell in one line."""
    waits = [_waited_for(wait, say, time.time()) for wait in _worth_naming(status)]
    done = say("progress-done", done=_done(status), total=total)
    return say("clause").join([done, _rate(rate, say), *_details(status, say), *waits])


def screen_lines(status: RunProgress, total: int, rate: float, say: Catalogue, width: int) -> list[str]:
    """Return up to three lines of at most ``width`` columns: how far and how fast, what it took, who is waited for.

    What finds no room is left out, the least important first.
    """
    done = _done(status)
    numbers = f"{done}/{total}"
    pace = _fitted([_rate(rate, say)], "", width - len(numbers) - 1)
    room = min(_BAR, width - cell_len(f"{numbers}  {pace}"))
    filled = room * done // max(total, 1)
    bar = "━" * filled + "─" * (room - filled)
    head = " ".join(filter(None, (numbers, bar if room >= _SHORTEST_BAR else "", pace)))
    details = _fitted(_details(status, say), say("clause"), width)
    return [line for line in (head, details, _waits(status, say, width)) if line]


def _done(status: RunProgress) -> int:
    return sum(status.counts.values())


def _rate(rate: float, say: Catalogue) -> str:
    return say("progress-rate", n=f"{rate:.0f}")


def _details(status: RunProgress, say: Catalogue) -> list[str]:
    gone = sum(count for verdict, count in status.counts.items() if verdict.is_gone)
    still_open = sum(count for verdict, count in status.counts.items() if verdict.is_open)
    told = (
        (gone, say("progress-gone", n=gone)),
        (still_open, say("progress-open", n=still_open)),
        (status.requests, say("requests", n=status.requests)),
        (status.shared, say("progress-shared", n=status.shared)),
        (status.stored, say("summary-stored", n=status.stored)),
        (status.received, say("progress-read", size=size(status.received))),
        (status.spared, say("summary-spared", size=size(status.spared))),
    )
    return [words for count, words in told if count]


def _worth_naming(status: RunProgress) -> Sequence[Wait]:
    return [wait for wait in status.waits if wait.seconds >= _WORTH_NAMING][:_NAMED]


def _waits(status: RunProgress, say: Catalogue, width: int) -> str:
    """Return who is waited for; where the longest wait finds no room in full, its host and time."""
    waits, now = _worth_naming(status), time.time()
    if not waits:
        return ""
    whole = [_waited_for(wait, say, now) for wait in waits]
    if cell_len(whole[0]) <= width:
        return _fitted(whole, say("clause"), width)
    short = say("progress-until", host=waits[0].host, time=_clock(now + waits[0].seconds))
    return _fitted([short], "", width)


def _waited_for(wait: Wait, say: Catalogue, now: float) -> str:
    return say("progress-wait", host=wait.host, time=_clock(now + wait.seconds), n=wait.requests)


def _clock(moment: float) -> str:
    return time.strftime("%H:%M:%S", time.localtime(moment))


def _fitted(parts: Iterable[str], between: str, width: int) -> str:
    """Return the first of the parts, joined, as many as fit."""
    line = ""
    for part in parts:
        longer = f"{line}{between}{part}" if line else part
        if cell_len(longer) > width:
            break
        line = longer
    return line
