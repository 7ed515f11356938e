"""Whether two answers are the same page."""

from __future__ import annotations

import pytest

from fetchers.addresses.address import parse
from fetchers.facts import Page
from fetchers.pages.likeness import beside_front, is_alike

ASKED, BESIDE = parse("https://a.example/enamel/repair"), parse("https://a.example/enamel/x0123456789abcdef")
TEASERS = [f"In {month} we went up to the {place}." for month in ("May", "June", "July") for place in ("pier", "mill")]


def page(text: str, title: str = "Acme", heading: str = "Acme", words: int = 0) -> Page:
    return Page(title=title, heading=heading, text=text, words=words or len(text.split()))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Small repairs, listed by month.", "Small repairs, listed by month."),
        ("/enamel/repair is nowhere.", "/enamel/x0123456789abcdef is nowhere."),
        ("Here is nothing. 10:31:07, request 8f3a-77", "Here is nothing. 10:31:09, request 91bc-02"),
        ("这里什么都没有（编号 4410）", "这里什么都没有（编号 8812）"),
        ("404", "404"),
    ],
)
def test_what_is_asked_for_and_what_counts_are_left_out(text: str, other: str) -> None:
    assert is_alike(page(text), page(other, title="Other", heading=""), ASKED, BESIDE)


@pytest.mark.parametrize(
    ("text", "other"),
    [("A heron stood there.", "A stork stood there."), ("404", "500"), ("", ""), ("鹭站在水里。", "鹤站在水里。")],
)
def test_other_words_are_another_page(text: str, other: str) -> None:
    assert not is_alike(page(text, heading=""), page(other, heading=""), ASKED, BESIDE)


def test_teasers_change_below_a_title_and_a_heading_that_stay() -> None:
    menu = "Boats Nets Tides News Shop " * 12
    one, other = page(menu + " ".join(TEASERS[:4])), page(menu + " ".join(TEASERS[2:]))
    assert is_alike(one, other)
    assert not is_alike(one, page(other.text, heading="The mill"))
    assert not is_alike(page("Boats " + TEASERS[0]), page("Boats " + TEASERS[3]))


def test_a_text_that_was_cut_says_nothing_of_what_follows() -> None:
    menu = ("Boats Nets Tides " * 200)[:2000]
    assert not is_alike(page(menu, title="Brass lamps"), page(menu, title="Not found"))
    assert is_alike(page(menu), page(menu))


def test_what_a_page_has_beside_its_front_page_and_what_cannot_exist() -> None:
    notice, front = page("Boats Nets. Nothing is here."), page("Boats Nets Tides")
    assert beside_front(notice, front, None, ASKED) == (False, 3, 3)
    assert beside_front(notice, front, page("Boats Nets. Is here."), ASKED) == (False, 3, 1)
    assert beside_front(front, front, notice, ASKED) == (True, 0, 0)
