"""A page's head: where it ends, and what it declares. All scans are of bytes in lower case, and linear.

The head is cut off by hand, because parsers end it at the first tag that they do not expect there, and scripts and
comments are cut out of it before it is parsed: nothing is read from them.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from fetchers.pages.html.declarations import Declarations

# A tag's name has ended.
_E: Final = rb"(?![\w\x80-\xff])"
# What is stepped over as a whole, or ends the head: its end tag, <body>, or the first tag that cannot stand in a head
# (HTML lets authors leave both tags out).
_MARK = re.compile(
    rb"<(?:(?P<comment>!--)|(?P<raw>script|style|noscript|title|template)%b"
    rb"|(?P<end>/head|body|frameset|h[1-6]|div|p|a|b|i|br|hr|span|font|center|table|article|section|main|header"
    rb"|nav|footer|aside|ul|ol|dl|form|img|pre|blockquote|iframe|svg)%b)" % (_E, _E)
)
# Nothing is read from these. What <noscript> holds is for readers without scripts. React writes comments into titles.
_UNREAD = re.compile(rb"<(?:(?P<comment>!--)|(?P<raw>script|style|noscript)%b)" % _E)
_REST_OF_END_TAG = re.compile(rb"%b[^<>]{0,100}>?" % _E)
_HTML_TAG = re.compile(rb"<html\b([^<>]{0,2000})", re.IGNORECASE)
_LANGUAGE = re.compile(rb"(?:^|\s)(?:xml:)?lang\s*=\s*[\"']?\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)", re.IGNORECASE)
PARSER: Final = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
"""Of heads and bodies: to make one takes as long as to parse a short head."""
_DECLARING: Final = ("title", "meta", "link", "script", "base")
_DEPTH: Final = 250
"""Tags within tags; libxml2 leaves out what is deeper than 255 (``xmlParserMaxDepth``)."""


def head_end(folded: bytes) -> int:
    """Return where the head of a page in lower case ends. An unclosed comment or script runs to the end of the page."""
    position = 0
    while mark := _MARK.search(folded, position):
        if mark["end"]:
            return mark.start()
        position = _end(folded, mark, len(folded))
    return len(folded)


def without_unread(head: bytes, folded: bytes) -> bytes:
    """Return a head without what nothing is read from: comments, styles, all scripts but JSON-LD."""
    kept: list[bytes] = []
    start = position = 0
    while mark := _UNREAD.search(folded, position, len(head)):
        position = _end(folded, mark, len(head))
        if not _is_json_ld(folded, mark, position):
            kept.append(head[start : mark.start()])
            start = position
    return b"".join((*kept, head[start:]))


def language(head: bytes) -> str | None:
    """Return the language that the ``<html>`` tag names."""
    tag = _HTML_TAG.search(head)
    match = _LANGUAGE.search(tag[1]) if tag else None
    return match[1].decode("ascii").replace("_", "-") if match else None


def read_head(head: bytes, document: Declarations) -> None:
    """Note what a head declares.

    lxml's tree answers for all but the odd head: it leaves out what follows ``</html>`` and what is nested deeper than
    libxml2 builds. Beautiful Soup, which takes every tag that this parser reports, reads those, at fifteen times the
    cost.
    """
    if b"<" not in head:
        return
    if _is_odd(head.lower()):
        _read_with_soup(head, document)
        return
    root = etree.fromstring(head, PARSER)
    if root is not None:
        for element in root.iter(*_DECLARING):
            document.declare(element.tag, dict(element.items()), element.text or "")


def _is_odd(folded: bytes) -> bool:
    tags = folded.count(b"<")
    is_deep = tags > _DEPTH and tags - sum(map(folded.count, (b"</", b"<meta", b"<link"))) > _DEPTH
    return is_deep or b"</html" in folded


def _read_with_soup(head: bytes, document: Declarations) -> None:
    # Beautiful Soup takes as long to import as everything else that reads a page.
    from bs4 import BeautifulSoup  # noqa: PLC0415
    from bs4.filter import SoupStrainer  # noqa: PLC0415

    # A line comes first: of an <?xml at the very beginning, Beautiful Soup would warn whoever reads our output.
    soup = BeautifulSoup(
        f"\n{head.decode()}", "lxml", parse_only=SoupStrainer(list(_DECLARING)), multi_valued_attributes=None
    )
    for tag in soup.find_all():
        document.declare(tag.name, {name: str(value) for name, value in tag.attrs.items()}, tag.string or "")


def _is_json_ld(folded: bytes, mark: re.Match[bytes], end: int) -> bool:
    if mark["raw"] != b"script":
        return False
    opened = folded.find(b">", mark.end(), end)
    return b"ld+json" in folded[mark.end() : end if opened < 0 else opened]


def _end(folded: bytes, mark: re.Match[bytes], limit: int) -> int:
    """Return where what begins at ``mark`` is over; ``limit`` where nothing closes it before that."""
    if mark["comment"]:
        found = folded.find(b"-->", mark.end(), limit)
        return limit if found < 0 else found + len(b"-->")
    closing = b"</" + mark["raw"]
    found = mark.end()
    while (found := folded.find(closing, found, limit)) >= 0:
        found += len(closing)
        if rest := _REST_OF_END_TAG.match(folded, found, limit):
            return rest.end()
    return limit
