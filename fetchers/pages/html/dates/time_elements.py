"""Days in elements that are made for them: ``<time>``, ``<abbr title>``, CSDN's span with a day for machines. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from fetchers.pages.html.calendar.days import one_day
from fetchers.pages.html.dates.date_sources import DateEvidence
from fetchers.pages.html.dates.labels import BEFORE, DateLabel, label_of
from fetchers.pages.html.declarations import Element
from fetchers.pages.html.owner.nearby import label_after, label_before
from fetchers.pages.html.owner.owners import Owner

_MOST_TIMES = 200
_STAMPED: Final = "data-time="
"""CSDN's own <time>: the words in it may be the day of an article that it recommends."""
_MOMENT: Final = re.compile(r"\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_IS_UPDATE = re.compile(r"update|modif", re.IGNORECASE)
_IS_PUBLICATION = re.compile(r"pub|entry-date|datecreated", re.IGNORECASE)


def in_time_elements(evidence: DateEvidence) -> Iterator[str]:
    """Yield <time> elements that say they are the publication or stand right below the heading, then the others."""
    others = []
    for element, day, label in _times(evidence):
        if label is DateLabel.PUBLISHED or (label is None and _is_below_heading(element, evidence)):
            yield day
        elif label is None and element.tag != "abbr":
            others.append(day)
    yield from others[:1]


def in_tooltips(evidence: DateEvidence) -> Iterator[str]:
    """Yield the moment that appears over a relative day, as forums write it: ``<span title="2020-01-02T10:00">``."""
    body = evidence.document.body
    for element in islice(() if body is None else body.iterfind(".//span[@title]"), _MOST_TIMES):
        said = element.get("title")
        day = one_day(said) if _MOMENT.match(said) else None
        if day is None or label_of_element(element) is DateLabel.UPDATED:
            continue
        if evidence.scope.dated(element, day) is Owner.PAGE:
            yield day.isoformat()


def _is_below_heading(element: Element, evidence: DateEvidence) -> bool:
    return any(element is below for _, below in evidence.scope.after_heading)


def updates_in_time_elements(evidence: DateEvidence) -> Iterator[str]:
    """Yield the days of the elements that are called an update."""
    return (day for _, day, label in _times(evidence) if label is DateLabel.UPDATED)


def _times(evidence: DateEvidence) -> Iterator[tuple[Element, str, DateLabel | None]]:
    """Yield the page's own <time> elements, their days, and what these are called."""
    for element in dated_elements(evidence, "time", "abbr", "relative-time"):
        value = element.get("datetime") or element.get("data-time")
        value = value or (element.get("title") or "" if element.tag == "abbr" else element.text or "")
        day = one_day(value)
        if day is None:
            continue
        label = label_of_element(element)
        owners = (Owner.PAGE, Owner.SITE) if label is DateLabel.UPDATED else (Owner.PAGE,)
        if evidence.scope.dated(element, day) in owners:
            yield element, day.isoformat(), label


def dated_elements(evidence: DateEvidence, *tags: str) -> Iterator[Element]:
    """Return the elements of some tags, and those that have a day for machines as CSDN writes it."""
    body = evidence.document.body
    if body is None:
        return iter(())
    stamped_ones = body.iterfind(".//span[@data-time]") if _STAMPED in evidence.markup else ()
    return islice(chain(body.iter(*tags), stamped_ones), _MOST_TIMES)


def label_of_element(element: Element) -> DateLabel | None:
    """Return what an element's day is called: by its markup, else by the words beside it."""
    hint = f"{element.get('class', '')} {element.get('itemprop', '')} {' '.join(element.attrib)}"
    if _IS_PUBLICATION.search(hint) and "dateModified" not in hint:
        return DateLabel.PUBLISHED
    if _IS_UPDATE.search(hint):
        return DateLabel.UPDATED
    return label_of(label_before(element, BEFORE), label_after(element, BEFORE))
