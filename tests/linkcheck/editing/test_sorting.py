"""Entries in another order: nothing lost, children with their parents."""

from __future__ import annotations

import pytest
from hypothesis import given

from linkcheck.editing.sorting import SORT_KEYS, sorted_text
from tests.linkcheck.editing.records import records_of, repository
from tests.linkcheck.editing.test_surgery import PARTS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [b](https://b.dev)\n- [a](https://a.dev)\n", "- [a](https://a.dev)\n- [b](https://b.dev)\n"),
        ("- b\n- a", "- b\n- a"),
        ("- b\n  - z\n  - y\n- a\n", "- a\n- b\n  - z\n  - y\n"),
        ("- b\n\n## s\n\n- a\n", "- b\n\n## s\n\n- a\n"),
        ("* c\n* b\n* a\n\n    ---\n* y\n* x\n", "* b\n* c\n* a\n\n    ---\n* x\n* y\n"),
        ("* c\n* a\n\ntext\n\n* z\n* b\n", "* a\n* c\n\ntext\n\n* b\n* z\n"),
    ],
)
def test_by_title(before: str, after: str) -> None:
    assert sorted_text(before, records_of(before), "title") == after


def test_by_stars_and_by_date_those_without_last() -> None:
    text = "- [a](https://a.dev)\n- [b](https://b.dev)\n- [c](https://c.dev)\n"
    known = records_of(text, repository("https://b.dev", 5, "2024-01-01"), repository("https://c.dev", 9, "2023-01-01"))
    lines = text.splitlines(keepends=True)
    assert sorted_text(text, known, "stars") == lines[2] + lines[1] + lines[0]
    assert sorted_text(text, known, "date") == lines[1] + lines[2] + lines[0]


@given(PARTS)
def test_no_line_is_lost(parts: list[str]) -> None:
    text = "".join(parts)
    for key in SORT_KEYS:
        after = sorted_text(text, records_of(text), key)
        assert sorted(after.splitlines()) == sorted(text.splitlines())
        assert sorted_text(after, records_of(after), key) == after
