"""What a reader sees: nothing hidden, bare text too; and which of it are the page's own sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.pages.html import read
from fetchers.pages.html.visible import Visible

GONE = "Sorry, the page does not exist"


def visible(markup: str) -> Visible:
    return read(markup, url="https://site.hardweb/a").visible


@pytest.mark.parametrize(
    "element",
    [
        f'<div style="display:none">{GONE}</div>',
        f'<div style="color:red; DISPLAY : none !important">{GONE}</div>',
        f"<p hidden>{GONE}</p>",
        f'<p hidden="until-found">{GONE}</p>',
        f'<section aria-hidden="true"><h1>{GONE}</h1></section>',
        f"<template>{GONE}</template>",
        f"<noscript>{GONE}</noscript>",
        f"<dialog>{GONE}</dialog>",
        f'<div class="error hidden">{GONE}</div>',
        f'<div class="d-none"><div>{GONE}</div></div>',
        f"<script>var x = '{GONE}'</script>",
        f"<!-- {GONE} -->",
    ],
)
def test_what_is_hidden_is_not_read(element: str) -> None:
    page = read(f"<body><p>Before.</p>{element} after.", url="https://site.hardweb/a").page
    assert page.text == "Before. after."
    assert page.heading == ""


@pytest.mark.parametrize(
    "element",
    [
        f'<div style="display:block">{GONE}</div>',
        f'<div class="hidden md:block">{GONE}</div>',
        f'<div class="d-none d-md-block">{GONE}</div>',
        f'<div aria-hidden="false">{GONE}</div>',
        f"<dialog open>{GONE}</dialog>",
        f'<div style="visibility:hidden">{GONE}</div>',
        f'<div class="hide-scrollbar">{GONE}</div>',
    ],
)
def test_what_a_reader_sees_is_read(element: str) -> None:
    assert visible(f"<body><p>Before.</p>{element}").text == f"Before. {GONE}"


def test_ids_of_hidden_parts_are_still_anchors() -> None:
    reading = read("<body><div hidden><p id=deep>x</div><p>y", url="https://site.hardweb/a")
    assert "deep" in reading.anchors


def test_links_and_list_items_are_no_sentences() -> None:
    found = visible(
        "<body><nav>Menu</nav><h1>Tag</h1><ul><li>文章的发布和删除</ul><p>One <a href=/x>linked</a> word.</p>"
        "<footer>Imprint</footer>"
    )
    assert found.prose == "Tag One word."
    assert "文章的发布和删除" in found.text


def test_a_table_that_only_lays_a_page_out_is_read_and_one_of_data_is_not() -> None:
    laid_out = "<table><tr><td><a href=/>Board</a><td>The thread is gone.</table>"
    data = "<table><tr><td>200<td>OK<tr><td>404<td>Not found<tr><td>410<td>Gone</table>"
    assert visible(laid_out).lines == ("The thread is gone.",)
    assert visible(data).lines == ()
    assert visible(laid_out + "<p>Words of its own.</p>").lines == ("The thread is gone.", "Words of its own.")
    assert visible(data + "<p>Words of its own.</p>").lines == ("Words of its own.",)
    assert visible("<table><tr><th>State<td>Gone</table>").lines == ()
    assert visible(f"<table><tr><td>{data}{laid_out}<td>More</table>").lines == ()


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("File not found.", "File not found."),
        ("\n  No input file specified.\n", "No input file specified."),
        ("plain words " * 300, ("plain words " * 300).strip()),
        ("some words first <a hre", "some words first"),
        ("<html><body>Words <div class='x", "Words"),
        ("<head><title>T</title><script>if (a<b) x()</script></head>\nSaid after the head", "Said after the head"),
        ("<title>T</title>Said <b>after</b> it", "Said after it"),
        ("<head><title>T</title><meta name=a content='b>c'></head><body>Said", "Said"),
        ("<!doctype html><html><head><title>T</title><style>a{}</style>", ""),
    ],
)
def test_bare_text_and_cut_markup_are_read(markup: str, text: str) -> None:
    assert visible(markup).text == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<script>alert('존재하지 않는 게시물입니다.');history.back();</script>", "존재하지 않는 게시물입니다."),
        (
            '<html><head><script language="javascript">\n  alert("记录不存在！");\nlocation.href="/";</script>',
            "记录不存在！",
        ),
        (r"<script>window.alert('\u6587\u7ae0\u4e0d\u5b58\u5728');</script><body></body>", "文章不存在"),
        (
            "<script>//<!--\nalert('指定されたページは存在しません。');\n//--></script>",
            "指定されたページは存在しません。",
        ),
    ],
)
def test_a_page_that_is_one_alert_is_its_sentence(markup: str, text: str) -> None:
    reading = read(markup, url="https://site.hardweb/a")
    assert reading.visible.is_alert
    assert reading.page.text == text
    assert reading.page.refresh is None


@pytest.mark.parametrize(
    "markup",
    [
        "<script>function f(){alert('gone')}</script>",
        "<script>if(/MSIE/.test(navigator.userAgent))alert('gone')</script>",
        "<p>Words.</p><script>alert('gone')</script>",
        "<script src=/a.js>alert('gone')</script>",
        "<script>alert(message)</script>",
    ],
)
def test_an_alert_that_is_not_the_whole_page_is_not_read(markup: str) -> None:
    assert not visible(markup).is_alert


PIECES = st.sampled_from(
    [
        "<div hidden>",
        "</div>",
        "<p>",
        "<a href=x>",
        "</a>",
        "<li>",
        "words ",
        "<h1>",
        "<nav>",
        "<",
        "<code>",
        "</code>",
        "\x1f",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_reading_what_is_visible_leaves_the_page_as_it_was(markup: str) -> None:
    reading = read(markup, url="https://site.hardweb/a")
    again = read(markup, url="https://site.hardweb/a")
    assert reading.visible == again.visible
    assert set(reading.visible.prose.split()) <= set(reading.visible.text.split())


@pytest.mark.parametrize("character", ["\x01", "\x1f", "\ufffe"])
def test_a_control_character_behind_a_part_is_read(character: str) -> None:
    assert visible(f"<p>Words <code>x</code>{character}behind it.</p>").prose.split() == ["Words", "behind", "it."]


@pytest.mark.parametrize(
    ("body", "heading"),
    [
        ("<script src=a.js></script><noscript><h1>Brass lamps</h1><p>How to clean them.</p></noscript>", "Brass lamps"),
        ("<div id=app></div><noscript><h1>Please enable JavaScript</h1></noscript>", ""),
        ("<p>Brass lamps</p><noscript><h1>Another</h1></noscript>", ""),
        ("<noscript><p>No heading.</p></noscript>", ""),
    ],
)
def test_what_is_written_for_readers_without_scripts_is_the_page_where_nothing_else_is(body: str, heading: str) -> None:
    assert read(f"<title>Acme</title><body>{body}</body>", url="https://a.example/x").page.heading == heading
