"""How long a server asks us to wait: Retry-After in both forms, and rate-limit headers. Pure."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

_LONGEST: Final = 366 * 86400.0
_SECONDS: Final = re.compile(r"\d+(?:\.\d+)?\Z", re.ASCII)
_EPOCH_FROM: Final = 1_000_000_000
"""A reset above this is a moment since 1970 (GitHub), below it seconds from now (IETF draft, Reddit, Discord)."""


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds asked for (at most a year), None where nothing sensible is.

    ``headers`` has lower-case names. A date is measured against the server's own ``Date`` and our clock, and
    the shorter wait is taken: clocks are wrong, and ``Date`` may come from a cache. One in the past says nothing.
    """
    for rule in _RULES:
        seconds = rule(headers, now)
        if seconds is not None and seconds >= 0:
            return min(seconds, _LONGEST)
    return None


def _retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    text = headers.get("retry-after", "").strip()
    seconds = _number(text)
    if seconds is not None:
        return seconds
    moment = _date(text)
    if moment is None:
        return None
    waits = [(moment - clock).total_seconds() for clock in (now, _date(headers.get("date", ""))) if clock is not None]
    return min((wait for wait in waits if wait >= 0), default=None)


def _x_ratelimit_reset(headers: Mapping[str, str], now: datetime) -> float | None:
    if not is_spent(headers):
        return None
    for name in ("x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset"):
        reset = _number(headers.get(name, "").strip())
        if reset is not None:
            server_now = _date(headers.get("date", "")) or now
            return reset - server_now.timestamp() if reset > _EPOCH_FROM else reset
    return None


def _ratelimit(headers: Mapping[str, str], _: datetime) -> float | None:
    """``ratelimit: "api";r=0;t=55`` (Hugging Face; draft-ietf-httpapi-ratelimit-headers)."""
    parameters = dict(re.findall(r";\s*([rt])=(\d{1,10})(?!\d)", headers.get("ratelimit", "")))
    return float(parameters["t"]) if parameters.get("r") == "0" and "t" in parameters else None


_RULES: Final[tuple[Callable[[Mapping[str, str], datetime], float | None], ...]] = (
    _retry_after,
    _x_ratelimit_reset,
    _ratelimit,
)


def is_spent(headers: Mapping[str, str]) -> bool:
    """Whether the headers say that nothing is left of a quota."""
    return any(
        headers.get(name, "").strip() == "0"
        for name in ("x-ratelimit-remaining", "ratelimit-remaining", "x-rate-limit-remaining")
    )


def _number(text: str) -> float | None:
    if not _SECONDS.match(text):
        return None
    return float(text) if len(text) < 20 else _LONGEST


def _date(text: str) -> datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC)
