"""The shape of titles and short texts: segments, length, plain spelling. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPACES = re.compile(r"\s+")
_APOSTROPHES = str.maketrans("‘’ʼ＇`´", "''''''")
# A site's name stands behind a bar, a dot or a spaced dash; Chinese and Japanese titles need no spaces around it.
_SEPARATORS = re.compile(
    r"\s*[|｜•·»«›‹¦┃]\s*|\s+(?:[-–—−:~]|::|//)\s+|\s*(?:::|——|－)\s*|(?<=[^\x00-\x7F])[-_–—](?=\S)|"
    r"(?<=\S)[-_–—](?=[^\x00-\x7F])|(?<=\d)_(?=\S)"
)
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]|[^\W_]+(?:'[^\W_]+)*")

SHORT: Final = 90
"""Words of a page that says one thing. Error pages with a menu and a footer have more; see ``BRIEF``."""
BRIEF: Final = 260
"""Words of a page that cannot be an article."""


def plain(text: str) -> str:
    """Return the text in lower case, compatibility forms and spaces made uniform, so that one spelling matches all."""
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
    return _SPACES.sub(" ", text).strip().lower()


def segments(title: str) -> tuple[str, ...]:
    """Split a title at the marks that part the page's own name from its site's."""
    return tuple(part for part in (piece.strip() for piece in _SEPARATORS.split(title)) if part)


def count_words(text: str) -> int:
    """Count words; of scripts written without spaces, characters."""
    return len(_WORD.findall(text))


def at_most(words: int, text: str, limit: int) -> bool:
    """Whether a page of that many words is within a limit meant for Latin script (Chinese takes twice the units)."""
    if words <= limit or words > limit * 2:
        return words <= limit
    return len(_DENSE.findall(text)) * 2 > len(text.replace(" ", ""))
