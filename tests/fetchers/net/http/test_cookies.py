"""The cookies of one chain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.addresses.address import parse
from fetchers.net import CookieJar


def sent(set_by: str, line: str, to: str) -> str:
    jar = CookieJar()
    jar.store(parse(set_by), (line,))
    return jar.header(parse(to))


@pytest.mark.parametrize(
    ("set_by", "line", "to", "expected"),
    [
        ("https://a.example/", "x=1", "https://a.example/any", "x=1"),
        ("https://a.example/", "x=1", "https://sub.a.example/", ""),
        ("https://a.example/", "x=1", "https://b.example/", ""),
        ("https://www.a.example/", "x=1; Domain=a.example", "https://a.example/", "x=1"),
        ("https://www.a.example/", "x=1; Domain=.a.example", "https://b.a.example/", "x=1"),
        ("https://www.a.example/", "x=1; Domain=b.example", "https://b.example/", ""),
        ("https://www.a.example/", "x=1; Domain=example", "https://b.example/", ""),
        ("https://a.co.uk/", "x=1; Domain=co.uk", "https://b.co.uk/", ""),
        ("https://nota.example/", "x=1; Domain=a.example", "https://a.example/", ""),
        ("https://a.example/", "x=1; Path=/docs", "https://a.example/docs/1", "x=1"),
        ("https://a.example/", "x=1; Path=/docs", "https://a.example/docsearch", ""),
        ("https://a.example/deep/er", "x=1", "https://a.example/deep/x", "x=1"),
        ("https://a.example/deep/er", "x=1", "https://a.example/", ""),
        ("https://a.example/deep/er", "x=1; path=/", "https://a.example/", "x=1"),
        ("https://a.example/", "x=1; Secure", "http://a.example/", ""),
        ("http://a.example/", "x=1", "https://a.example/", "x=1"),
        ("https://a.example/", "x=1; Max-Age=0", "https://a.example/", ""),
        ("https://a.example/", "x=1; Max-Age=-5", "https://a.example/", ""),
        ("https://a.example/", "x=1; Max-Age=60", "https://a.example/", "x=1"),
        ("https://a.example/", "x=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "https://a.example/", ""),
        ("https://a.example/", "x=1; Expires=Thu, 01-Jan-1970 00:00:00 GMT", "https://a.example/", ""),
        ("https://a.example/", "x=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT", "https://a.example/", "x=1"),
        ("https://a.example/", "x=1; Expires=whenever", "https://a.example/", "x=1"),
        ("https://a.example/", "x=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "https://a.example/", "x=1"),
        ("https://a.example/", "x=a=b==; HttpOnly", "https://a.example/", "x=a=b=="),
        ("https://a.example/", "just-a-value", "https://a.example/", "just-a-value"),
        ("https://a.example/", "", "https://a.example/", ""),
        ("https://a.example/", "x=1\r\nEvil: 2", "https://a.example/", "x=1Evil: 2"),
        ("https://a.example/", "x=" + "1" * 5000, "https://a.example/", ""),
    ],
)
def test_a_cookie_goes_where_it_belongs(set_by: str, line: str, to: str, expected: str) -> None:
    assert sent(set_by, line, to) == expected


def test_a_cookie_can_be_changed_and_taken_back() -> None:
    jar, home = CookieJar(), parse("https://a.example/")
    jar.store(home, ("x=1", "y=2"))
    before = jar.snapshot()
    jar.store(home, ("x=1",))
    assert jar.snapshot() == before
    jar.store(home, ("x=3",))
    assert jar.snapshot() != before
    jar.store(home, ("x=; Max-Age=0",))
    assert jar.header(home) == "y=2"


def test_longer_paths_come_first() -> None:
    jar = CookieJar()
    jar.store(parse("https://a.example/"), ("x=1; Path=/", "x=2; Path=/docs"))
    assert jar.header(parse("https://a.example/docs/")) == "x=2; x=1"


def test_a_jar_does_not_grow_without_end() -> None:
    jar, home = CookieJar(), parse("https://a.example/")
    jar.store(home, tuple(f"c{number}=1" for number in range(1000)))
    assert len(jar.snapshot()) <= 200


@given(st.text(max_size=80))
def test_no_line_breaks_the_jar_nor_a_header(line: str) -> None:
    header = sent("https://a.example/", line, "https://a.example/")
    assert not set(header) & {"\r", "\n", "\0"}
