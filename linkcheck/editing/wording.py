"""The words that two texts share (is a page still what the list calls it?), and generic link texts. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote, urlsplit

_WORD: Final = re.compile(r"[^\W_]+")
_UNSPACED: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
"""Scripts without spaces between words: their words are taken for pairs of letters."""
_PLAIN: Final = frozenset(
    ["the", "and", "for", "with", "from", "index", "html", "htm", "php", "aspx", "www", "com", "org", "net", "https"]
)  # fmt: skip


def words(text: str) -> frozenset[str]:
    """Return the words of a text by which it is recognised: no case, no short ones, Chinese as pairs of letters."""
    found: set[str] = set()
    for match in _WORD.finditer(unicodedata.normalize("NFKC", text).casefold()):
        word = match[0]
        if _UNSPACED.search(word):
            letters = "".join(_UNSPACED.findall(word))
            found.update(letters[i : i + 2] for i in range(max(len(letters) - 1, 1)))
            found.update(part for part in re.findall(r"[a-z0-9]{2,}", word))
        elif len(word) > 1 and word not in _PLAIN:
            found.add(word)
    return frozenset(found)


def address_words(url: str) -> frozenset[str]:
    """Return the words of an address's host and path."""
    parts = urlsplit(url)
    return words(f"{(parts.hostname or '').rpartition('.')[0]} {unquote(parts.path)}")


def last_segment(url: str) -> str:
    """Return what an address names last, without an ending: ``/docs/intro.html`` is ``intro``."""
    path = unquote(urlsplit(url).path).rstrip("/").casefold()
    return re.sub(r"\.(?:html?|php|aspx?|md)\Z", "", path.rpartition("/")[2])


def names(page: Iterable[str], url: str, called: Iterable[str]) -> bool:
    """Tell whether a page is still called what it was called.

    ``page`` is what it says of itself (title, site), ``url`` where it is, ``called`` what the list or an earlier run
    called it. Half of the words of one of these have to be there: a rewritten headline keeps more, another page less.
    """
    there = frozenset().union(*map(words, page)) | address_words(url)
    for text in called:
        ours = words(text)
        if ours and len(ours & there) * 2 >= len(ours):
            return True
    return False


GENERIC_TEXTS: Final = frozenset(
    """
    link links here click clickhere this thislink thispage page url website site webpage more readmore seehere source
    链接 连接 鏈接 这里 這裡 这个 此处 此處 点击 点我 点击这里 点这里 戳这里 传送门 地址 网址 网页 原文 详情 更多 查看
    """.split()  # noqa: SIM905 - forty short words
)
"""Link texts in lower case and without spaces; a bare number is generic as well."""


def is_generic(text: str) -> bool:
    """Return True for a link text that does not describe its target: "here", "链接", "1"."""
    word = "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
    return word in GENERIC_TEXTS or word.isdigit()
