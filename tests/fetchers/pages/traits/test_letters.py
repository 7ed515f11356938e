"""Languages with letters of their own are asked only of texts that have one: nothing they would say is missed."""

from __future__ import annotations

from re import _parser  # nothing public tells what a pattern is made of
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetchers.pages.traits import absence
from fetchers.pages.traits.phrases.sentence_patterns import Rules
from fetchers.pages.traits.phrases.sieve import Selection, SelectionByLetters

OWN = [rules for rules in absence._rules() if rules.letters]
TEXTS = [
    "Page not found",
    "страница не найдена",
    "页面不存在",
    "la página ya no está disponible",
    "ページが見つかりません",
    "הדף לא נמצא",
    "الصفحة غير موجودة",
    "ไม่พบหน้านี้",
    "δεν βρέθηκε",
    "페이지를 찾을 수 없습니다",
    "404 – 页面 gone",
]


def needs(parsed: Any, letters: str) -> bool:
    """Whether every match of a parsed pattern has one of the letters."""
    return any(_needs(str(kind), value, letters) for kind, value in parsed)


def _needs(kind: str, value: Any, letters: str) -> bool:
    match kind:
        case "LITERAL":
            return chr(value) in letters
        case "IN":
            return all(str(each) == "LITERAL" and chr(of) in letters for each, of in value)
        case "SUBPATTERN":
            return needs(value[-1], letters)
        case "BRANCH":
            return all(needs(branch, letters) for branch in value[1])
        case "MAX_REPEAT" | "MIN_REPEAT":
            return value[0] > 0 and needs(value[2], letters)
    return False


@pytest.mark.parametrize("rules", OWN, ids=lambda rules: rules._language.code)
def test_no_match_is_without_the_letters(rules: Rules) -> None:
    for pattern in (rules.titles.pattern, rules.says.pattern, rules.loss_pattern):
        assert needs(_parser.parse(pattern), rules.letters)


def test_half_of_the_languages_have_letters_of_their_own() -> None:
    assert len(OWN) > 15
    assert all(letter >= "\u0370" for rules in OWN for letter in rules.letters)


ROWS = [(rules, rules.titles.pattern, rules.letters) for rules in absence._rules()]
WHOLE = Selection((rules, pattern) for rules, pattern, _ in ROWS)
PARTED = SelectionByLetters(ROWS)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*TEXTS, *map(str.upper, TEXTS)]) | st.text(max_size=20), max_size=4).map(" ".join))
def test_the_parts_say_what_the_whole_says_of_texts_in_these_letters(text: str) -> None:
    asked = [rules for rules in WHOLE.of(text) if not rules.letters or set(text.lower()) & set(rules.letters)]
    found = PARTED.of(text)
    assert [rules for rules in asked if rules not in found] == []
    assert found == sorted(found, key=absence._rules().index)
