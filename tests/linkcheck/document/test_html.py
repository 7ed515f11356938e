"""Raw HTML in Markdown."""

from __future__ import annotations

import pytest

from linkcheck.document import read_document
from linkcheck.model import OccurrenceKind


def found(text: str, *, include_code: bool = False) -> list[tuple[str, str]]:
    """Return url and text of each, after checking that the span holds what stands there."""
    places = read_document(text, "f", include_code=include_code).occurrences
    for place in places:
        written = text.encode()[place.start : place.end].decode()
        assert written.replace("&amp;", "&") == place.url
    return [(place.url, place.text) for place in places]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="https://x.dev">a *b*</a>', [("https://x.dev", "a b")]),
        ("<a href='https://x.dev'>a</a>", [("https://x.dev", "a")]),
        ("<p><a href=https://x.dev/?b=c>a</a></p>", [("https://x.dev/?b=c", "a")]),
        ('<A CLASS="x" HREF = "https://x.dev">a</A>', [("https://x.dev", "a")]),
        ('<a href=" https://x.dev ">a</a>', [("https://x.dev", "a")]),
        ('<a href="">a</a>', [("", "a")]),
        ('<a href="https://x.dev/?a=1&amp;b=2">a</a>', [("https://x.dev/?a=1&b=2", "a")]),
        ('<a href="https://x.dev/?a=1&copy=2">a</a>', [("https://x.dev/?a=1&copy=2", "a")]),
        ('<a href="https://x.dev" href="https://y.dev">a</a>', [("https://x.dev", "a")]),
        ('<a href="https://x.dev/a>b">a</a>', [("https://x.dev/a>b", "a")]),
        ('<a\n  href="https://x.dev">a</a>', [("https://x.dev", "a")]),
        ('<p>\n<a\n  href="https://x.dev"\n>a\nb</a></p>', [("https://x.dev", "a b")]),
        ('> <p>\n> <a\n> href="https://x.dev">a</a></p>', [("https://x.dev", "a")]),
        ('<img src="i.png" alt="An &amp; b">', [("i.png", "An & b")]),
        ('<a href="/t"><img src="i.png" alt="badge"></a>', [("/t", "badge"), ("i.png", "badge")]),
        ('<div>\n<a href="/t">a\n</div>', [("/t", "a")]),
        ('<picture><source srcset="a.png 1x, b.png 2x"><img src=c.png></picture>',
         [("a.png", ""), ("b.png", ""), ("c.png", "")]),
        ('<img srcset="a,b.png 1x,c.png">', [("a,b.png", ""), ("c.png", "")]),
        ('<video src="v.mp4" poster="p.png"></video>', [("v.mp4", ""), ("p.png", "")]),
        ('<iframe src="https://x.dev"></iframe>', [("https://x.dev", "")]),
        ('<object data="o.svg"></object>', [("o.svg", "")]),
        ('<Cards cols={1}>\n  <Card title="x"\n  href="https://x.dev"\n  >', [("https://x.dev", "")]),
        ("<p>plain https://x.dev/a，后</p>", [("https://x.dev/a", "https://x.dev/a")]),
        ("<details><summary>S</summary>\n\n[a](https://x.dev)\n\n</details>", [("https://x.dev", "a")]),
        ('<a href="/t">see https://in.dev</a>', [("/t", "see https://in.dev")]),
        ('<a href="/t">see</a> https://x.dev', [("/t", "see"), ("https://x.dev", "https://x.dev")]),
        ('<pre>https://in.dev <a href="/t">a</a></pre>', [("/t", "a")]),
        ("<code>https://in.dev</code> https://x.dev", [("https://x.dev", "https://x.dev")]),
        ("<code>https://in.dev\n\nhttps://x.dev", [("https://x.dev", "https://x.dev")]),
    ],
)  # fmt: skip
def test_addresses_and_text(html: str, expected: list[tuple[str, str]]) -> None:
    assert found(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<!-- https://x.dev [a](https://y.dev) -->",
        "text <!-- <a href='https://x.dev'>a</a> --> text",
        "<div>\n<!--\n<a href='https://x.dev'>a</a>\n-->\n</div>",
        "<div> <!--\n\n- [a](https://x.dev)\n\n-->\n</div>",
        "<script src='https://x.dev'>let a = 'https://y.dev'</script>",
        "<style>a { b: url(https://x.dev) }</style>",
        "<link rel='preconnect' href='https://x.dev'>",
        "<base href='https://x.dev'>",
        "<p data-href='https://x.dev' title=\"href='https://y.dev'\">a</p>",
        "<object type=data></object>",
        "<a name=x>",
        "<a href>x</a>",
        "<?php https://x.dev ?>",
    ],
)
def test_what_no_reader_can_follow_is_left_out(html: str) -> None:
    assert found(html) == []


def test_a_comment_hides_nothing_behind_its_end() -> None:
    assert [url for url, _ in found("<!-- a --> <a href='/x'>b</a>\n\n[c](/y)\n")] == ["/x", "/y"]
    assert [url for url, _ in found("<div> <!-- never closed\n\n[c](/y)\n")] == ["/y"]


def test_html_text_in_code_elements_is_read_on_request() -> None:
    html = "<pre>https://x.dev</pre>\n\n<style>https://y.dev</style>\n"
    assert found(html, include_code=True) == [("https://x.dev", "https://x.dev")]


def test_the_kind_is_html_and_the_place_that_of_the_value() -> None:
    (place,) = read_document('text\n\n<p>中 <a href="https://x.dev">a</a></p>\n', "f").occurrences
    assert (place.kind, place.line, place.column) == (OccurrenceKind.HTML, 3, 15)


def test_headings_in_html_are_sections() -> None:
    text = (
        '<h1 align="center">Big <a href="/t">T</a></h1>\n<p>intro</p>\n\n<h2>Sub</h2>\n\n- [a](/x)\n\n# Next\n[b](/y)\n'
    )
    document = read_document(text, "f")
    assert [(place.url, place.section) for place in document.occurrences] == [
        ("/t", ()),
        ("/x", ("Big T", "Sub")),
        ("/y", ("Next",)),
    ]
    assert [(entry.kind.value, entry.depth, entry.line, entry.text) for entry in document.outline[:3]] == [
        ("heading", 1, 1, "Big T"),
        ("paragraph", 0, 2, "intro"),
        ("heading", 2, 4, "Sub"),
    ]


def test_a_heading_that_is_not_closed_ends_with_its_block() -> None:
    document = read_document("<h2>Open\n\n[a](/x)\n", "f")
    assert document.occurrences[0].section == ("Open",)
    assert [entry.text for entry in document.outline] == ["Open", "a"]
