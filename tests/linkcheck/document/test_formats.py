"""HTML and notebooks by readers of their own; anything else says what it is read as."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.document.formats import read_file, read_html, read_notebook


def test_html_has_the_addresses_of_its_attributes_alone() -> None:
    text = (
        "<!doctype html><html><head><title>https://a.org/title</title>\n<link href='x.css'>"
        "<script src='y.js'>var a = \"<a href='https://a.org/script'>\";</script></head>\n"
        "<body>中 <a href='https://a.org/x?a=1&amp;b=2'>one</a> https://a.org/text\n"
        "<!-- <a href='https://a.org/comment'> --><img src=z.png alt='Z'> [m](https://a.org/markdown)\n"
        "    <a href='https://a.org/indented'>i</a></body></html>"
    )
    document = read_html(text, "x.html")
    assert [(o.url, o.text) for o in document.occurrences] == [
        ("x.css", ""),
        ("https://a.org/x?a=1&b=2", "one"),
        ("z.png", "Z"),
        ("https://a.org/indented", "i"),
    ]
    for occurrence in document.occurrences:
        assert text.encode()[occurrence.start : occurrence.end].decode().replace("&amp;", "&") == occurrence.url
    assert document.occurrences[1].line == 3


def test_a_script_that_never_ends_hides_the_rest() -> None:
    assert read_html("<a href=b>c</a><script> <a href=d>", "x.html").occurrences[0].url == "b"
    assert len(read_html("<a href=b>c</a><script> <a href=d>", "x.html").occurrences) == 1


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_notebook_has_the_links_of_its_markdown_cells(ascii_only: bool) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# 标题\n", "see [a](https://a.org/x)\n"]},
        {"cell_type": "code", "source": ["# https://a.org/code\n"]},
        {"cell_type": "markdown", "source": "“x” [b](https://a.org/y) [c][d]\n\n[d]: https://a.org/z\n"},
    ]
    text = json.dumps({"cells": cells}, indent=1, ensure_ascii=ascii_only)
    document = read_notebook(text, "x.ipynb")
    assert [o.url for o in document.occurrences] == ["https://a.org/x", "https://a.org/y", "https://a.org/z"]
    for occurrence in document.occurrences:
        assert text.encode()[occurrence.start : occurrence.end].decode() == occurrence.url
        line = text.splitlines()[occurrence.line - 1]
        assert line[occurrence.column - 1 :].startswith(occurrence.url)


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"cells": 1}', '{"cells": [1]}', "[" * 100_000])
def test_what_is_no_notebook_is_passed_over(text: str) -> None:
    assert read_notebook(text, "x.ipynb").occurrences == ()


def test_another_suffix_says_what_it_is_read_as() -> None:
    assert read_file("[a](https://a.org)", "x.adoc").warnings == (".adoc is not known here; read as Markdown",)
    for name in ("x.md", "x.txt", "README", "(stdin)"):
        assert read_file("[a](https://a.org)", name).warnings == ()


@given(st.text() | st.text("<>ascriptle/ ='\"!-").map(str))
def test_any_text_can_be_read_as_html(text: str) -> None:
    document = read_html(text, "x.html")
    data = text.encode(errors="replace")
    assert all(0 <= o.start <= o.end <= len(data) for o in document.occurrences)
