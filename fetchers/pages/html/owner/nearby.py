"""The text beside an element: its page's own that follows it, and the words of its line before and behind it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from fetchers.pages.html.declarations import Element

_INLINE: Final = frozenset(("time", "span", "a", "b", "i", "em", "strong", "small", "abbr", "font", "relative-time"))


def pieces_after(element: Element, is_own: Callable[[Element], bool], limit: int) -> Iterator[tuple[str, Element]]:
    """Yield the page's own text after an element, about ``limit`` characters, each piece with its element."""
    node = element
    while node is not None and limit > 0 and node.tag != "body":
        parent = node.getparent()
        if node.tail and (text := " ".join(node.tail.split())):
            yield text, parent
            limit -= len(text)
        for sibling in node.itersiblings():
            for text, where in _pieces_in(sibling, is_own, limit):
                yield text, where
                limit -= len(text)
            if limit <= 0:
                return
        node = parent


def _pieces_in(element: Element, is_own: Callable[[Element], bool], limit: int) -> Iterator[tuple[str, Element]]:
    """Yield the own text in an element and behind it."""
    stack: list[tuple[Element, bool]] = [(element, False)]
    while stack and limit > 0:
        node, is_done = stack.pop()
        raw = node.tail if is_done else node.text
        if not is_done:
            stack.append((node, True))
            if not isinstance(node.tag, str) or not is_own(node):
                continue
            if len(node):
                stack.extend((child, False) for child in reversed(list(islice(node, 200))))
        if raw and (text := " ".join(raw.split())):
            yield text, node.getparent() if is_done else node
            limit -= len(text)


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
