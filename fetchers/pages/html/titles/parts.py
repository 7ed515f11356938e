"""A title's segments, and what two spellings of one title have in common. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final
from unicodedata import normalize

_JOINED: Final = r"(?:[|｜_»\u2502]|——|::)"
# A sign with spaces around it, a bar with or without, a dash beside a letter that is not ASCII's. It begins with all
# that begins one of these: where a pattern begins with a set, re looks for it ten times as fast.
_SEPARATOR = (
    rf"[\s|｜_»\u2502:\-–—](?:(?<=\s)\s*(?:[|\-–—―·•»«›:~/]+\s+|{_JOINED}+\s*)"
    rf"|(?:(?<=[|｜_»\u2502])|(?<=—)—|(?<=:):){_JOINED}*\s*"
    r"|(?<=[^\x00-\x7f][-–—])(?=\S)|(?<=\S[-–—])(?=[^\x00-\x7f]))"
)
_SEPARATORS: Final = re.compile(_SEPARATOR)
# In a title that quotes «so», these signs part nothing.
_BESIDE_QUOTES: Final = re.compile(_SEPARATOR.replace("»", "").replace("«", ""))
WEAK_SEPARATOR: Final = re.compile(r"\s*[:：]\s*|(?<=\w)[-–—](?=\w)")
BAR: Final = re.compile(r"[|｜\u2502ㅣ]|(?<=[^\x00-\x7f])_|_(?=[^\x00-\x7f])")
_ARROW: Final = re.compile(r"[»›]")
_MOST_NAMED: Final = 8
"""Separators at either end of a title between which a site's name is looked for."""
_SLOTS: Final = "|-–—·•»:"
_EMPTY_SLOTS: Final = (tuple(f"{sign} " for sign in _SLOTS), tuple(f" {sign}" for sign in _SLOTS))
MOST: Final = 0.4
"""The share of a title that the name of a page takes, at the least, beside the name of its site."""
_LETTERS = re.compile(r"[^\w]+|_+")
# The same for ASCII, at a tenth of the cost.
_LOWER: Final = bytes(range(128)).lower() + bytes(128)
_NO_LETTERS: Final = bytes(code for code in range(128) if not chr(code).isalnum())


@lru_cache(maxsize=128)
def fold(text: str) -> str:
    """Return a text's letters and digits in lower case: what two spellings of one title have in common.

    Remembered, because every name of a page is held against every other.
    """
    if text.isascii():
        return text.encode().translate(_LOWER, _NO_LETTERS).decode()
    return _LETTERS.sub("", normalize("NFKC", text).casefold())


def weight(text: str) -> int:
    """Return how much a text says: a Chinese character, or any other but ASCII's, as much as two letters."""
    return len(text) if text.isascii() else 2 * len(text)


def separators(title: str) -> list[tuple[int, int]]:
    """Return where a title's separators begin and end."""
    return list(_separators(title))


@lru_cache(maxsize=128)
def _separators(title: str) -> list[tuple[int, int]]:
    signs = _BESIDE_QUOTES if quotes(title) else _SEPARATORS
    return [match.span() for match in signs.finditer(title) if not _joins(title, *match.span())]


def _joins(title: str, start: int, end: int) -> bool:
    """Return True for an underscore or a double colon within a name, such as ``mem_info`` and ``std::vector``."""
    sign = title[start:end]
    if sign.strip("_ ") and sign != "::":
        return False
    is_apart = sign[0].isspace() and sign[-1].isspace()
    return not is_apart and title[:start][-1:].isascii() and title[end : end + 1].isascii()


def quotes(title: str) -> bool:
    """Whether a title quotes something «so», as French, Italian, Norwegian and Russian do."""
    return title.count("«") == title.count("»") > 0


def segments(title: str) -> list[str]:
    """Return what stands between a title's separators."""
    spans = separators(title)
    starts, ends = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(title)]
    return [part for start, end in zip(starts, ends, strict=True) if (part := title[start:end]).strip()] or [title]


def without_names(title: str, names: Collection[str]) -> str:
    """Return a title without the folded names that begin or end it, each with its separator.

    A name may have separators of its own. Behind one that begins the title, arrows lead down to the page.
    """
    spans = separators(title)
    if len(spans) > 2 * _MOST_NAMED:
        spans = [*spans[:_MOST_NAMED], *spans[-_MOST_NAMED:]]
    start, end = 0, len(title)
    while ended := [left for left, right in spans if right < end and fold(title[right:end]) in names]:
        end = ended[0]
    while begun := [(left, right) for left, right in spans if start < left < end and fold(title[start:left]) in names]:
        left, start = begun[-1]
        if _ARROW.search(title[left:start]):
            start = max(right for left, right in spans if right <= end and _ARROW.search(title[left:right]))
    return title[start:end]


def beside_an_empty_slot(title: str) -> str:
    """Return the name, folded, where a template's other place is empty ("Example News -", "| Example"), else ``""``."""
    is_empty = title.startswith(_EMPTY_SLOTS[0]) or title.endswith(_EMPTY_SLOTS[1])
    return fold(title) if is_empty and len(segments(title)) == 1 else ""


def part_reading(lead: str, folded: str) -> str:
    """Return the run of ``lead``'s segments that reads as ``folded``, else ``""``."""
    if fold(lead) == folded:
        return lead
    spans = separators(lead)
    starts, ends = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(lead)]
    for first, start in enumerate(starts):
        for end in ends[first:]:
            if fold(lead[start:end]) == folded:
                return lead[start:end]
    return next(filter(None, (_at_colon(lead[:end], folded) for end in ends)), "")


def _at_colon(lead: str, folded: str) -> str:
    """Return the part before or after a colon or a hyphen if it folds to ``folded`` and is most of the title.

    ``Kicker: Headline`` over a heading that is the headline alone; ``标题：网站``, ``标题-CSDN.NET``.
    """
    if len(folded) < MOST * len(fold(lead)):
        return ""
    for match in WEAK_SEPARATOR.finditer(lead):
        for part in (lead[: match.start()], lead[match.end() :]):
            if fold(part) == folded:
                return part
    return ""
