"""Words counted fast are the words that a plain pattern finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.pages.html.word_count import UNSPACED, count_words

PLAIN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
ALPHABET = "ab9_ .-'\n\x00é٣ß“”—·²ж中文，かなー한ไทย\u0301\u00a0\u3000\u30fb𝒜𠀀"


@given(st.text(st.sampled_from(ALPHABET), max_size=40) | st.text(max_size=40))
def test_words_are_counted_as_they_are_found(text: str) -> None:
    assert count_words(text) == len(PLAIN.findall(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("two words", 2),
        ("don't", 2),
        ("naïve café", 2),
        ("我用 Python 3", 4),
        ("“ — ”", 0),
        ("Привет, мир!", 2),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words
