"""Counts as readers see them: to the nearest of few steps, so that no commit is made for one star more. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

# Steps of about a tenth: what a reader sees of a number, and what no commit is made for.
_STEPS: Final = tuple(
    10 * step
    for step in (10, 11, 12, 13, 14, 15, 16, 18, 20, 23, 25, 28, 30, 33, 36, 40, 45, 50, 55, 60, 65, 70, 80, 90, 100)
)


_CHANGED: Final = 0.1
"""A count is rewritten only when it changed by a tenth, so that a list's history is about the list."""
_WRITTEN: Final = re.compile(r"([0-9]{1,6}(?:\.[0-9])?)([kM]?)")


def rounded(number: int, written: str = "") -> str:
    """Return a count to the nearest of steps of about a tenth: 7, 40, 1.2k, 23k, 550k, 1.1M.

    ``written``: what the reader has seen before; it stays while the count is less than a tenth off.
    """
    known = counted(written)
    if known is not None and abs(number - known) < _CHANGED * max(known, 1):
        return written
    if number < 20:
        return str(max(number, 0))
    scale = 10 ** (len(str(number)) - 3)
    above = bisect_left(_STEPS, number / scale)
    step = min(_STEPS[max(above - 1, 0) : above + 1], key=lambda step: abs(step - number / scale))
    value = round(step * scale)
    for size, unit in ((1_000_000, "M"), (1_000, "k")):
        if value >= size:
            return f"{value / size:.1f}".removesuffix(".0") + unit if value < 10 * size else f"{value // size}{unit}"
    return str(value)


def counted(text: str) -> float | None:
    """Parse a number that ``rounded`` wrote; None if the text is not one."""
    match = _WRITTEN.fullmatch(text)
    return float(match[1]) * {"": 1, "k": 1_000, "M": 1_000_000}[match[2]] if match else None
