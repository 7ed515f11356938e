"""When a page was published and updated, and which source says so. No date is better than a wrong one.

The sources are asked in the order in which they are right (measured: benchmarks/pages.py): what the page states for
machines, its address, what it shows to readers beside its heading; then guesses, which are called so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain
from operator import attrgetter
from typing import Final

from fetchers.pages.html.calendar.days import one_day, stated
from fetchers.pages.html.calendar.years import has_year
from fetchers.pages.html.dates.date_fields import CITED, DATED, NAME_IN_SCRIPT, PUBLISHED, UPDATED, VALUES_IN_SCRIPT
from fetchers.pages.html.dates.date_sources import DateEvidence
from fetchers.pages.html.dates.dated_text import (
    beside_heading,
    in_dated_elements,
    labelled,
    labelled_once,
    nearest,
    only,
    stamped,
    updates,
    updates_beside_heading,
    updates_in_address,
)
from fetchers.pages.html.dates.time_elements import (
    in_time_elements,
    in_tooltips,
    updates_in_time_elements,
)
from fetchers.values import dataclass

# /2020/03/01/, /2020-03-01-title, /2020/0301/, /202003/01/, /20200301/ and t20200301_123.htm (Chinese systems),
# /29-10-2021
_IN_URL: Final = (
    re.compile(r"/(?:[a-z-]{1,20}/)?((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?=[/_.-]|\Z)", re.IGNORECASE),
    re.compile(r"(?:/[a-z]{0,3}|_)((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|\Z)", re.IGNORECASE),
    re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d)/?(\d\d)(?=/)"),
    re.compile(r"/(?P<d>\d\d)-(?P<m>\d\d)-(?P<y>(?:19|20)\d\d)(?=[/_.-]|\Z)"),
)
# /2020/03/a-title: WordPress, Blogger. The number of a page is not a title.
_MONTH_IN_URL: Final = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?!index\b|page\b)[^/]*[^\W\d_][^/]*/?\Z")
_PARSELY_PAGE = re.compile(r"\"pub_date\"\s*:\s*\"([^\"]{8,40})\"")
_LONGEST_NAME = 80
_DAY: Final = len("2020-03-01")


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates in ISO 8601, as precise as stated (a day, a month, a year), and where the first of them was read."""

    published: str | None = None
    updated: str | None = None
    source: str | None = None


def find_dates(evidence: DateEvidence) -> Dates:
    """Return the page's dates from the first source that has one.

    Front pages and lists have no publication date: the newest entry's date is not the page's.
    """
    published = _first(_CITED if evidence.is_index else _PUBLISHED, evidence)
    if published is None and not evidence.is_index and not evidence.is_list:
        month = _month_in_url(evidence.url)
        published = _first(_GUESSED, evidence, month) or ((month, "url") if month else None)
    # Where machines are told of the publication, an update far from the heading is seldom the page's, and dear to find;
    # on a list it is an entry's.
    is_told = evidence.is_list if published is None else published[1] in ("meta", "json-ld", "url", "time-element")
    updated = _first(_UPDATED if is_told else (*_UPDATED, ("text", _IN_TEXT, updates)), evidence)
    if published is None:
        day, source = updated or (None, None)
        return Dates(None, day, source)
    day, source = published
    later = updated[0] if updated and updated[0] > day and not updated[0].startswith(day) else None
    return Dates(day, later, source)


def _first(sources: _Sources, evidence: DateEvidence, month: str = "") -> tuple[str, str] | None:
    """Return the first date and its source; where that is no day, a later source may say which day it was.

    Of a ``month`` that is known, no other day is taken.
    """
    vague: tuple[str, str] | None = None
    for name, place, source in sources:
        if (vague is not None and name not in ("meta", "json-ld", "url")) or not place(evidence):
            continue
        for day in source(evidence):
            if not day.startswith(month):
                continue
            if vague is None and len(day) == _DAY:
                return day, name
            if vague is None or (day.startswith(vague[0]) and len(day) > len(vague[0])):
                vague = day, name
            break
    return vague


def _metas(*names: str) -> _Source:
    def find(evidence: DateEvidence) -> Iterator[str]:
        for value in chain.from_iterable(evidence.document.folded(names)):
            day = stated(value, month_first=evidence.month_first)
            if day and not day.startswith(value.lstrip()[:4]):  # the year is not first: there may be two readings
                other = stated(value, month_first=not evidence.month_first)
                yield _settled(day, other, evidence) if other and other != day else day
            elif day:
                yield day

    return find


def _settled(day: str, other: str, evidence: DateEvidence) -> str:
    """Return the reading of 11/01/2023 that the page shows, too, written so that it can be read one way only."""
    shown = {each.day.value.isoformat() for each in evidence.shown}
    return other if other in shown and day not in shown else day


def _parsely(evidence: DateEvidence) -> Iterator[str]:
    for value in evidence.document.all("parsely-page"):
        yield from filter(None, map(stated, _PARSELY_PAGE.findall(value)))


def _works(evidence: DateEvidence) -> Iterator[str]:
    return _stated(each.published for each in evidence.statements if each.is_article and not each.is_media)


def _media(evidence: DateEvidence) -> Iterator[str]:
    return _stated(each.published for each in evidence.statements if each.is_media)


def _pages(evidence: DateEvidence) -> Iterator[str]:
    return _stated(statement.published for statement in evidence.statements if not statement.is_article)


def _modified(evidence: DateEvidence) -> Iterator[str]:
    return _stated(statement.modified for statement in evidence.statements)


def _stated(values: Iterator[str]) -> Iterator[str]:
    return (day for value in values if (day := stated(value)))


def _in_url(evidence: DateEvidence) -> Iterator[str]:
    path = evidence.url.partition("://")[2].partition("?")[0].partition("#")[0]
    path = path[path.find("/") :] if "/" in path else ""
    for rule in _IN_URL if has_year(path) else ():
        for match in rule.finditer(path):
            parts = match.groupdict()
            day = one_day("-".join((parts["y"], parts["m"], parts["d"]) if parts else match.groups()))
            if day:
                yield day.isoformat()


def _month_in_url(url: str) -> str:
    """Return the month in the address of a single article, as blogs write it: a folder of months is a list."""
    match = _MONTH_IN_URL.search(url.partition("?")[0].partition("#")[0])
    return (match and stated("-".join(match.groups()))) or ""


def _in_scripts(evidence: DateEvidence) -> Iterator[str]:
    """Values are searched first, then what precedes them is checked: names occur all over a page's markup."""
    markup = evidence.markup
    values = [value for pattern in VALUES_IN_SCRIPT for value in pattern.finditer(markup)]
    for value in sorted(values, key=lambda value: value.start()):
        if any(value[0] in script for script in evidence.document.json_ld):
            continue  # read, and not the page's
        if NAME_IN_SCRIPT.search(markup, max(0, value.start() - _LONGEST_NAME), value.start()):
            day = one_day(value[0])
            if day:
                yield day.isoformat()


_Source = Callable[[DateEvidence], Iterator[str]]
_Place = Callable[[DateEvidence], object]
# Where a source looks: most pages have few of these places, and without them it is not asked.
_IN_METAS: Final[_Place] = attrgetter("document.metas")
_IN_DATA: Final[_Place] = attrgetter("statements")
_IN_ADDRESS: Final[_Place] = attrgetter("url")
_IN_TEXT: Final[_Place] = attrgetter("has_year")
_IN_MARKUP: Final[_Place] = attrgetter("markup")
_Sources = tuple[tuple[str, _Place, _Source], ...]
_CITED: Final[_Sources] = (("meta", _IN_METAS, _metas(*CITED)), ("json-ld", _IN_DATA, _works))
_PUBLISHED: Final[_Sources] = (
    *_CITED,
    ("meta", _IN_METAS, _metas(*PUBLISHED)),
    ("meta", _IN_METAS, _parsely),
    ("url", _IN_ADDRESS, _in_url),
    ("time-element", _IN_MARKUP, in_time_elements),
    ("text", _IN_TEXT, beside_heading),
    ("meta", _IN_METAS, _metas(*DATED)),
    ("json-ld", _IN_DATA, _media),
    ("text", _IN_TEXT, labelled),
    ("text", _IN_TEXT, in_dated_elements),
    ("time-element", _IN_MARKUP, in_tooltips),
    ("url", _IN_TEXT, updates_in_address),
)
_GUESSED: Final[_Sources] = (
    ("guess", _IN_MARKUP, _in_scripts),
    ("guess", _IN_DATA, _pages),
    ("guess", _IN_TEXT, labelled_once),
    ("guess", _IN_TEXT, stamped),
    ("guess", _IN_TEXT, only),
    ("guess", _IN_TEXT, nearest),
)
_UPDATED: Final[_Sources] = (
    ("json-ld", _IN_DATA, _modified),
    ("meta", _IN_METAS, _metas(*UPDATED)),
    ("time-element", _IN_MARKUP, updates_in_time_elements),
    ("text", _IN_TEXT, updates_beside_heading),
)
