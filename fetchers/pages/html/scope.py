"""What stands around an element of a page: the text after and before it, and whether that is another page's."""

from __future__ import annotations

from typing import Final

from fetchers.pages.html.date_names import ELSEWHERE
from fetchers.pages.html.declarations import Element

_DEPTH: Final = 12


def is_elsewhere(element: Element) -> bool:
    """Whether an element stands in a part of the page that speaks of other pages."""
    node = element
    for _ in range(_DEPTH):
        if node is None or node.tag in ("body", "html"):
            return False
        if node.tag in ("aside", "footer", "nav"):
            return True
        hint = f"{node.get('class', '')} {node.get('id', '')}"
        if hint != " " and ELSEWHERE.search(hint):
            return True
        node = node.getparent()
    return False


def text_after(element: Element, limit: int) -> str:
    """Return the text that follows an element in the page, about ``limit`` characters of it."""
    parts: list[str] = []
    node = element
    while node is not None and limit > 0:
        parts.append(node.tail or "")
        for sibling in node.itersiblings():
            for text in sibling.itertext():
                parts.append(" ".join(text.split()))
                limit -= len(parts[-1])
                if limit <= 0:
                    return " ".join(parts)
        node = node.getparent()
    return " ".join(parts)


def text_before(element: Element, limit: int) -> str:
    """Return the text right before an element, from its siblings and its parent's, about ``limit`` characters."""
    parts: list[str] = []
    node = element
    for _ in range(3):
        if node is None or node.tag == "body":
            break
        for sibling in node.itersiblings(preceding=True):
            text = " ".join(" ".join(sibling.itertext()).split())
            limit -= len(text)
            if limit < 0:
                return " ".join(reversed(parts))
            parts.append(f"{text} {sibling.tail or ''}")
        node = node.getparent()
    return " ".join(reversed(parts))
