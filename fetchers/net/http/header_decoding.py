"""Header bytes to text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_URLS: Final = {"location", "refresh", "content-location"}
_HIGH: Final = re.compile(rb"[\x80-\xff]")


def mapping(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers with lower-case names; of repeated ones the first that says something."""
    found: dict[str, str] = {}
    for name_bytes, value in raw:
        name = name_bytes.decode("latin-1").lower()
        text = _text(name, value).strip()
        if not found.get(name) or (name == "content-type" and "/" not in found[name]):
            found[name] = text
    return found


def set_cookies(raw: Iterable[tuple[bytes, bytes]]) -> tuple[str, ...]:
    """Return the Set-Cookie headers."""
    return tuple(_text("set-cookie", value) for name, value in raw if name.lower() == b"set-cookie")


def _text(name: str, value: bytes) -> str:
    """UTF-8 as most servers mean it; other bytes of an address are percent-encoded as browsers do, else Latin-1."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        if name in _URLS:
            return _HIGH.sub(lambda match: b"%%%02X" % match[0][0], value).decode("ascii")
        return value.decode("latin-1")
