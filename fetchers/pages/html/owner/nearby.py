"""The text beside an element: its page's own that follows it, and the words of its line before and behind it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Final

from fetchers.pages.html.declarations import Element

_MOST_CHILDREN: Final = 200
_INLINE: Final = frozenset(("time", "span", "a", "b", "i", "em", "strong", "small", "abbr", "font", "relative-time"))


def pieces_after(element: Element, is_own: Callable[[Element], bool], limit: int) -> list[tuple[str, Element]]:
    """Return the page's own text after an element, about ``limit`` characters, each piece with its element."""
    pieces: list[tuple[str, Element]] = []
    node = element
    while node is not None and limit > 0 and node.tag != "body":
        parent = node.getparent()
        limit -= _take(node.tail, parent, pieces)
        for sibling in node.itersiblings():
            if limit <= 0:
                return pieces
            limit = _gather(sibling, parent, is_own, pieces, limit)
        node = parent
    return pieces


def _gather(
    node: Element, parent: Element, is_own: Callable[[Element], bool], pieces: list[tuple[str, Element]], limit: int
) -> int:
    """Note the own text in an element and behind it; return what is left of the limit. libxml2 nests 255 deep."""
    if is_own(node):
        limit -= _take(node.text, node, pieces)
        for child in islice(node, _MOST_CHILDREN):
            if limit <= 0:
                return limit
            limit = _gather(child, node, is_own, pieces, limit)
    return limit - _take(node.tail, parent, pieces) if limit > 0 else limit


def _take(raw: str | None, where: Element, pieces: list[tuple[str, Element]]) -> int:
    if raw and (text := " ".join(raw.split())):
        pieces.append((text, where))
        return len(text)
    return 0


def label_before(element: Element, limit: int) -> str:
    """Return the text right before an element, from its line: its siblings' and its parents', about ``limit`` of it."""
    parts: list[str] = []
    node = element
    for _ in range(3):
        parent = node.getparent()
        if parent is None or parent.tag == "body":
            break
        for sibling in islice(node.itersiblings(preceding=True), 5):
            text = " ".join(f"{' '.join(islice(sibling.itertext(), 20))} {sibling.tail or ''}".split())
            parts.append(text)
            limit -= len(text)
            if limit < 0:
                return " ".join(reversed(parts))
        parts.append(" ".join((parent.text or "").split()))
        limit -= len(parts[-1])
        if limit < 0:
            break
        node = parent
    return " ".join(reversed(parts)).strip()


def label_after(element: Element, limit: int) -> str:
    """Return the text right behind an element, in its own line."""
    if element.tag not in _INLINE:
        return ""
    tail = " ".join((element.tail or "").split())
    if not tail and (following := element.getnext()) is not None:
        tail = " ".join(" ".join(islice(following.itertext(), 3)).split())
    return tail[:limit]
