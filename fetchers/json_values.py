"""Strangers' JSON, taken apart without trust: every function gives a value of the promised type, or nothing. Pure."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec

MOST_VALUES: Final = 60_000
"""Values decoded from one text. Decoding holds the event loop, even from a thread: the decoder keeps the GIL. 60,000
take msgspec 10 ms at worst (an object of as many keys); a paper of 5,000 authors with their affiliations has fewer."""
_ODD_VALUES: Final = 25_000
_ODD_BYTES: Final = 1 << 20
"""What Python's own decoder is given, at four times the time: it takes what msgspec does not, as UTF-16 and NaN."""
_LONGEST_NUMBER: Final = 20
"""Digits of a number read as an integer: Python converts long ones in quadratic time."""
_LONGEST_RUN: Final = b"0" * 64
_SHAPE: Final = bytes(
    ord("0") if chr(byte).isdecimal() else ord(",") if byte in b",[{" else ord(" ") for byte in range(256)
)
"""Turns every digit into a zero, and every sign that a value can begin behind into a comma."""
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
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    shape = data.translate(_SHAPE)
    values = shape.count(b",")
    if values > MOST_VALUES:
        return None
    try:
        if _LONGEST_RUN not in shape:
            value: object = msgspec.json.decode(data)
            return value
    except (msgspec.DecodeError, RecursionError):
        pass
    return _odd_json(data) if values <= _ODD_VALUES and len(data) <= _ODD_BYTES else None


def is_costly(body: bytes) -> bool:
    """Tell whether ``json_of`` gives nothing of a body because it spells too many values."""
    return body.translate(_SHAPE).count(b",") > MOST_VALUES


def _odd_json(data: bytes) -> object:
    try:
        value: object = _DECODER.decode(data.decode(json.detect_encoding(data), "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    return value


def json_after(text: str, mark: re.Pattern[str]) -> object:
    """Return the value that a script assigns right after a mark, whatever code follows it; None as in ``json_of``."""
    match = mark.search(text)
    if match is None or sum(map(text.count, ",[{")) > _ODD_VALUES:
        return None
    try:
        value: object = _DECODER.raw_decode(text, match.end())[0]
    except (ValueError, RecursionError):
        return None
    return value


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
