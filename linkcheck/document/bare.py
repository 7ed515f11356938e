"""Addresses that stand in running text without any mark, cut where a reader would end them. Pure.

An own scanner and not linkify-it-py: that one, like GitHub's, ends an address at white space, so that Chinese text and
full-width punctuation become part of it (lychee #2108); it links any ``name.tld``; and it costs a pass of large
patterns over every text, where here a text without ``://``, ``www.`` and ``@`` costs one search.
What starts an address and which trailing marks are not of it follow GitHub Flavored Markdown §6.9; a scheme other
than http(s) is reported too, because ``htps://`` is a mistake someone should hear of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from linkcheck.document.cjk_boundary import before_glued_text

# Full-width and CJK punctuation, quotation marks, dash and ellipsis, arrows, pictures: never part of a bare address.
_STOPS: Final = (
    "\u3000-\u3004\u3008-\u3020\u3030\u3036-\u303f\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
    "\uffe0-\uffee\u2014\u2015\u2018\u201c-\u201f\u2026\u2190-\u2bff\ufe10-\ufe6f\U0001f000-\U0001faff"
)
_TRAILING: Final = "?!.,:;'*_~\\\u2019\u00bb\u00b7\u200b\u200c\u200d\u200e\u200f\u2060\ufeff([{"
_LONGEST: Final = 4096
"""Characters; a text without spaces that is longer is none, and must not be read whole for each start in it."""
_CLOSES: Final = {")": "(", "]": "[", "}": "{"}

_CANDIDATE = re.compile(r"://|www\.|@", re.IGNORECASE)
_START = re.compile(
    r"(?P<web>(?<![a-z])(?:https?|ftp)://)"
    r"|(?P<other>(?<![a-z0-9+.-])[a-z][a-z0-9+]{1,30}://)"
    r"|(?P<www>(?<![a-z0-9./@:=&?%#+-])www\.)"
    r"|(?P<mail>(?<![a-z0-9._+:/@-])(?:mailto:|xmpp:)?[a-z0-9._+-]{1,64}@[a-z0-9_-]++(?>(?:\.[a-z0-9_-]++)+))(?!:[\w/~])",
    re.IGNORECASE | re.ASCII,
)
_BODY = re.compile(
    # Atomic groups, here and elsewhere: before 3.11.5 a possessive group took what it had given back (gh-106052).
    r"(?>(?:(?!\*\*|~~|[,;|]+https?://|&(?:quot|lt|gt|nbsp|ensp|emsp|#34|#60|#62|#160);)"
    rf"[^\s\x00-\x20\x7f<>\"`{_STOPS}])*)",
    re.IGNORECASE,
)
_HOST_START = re.compile(r"[^\W_]|\[[0-9A-Fa-f:.]+\]")
_PATH_START = re.compile(r"/{0,2}[\w.-]")
_LABEL = re.compile(r"(?<!\\)\[([^\[\]]{0,400})\]\(\Z")
_SPACED = re.compile(r"[^\s()<>\"]+(?:[ \t]+[^\s()<>\"]+)+(?=\))")
_ENTITY_AT_END = re.compile(r"&[A-Za-z0-9]+;\Z")


class Bare(NamedTuple):
    """A bare address: characters ``start`` to ``end`` of the text, ``prefix`` what its link adds before them.

    ``label`` is the text of a link that is none for its address has a space in it: ``[label](https://x.dev/a b)``.
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
    pairs = tuple(closed)
    position = 0
    while match := _START.search(text, position):
        position = match.end()
        found = _mail(match) if match["mail"] else _address(text, match, pairs)
        if found:
            position = max(position, found.end)
            yield found


def _mail(match: re.Match[str]) -> Bare | None:
    """GFM §6.9, extended email autolink; its last character is a letter, so that ``checkout@v4.1`` is none."""
    written = match["mail"].rstrip("-_.")
    if not written[-1:].isalpha():
        return None
    return Bare(match.start(), match.start() + len(written), "" if ":" in written else "mailto:")


def _address(text: str, match: re.Match[str], closed: tuple[tuple[int, int], ...]) -> Bare | None:
    start, rest = match.span()
    if text.startswith("](", max(start - 2, 0)) and (broken := _with_spaces(text, start)):
        return broken
    limit = min([len(text), rest + _LONGEST, *(to for since, to in closed if since <= start < to)])
    if text[start - 1 : start] == "'" and (quote := text.find("'", start, limit)) >= 0:
        limit = quote
    body = _BODY.match(text, rest, limit)
    end = body.end() if body else rest
    end = before_glued_text(text, start, start if match["www"] else rest, end)
    end = _before_unmatched_bracket(text, start, end)
    if end - rest >= _LONGEST:
        return None
    end = _before_trailing_marks(text, rest, end)
    if not (_PATH_START if match["other"] else _HOST_START).match(text, rest, end):
        return None
    return Bare(start, end, "http://" if match["www"] else "")


def _with_spaces(text: str, start: int) -> Bare | None:
    """CommonMark §6.3 makes text of a link with a space in its address; the author meant a link."""
    label = _LABEL.search(text, max(start - 404, 0), start)
    address = _SPACED.match(text, start)
    return Bare(start, address.end(), label=label[1]) if label and address else None


def _before_unmatched_bracket(text: str, start: int, end: int) -> int:
    opened: list[str] = []
    for index in range(start, end):
        character = text[index]
        if character in "([{":
            opened.append(character)
        elif character in ")]}" and (not opened or opened.pop() != _CLOSES[character]):
            return index
    return end


def _before_trailing_marks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _TRAILING:
        if text[end - 1] == "_" and text[end - 2] == "/":  # A whole segment, as in ``/_``, is not a mark.
            break
        entity = _ENTITY_AT_END.search(text, max(start, end - 12), end)
        end = entity.start() if entity else end - 1
    return end
