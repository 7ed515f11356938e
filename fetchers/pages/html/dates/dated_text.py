"""Days that a page shows to its readers: beside the heading, after words such as "Published", in elements for dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from fetchers.pages.html.calendar.days import days
from fetchers.pages.html.dates.date_sources import DateEvidence, ShownDay
from fetchers.pages.html.dates.labels import BEFORE, DateLabel, label_of
from fetchers.pages.html.declarations import Element
from fetchers.pages.html.owner.nearby import label_before
from fetchers.pages.html.owner.owners import Owner

_SHORT = 120
_MOST = 100
_WHOLE_PAGE = 20_000
_MARKED: Final = etree.XPath("//@id[contains(., 'date') or contains(., 'time') or contains(., 'pub')]/..")
_STATED: Final = etree.XPath("//@itemprop[. = 'datePublished']/..")
_DATED_CLASS = re.compile(r"[dD]ate|time|publi|posted|byline|submitted|author")
_UPDATED_CLASS = re.compile(r"updat|modif|edited|revis", re.IGNORECASE)
_DIGITS_OF_A_DAY: Final = re.compile(r"(?<!\d)((?:19|20)?\d\d)([-_/.]?)(\d\d)\2(\d\d)(?!\d)")
_STAMP = re.compile(r"\s*(?:(?:T|[年月日,，]|at|um|à)\s*)?(?:(?:上午|下午|晚上)\s*)?\d{1,2}\s*[:：时時h]\s*\d\d")
NOT_PUBLISHED: Final = (DateLabel.UPDATED, DateLabel.OTHER)


def beside_heading(evidence: DateEvidence) -> Iterator[str]:
    """Yield the days beside the heading that words call the publication, then those that are called nothing."""
    yield from _called(evidence.beside_heading, DateLabel.PUBLISHED)
    # Behind an update they are those of the text that begins there.
    is_updated = any(shown.label is DateLabel.UPDATED for shown in evidence.after_heading[:1])
    yield from _called(evidence.before_heading if is_updated else evidence.beside_heading, None)


def labelled(evidence: DateEvidence) -> Iterator[str]:
    """Yield the day anywhere that words call the publication; several are those of several things.

    So is one in an element like those of a list's entries: of some entry it may not show that it is one.
    """
    called = [shown for shown in evidence.shown if shown.label is DateLabel.PUBLISHED]
    entries = {_kind(shown.element) for shown in called if shown.owner is Owner.ITEM}
    own = (shown for shown in called if shown.owner is Owner.PAGE and _kind(shown.element) not in entries)
    found = {shown.day.value.isoformat() for shown in own}
    return iter(found) if len(found) == 1 else iter(())


def _kind(element: Element) -> tuple[str, str]:
    return element.tag, element.get("class", "")


def updates_in_address(evidence: DateEvidence) -> Iterator[str]:
    """Yield the update whose day is in the address, too: the page was published that day and not changed since."""
    path = evidence.url.partition("://")[2].partition("/")[2]
    stated = {"".join(match.group(1, 3, 4))[-6:] for match in _DIGITS_OF_A_DAY.finditer(path)}
    if stated:
        called = _called(evidence.shown, DateLabel.UPDATED)
        yield from (day for day in called if day[2:].replace("-", "") in stated)


def updates_beside_heading(evidence: DateEvidence) -> Iterator[str]:
    """Yield the days close to the heading that words call an update."""
    return _called(evidence.after_heading, DateLabel.UPDATED)


def updates(evidence: DateEvidence) -> Iterator[str]:
    """Yield the days that words call an update anywhere, a footer included."""
    for shown in evidence.shown:
        if shown.label is DateLabel.UPDATED and shown.owner in (Owner.PAGE, Owner.SITE):
            yield shown.day.value.isoformat()


def _called(days_shown: tuple[ShownDay, ...], label: DateLabel | None) -> Iterator[str]:
    return (shown.day.value.isoformat() for shown in days_shown if shown.label is label and shown.owner is Owner.PAGE)


def in_dated_elements(evidence: DateEvidence) -> Iterator[str]:
    """Yield the day in short elements whose class or id says that they hold one; several are a schedule's."""
    found = dict.fromkeys(islice(_in_dated_elements(evidence), _MOST))
    return iter(found) if len(found) == 1 else iter(())


def _in_dated_elements(evidence: DateEvidence) -> Iterator[str]:
    stated = _STATED(evidence.document.body) if "datePublished" in evidence.markup else ()
    named = (name.getparent() for name in evidence.document.classes() if _holds_a_day(name))
    for element in chain(stated, named, filter(_is_called_a_day, _MARKED(evidence.document.body))):
        text = _short_text(element)
        for day in days(text, month_first=evidence.month_first):
            before = text[: day.start]
            if len(before) < BEFORE:
                before = f"{label_before(element, BEFORE)} {before}"
            is_sure = day.is_sure and label_of(before, text[day.end :]) not in NOT_PUBLISHED
            if is_sure and evidence.scope.dated(element, day.value) is Owner.PAGE and day.value not in evidence.entries:
                yield day.value.isoformat()


def _short_text(element: Element) -> str:
    """Return an element's text, "" if it is long: an element with such a class may contain the whole page."""
    pieces: list[str] = []
    room = _SHORT
    for piece in element.itertext():
        pieces.append(piece)
        room -= sum(map(len, piece.split()))
        if room < 0:
            return ""
    text = " ".join("".join(pieces).split())
    return text if len(text) <= _SHORT else ""


def _holds_a_day(names: str) -> bool:
    return _DATED_CLASS.search(names) is not None and _UPDATED_CLASS.search(names) is None


def _is_called_a_day(element: Element) -> bool:
    return _UPDATED_CLASS.search(element.get("class") or "") is None


def stamped(evidence: DateEvidence) -> Iterator[str]:
    """Yield the days anywhere that a time of day follows: content systems write them, authors do not."""
    for shown in _unlabelled(evidence):
        if _STAMP.match(shown.behind):
            yield shown.day.value.isoformat()


def only(evidence: DateEvidence) -> Iterator[str]:
    """Yield the day of a text that names exactly one day and does not label it as something else."""
    if len(evidence.visible) > _WHOLE_PAGE:
        return
    found: set[date] = {shown.day.value for shown in evidence.shown}
    foreign = {Owner.ITEM, Owner.NEIGHBOUR, Owner.RECOMMENDED, Owner.EXHIBIT} | (
        {Owner.RESPONSE} if evidence.heading is not None else set()
    )
    alike = [s for s in evidence.shown if s.label not in NOT_PUBLISHED and s.owner not in foreign]
    if len(found) == 1 and alike:
        yield alike[0].day.value.isoformat()


def nearest(evidence: DateEvidence) -> Iterator[str]:
    """Yield the day in the smallest box around the heading that has one: themes call an article's own line much."""
    free = [s for s in evidence.shown if s.owner in (Owner.RECOMMENDED, Owner.SITE) and s.label not in NOT_PUBLISHED]
    near = set(evidence.scope.nearest([shown.element for shown in free]))
    found = {shown.day.value for shown in free if shown.element in near}
    if len(found) == 1:
        yield from (day.isoformat() for day in found)


def labelled_once(evidence: DateEvidence) -> Iterator[str]:
    """Yield the one day that words anywhere call the publication, in a side column or a footer too."""
    found = {shown.day.value for shown in evidence.shown if shown.label is DateLabel.PUBLISHED}
    owners = {shown.owner for shown in evidence.shown if shown.label is DateLabel.PUBLISHED}
    if len(found) == 1 and not owners & {Owner.ITEM, Owner.RESPONSE, Owner.NEIGHBOUR, Owner.EXHIBIT}:
        yield from (day.isoformat() for day in found)


def _unlabelled(evidence: DateEvidence) -> Iterator[ShownDay]:
    for shown in evidence.shown:
        if shown.label not in NOT_PUBLISHED and shown.owner is Owner.PAGE:
            yield shown
