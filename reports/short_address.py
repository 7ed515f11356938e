"""Addresses for people: the host, and the address without its uninformative parts. Pure."""

from __future__ import annotations

import re
from typing import Final

from linkcheck.model import Record
from reports.escape import plain

_ENCODED_LETTERS: Final = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def host(url: str) -> str:
    """Return the host of an address as a person says it, the address's beginning where it has none."""
    match = re.match(r"[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?([^/?#]*)", url)
    return match[1].lower().removeprefix("www.") if match and match[1] else plain(url, 40)


def open_host(record: Record) -> str:
    """Return the host that nothing could be learnt from; none where the run did not come to the link."""
    return "" if record.is_unreached else host(record.link.url)


def short(url: str, limit: int = 50) -> str:
    """Return an address as a person reads it: no scheme, no final slash, letters decoded, the middle of it left out."""
    text = re.sub(r"\Ahttps?://(?:www\.)?", "", url[:2_000], flags=re.IGNORECASE)
    text = plain(_ENCODED_LETTERS.sub(_decoded, text).removesuffix("/"), 2_000)
    return text if len(text) <= limit else text[: limit * 2 // 3] + "…" + text[-(limit - limit * 2 // 3 - 1) :]


def _decoded(match: re.Match[str]) -> str:
    """Decode percent-encoded bytes that are letters beyond ASCII; leave others as they are."""
    try:
        return bytes.fromhex(match[0].replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
