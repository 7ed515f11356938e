"""Days that a page shows to its readers: beside the heading, after words such as "Published", in elements for dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from fetchers.html.date_names import ELSEWHERE, PUBLISHED_AS, UPDATE_BEFORE
from fetchers.html.days import days
from fetchers.html.document import Element
from fetchers.html.evidence import Evidence

_AFTER_HEADING = 400
_BEFORE_HEADING = 150
_AROUND_LABEL = 40
_SHORT = 120
_WHOLE_PAGE = 20_000
_DEPTH = 12
_DATED: Final = etree.XPath(
    "//*[contains(@class,'date') or contains(@class,'time') or contains(@class,'publi') or contains(@class,'posted')"
    " or contains(@class,'Date') or contains(@class,'byline') or contains(@id,'date') or contains(@id,'time')"
    " or contains(@id,'pub') or @itemprop='datePublished']"
)
_STAMP = re.compile(r"\s*(?:T|[年月日,，]|at|um|à)?\s*(?:上午|下午|晚上)?\s*\d{1,2}\s*[:：时時h]\s*\d\d")


def beside_heading(evidence: Evidence) -> Iterator[date]:
    """Yield the days that follow the heading closely, then those right above it; no updates."""
    if evidence.heading is None:
        return
    for text in (text_after(evidence.heading, _AFTER_HEADING), text_before(evidence.heading, _BEFORE_HEADING)):
        for day in days(text, month_first=evidence.month_first):
            if day.is_sure and not UPDATE_BEFORE.search(text[: day.start]):
                yield day.value


def update_beside_heading(evidence: Evidence) -> Iterator[date]:
    """Yield the days beside the heading that are called updates."""
    if evidence.heading is None:
        return
    text = text_after(evidence.heading, _AFTER_HEADING)
    for day in days(text, month_first=evidence.month_first):
        if UPDATE_BEFORE.search(text[: day.start]):
            yield day.value


def labelled(evidence: Evidence) -> Iterator[date]:
    """Yield the days anywhere that words call the day of publication."""
    text = evidence.visible
    for day in evidence.written:
        if PUBLISHED_AS.search(text[max(0, day.start - _AROUND_LABEL) : day.start]):
            yield day.value


def in_dated_elements(evidence: Evidence) -> Iterator[date]:
    """Yield the days in short elements whose class or id says that they hold one."""
    if evidence.document.body is None:
        return
    for element in _DATED(evidence.document.body):
        text = " ".join("".join(element.itertext()).split())
        if len(text) > _SHORT or is_elsewhere(element):
            continue
        for day in days(text, month_first=evidence.month_first):
            if day.is_sure and not UPDATE_BEFORE.search(text[: day.start]):
                yield day.value


def stamped(evidence: Evidence) -> Iterator[date]:
    """Yield the days anywhere that a time of day follows: content systems write them, authors do not."""
    for day in evidence.written:
        if _STAMP.match(evidence.visible, day.end):
            yield day.value


def only(evidence: Evidence) -> Iterator[date]:
    """Yield the one day that the whole text speaks of, if it is one."""
    if len(evidence.visible) > _WHOLE_PAGE:
        return
    found = {day.value for day in evidence.written}
    if len(found) == 1:
        yield from found


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
