"""Spans of time as people write them."""

from __future__ import annotations

import re
from typing import Final

from linkcheck.config.errors import SettingsError

UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def months(text: str) -> int | None:
    """Read ``2y`` or ``18mo`` as months; ``never`` is None. Raises SettingsError."""
    if text.strip() == "never":
        return None
    match = re.fullmatch(r"\s*(\d{1,3})\s*(y|mo)\s*", text)
    if match is None or not int(match[1]):
        raise SettingsError(f'{text!r} is no span of time here: write "2y", "18mo" or "never"')
    return int(match[1]) * (12 if match[2] == "y" else 1)


def duration(text: str | float) -> float:
    """Read ``90``, ``"90"``, ``"30s"``, ``"5m"``, ``"12h"``, ``"1d"`` or ``"2w"`` as seconds. Raises SettingsError."""
    if isinstance(text, int | float):
        return float(text)
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([smhdw]?)\s*", text)
    if match is None:
        raise SettingsError(f"{text!r} is not a duration: write 90, 30s, 5m, 12h or 1d")
    return float(match[1]) * UNITS[match[2] or "s"]
