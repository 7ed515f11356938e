"""Where a page sends its reader on without an HTTP redirect. Pure."""

from __future__ import annotations

import re
from html import unescape

from fetchers.addresses.address import Address, AddressError, join

# HTML, "shared declarative refresh steps": seconds, then an optional "url=" and quotes that need not close.
_META = re.compile(r"\s*(\d*)(?:\.\d*)?\s*(?:[;,\s]\s*(?:url\s*=\s*)?(.*))?\Z", re.IGNORECASE | re.DOTALL)
_SCRIPT = re.compile(
    r"(?<![\w.$])(?:(?:window|document|self|top|parent)\s*\.\s*)*location(?:\s*\.\s*href)?\s*"
    r"(?:=|\.\s*(?:replace|assign)\s*\()\s*([\"'])(?P<url>[^\"'<>\s]{1,2000})\1",
)
_SCRIPTS = re.compile(r"<script\b[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
_NOISE = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# More than this, and there is something to read: the script is a button's, not the page.
_TINY_PAGE = 8192
_FEW_WORDS = 30


def declared(contents: list[str], base: Address | None) -> tuple[str, float] | None:
    """Return target and delay of the first ``<meta http-equiv=refresh>`` that names another address."""
    for content in contents:
        match = _META.match(content)
        if match is None or not (match[1] or match[2]):
            continue
        reference = (match[2] or "").strip()
        if reference[:1] in "\"'" and reference:
            reference = reference[1:].partition(reference[0])[0]
        target = _absolute(reference, base)
        if target:
            return target, float(match[1] or 0)
    return None


def scripted(text: str, words: int, base: Address | None) -> str | None:
    """Return where a script sends the reader, if that is all the page is for."""
    if words > _FEW_WORDS or len(text) > _TINY_PAGE or "location" not in text:
        return None
    for script in _SCRIPTS.finditer(_NOISE.sub("", text)):
        match = _SCRIPT.search(script[1])
        if match:
            return _absolute(unescape(match["url"]), base)
    return None


def _absolute(reference: str, base: Address | None) -> str | None:
    if not reference or base is None:
        return None
    try:
        target = join(base, reference)
    except AddressError:
        return None
    fragment = "" if target.fragment is None else f"#{target.fragment}"
    # A page that reloads itself goes nowhere.
    return None if target.wire == base.wire else target.wire + fragment
