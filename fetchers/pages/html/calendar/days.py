"""Calendar days as people and machines write them. Pure; the day is the one written, in the page's own time zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Final

from fetchers.pages.html.calendar.years import years

# The web has few pages older than this, and scripts without a clock write 1970.
EARLIEST: Final = date(1994, 1, 1)

# English, German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian, Russian, Ukrainian, Polish, Czech,
# Turkish, Romanian, Indonesian, Arabic (both sets of names). Chinese, Japanese and Korean write numbers.
_MONTHS: Final = (
    (
        "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari ianuarie января січня "
        "stycznia ledna ocak يناير"
    ),
    (
        "february feb februar février fevrier févr fév febrero febbraio fevereiro februari februarie февраля "
        "лютого lutego února şubat فبراير شباط"
    ),
    ("march mar märz maerz mrz mars marzo março marco maart maret martie марта березня marca března mart مارس آذار"),
    "april apr avril avr abril abr aprile aprilie апреля квітня kwietnia dubna nisan أبريل ابريل نيسان",
    "may mai mayo maggio mag maio mei maj мая травня maja května mayıs مايو أيار",
    "june jun juni juin junio giugno giu junho iunie июня червня czerwca června haziran يونيو حزيران",
    "july jul juli juillet juil julio luglio lug julho iulie июля липня lipca července temmuz يوليو تموز",
    ("august aug août aout agosto ago augustus augusti agustus августа серпня sierpnia srpna ağustos أغسطس آب"),
    (
        "september sep sept septembre septiembre setiembre settembre set setembro septembrie сентября вересня "
        "września září eylül سبتمبر أيلول"
    ),
    (
        "october oct oktober okt octobre octubre ottobre ott outubro octombrie октября жовтня października "
        "října ekim أكتوبر"
    ),
    "november nov novembre noviembre novembro noiembrie ноября листопада listopada listopadu kasım نوفمبر",
    (
        "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember decembrie "
        "декабря грудня grudnia prosince aralık ديسمبر"
    ),
)
_NAMED: Final = {name: n for n, names in enumerate(_MONTHS, start=1) for name in names.split()}
# By first letters, longer ones first: where case is ignored, re tries every alternative at every word of a window.
_MONTH = "(?:{})".format(
    "|".join(
        f"{letter}(?:{'|'.join(sorted((name[1:] for name in names), key=len, reverse=True))})"
        for letter, names in groupby(sorted(_NAMED), key=itemgetter(0))
    )
)


def _folded(name: str) -> str:
    """Return a month's name folded as ``re.IGNORECASE`` compares it (Turkish has MAYIS and EKİM)."""
    return name.replace("\u0130", "i").replace("\u0131", "i").casefold()


_MONTH_NUMBER: Final = {_folded(name): number for name, number in _NAMED.items()}
# A day of the month is not the end of a longer number, nor a year its beginning.
_YEAR = r"(?:19|20)\d\d"
# All but one begin with a digit: of the rest, nothing is tried where none stands.
_FORMS: Final = re.compile(
    rf"""
    (?=\d)(?:
      (?<![\d.,/-])(?P<y1>{_YEAR})(?P<s1>[-/.]|\.\ )(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})(?!\d|[-/]\d)
    | (?<!\d)(?P<y2>{_YEAR})\s*[年년]\s*(?P<m2>\d{{1,2}})\s*[月월]\s*(?P<d2>\d{{1,2}})\s*[日号號일]?
    | (?<![\d.,:/-])(?P<d3>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?[\s-]*(?:de\s+|of\s+)?
      (?:{_MONTH}\s*/\s*)?(?P<m3>\b{_MONTH}\b)\.?,?[\s-]*(?:de\s+|del\s+)?(?P<y3>{_YEAR})(?!\d)
    | (?<![\d.,/-])(?P<a5>\d{{1,2}})(?P<s5>[./-])(?P<b5>\d{{1,2}})(?P=s5)(?P<y5>{_YEAR})(?!\d|[-/]\d)
    )
  | \b(?P<m4>{_MONTH})\.?\s*(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<y4>{_YEAR})(?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
# More years than this, and it is a table, or malice.
_MOST_YEARS = 250
_BEFORE_YEAR = 32
_AFTER_YEAR = 16
_FEWEST_DIGITS = 5
# What a year alone or a month alone is written like; a month or day of 0 is none.
_PARTIAL = re.compile(rf"({_YEAR})(?:[-/.年년]\s*(\d{{1,2}})[月월]?(?:[-/.]0{{1,2}})?)?[年년]?\Z")
_MONTH_OF_YEAR = re.compile(
    rf"(?:(?P<m1>{_MONTH})\.?,?\s+(?P<y1>{_YEAR})|(?P<y2>{_YEAR})[\s-]+(?P<m2>{_MONTH}))\Z", re.IGNORECASE
)
_COMPACT = re.compile(r"\A((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\Z")
_EPOCH = re.compile(r"\A(\d{10})(?:\d{3})?(?:\.\d+)?\Z")


@dataclass(frozen=True, slots=True)
class Day:
    """A day found at ``start`` of a text. ``is_sure`` is False where day and month may be the other way about."""

    value: date
    start: int
    end: int
    is_sure: bool = True


def days(text: str, *, month_first: bool = False) -> Iterator[Day]:
    """Yield the days written in a text, in their order. ``month_first`` settles what 3/4/2020 means."""
    done = 0
    # Years are rare and quick to find; the forms are tried only around them.
    for year_start, year_end in years(text, _MOST_YEARS):
        if year_start < done:
            continue
        start, end = max(done, year_start - _BEFORE_YEAR), year_end + _AFTER_YEAR
        # Most years stand alone; every form has a day beside it.
        if len(_DIGIT.findall(text, start, end)) < _FEWEST_DIGITS:
            continue
        match = _FORMS.search(text, start, end)
        if match is None:
            continue
        done = match.end()
        found = _day(match, month_first=month_first)
        if found is not None:
            yield found


def one_day(text: str, *, month_first: bool = False) -> date | None:
    """Return the day that a machine-readable value gives: ISO 8601, RFC 5322, ``20200301``, a Unix time, prose."""
    text = text.strip()[:100]
    compact = _COMPACT.match(text)
    if compact:
        return _valid(*compact.groups())
    epoch = _EPOCH.match(text)
    if epoch:
        found = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch[1]))).date()
        return found if _is_plausible(found) else None
    return next((day.value for day in days(text, month_first=month_first)), None)


def stated(text: str, *, month_first: bool = False) -> str | None:
    """Return the date that a machine-readable value gives, as precisely as it does: a day, a month, or a year."""
    day = one_day(text, month_first=month_first)
    if day is not None:
        return day.isoformat()
    text = text.strip()[:40]
    if named := _MONTH_OF_YEAR.match(text):
        year, month = named["y1"] or named["y2"], _MONTH_NUMBER[_folded(named["m1"] or named["m2"])]
    elif partial := _PARTIAL.match(text):
        year, month = partial[1], int(partial[2] or 0)
    else:
        return None
    if month > 12 or _valid(year, month or 1, 28 if year == str(EARLIEST.year) else 1) is None:
        return None
    return f"{year}-{month:02}" if month else year


def _day(match: re.Match[str], *, month_first: bool) -> Day | None:
    groups = match.groupdict()
    for n in "12":
        if groups[f"y{n}"]:
            return _at(match, _valid(groups[f"y{n}"], groups[f"m{n}"], groups[f"d{n}"]))
    for n in "34":
        if groups[f"y{n}"]:
            month = _MONTH_NUMBER[_folded(groups[f"m{n}"])]
            return _at(match, _valid(groups[f"y{n}"], month, groups[f"d{n}"]))
    first, second = int(groups["a5"]), int(groups["b5"])
    # 1.2.2020 is never written month first.
    swap = second > 12 or (month_first and groups["s5"] != "." and first <= 12)
    day, month = (second, first) if swap else (first, second)
    is_sure = first > 12 or second > 12 or first == second or groups["s5"] == "."
    return _at(match, _valid(groups["y5"], month, day), is_sure=is_sure)


def _at(match: re.Match[str], value: date | None, *, is_sure: bool = True) -> Day | None:
    return None if value is None else Day(value, match.start(), match.end(), is_sure)


def _valid(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if _is_plausible(found) else None


def _is_plausible(day: date) -> bool:
    # A day's grace: the page may be written where tomorrow has begun.
    return EARLIEST <= day <= datetime.now(UTC).date() + timedelta(days=1)
