"""Where an address ends: other scripts' marks, names in their own script, and what is no link."""

from __future__ import annotations

import pytest

from linkcheck.document import read_document


def urls(text: str) -> list[str]:
    return [occurrence.url for occurrence in read_document(text, "f").occurrences]


@pytest.mark.parametrize("mark", "،؛؟۔।॥։՝።፣፤")
def test_full_stops_and_commas_of_other_scripts(mark: str) -> None:
    assert urls(f"a https://a.org/x{mark} b") == ["https://a.org/x"]
    assert urls(f"https://a.org/x{mark}https://b.org/y") == ["https://a.org/x", "https://b.org/y"]


def test_marks_of_direction_and_single_quotes() -> None:
    assert urls("\u2067https://a.org/x\u2069 ‹https://b.org/y›") == ["https://a.org/x", "https://b.org/y"]


@pytest.mark.parametrize("part", ["wiki", "tags", "tag", "tree", "w", "a"])
def test_a_name_in_its_own_script(part: str) -> None:
    assert urls(f"https://x.org/{part}/机器学习。后文") == [f"https://x.org/{part}/机器学习"]
    assert urls(f"https://x.org/{part}/Foo后文") == [f"https://x.org/{part}/Foo"]


def test_sizes_and_titles_behind_an_address() -> None:
    assert urls("![b](http://a.b/u.png =100x200)") == ["http://a.b/u.png"]
    assert urls("[a](http://a.b/u “标题”)") == ["http://a.b/u"]
    assert urls("[a](http://a.b/c d)") == ["http://a.b/c d"]
    assert urls("![b](img/u.png =100x200) [a](../u.md “标题”) [n](#a “标题”)") == ["img/u.png", "../u.md", "#a"]
    assert urls("![b](图/u.png =100x)") == ["图/u.png"]


@pytest.mark.parametrize(
    "text", ["[x](a b)", "`![q](z =1x2)`", "$f[x](t =1x2)$", "f(x =1x2)", "\\[x\\](t =1x2)", "[x](t =y)"]
)
def test_text_in_brackets_that_is_no_link(text: str) -> None:
    assert urls(text) == []


def test_what_looks_like_a_link_in_html() -> None:
    assert urls("<div>[t](https://x.dev/a) [u](https://x.dev/a_(b))</div>") == [
        "https://x.dev/a",
        "https://x.dev/a_(b)",
    ]


def test_entities_in_autolinks() -> None:
    assert urls("<https://a.b/?x=1&amp;y=2>") == ["https://a.b/?x=1&y=2"]


def test_functions_in_math_are_no_links() -> None:
    assert urls("$f[x](t)$ and $x_{i}[k](m)$") == []
    assert urls("$10 [a](b.md) or $20") == ["b.md"]


def test_the_text_of_html_links() -> None:
    (place,) = read_document('<a href="http://a.b/">M<sup>3</sup>IT</a>', "f").occurrences
    assert place.text == "M3IT"
    first, second = read_document('<p><a href="http://a.b/1">one <a href="http://a.b/2">two</a></p>', "f").occurrences
    assert (first.text, second.text) == ("one", "two")
    (only,) = read_document('<p><a href="http://a.b/1">one <a name="x">two</a></p>', "f").occurrences
    assert only.text == "one"
