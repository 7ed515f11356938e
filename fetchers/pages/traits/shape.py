"""The shape of titles and short texts: segments, length, plain spelling. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Full-width forms are all over Chinese text, and one of them makes NFKC go through every character of it.
_WIDE: Final = re.compile(r"[…\u3000\uff01-\uff5e]")
_APOSTROPHES: Final = "‘’ʼ`"
# A site's name stands behind a bar, a dot or a spaced dash; Chinese and Japanese titles need no spaces around it.
_SEPARATORS = re.compile(
    r"\s*[|｜•·»«›‹¦┃]\s*|\s+(?:[-–—−:~]|::|//)\s+|\s*(?:::|——|－)\s*|(?<=[^\x00-\x7F])[-_–—](?=\S)|"
    r"(?<=\S)[-_–—](?=[^\x00-\x7F])|(?<=\d)_(?=\S)"
)
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]+")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]|[^\W_]+(?:'[^\W_]+)*")

QUOTED: Final = re.compile(r"[\"“”«»「『《][^\"“”«»」』》]{0,80}[\"“”«»」』》]|(?<!\w)'[^']{0,80}'(?!\w)")
"""What a text mentions, and does not say of itself: a search, a setting, a message."""
FILE_ENDING: Final = re.compile(r"\.\w{1,5}\Z")
"""What the name of a file ends with."""

SHORT: Final = 90
"""Words of a page that says one thing. Error pages with a menu and a footer have more; see ``BRIEF``."""
BRIEF: Final = 260
"""Words of a page that cannot be an article."""
LONG: Final = 1000
"""No limit of ours is half as large."""


def plain(text: str) -> str:
    """Return the text in lower case, compatibility forms and spaces made uniform, so that one spelling matches all."""
    if text.isascii():
        return " ".join(text.replace("`", "'").split()).lower()
    if not unicodedata.is_normalized("NFKC", text):
        for wide in set(_WIDE.findall(text)):
            text = text.replace(wide, unicodedata.normalize("NFKC", wide))
        text = unicodedata.normalize("NFKC", text)
    for mark in _APOSTROPHES:
        text = text.replace(mark, "'")
    return " ".join(text.split()).lower()


def segments(title: str) -> tuple[str, ...]:
    """Split a title at the marks that part the page's own name from its site's."""
    return tuple(part for part in (piece.strip() for piece in _SEPARATORS.split(title)) if part)


def words_in(text: str) -> list[str]:
    """Return the words; of scripts written without spaces, characters."""
    return _WORD.findall(text)


def count_words(text: str) -> int:
    """Count words; of scripts written without spaces, characters."""
    return len(words_in(text))


def length(words: int, text: str) -> int:
    """Return how long a page of that many words is, in words of Latin script: Chinese takes twice the units.

    ``text`` is its beginning. Of a page that is long by any measure, the words are told.
    """
    if words > LONG or text.isascii():
        return words
    dense = len(text) - len(_DENSE.sub("", text))
    return (words + 1) // 2 if dense * 2 > len(text.replace(" ", "")) else words


def measure(text: str) -> int:
    """Return how long a text is, in words of Latin script."""
    return length(count_words(text), text)
