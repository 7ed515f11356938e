"""Who wrote a page, as far as it names them. Pure."""

from __future__ import annotations

import re
from typing import Final

from fetchers.pages.html.declarations import Declarations, clean
from fetchers.pages.html.jsonld import Statement

_METAS: Final = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "og:author",
)
_BY = re.compile(r"\A(?:by|von|par|por|di|door|作者|文|记者)(?:\s*[:：]\s*|\s+)", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:;|；|、|\||\s+and\s+|\s+und\s+|\s+et\s+|,\s+and\s+|&)\s*")
_COMMA_LIST = re.compile(r"\s*[,，]\s*")
# What content systems fill in when nobody is named.
_NOBODY: Final = re.compile(
    r"(?:admin(?:istrator)?|authors?|editor(?:ial)?(?: team| staff)?|staff(?: writer)?|webmaster|unknown|anonymous|"
    r"none|null|undefined|root|user|guest|n/?a|team|redaktion|la rédaction|posts? by.*|test|wordpress|"
    r"匿名(?:用户)?|佚名|未知|管理员|小编|编辑|本站|网络|作者)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|/|@|\.(?:com|org|net|cn)\b|[<>{}]")
_MOST = 100
_LONGEST = 80


def find_authors(document: Declarations, statements: list[Statement]) -> tuple[str, ...]:
    """Return the authors in the page's order, from the first source that names any."""
    cited = [
        _turned(name) for value in document.all("citation_author", "citation_authors") for name in value.split(";")
    ]
    stated = [name for statement in statements[:1] for name in statement.authors]
    for source in (cited, stated, *([value] for value in document.all(*_METAS))):
        names = list(dict.fromkeys(name for value in source for name in _people(value)))
        if names:
            return tuple(names[:_MOST])
    return ()


def _turned(name: str) -> str:
    """``Lovelace, Ada`` as Google Scholar's tags have it, the way people say it."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() and "," not in given else name


def _people(value: str) -> list[str]:
    parts = _LIST.split(_BY.sub("", clean(value)))
    names = [name for part in parts for name in (_COMMA_LIST.split(part) if _is_list(part) else [part])]
    return [name for name in map(str.strip, names) if _is_name(name)]


def _is_list(part: str) -> bool:
    """Whether commas part names (``Ada Lovelace, Grace Hopper``), not one name's halves (``Jane Doe, PhD``)."""
    pieces = _COMMA_LIST.split(part)
    return len(pieces) > 1 and all(" " in piece or not piece.isascii() for piece in pieces)


def _is_name(text: str) -> bool:
    return (
        1 < len(text) <= _LONGEST and not _ADDRESS.search(text) and not _NOBODY.fullmatch(text) and not text.isdigit()
    )
