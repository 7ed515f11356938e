"""Addresses in running text without markup, ended where a reader would end them. Pure.

An own scanner and not linkify-it-py: that one, like GitHub's, ends an address at white space, so that Chinese text and
full-width punctuation become part of it (lychee #2108); it links any ``name.tld``; and it costs a pass of large
patterns over every text, where here a text without ``://``, ``www.`` and ``@`` costs one search.
What starts an address and which trailing marks are not of it follow GitHub Flavored Markdown §6.9; a scheme other
than http(s) is reported too, because ``htps://`` is a mistake worth reporting.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from typing import Final, NamedTuple

from linkcheck.document.cjk_boundary import before_glued_text

# Full-width and CJK punctuation, quotation marks, dash and ellipsis, arrows, pictures, marks of direction: never part
# of a bare address.
_STOPS: Final = (
    "\u3000-\u3004\u3008-\u3020\u3030\u3036-\u303f\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
    "\uffe0-\uffee\u2014\u2015\u2018\u201c-\u201f\u2026\u2039\u203a\u202a-\u202e\u2066-\u2069\u2190-\u2bff"
    "\ufe10-\ufe6f\U0001f000-\U0001faff"
)
# Full stops and commas of Armenian, Arabic, Devanagari and Ethiopic: inside an address, they may be a title's.
_OTHER_MARKS: Final = (
    "\u055b\u055c\u055d\u055e\u0589\u060c\u061b\u061f\u06d4\u0964\u0965\u1361\u1362\u1363\u1364\u1365\u1366\u1367\u1368"
)
_TRAILING: Final = "?!.,:;'*_~\\\u2019\u00bb\u00b7\u200b\u200c\u200d\u200e\u200f\u2060\ufeff([{" + _OTHER_MARKS
_BRACKET = re.compile(r"[()\[\]{}]")
_CLOSES: Final = {")": "(", "]": "[", "}": "{"}

_CANDIDATE = re.compile(r"://|www\.|@|\]\(", re.IGNORECASE)
# What other programs allow behind an address: a picture's size, a title in typographic quotes.
_SIZE_OR_TITLE: Final = r"[ \t]+(?:=\d*x\d*|\u201c[^\u201c\u201d()]*\u201d)"
_START = re.compile(
    r"(?P<web>(?<![a-z])(?:https?|ftp)://)"
    r"|(?P<other>(?<![a-z0-9+.-])[a-z][a-z0-9+]{1,30}://)"
    r"|(?P<www>(?<![a-z0-9./@:=&?%#+-])www\.)"
    r"|(?P<mail>(?<![a-z0-9._+:/@-])(?:mailto:|xmpp:)?[a-z0-9._+-]{1,64}@[a-z0-9_-]++(?>(?:\.[a-z0-9_-]++)+))(?!:[\w/~])"
    # A local address, by what stands behind it alone: ``![b](b.png =100x200)``.
    r"|(?P<local>(?<=[^\\]\]\()(?![a-z][a-z0-9+.-]{0,30}:)[^\s()<>\"\u201c]{1,1000}"
    rf"(?={_SIZE_OR_TITLE}\)))",
    re.IGNORECASE | re.ASCII,
)
_BODY = re.compile(
    # Atomic groups, here and elsewhere: before 3.11.5 a possessive group took what it had given back (gh-106052).
    rf"(?>(?:(?!\*\*|~~|[,;|{_OTHER_MARKS}]{{1,4}}https?://|&(?:quot|lt|gt|nbsp|ensp|emsp|#34|#60|#62|#160);)"
    rf"[^\s\x00-\x20\x7f<>\"`{_STOPS}])*)",
    re.IGNORECASE,
)
# What most addresses are: nothing in it that could be the text's own, nor at its end.
_PLAIN = re.compile(r"[A-Za-z0-9_./:%?&=#+-]*[A-Za-z0-9/]")
_HOST_START = re.compile(r"[^\W_]|\[[0-9A-Fa-f:.]+\]")
_PATH_START = re.compile(r"/{0,2}[\w.-]")
_LABEL = re.compile(r"(?<!\\)\[([^\[\]]{0,400})\]\(\Z")
_SPACED = re.compile(
    r"[^\s()<>\"\u201c]+(?P<more>(?:[ \t]+[^\s()<>\"\u201c=][^\s()<>\"\u201c]*)*)"
    rf"(?P<title>{_SIZE_OR_TITLE})?(?=\))"
)
_ENTITY_AT_END = re.compile(r"&[A-Za-z0-9]+;\Z")


class Bare(NamedTuple):
    """A bare address: characters ``start`` to ``end`` of the text, ``prefix`` what its link adds before them.

    ``label``: link text of a broken link whose address holds a space, ``[label](https://x.dev/a b)``.
    """

    start: int
    end: int
    prefix: str = ""
    label: str | None = None


def find_bare(text: str, closed: Iterable[tuple[int, int]] = ()) -> Iterator[Bare]:
    """Yield the bare addresses of one run of text, in order.

    ``closed`` are pairs (from, to) of marks around parts of the text: an address that starts inside such a pair ends
    with it.
    """
    if not _CANDIDATE.search(text):
        return
    scan = _Scan(text, closed)
    position = 0
    while match := _START.search(text, position):
        position = match.end()
        found = _mail(match) if match["mail"] else _sized(match) if match["local"] else scan.address(match)
        if found:
            position = max(position, found.end)
            yield found


def _mail(match: re.Match[str]) -> Bare | None:
    """GFM §6.9, extended email autolink; the last character must be a letter, which rules out ``checkout@v4.1``."""
    written = match["mail"].rstrip("-_.")
    if not written[-1:].isalpha():
        return None
    return Bare(match.start(), match.start() + len(written), "" if ":" in written else "mailto:")


def _sized(match: re.Match[str]) -> Bare | None:
    """CommonMark §6.3 makes text of a link with more than an address and a title; the author meant a link."""
    label = _LABEL.search(match.string, max(match.start() - 404, 0), match.start())
    return Bare(*match.span(), label=label[1]) if label else None


class _Scan:
    """Finds where the addresses of one text end, its starts given in order. No part of the text is read for each."""

    def __init__(self, text: str, closed: Iterable[tuple[int, int]]) -> None:
        self._text = text
        self._is_ascii = text.isascii()
        self._body = (0, 0)
        self._pairs = sorted(closed, reverse=True)
        self._open: list[int] = []

    def address(self, match: re.Match[str]) -> Bare | None:
        """Return the address that starts with a match of ``_START``."""
        text = self._text
        start, rest = match.span()
        if text.startswith("](", max(start - 2, 0)) and (broken := _with_spaces(text, start)):
            return broken
        limit = self._limit(start)
        end = min(self._body_end(rest), limit)
        first = _PATH_START if match["other"] else _HOST_START
        if not first.match(text, rest, end):
            return None
        prefix = "http://" if match["www"] else ""
        if _PLAIN.fullmatch(text, rest, end):
            return Bare(start, end, prefix)
        if text[start - 1 : start] == "'" and (quote := text.find("'", start, end)) >= 0:
            end = quote
        if not (self._is_ascii or text[start:end].isascii()):
            end = before_glued_text(text, start, start if match["www"] else rest, end)
        end = _before_unmatched_bracket(text, start, end)
        end = _before_trailing_marks(text, rest, end)
        if not first.match(text, rest, end):
            return None
        return Bare(start, end, prefix)

    def _body_end(self, rest: int) -> int:
        """Return where the characters end that an address may have: the same for every start on the way there."""
        if not self._body[0] <= rest < self._body[1]:
            body = _BODY.match(self._text, rest)
            self._body = rest, body.end() if body else rest
        return self._body[1]

    def _limit(self, start: int) -> int:
        """Return the end of the innermost marks that are open at ``start``."""
        while self._pairs and self._pairs[-1][0] <= start:
            heappush(self._open, self._pairs.pop()[1])
        while self._open and self._open[0] <= start:
            heappop(self._open)
        return self._open[0] if self._open else len(self._text)


def _with_spaces(text: str, start: int) -> Bare | None:
    """CommonMark §6.3 makes text of a link with a space in its address; the author meant a link.

    So it does of one with a picture's size (``=100x200``) or a title in typographic quotes behind the address.
    """
    label = _LABEL.search(text, max(start - 404, 0), start)
    address = _SPACED.match(text, start)
    if not label or not address or not (address["more"] or address["title"]):
        return None
    return Bare(start, address.end("more"), label=label[1])


def _before_unmatched_bracket(text: str, start: int, end: int) -> int:
    opened: list[str] = []
    for bracket in _BRACKET.finditer(text, start, end):
        if (opening := _CLOSES.get(bracket[0])) is None:
            opened.append(bracket[0])
        elif not opened or opened.pop() != opening:
            return bracket.start()
    return end


def _before_trailing_marks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _TRAILING:
        if text[end - 1] == "_" and text[end - 2] == "/":  # A whole segment, as in ``/_``, is not a mark.
            break
        entity = _ENTITY_AT_END.search(text, max(start, end - 12), end)
        end = entity.start() if entity else end - 1
    return end
