"""Where a page sends its reader on without an HTTP redirect. Pure."""

from __future__ import annotations

import re
from html import unescape

from fetchers.addresses.address import Address, AddressError, join
from fetchers.pages.html.page_script import statements

# HTML, "shared declarative refresh steps": seconds, then an optional "url=" and quotes that need not close.
_META = re.compile(r"\s*(\d*)(?:\.\d*)?(?:\s*[;,]\s*|\s+|\Z)(?:(?:url\s*=\s*)?(.*)\Z|\Z)", re.IGNORECASE | re.DOTALL)
_SENDS = re.compile(
    r"(?:(?:window|document|self|top|parent|globalThis)\s*\.\s*)*location(?:\s*\.\s*href)?\s*"
    r"(?:=\s*([\"'])(?P<set>[^\"'<>\s]{1,2000})\1|\.\s*(?:replace|assign)\s*\(\s*([\"'])(?P<call>[^\"'<>\s]{1,2000})\3\s*\))",
)
_SCRIPTS = re.compile(r"<script\b[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
_NOISE = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# What an application has and a page that only sends its reader on has not: code from elsewhere, a place to paint in.
_APPLICATION = re.compile(
    r"<script\b[^<>]{0,300}\bsrc\s{0,9}=|<link\b[^<>]{0,300}\b(?:modulepreload|preload)\b|"
    r"<(?P<mount>[a-z][\w-]{0,40})\b[^<>]{0,200}\bid\s{0,9}=[^<>]{0,200}>\s{0,200}</(?P=mount)\s{0,9}>|"
    r"<(?:canvas|form|input|video|[a-z]+-[\w-]{1,60})\b",
    re.IGNORECASE,
)
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
    """Return where a script sends every reader, if that is all the page is for."""
    if words > _FEW_WORDS or len(text) > _TINY_PAGE or "location" not in text:
        return None
    markup = _NOISE.sub("", text)
    if _APPLICATION.search(markup):
        return None
    for script in _SCRIPTS.finditer(markup):
        for statement in statements(script[1]):
            match = _SENDS.fullmatch(statement)
            if match:
                return _absolute(unescape(match["set"] or match["call"]), base)
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
