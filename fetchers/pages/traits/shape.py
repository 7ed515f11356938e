"""The shape of titles and short texts: segments, length, plain spelling. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Full-width forms are all over Chinese text, and one of them makes NFKC go through every character of it.
_WIDE: Final = re.compile(r"[…\u3000\uff01-\uff5e]")
_APOSTROPHES: Final = "‘’ʼ`"
# What re.IGNORECASE takes for another letter though both are in lower case (CPython's re/_casefix.py).
_ALIKE: Final = str.maketrans(
    "\u0131\u017f\u00b5\u0345\u1fbe\u1fd3\u1fe3\u03d0\u03f5\u03d1\u03f0\u03d6\u03f1\u03c2\u03d5"
    "\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87\u1c88\u1e9b\ufb06",
    "is\u03bc\u03b9\u03b9\u0390\u03b0\u03b2\u03b5\u03b8\u03ba\u03c0\u03c1\u03c3\u03c6"
    "\u0432\u0434\u043e\u0441\u0442\u0442\u044a\u0463\ua64b\u1e61\ufb05",
)
_ODD = re.compile(f"[{''.join(map(chr, _ALIKE))}]")
# A site's name stands behind a bar, a dot or a spaced dash; Chinese and Japanese titles need no spaces around it.
_SEPARATORS = re.compile(
    r"\s*[|｜•·»«›‹¦┃]\s*|\s+(?:[-–—−:~]|::|//)\s+|\s*(?:::|——|－)\s*|(?<=[^\x00-\x7F])[-_–—](?=\S)|"
    r"(?<=\S)[-_–—](?=[^\x00-\x7F])|(?<=\d)_(?=\S)"
)
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]+")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]|[^\W_]+(?:'[^\W_]+)*")

SHORT: Final = 90
"""Words of a page that says one thing. Error pages with a menu and a footer have more; see ``BRIEF``."""
BRIEF: Final = 260
"""Words of a page that cannot be an article."""
LONG: Final = 1000
"""No limit of ours is half as large."""


def plain(text: str) -> str:
    """Return the text in lower case, compatibility forms and spaces made uniform, so that one spelling matches all."""
    if not unicodedata.is_normalized("NFKC", text):
        for wide in set(_WIDE.findall(text)):
            text = text.replace(wide, unicodedata.normalize("NFKC", wide))
        text = unicodedata.normalize("NFKC", text)
    for mark in _APOSTROPHES:
        text = text.replace(mark, "'")
    return " ".join(text.split()).lower()


def fold(text: str) -> str:
    """Return a text in which all that ``re.IGNORECASE`` takes for alike is equal; of no use for anything else."""
    return fold_plain(text.replace("\u0130", "i").lower())


def fold_plain(text: str) -> str:
    """Do the same for a text that is in lower case."""
    return text if text.isascii() or not _ODD.search(text) else text.translate(_ALIKE)


def fold_ascii(text: str) -> str:
    """Do the same for the ASCII letters of a text; what is not taken for one of them becomes a question mark."""
    if not text.isascii():
        for odd, letter in (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"), ("\u212a", "k")):
            text = text.replace(odd, letter)
        text = text.encode("ascii", "replace").decode("ascii")
    return text.lower()


def segments(title: str) -> tuple[str, ...]:
    """Split a title at the marks that part the page's own name from its site's."""
    return tuple(part for part in (piece.strip() for piece in _SEPARATORS.split(title)) if part)


def count_words(text: str) -> int:
    """Count words; of scripts written without spaces, characters."""
    return len(_WORD.findall(text))


def length(words: int, text: str) -> int:
    """Return how long a page of that many words is, in words of Latin script: Chinese takes twice the units.

    ``text`` is its beginning. Of a page that is long by any measure, the words are told.
    """
    if words > LONG or text.isascii():
        return words
    dense = len(text) - len(_DENSE.sub("", text))
    return (words + 1) // 2 if dense * 2 > len(text.replace(" ", "")) else words
