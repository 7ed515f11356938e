"""Dates as readers see them in what is committed: the day of a push matters once it is long ago. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

ACTIVE_MONTHS: Final = 12
"""A repository that was pushed to within so many months is active, whenever that was: it is pushed to again and again,
and each time its line would be another one."""
_DAY: Final = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def utc(moment: datetime) -> datetime:
    """Return an aware moment in UTC; a naive one is UTC already."""
    if moment.tzinfo is UTC:
        return moment
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def months_since(date: str | None, now: datetime) -> int | None:
    """Return whole months between an RFC 3339 date with at least a month and ``now``, None where it has none."""
    match = _DAY.match(date or "")
    if not match:
        return None
    today = utc(now)
    months = (today.year - int(match[1])) * 12 + today.month - int(match[2])
    return max(0, months - (int(match[3] or 1) > today.day))


def is_active(pushed: str | None, now: datetime) -> bool:
    """Return True if the last push is less than a year ago."""
    months = months_since(pushed, now)
    return months is not None and months < ACTIVE_MONTHS
