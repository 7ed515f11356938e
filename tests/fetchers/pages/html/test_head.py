"""A page's head: that lxml's tree and Beautiful Soup declare the same, and which heads each of them gets."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fetchers.pages.html import head, read
from fetchers.pages.html.declarations import Declarations

URL = "https://example.org/docs/a"
PIECES = st.lists(
    st.sampled_from(
        [
            "<!doctype html>",
            "<html lang=en>",
            "<head>",
            "</head>",
            "</html>",
            "<title>",
            "</title>",
            "<title/>",
            "<meta name=a content=b>",
            "<META NAME='A' CONTENT='c d' CONTENT=e>",
            "<meta name='a' content='x",
            '<meta property=og:title content="A "quoted" t">',
            "<meta charset=utf-16>",
            "<meta/>",
            "<link rel='canonical x' href=/c>",
            "<link rel=canonical",
            "<base href=/b>",
            "<script type=application/ld+json>{",
            "<script/>",
            "</script>",
            "<a:b c:d=e xmlns:a='u'>",
            "<object><param name=a>",
            "<select><option>",
            "<textarea>",
            "<plaintext>",
            "<template>",
            "<frameset>",
            "<?php x ?>",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "&amp;amp;",
            "&#0;",
            "é",
            "中",
            "\ufeff",
            "\x0c",
            "<",
            ">",
            "'",
            '"',
            "text ",
        ]
    ),
    max_size=14,
)


def declared(markup: str) -> Declarations:
    document = Declarations()
    head.read_head(markup.encode(), document)
    return document


def declared_with_soup(markup: str) -> Declarations:
    document = Declarations()
    head._read_with_soup(markup.encode(), document)
    return document


@given(PIECES, st.sampled_from(["", "<x>", "<div>", "<i>"]), st.integers(0, 300))
@example(["</html>", "<meta name=a content=b>"], "", 0)
@example(["<meta name=a content=b>"], "<div>", 245)
@example(["<meta name=a content=b>"], "<div>", 252)
@example(["<meta name=a content=b>"], "<div>", 300)
def test_whoever_reads_a_head_reads_the_same(pieces: list[str], opened: str, times: int) -> None:
    markup = opened * times + "".join(pieces)
    if "<" in markup:
        assert declared(markup) == declared_with_soup(markup)


@pytest.mark.parametrize("opening", ["", "</html>", "<x>" * 300, "<!-- --><?xml version='1.0'?>" + "<x>" * 300])
def test_what_the_parser_would_leave_out_is_read_all_the_same(opening: str) -> None:
    found = read(f"{opening}<head><title>T</title><meta name=description content=d></head><p>x", url=URL)
    assert (found.page.title, found.metadata.description) == ("T", "d")


def test_many_declarations_are_not_odd(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_soup(*_: object) -> None:
        raise AssertionError("a usual head")

    monkeypatch.setattr(head, "_read_with_soup", no_soup)
    references = "<meta name=citation_reference content='title=x'><link rel=stylesheet href=s>" * 400
    found = read(f"<head><title>T</title>{references}<meta name=citation_title content=C></head><p>x", url=URL)
    assert found.metadata.title == "C"


def test_comments_in_a_title_are_no_part_of_it() -> None:
    """React writes them between a title's parts; a browser shows them, but no reader wants them."""
    assert read("<head><title>Foo<!-- --> | Bar</title></head><p>x", url=URL).page.title == "Foo | Bar"


@pytest.mark.parametrize(
    ("markup", "read_of_it"),
    [
        ("<title>a</title><script>b</script><meta c>", "<title>a</title><meta c>"),
        ("<STYLE>a</style >b", "b"),
        ("<!-- a -->b<!-- c", "b"),
        ("<noscript><meta a></noscript>b", "b"),
        ("<script>a</scripted></script>b", "b"),
        ("<script>a", ""),
        ("<script", ""),
        ("<script type='application/LD+JSON'>{}</script>a", "<script type='application/LD+JSON'>{}</script>a"),
        ("<!-- ld+json -->a", "a"),
        ("<scripted>a", "<scripted>a"),
        ("<script中>a", "<script中>a"),
    ],
)
def test_what_is_read_of_a_head(markup: str, read_of_it: str) -> None:
    whole = (markup + "</head>ld+json>").encode()
    assert head.without_unread(markup.encode(), whole.lower()).decode() == read_of_it


@pytest.mark.parametrize(
    ("markup", "rest"),
    [
        ("<title>a<p></title></HEAD>b", "</head>b"),
        ("<script><p></script><p>b", "<p>b"),
        ("<!-- <body> --><BODY>b", "<body>b"),
        ("<progress><p>b", "<p>b"),
        ("<p中><p>b", "<p>b"),
        ("<title><p>b", ""),
    ],
)
def test_where_a_head_ends(markup: str, rest: str) -> None:
    folded = markup.encode().lower()
    assert folded[head.head_end(folded) :].decode() == rest
