"""Days that a page shows to its readers: beside the heading, after words such as "Published", in elements for dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from fetchers.pages.html.date_evidence import DateEvidence
from fetchers.pages.html.date_names import PUBLISHED_AS, UPDATE_BEFORE
from fetchers.pages.html.days import Day, days
from fetchers.pages.html.declarations import Element
from fetchers.pages.html.scope import is_elsewhere

_AROUND_LABEL = 40
_SHORT = 120
_WHOLE_PAGE = 20_000
_MARKED: Final = etree.XPath("//*[@class or @id or @itemprop]")
_DATED_CLASS = re.compile(r"[dD]ate|time|publi|posted|byline")
_DATED_ID = re.compile(r"date|time|pub")
_STAMP = re.compile(r"\s*(?:T|[年月日,，]|at|um|à)?\s*(?:上午|下午|晚上)?\s*\d{1,2}\s*[:：时時h]\s*\d\d")


def beside_heading(evidence: DateEvidence) -> Iterator[date]:
    """Yield the days that follow the heading closely, then those right above it; no updates."""
    for text in (evidence.after_heading, evidence.before_heading):
        for day in days(text, month_first=evidence.month_first):
            if day.is_sure and not _is_update(text, day):
                yield day.value


def update_beside_heading(evidence: DateEvidence) -> Iterator[date]:
    """Yield the days beside the heading that are called updates."""
    text = evidence.after_heading
    for day in days(text, month_first=evidence.month_first):
        if _is_update(text, day):
            yield day.value


def _is_update(text: str, day: Day) -> bool:
    return UPDATE_BEFORE.search(text, max(0, day.start - _AROUND_LABEL), day.start) is not None


def labelled(evidence: DateEvidence) -> Iterator[date]:
    """Yield the days anywhere that words call the day of publication."""
    text = evidence.visible
    for day in evidence.written:
        if PUBLISHED_AS.search(text[max(0, day.start - _AROUND_LABEL) : day.start]):
            yield day.value


def in_dated_elements(evidence: DateEvidence) -> Iterator[date]:
    """Yield the days in short elements whose class or id says that they hold one."""
    if not evidence.has_year:
        return
    for element in filter(_holds_a_day, _MARKED(evidence.document.body)):
        text = _short_text(element)
        if not text or is_elsewhere(element):
            continue
        for day in days(text, month_first=evidence.month_first):
            if day.is_sure and not _is_update(text, day):
                yield day.value


def _short_text(element: Element) -> str:
    """Return an element's text, "" where it is long: a whole page may stand in one that is called so."""
    pieces: list[str] = []
    room = _SHORT
    for piece in element.itertext():
        pieces.append(piece)
        room -= sum(map(len, piece.split()))
        if room < 0:
            return ""
    text = " ".join("".join(pieces).split())
    return text if len(text) <= _SHORT else ""


def _holds_a_day(element: Element) -> bool:
    names, name = element.get("class"), element.get("id")
    return (
        (names is not None and _DATED_CLASS.search(names) is not None)
        or (name is not None and _DATED_ID.search(name) is not None)
        or element.get("itemprop") == "datePublished"
    )


def stamped(evidence: DateEvidence) -> Iterator[date]:
    """Yield the days anywhere that a time of day follows: content systems write them, authors do not."""
    for day in evidence.written:
        if _STAMP.match(evidence.visible, day.end):
            yield day.value


def only(evidence: DateEvidence) -> Iterator[date]:
    """Yield the one day that the whole text speaks of, if it is one."""
    if len(evidence.visible) > _WHOLE_PAGE:
        return
    found = {day.value for day in evidence.written}
    if len(found) == 1:
        yield from found
