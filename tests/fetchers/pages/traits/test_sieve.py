"""What spares texts the patterns of the tables takes no match from them: the shortcut against what it stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fetchers.pages.html import read
from fetchers.pages.traits import _MARKERS, _TABLE, absence, evidence, pagefacts, trades
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.marker import Marker
from fetchers.pages.traits.phrases.sieve import Selection, Sieve, loosened
from fetchers.pages.traits.shape import LONG, plain, segments

PLACES = ("title", "unless_title", "visible", "html", "without", "url")
TABLES = sorted({getattr(marker, place) for marker in _MARKERS for place in PLACES} - {""})
SIEVES = [
    *map(Sieve, TABLES),
    *(pattern for rules in absence._rules() for pattern in (rules.titles, rules.says)),
    *(absence._CODE, absence._BARE_ABSENCE, absence._ENGLISH_ABOUT),
    *(trades.TRADES, evidence._SELF, pagefacts._NO_RESULTS, pagefacts._ERROR_PATH, pagefacts._ERROR_QUERY),
]
SPELLINGS = [str, str.upper, str.title]
QUICK = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("number", range(len(SIEVES)))
def test_no_match_of_a_pattern_is_missed(number: int) -> None:
    tried = SIEVES[number]

    @QUICK
    @given(st.from_regex(tried.compiled), st.sampled_from(SPELLINGS))
    def holds(text: str, spelled: object) -> None:
        for written in (text, spelled(text), plain(text)):  # type: ignore[operator]
            assert tried.search(written) is not None or not means(tried, written)

    holds()


def means(tried: Sieve, text: str) -> bool:
    """Whether a pattern matches in a text, and not only because to ``re`` a dotless i is an i, a Thai digit a digit.

    Without those, a letter of another script is none, so that a word ends before it: both readings have to match.
    """
    exact = re.compile(tried.pattern, re.ASCII | (re.IGNORECASE if text.isascii() else 0))
    return exact.search(text) is not None and tried.compiled.search(text) is not None


@pytest.mark.parametrize("space", " \t\v\x85\xa0\u2003\u3000")
def test_a_match_is_found_behind_any_space_and_none_inside_a_word(space: str) -> None:
    hebrew = next(tried for tried in SIEVES if tried.compiled.search("הדף הוסר"))
    assert hebrew.search(f"דף{space}הוסר") is not None
    assert hebrew.search(f"דף{space}הוסרア") is None
    assert not means(hebrew, f"דף{space}הוסרア")


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("page", "page"),
        (r"(?<!\w)page(?! of)", "page"),
        (r"a(?=n't)b", "ab"),
        (r"a(?!.{0,9}(?:in|to) (?:the )?[)(]x)b", "ab"),
        (r"[(?=)]\(?!b", r"[(?=)]\(?!b"),
        (r"[]()](?<=[^](])c", r"[]()]c"),
        (r"(a)(?:b(?!c)d)", "(a)(?:bd)"),
        (r"a.{0,60}?b{2,3}c{4}\d{1,}[{2}]\{5}{x}", r"a.*?b+c+\d+[{2}]\{5}{x}"),
    ],
)
def test_lookarounds_are_taken_out_and_nothing_is_counted(pattern: str, left: str) -> None:
    assert loosened(pattern) == left


@given(st.text(max_size=60) | st.text(st.sampled_from("ａＢ，。！…　ﬁ①㈱İıſK’ʼ`´\u0301가각ｶﾞ é\n"), max_size=20))
@example("“Ｐａｇｅ”，ｎｏｔ　found…")
def test_plain_is_what_it_was_before_it_was_fast(text: str) -> None:
    marks = str.maketrans("‘’ʼ＇`´", "''''''")
    compatible = unicodedata.normalize("NFKC", text).translate(marks)
    assert plain(text) == re.sub(r"\s+", " ", compatible).strip().lower()


def test_a_selection_gives_what_may_speak_in_order() -> None:
    chosen = Selection([("c", "xyz|中文"), ("a", "Query"), ("b", r"\d"), ("d", "zebra(?! crossing)")])
    assert chosen.of("an xyz query") == ["c", "a", "b"]
    assert chosen.of("说中文") == ["c", "b"]
    assert chosen.of("zebra crossing") == ["b", "d"]


def test_no_language_lets_every_text_pass() -> None:
    assert absence._titles().of("\n") == absence._texts().of("\n") == []


def test_nothing_is_sought_in_no_text() -> None:
    assert Selection([("a", "b")]).of("") == []


def test_no_limit_of_a_mark_is_near_what_is_long_in_any_script() -> None:
    assert max(marker.most_words or 0 for marker in _MARKERS) * 2 <= LONG


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def marked_plainly(marker: Marker, evidence: Evidence) -> bool:
    """What a mark means, without a shortcut."""
    texts = {"visible": evidence.stated, "html": evidence.html, "url": evidence.address}
    called = (evidence.title, evidence.heading, *segments(evidence.title))
    names = [text.strip(" .!?…。！？:：*") for text in called if text and not evidence.is_asked_for(text)]
    whole = compiled(f"(?:{marker.title})")
    return (
        (not marker.status or evidence.status in marker.status)
        and (marker.most_words is None or evidence.length <= marker.most_words)
        and all(compiled(pattern).search(evidence.headers.get(name, "")) for name, pattern in marker.headers)
        and all(compiled(getattr(marker, place)).search(text) for place, text in texts.items())
        and compiled(marker.host).search(evidence.address) is not None
        and not (marker.url and compiled(marker.url).search(evidence.asked))
        and (not marker.title or any(map(whole.fullmatch, names)))
        and not (marker.unless_title and compiled(marker.unless_title).search(evidence.title))
        and not (marker.without and compiled(marker.without).search(evidence.html))
    )


def sentences() -> Iterator[str]:
    for tried in SIEVES:
        yield from re.findall(r"[\w ]{4,}", tried.pattern)[:2]
    yield from ("Page not found", "This domain is for sale", "Just a moment...", "Log in", "Error 503", "word " * 70)


PAGES = st.lists(st.sampled_from(sorted(set(sentences()))), max_size=5)


@given(
    PAGES, PAGES, st.sampled_from([200, 403, 404, 503]), st.sampled_from(["", "<input type=password>", "_cf_chl_opt"])
)
@settings(deadline=None)
def test_an_answer_bears_the_marks_that_it_bears_one_by_one(
    title: list[str], body: list[str], status: int, markup: str
) -> None:
    text = f"<title>{' '.join(title)}</title><h1>{title[0] if title else ''}</h1>{markup}<p>{' '.join(body)}"
    url = "https://site.hardweb/login/" if len(body) == 1 else "https://site.hardweb/article"
    headers = {"content-type": "text/html", "server": "awselb/2.0"}
    reading = read(text, url=url)
    asked = "https://site.hardweb/start"
    evidence = Evidence(status, headers, text, reading.page, asked, url, reading.visible)
    marks = {marker.trait for marker in _MARKERS if marked_plainly(marker, evidence)}
    assert set(_TABLE.marked(evidence)) == marks
