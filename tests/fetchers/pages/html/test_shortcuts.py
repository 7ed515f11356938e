"""What spares a search its dear patterns takes nothing from it: each against what it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st

from fetchers.pages.html.calendar import days
from fetchers.pages.html.calendar.years import has_year, years
from fetchers.pages.html.dates import find as dates
from fetchers.pages.html.dates.date_sources import DateEvidence
from fetchers.pages.html.dates.dated_text import in_dated_elements
from fetchers.pages.html.markup import inner_text, take_apart
from fetchers.pages.html.owner.owners import _STEMS, BY_NAME
from fetchers.pages.html.owner.scope import Scope
from fetchers.pages.html.titles.parts import _SEPARATORS
from fetchers.pages.html.visible import read_visible

# The separators of titles as they are described, tried at every character.
PLAIN_SEPARATORS = re.compile(
    r"\s+[|\-–—―·•»«›:~/]+\s+|\s*(?:[|｜_»]|——|::|\u2502)+\s*|(?<=[^\x00-\x7f])[-–—](?=\S)|(?<=\S)[-–—](?=[^\x00-\x7f])"
)
YEARS = ["2020", "1999", "20", "19", "1850", "0203", "2020-03-01", "20200301", "3/4/2020", "1.2.03", "12-11-20"]
WORDS = [*YEARS, "March", "mai", "MAYIS", "5", "05", "1st", "of", "de", "年", "월", "日", "T10:00:00", "1583020800"]
SIGNS = [" ", "  ", "\n", "-", "/", ".", ",", ":", "年", "x", "٣", "é", '"', "'", "=", "\\", "_"]
TEXTS = st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=14).map("".join)


def evidence(markup: str, url: str = "") -> DateEvidence:
    document = take_apart(markup)
    visible = read_visible(document.body, markup, inner_text).text
    return DateEvidence(document, [], None, visible, markup, url, Scope(None, url), month_first=False)


@given(st.text("ab é中\t|-–—―·•»›:~/｜_\u2502", max_size=12))
def test_separators_are_those_of_a_pattern_that_begins_with_none_of_its_signs(title: str) -> None:
    found = [match.span() for match in _SEPARATORS.finditer(title)]
    assert found == [match.span() for match in PLAIN_SEPARATORS.finditer(title)]


@given(st.from_regex(BY_NAME, fullmatch=True))
def test_a_name_that_says_whose_an_element_is_has_one_of_the_stems(name: str) -> None:
    assert _STEMS.search(name.lower())


@given(TEXTS, st.integers(0, 5))
def test_years_are_those_of_a_plain_pattern(text: str, most: int) -> None:
    plain = [match.span() for match in re.finditer(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)]
    assert years(text, most) == plain[:most]
    assert has_year(text) == (re.search(r"(?:19|20)\d\d", text) is not None)


def plainly(text: str) -> Iterator[days.Day]:
    """``days`` with every form tried around every year, and the names of months in one row."""
    months = "(?:" + "|".join(sorted(days._NAMED, key=len, reverse=True)) + ")"
    forms = re.compile(days._FORMS.pattern.replace(days._MONTH, months), days._FORMS.flags)
    done = 0
    for start, end in years(text, 500):
        if start < done:
            continue
        match = forms.search(text, max(done, start - 32), end + 16)
        if match is None:
            continue
        done = match.end()
        found = days._day(match, month_first=False)
        if found is not None:
            yield found


@given(TEXTS | st.sampled_from(sorted(days._NAMED)).map(lambda month: f"on 5 {month} 2020, {month} 6, 2021"))
@example("2019 and 1 mai 2020")
def test_days_are_those_of_every_form_around_every_year(text: str) -> None:
    assert list(days.days(text)) == list(plainly(text))


IN_SCRIPT = re.compile(
    r"(?:\b|_)(?:date_?published|publish(?:ed)?_?(?:date|time|on|at)|pub_?(?:date|time)|first[_-]?publi(?:shed(?:_?at|_?date)?|cation)|ct)"
    r"[\"']?\s*[:=]\s*\\?[\"']?(?P<value>\d{4}-\d\d-\d\d|\d{4}/\d\d/\d\d|1\d{9}(?:\d{3})?)(?!\d)",
    re.IGNORECASE,
)
NAMES = ["ct", "pubDate", "publish_time", "datePublished", "_ct", "x", "=", ": ", '"', "'", '\\"', " ", ";"]
VALUES = [
    "2020-03-01",
    "2020/03/01",
    "2020-03-01T06:22",
    "1850-01-01",
    "1583020800",
    "1583020800000",
    "15830208001",
    "2020-03-011",
    "1",
]
STATE = st.lists(st.sampled_from([*NAMES, *VALUES]), max_size=16).map("".join)


@given(STATE)
@example('ct="1583020800"')
@example("datePublished: '2020-03-01', ct=1583020800;")
def test_state_for_scripts_is_what_one_pattern_finds(markup: str) -> None:
    plain = [day.isoformat() for match in IN_SCRIPT.finditer(markup) if (day := days.one_day(match["value"]))]
    assert list(dates._in_scripts(evidence(markup))) == plain


def test_a_year_may_be_in_pieces() -> None:
    assert dates.find_dates(evidence("<body><p class=date>20<b>20</b>-03-01")).published == "2020-03-01"


def test_a_page_that_is_all_called_a_date_is_no_date() -> None:
    text = "<body class=update>" + "<p>word</p>" * 40 + "<p class=date>2020-03-01</p>" + "<p>2021-04-05</p>"
    assert next(in_dated_elements(evidence(text))) == "2020-03-01"
