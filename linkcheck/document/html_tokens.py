"""Raw HTML within Markdown: comments, tags and the addresses in their attributes. Pure.

A tolerant tokeniser with places, and not an HTML parser: pieces of HTML in Markdown are seldom well-formed documents,
and no parser at hand says at which byte the value of an attribute stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

_TOKEN = re.compile(
    r"<!--(?P<comment>-?>|.*?-->|(?P<unfinished>.*\Z))"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<attributes>(?>(?:[^<>\"'=]|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=|[\"'])*))>"
    r"|<[!?][^>]*+>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]++)\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<plain>[^\s\"'>][^\s>]*+))"
)
_CANDIDATE = re.compile(r"[\s,]*(?P<url>\S*[^\s,])(?:\s[^,]*)?(?:,|\Z)")

# Attributes that hold an address, and the elements whose such attribute is none for a reader.
_ADDRESS: Final = {
    "href": frozenset({"base"}),
    "src": frozenset({"script"}),
    "srcset": frozenset[str](),
    "poster": frozenset[str](),
    "cite": frozenset[str](),
}
_HINT = re.compile(r"\b(?:preconnect|dns-prefetch)\b", re.IGNORECASE)
VERBATIM: Final = frozenset({"pre", "code", "kbd", "samp", "var", "tt"})
"""Elements whose text is shown as it is: an address there is an example."""
UNSEEN: Final = frozenset({"script", "style", "textarea", "title", "template"})
"""Elements whose text is not the page's."""


class TokenKind(Enum):
    """What a token is. Declarations and instructions are left out."""

    TEXT = auto()
    COMMENT = auto()
    TAG = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of HTML from ``start`` to ``end``; ``name`` (lower case) and the rest are those of a tag.

    ``addresses`` are spans of values; ``alt`` is an image's alternative text, still escaped.
    """

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    closes: bool = False
    addresses: tuple[tuple[int, int], ...] = ()
    alt: str = ""
    complete: bool = True
    """False for a comment that does not end in this text."""


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a piece of HTML, in order and without gaps but declarations."""
    position = 0
    for match in _TOKEN.finditer(text):
        if match.start() > position:
            yield Token(TokenKind.TEXT, position, match.start())
        position = match.end()
        if match["comment"] is not None:
            yield Token(TokenKind.COMMENT, *match.span(), complete=match["unfinished"] is None)
        elif match["name"]:
            yield _tag(match)
    if position < len(text):
        yield Token(TokenKind.TEXT, position, len(text))


def _tag(match: re.Match[str]) -> Token:
    name = match["name"].lower()
    if match["close"] or not match["attributes"]:
        return Token(TokenKind.TAG, *match.span(), name=name, closes=bool(match["close"]))
    attributes = {
        found["name"].lower(): found
        for found in reversed(list(_ATTRIBUTE.finditer(match.string, *match.span("attributes"))))
    }
    spans = [
        span
        for key, found in reversed(attributes.items())
        if _leads(name, key, attributes)
        for span in _values(key, found)
    ]
    alt = attributes.get("alt")
    return Token(
        TokenKind.TAG, *match.span(), name=name, addresses=tuple(spans), alt=alt[alt.lastgroup or 0] if alt else ""
    )


def _leads(name: str, key: str, attributes: dict[str, re.Match[str]]) -> bool:
    """Whether an attribute holds an address someone could follow; ``rel="preconnect"`` names a host, no page."""
    if key == "href" and "rel" in attributes and _HINT.search(attributes["rel"][0]):
        return False
    return (key in _ADDRESS and name not in _ADDRESS[key]) or (key == "data" and name == "object")


def _values(key: str, found: re.Match[str]) -> Iterator[tuple[int, int]]:
    group = found.lastgroup or "plain"
    start = found.start(group)
    value = found[group]
    if key == "srcset":
        for candidate in _CANDIDATE.finditer(value):
            yield start + candidate.start("url"), start + candidate.end("url")
        return
    lead = len(value) - len(value.lstrip())
    yield (start + lead, start + lead + len(value.strip())) if value.strip() else (start, start)
