"""When a page was published, and when it was updated, and on whose word. No date rather than an invented one.

The sources are asked in the order in which they are right (measured: benchmarks/pages.py): what the page states for
machines, its address, what it shows to readers beside its heading; then guesses, which are called so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml.etree import tostring  # type: ignore[import-untyped]

from fetchers.pages.html.date_evidence import DateEvidence
from fetchers.pages.html.date_names import CITED, NAME_IN_SCRIPT, PUBLISHED, UPDATED, VALUES_IN_SCRIPT
from fetchers.pages.html.dated_text import (
    beside_heading,
    in_dated_elements,
    labelled,
    only,
    stamped,
    update_beside_heading,
)
from fetchers.pages.html.days import one_day
from fetchers.pages.html.scope import is_elsewhere
from fetchers.pages.html.years import has_year

# /2020/03/01/, /2020-03-01-title, /2020/0301/, /202003/01/, /20200301/ and t20200301_123.htm (Chinese systems),
# /29-10-2021
_IN_URL: Final = (
    re.compile(r"/(?:[a-z-]{1,20}/)?((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?=[/_.-]|\Z)", re.IGNORECASE),
    re.compile(r"(?:/[a-z]{0,3}|_)((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|\Z)", re.IGNORECASE),
    re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d)/?(\d\d)(?=/)"),
    re.compile(r"/(?P<d>\d\d)-(?P<m>\d\d)-(?P<y>(?:19|20)\d\d)(?=[/_.-]|\Z)"),
)
_PARSELY_PAGE = re.compile(r"\"pub_date\"\s*:\s*\"([^\"]{8,40})\"")
# Every date htmldate knows has a year of four digits, or of two behind a day and a month; or it is a time stamp of
# Facebook's. A pattern for each sign between day and month: see fetchers.pages.html.years.
_SHORT_YEARS: Final = tuple(
    re.compile(rf"{sign}(?:(?<=[1-9]{sign})|(?<=[1-3]0{sign}))(?:0?[1-9]|[12]\d|3[01])[-/.]\d\d")
    for sign in ("-", "/", r"\.")
)
_TIME_STAMP: Final = "data-utime="
_LONGEST_NAME = 80
_IS_UPDATE = re.compile(r"update|modif", re.IGNORECASE)
_IS_PUBLICATION = re.compile(r"pub|entry-date|datecreated", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dates:
    """Days in RFC 3339, and where the published one (else the updated one) was read."""

    published: str | None = None
    updated: str | None = None
    source: str | None = None


def find_dates(evidence: DateEvidence) -> Dates:
    """Return what the page says of its dates, on the word of the first source that has one."""
    published = _first(_PUBLISHED, evidence)
    updated = _first(_UPDATED, evidence)
    if published is None:
        day, source = updated or (None, None)
        return Dates(None, day.isoformat() if day else None, source)
    day, source = published
    later = updated[0].isoformat() if updated and updated[0] > day else None
    return Dates(day.isoformat(), later, source)


def _first(sources: tuple[tuple[str, _Source], ...], evidence: DateEvidence) -> tuple[date, str] | None:
    for name, source in sources:
        day = next(source(evidence), None)
        if day is not None:
            return day, name
    return None


def _metas(*names: str) -> _Source:
    def find(evidence: DateEvidence) -> Iterator[date]:
        for value in evidence.document.all(*names):
            day = one_day(value, month_first=evidence.month_first)
            if day:
                yield day

    return find


def _parsely(evidence: DateEvidence) -> Iterator[date]:
    for value in evidence.document.all("parsely-page"):
        yield from filter(None, map(one_day, _PARSELY_PAGE.findall(value)))


def _works(evidence: DateEvidence) -> Iterator[date]:
    return _stated(statement.published for statement in evidence.statements if statement.is_article)


def _pages(evidence: DateEvidence) -> Iterator[date]:
    return _stated(statement.published for statement in evidence.statements if not statement.is_article)


def _modified(evidence: DateEvidence) -> Iterator[date]:
    return _stated(statement.modified for statement in evidence.statements)


def _stated(values: Iterator[str]) -> Iterator[date]:
    return (day for value in values if (day := one_day(value)))


def _in_url(evidence: DateEvidence) -> Iterator[date]:
    path = evidence.url.partition("://")[2].partition("?")[0].partition("#")[0]
    path = path[path.find("/") :] if "/" in path else ""
    for rule in _IN_URL:
        for match in rule.finditer(path):
            parts = match.groupdict()
            day = one_day("-".join((parts["y"], parts["m"], parts["d"]) if parts else match.groups()))
            if day:
                yield day


def _in_time_elements(evidence: DateEvidence) -> Iterator[date]:
    """Yield <time> elements that say they are the publication, then the first of the others."""
    body = evidence.document.body
    if body is None:
        return
    others = []
    for element in body.iter("time", "abbr", "relative-time"):
        value = element.get("datetime") or (element.get("title") or "" if element.tag == "abbr" else element.text or "")
        hint = f"{element.get('class', '')} {element.get('itemprop', '')} {' '.join(element.attrib)}"
        day = one_day(value)
        if day is None or _IS_UPDATE.search(hint) or is_elsewhere(element):
            continue
        if _IS_PUBLICATION.search(hint):
            yield day
        elif element.tag != "abbr":
            others.append(day)
    yield from others[:1]


def _in_scripts(evidence: DateEvidence) -> Iterator[date]:
    """Values are found first, and what stands before them is looked at: names are all over a page's markup."""
    markup = evidence.markup
    values = [value for pattern in VALUES_IN_SCRIPT for value in pattern.finditer(markup)]
    for value in sorted(values, key=lambda value: value.start()):
        if NAME_IN_SCRIPT.search(markup, max(0, value.start() - _LONGEST_NAME), value.start()):
            day = one_day(value[0])
            if day:
                yield day


def _by_htmldate(evidence: DateEvidence) -> Iterator[date]:
    if evidence.document.body is None or not _has_work_for_htmldate(evidence):
        return
    # htmldate takes a fifth of a second to import, and few pages come this far. Its extensive search invents a date on
    # most pages without one, and takes over a second to load its languages.
    from htmldate import find_date  # noqa: PLC0415

    found = find_date(evidence.document.body, original_date=True, extensive_search=False, url=evidence.url or None)
    # Where it finds only a year it answers New Year's Day, and is mostly wrong.
    if found and not found.endswith("-01-01"):
        yield date.fromisoformat(found)


def _has_work_for_htmldate(evidence: DateEvidence) -> bool:
    if evidence.has_year or _like_a_date(evidence.url) or _like_a_date(evidence.unspaced):
        return True
    markup = tostring(evidence.document.body, encoding="unicode")
    return _TIME_STAMP in markup or _like_a_date(markup)


def _like_a_date(text: str) -> bool:
    return has_year(text) or any(pattern.search(text) for pattern in _SHORT_YEARS)


_Source = Callable[[DateEvidence], Iterator[date]]
_PUBLISHED: Final[tuple[tuple[str, _Source], ...]] = (
    ("meta", _metas(*CITED)),
    ("json-ld", _works),
    ("meta", _metas(*PUBLISHED)),
    ("meta", _parsely),
    ("url", _in_url),
    ("time-element", _in_time_elements),
    ("text", beside_heading),
    ("text", labelled),
    ("text", in_dated_elements),
    ("guess", _in_scripts),
    ("guess", _pages),
    ("guess", stamped),
    ("guess", only),
    ("guess", _by_htmldate),
)
_UPDATED: Final[tuple[tuple[str, _Source], ...]] = (
    ("json-ld", _modified),
    ("meta", _metas(*UPDATED)),
    ("text", update_beside_heading),
)
