"""Strangers' JSON: every function gives the promised type, or nothing."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers import json_values as shapes

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=10,
)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 200_000, b"9" * 5000, b"<html>"])
def test_what_spells_no_value_is_none(body: bytes) -> None:
    assert shapes.json_of(body) is None


def test_values_at_a_path() -> None:
    value = shapes.json_of(b'{"a": [{"b": 1}, 2]}')
    assert shapes.at(value, "a", 0, "b") == 1
    assert shapes.at(value, "a", -1) == 2
    assert [shapes.at(value, *path) for path in (("b",), ("a", 9), ("a", "b"), (0,), ("a", 0, "b", "c"))] == [None] * 5


def test_a_script_s_value_ends_where_its_code_begins() -> None:
    mark = re.compile(r"state\s*=\s*")
    assert shapes.json_after('x; state = {"a": [1]};(function(){}());', mark) == {"a": [1]}
    assert shapes.json_after("state = undefined;", mark) is None
    assert shapes.json_after("no such thing", mark) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  a\n\tb  ", "a b"),
        ("", None),
        (" \n", None),
        (7, None),
        (None, None),
        (["a"], None),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_texts(value: object, text: str | None) -> None:
    assert shapes.text(value) == text


def test_texts_are_capped() -> None:
    assert len(shapes.text("x" * 10_000) or "") == 1000


@pytest.mark.parametrize(
    ("value", "text"), [("<b>a</b> &amp; b", "a & b"), ("a < b", "a < b"), ("<p></p>", None), (7, None)]
)
def test_plain_texts(value: object, text: str | None) -> None:
    assert shapes.plain(value) == text


@pytest.mark.parametrize(
    ("value", "count"),
    [(0, 0), (12, 12), (3.0, 3), (3.5, None), (-1, None), (True, None), ("7", None), (float("nan"), None),
     (float("inf"), None), (None, None)],
)  # fmt: skip
def test_counts(value: object, count: int | None) -> None:
    assert shapes.count(value) == count


@pytest.mark.parametrize(
    ("value", "moment"),
    [(1704700000, "2024-01-08T07:46:40Z"), ("1704700001", "2024-01-08T07:46:41Z"), (0, None), (-5, None),
     (10**15, None), ("x", None), (True, None), ("1" * 30, None)],
)  # fmt: skip
def test_moments(value: object, moment: str | None) -> None:
    assert shapes.moment(value) == moment


@pytest.mark.parametrize(
    ("value", "date"),
    [("2024-01-08", "2024-01-08"), ("2024-01-08T07:46:40.123Z", "2024-01-08T07:46:40Z"),
     ("2024-01-08T07:46:40+08:00", "2024-01-07T23:46:40Z"), ("2024-01-08T07:46:40", "2024-01-08T07:46:40Z"),
     ("2024-02-30", None), ("2024", None), ("yesterday", None), (20240108, None), ("", None)],
)  # fmt: skip
def test_dates(value: object, date: str | None) -> None:
    assert shapes.date(value) == date


@given(JSON)
def test_anything_at_all_is_taken_apart(value: object) -> None:
    for read in (shapes.text, shapes.plain, shapes.date, shapes.moment):
        found = read(value)
        assert found is None or (isinstance(found, str) and found)
    assert shapes.count(value) is None or shapes.count(value) >= 0  # type: ignore[operator]
    assert isinstance(shapes.flag(value), bool)
    assert all(isinstance(each, str) for each in shapes.texts(value, "a"))


@given(st.integers())
def test_every_moment_is_a_moment(seconds: int) -> None:
    found = shapes.moment(seconds)
    assert found is None or datetime.fromisoformat(found).timestamp() == seconds


@given(st.datetimes(), st.timezones())
def test_every_date_time_comes_back(naive: datetime, zone: object) -> None:
    aware = naive.replace(tzinfo=zone)  # type: ignore[arg-type]
    found = shapes.date(aware.isoformat())
    assert found is not None
    assert datetime.fromisoformat(found)
