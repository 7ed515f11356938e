"""What a page's dates are looked for in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date
from itertools import chain, islice
from typing import Final

from lxml import etree  # type: ignore[import-untyped]
from propcache.api import cached_property

from fetchers.pages.html.calendar.days import Day, days, one_day
from fetchers.pages.html.calendar.years import has_year, has_year_before_2000
from fetchers.pages.html.dates.labels import AFTER, BEFORE, DateLabel, label_of
from fetchers.pages.html.declarations import Declarations, Element
from fetchers.pages.html.jsonld import Statement
from fetchers.pages.html.owner.nearby import label_after, label_before
from fetchers.pages.html.owner.owners import Owner
from fetchers.pages.html.owner.scope import Scope
from fetchers.values import dataclass

_BEFORE_HEADING = 150
# A longer text is prose, and what is dated in it is not the page, unless a dateline begins it.
_LINE = 120
_DATELINE = 40
_HEAD = 12
# "am 12. Mai 2006 habe ich": behind a word in lower case and before more words, a day is part of a sentence.
# "9. bis 23. Februar 2017", "9–23 February 2017": a period is something's time, and no day of publication.
_PERIOD: Final = re.compile(r"(?<!\d)\d{1,2}\.? ?(?:[–~至-]|bis|to|au|al|до|までの?) ?\Z")
_SENTENCE_BEHIND: Final = re.compile(r"\s{1,2}[^\W\d_]\w{0,20}\s[^\W\d_]")
MOST_TIMES: Final = 200
_STAMPED: Final = "data-time="
"""CSDN's own <time>: the words in it may be the day of an article that it recommends."""
_IS_UPDATE = re.compile(r"update|modif", re.IGNORECASE)
_IS_PUBLICATION = re.compile(r"pub|entry-date|datecreated", re.IGNORECASE)
_MOST_DAYS = 300
"""Days of a page's text that are looked at: with more it is a table, or malice."""
# A text has a day where it has a year; these are all texts that may hold one. Most pages name no year before 2000.
_WITH_YEAR: Final = etree.XPath("descendant::text()[contains(., '20') or contains(., '19')]")
_SINCE_2000: Final = etree.XPath("descendant::text()[contains(., '20')]")


@dataclass(frozen=True)
class ShownDay:
    """A day in the page's text, and what it is called."""

    day: Day
    label: DateLabel | None
    behind: str
    """The text right behind it."""
    element: Element
    """The element that contains it; None: directly before the heading."""
    scope: Scope = field(repr=False)

    @cached_property
    def owner(self) -> Owner:
        """Whose it is; sought when asked for: of most days the label says enough."""
        return Owner.PAGE if self.element is None else self.scope.dated(self.element, self.day.value)


@dataclass(frozen=True)
class DateEvidence:
    """What the dates are looked for in. ``visible`` is the page's whole text, ``markup`` the page as it came."""

    document: Declarations
    statements: list[Statement]
    heading: Element
    visible: str
    markup: str
    url: str
    scope: Scope
    month_first: bool
    is_index: bool = False
    """Whether the page only leads to others: what is new there is not the page."""

    @cached_property
    def shown(self) -> tuple[ShownDay, ...]:
        """The days written anywhere in the text, in its order."""
        return tuple(islice(self._shown(), _MOST_DAYS)) if self.has_year else ()

    def _shown(self) -> Iterator[ShownDay]:
        find = _WITH_YEAR if has_year_before_2000(self.visible) else _SINCE_2000
        for text in islice(find(self.document.body), _MOST_DAYS):
            element = text.getparent()
            line = " ".join(text.split())
            for day in days(line, month_first=self.month_first):
                if not day.is_sure:
                    continue
                before, behind = line[max(0, day.start - BEFORE) : day.start], line[day.end : day.end + AFTER]
                if len(before) < BEFORE:
                    before = f"{_outside(text, element)} {before}"
                if len(behind) < AFTER and not text.is_tail:
                    behind += " " + label_after(element, AFTER)
                where = element.getparent() if text.is_tail else element
                yield ShownDay(day, label_of(before, behind), behind, where, self.scope)

    @cached_property
    def entries(self) -> frozenset[date]:
        """The days of the text that are those of a list's entries."""
        return frozenset(shown.day.value for shown in self.shown if shown.owner is Owner.ITEM)

    @property
    def is_list(self) -> bool:
        """Whether the days of the text are those of several entries, not of one item."""
        return len(self.entries) > 1

    @cached_property
    def beside_heading(self) -> tuple[ShownDay, ...]:
        """The days that end the heading or follow it closely, then those right before it."""
        return (*self.in_heading, *self.after_heading, *self.before_heading)

    @cached_property
    def in_heading(self) -> tuple[ShownDay, ...]:
        """The days that begin a smaller part of the heading: ``<h1>Title<br><small>2 May 2022 · News</small></h1>``."""
        if self.heading is None:
            return ()
        before = (self.heading.text or "").strip()
        texts: list[str] = []
        for part in self.heading:
            text = " ".join("".join(part.itertext()).split())
            if before and has_year(text):
                texts.append(text)
            before = before or text
        return tuple(day for text in texts for day in self._labelled(text, []) if day.day.start <= _HEAD)

    @cached_property
    def after_heading(self) -> tuple[ShownDay, ...]:
        """The days that follow the heading closely."""
        if self.heading is None:
            return ()
        text = ""
        starts: list[tuple[int, Element, int]] = []
        for piece, element in self.scope.after_heading:
            starts.append((len(text), element, len(piece)))
            text += f"{piece} "
        return tuple(self._labelled(text, starts))

    @cached_property
    def before_heading(self) -> tuple[ShownDay, ...]:
        """The days right before the heading."""
        if self.heading is None:
            return ()
        return tuple(self._labelled(label_before(self.heading, _BEFORE_HEADING), []))

    def _labelled(self, text: str, starts: list[tuple[int, Element, int]]) -> Iterator[ShownDay]:
        for day in days(text, month_first=self.month_first):
            if not day.is_sure:
                continue
            at, element, length = next((each for each in reversed(starts) if each[0] <= day.start), (0, None, 0))
            if length > _LINE and day.start - at > _DATELINE:
                continue  # in prose
            behind = text[day.end : day.end + AFTER]
            before = text[max(0, day.start - BEFORE) : day.start]
            label = label_of(before, behind)
            line = text[: at + length] if length else text
            if label is None and _is_in_sentence(line[max(at, day.start - BEFORE) : day.start], line[day.end :]):
                continue
            yield ShownDay(day, label, behind, element, self.scope)

    @cached_property
    def times(self) -> tuple[tuple[Element, date, DateLabel | None], ...]:
        """The elements with a day for machines, their days, and what these are called, whosever they are."""
        body = self.document.body
        if body is None:
            return ()
        stamped = body.iterfind(".//span[@data-time]") if _STAMPED in self.markup else ()
        return tuple(self._times(islice(chain(body.iter("time", "abbr", "relative-time"), stamped), MOST_TIMES)))

    def _times(self, elements: Iterable[Element]) -> Iterator[tuple[Element, date, DateLabel | None]]:
        for element in elements:
            value = element.get("datetime") or element.get("data-time")
            value = value or (element.get("title") or "" if element.tag == "abbr" else element.text or "")
            day = one_day(value)
            if day is not None:
                yield element, day, label_of_element(element)

    @cached_property
    def has_year(self) -> bool:
        """Whether any element's text has a year in it, so that it may hold a day; ``<b>20</b>20`` is one, too."""
        body = self.document.body
        if body is None or has_year(self.visible):
            return body is not None
        return has_year(str(etree.tostring(body, method="text", encoding="unicode")))


def _is_in_sentence(before: str, behind: str) -> bool:
    """Whether a day ends a period, or stands among words of a sentence; a script without cases does not tell."""
    if _PERIOD.search(before):
        return True
    word = before.rstrip().rpartition(" ")[2]
    return word.isalpha() and word.islower() and _SENTENCE_BEHIND.match(behind) is not None


def label_of_element(element: Element) -> DateLabel | None:
    """Return what an element's day is called: by its markup, else by the words beside it."""
    hint = f"{element.get('class', '')} {element.get('itemprop', '')} {' '.join(element.attrib)}"
    if _IS_PUBLICATION.search(hint) and "dateModified" not in hint:
        return DateLabel.PUBLISHED
    if _IS_UPDATE.search(hint):
        return DateLabel.UPDATED
    return label_of(label_before(element, BEFORE), label_after(element, BEFORE))


def _outside(text: str, element: Element) -> str:
    """Return the text before or after an element on the same line."""
    if text.is_tail:  # type: ignore[attr-defined]
        return f"{label_before(element, BEFORE)} {' '.join(''.join(islice(element.itertext(), 20)).split())}"
    return label_before(element, BEFORE)
