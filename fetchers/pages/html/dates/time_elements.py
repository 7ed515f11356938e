"""Days in elements that are made for them: ``<time>``, ``<abbr title>``, CSDN's span with a day for machines. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from fetchers.pages.html.calendar.days import one_day
from fetchers.pages.html.dates.date_sources import MOST_TIMES, DateEvidence, label_of_element
from fetchers.pages.html.dates.labels import DateLabel
from fetchers.pages.html.declarations import Element
from fetchers.pages.html.owner.owners import Owner

_TOOLTIPS: Final = etree.XPath("descendant::span/@title")
_MOMENT: Final = re.compile(r"\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def in_time_elements(evidence: DateEvidence) -> Iterator[str]:
    """Yield <time> elements that say they are the publication or stand right below the heading, then the others."""
    dated = evidence.scope.dated
    others: list[tuple[Element, date]] = []
    for element, day, label in evidence.times:
        if label is DateLabel.PUBLISHED or (label is None and _is_below_heading(element, evidence)):
            if dated(element, day) is Owner.PAGE:
                yield day.isoformat()
        elif label is None and element.tag != "abbr":
            others.append((element, day))
    yield from islice((day.isoformat() for element, day in others if dated(element, day) is Owner.PAGE), 1)


def in_tooltips(evidence: DateEvidence) -> Iterator[str]:
    """Yield the moment that appears over a relative day, as forums write it: ``<span title="2020-01-02T10:00">``."""
    body = evidence.document.body
    for said in islice(() if body is None else _TOOLTIPS(body), MOST_TIMES):
        element = said.getparent()
        day = one_day(said) if _MOMENT.match(said) else None
        if day is None or label_of_element(element) is DateLabel.UPDATED:
            continue
        if evidence.scope.dated(element, day) is Owner.PAGE:
            yield day.isoformat()


def _is_below_heading(element: Element, evidence: DateEvidence) -> bool:
    return any(element is below for _, below in evidence.scope.after_heading)


def updates_in_time_elements(evidence: DateEvidence) -> Iterator[str]:
    """Yield the days of the elements that are called an update."""
    for element, day, label in evidence.times:
        if label is DateLabel.UPDATED and evidence.scope.dated(element, day) in (Owner.PAGE, Owner.SITE):
            yield day.isoformat()
