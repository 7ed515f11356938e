"""Strangers' JSON, taken apart without trust: every function gives a value of the promised type, or nothing. Pure."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

MOST_VALUES: Final = 60_000
"""Values decoded from one text. Decoding holds the event loop, even from a thread: the decoder keeps the GIL. 60,000
cost 40 ms at worst (an object of as many keys), and a paper of 5,000 authors with their affiliations has fewer."""
_LONGEST_NUMBER: Final = 20
"""Digits of a number read as an integer: Python converts long ones in quadratic time."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS_MOST: Final = 253_402_300_799
"""The last second of the year 9999, the last that ``datetime`` knows."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TAGS = re.compile(r"<[^<>]*>")
_LONGEST: Final = 1000
"""Characters kept of one text: a title or a description, never an article."""
_NOTHING: Final[Mapping[str, Any]] = {}


def json_of(body: bytes | str) -> object:
    """Return the value a body spells, None if it spells none, ``null``, or too many to decode (``MOST_VALUES``)."""
    try:
        spelt = body if isinstance(body, str) else body.decode(json.detect_encoding(body), "surrogatepass")
        value: object = None if _is_costly(spelt) else _DECODER.decode(spelt)
    except (ValueError, RecursionError):
        return None
    return value


def json_after(text: str, mark: re.Pattern[str]) -> object:
    """Return the value that a script assigns right after a mark, whatever code follows it; None as in ``json_of``."""
    match = mark.search(text)
    if match is None or _is_costly(text):
        return None
    try:
        value: object = _DECODER.raw_decode(text, match.end())[0]
    except (ValueError, RecursionError):
        return None
    return value


def _is_costly(text: str) -> bool:
    """Return whether a text may spell more than ``MOST_VALUES``: each begins behind one of these, or is the first."""
    return sum(map(text.count, ",[{")) > MOST_VALUES


def _whole(digits: str) -> int | float:
    if len(digits) <= _LONGEST_NUMBER:
        return int(digits)
    if not math.isfinite(number := float(digits)):
        raise ValueError("no number has so many digits")
    return number


_DECODER: Final = json.JSONDecoder(parse_int=_whole)


def at(value: object, *path: str | int) -> object:
    """Return what stands at a path of keys and indices, None where the path leads nowhere."""
    for step in path:
        if isinstance(step, str) and isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object's members, none where it is not an object."""
    return value if isinstance(value, Mapping) else _NOTHING


def items(value: object) -> Sequence[object]:
    """Return an array's items, none where it is not an array."""
    return value if isinstance(value, list) else ()


def text(value: object) -> str | None:
    """Return a text with its whitespace collapsed, capped; None for anything else and for an empty one."""
    if not isinstance(value, str):
        return None
    # A lone surrogate (JSON may spell one) could be written to no file.
    whole = value[: 4 * _LONGEST].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(whole.split())[:_LONGEST] or None


def plain(value: object) -> str | None:
    """Return the text of a value that may carry markup, tags removed and character references resolved."""
    if not isinstance(value, str):
        return None
    from html import unescape  # noqa: PLC0415 - needed by few sites, and its table is large

    return text(unescape(_TAGS.sub("", value[: 4 * _LONGEST])))


def texts(value: object, *path: str) -> tuple[str, ...]:
    """Return the texts of an array's items, each at a path in its item; what is not a text is left out."""
    return tuple(found for item in items(value) if (found := text(at(item, *path))))


def count(value: object) -> int | None:
    """Return a number of things: whole and not negative; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return int(value) if value >= 0 and value == int(value) else None


def flag(value: object) -> bool:
    """Tell whether a value is exactly true."""
    return value is True


def moment(value: object) -> str | None:
    """Return seconds since 1970, a number or digits, as RFC 3339 in UTC; None where they are no date."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 12:
        value = int(value)
    seconds = count(value)
    if not seconds or seconds > _SECONDS_MOST:
        return None
    return _rfc3339(_EPOCH + timedelta(seconds=seconds))


def date(value: object) -> str | None:
    """Return an ISO 8601 date or date-time in the manner of RFC 3339, None where the value is neither."""
    if not isinstance(value, str) or not _DATE.match(value):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    if _DATE.fullmatch(value):
        return value
    return _rfc3339(found if found.tzinfo else found.replace(tzinfo=UTC))


def _rfc3339(found: datetime) -> str:
    try:
        return found.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)
    except OverflowError:  # the first and the last day of time, in another zone
        return found.date().isoformat()
