"""Parts of pages."""

from __future__ import annotations

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.pages.fragments import checkable, judge_fragments, until_named
from tests.fetchers.net.web import Web, answer, redirect
from tests.fetchers.pages.looks import WORDS, page, seen

ANCHORS = frozenset({"install", "中文", "user-content-usage", "a%20b", "Case"})


@pytest.mark.parametrize(
    ("fragment", "complete", "known"),
    [
        ("install", True, True),
        ("install", False, True),
        ("nowhere", True, False),
        ("nowhere", False, None),
        ("%E4%B8%AD%E6%96%87", True, True),
        ("中文", True, True),
        ("usage", True, True),
        ("a%20b", True, True),
        ("case", True, False),
        ("", True, True),
        ("top", True, True),
        ("TOP", False, True),
        (":~:text=words", True, True),
        ("install:~:text=words", True, True),
        ("nowhere:~:text=words", True, False),
        ("/route", True, None),
        ("!/route", True, None),
        ("!", True, None),
        ("%FF", True, False),
        ("gid=0", True, None),
        ("slide=id.p", True, None),
        ("heading=h.gjdgxs", True, None),
        ("code/project/main.py", True, None),
        ("narrow/stream/3-general", True, None),
        ("gsc.tab=0", True, None),
        ("map=5/51.5/-0.1", True, None),
        ("q=cats&sort=new", True, None),
        ("%E6%A0%87%E7%AD%BE=%E4%B8%80", True, None),
        ("room:server.example", True, None),
        ("N4IgDgTgpgbg+mAFgSwgCgGwAZUHsBGAxjANYEwDOALgaQHYgBcA2qIwCYCGUVAtnAF8AuoKA", True, None),
        ("L10-L20", True, None),
        ("L10C5-L12C3", True, None),
        ("L10-20", True, None),
        ("n14", True, None),
        ("lines-10:20", True, None),
        ("issuecomment-123456", True, None),
        ("discussion_r1234", True, None),
        ("diff-0a1b2c", True, None),
        ("note_98765", True, None),
        ("answer-12345", True, None),
        ("comment12345_678", True, None),
        ("note_12_link", True, None),
        ("section-2.1", True, False),
        ("method.push", True, False),
        ("安装", True, False),
    ],
)
def test_a_fragment_is_there_or_not_or_cannot_be_told(fragment: str, *, complete: bool, known: bool | None) -> None:
    assert judge_fragments([fragment], ANCHORS, complete=complete).get(fragment) is known


@pytest.mark.parametrize("fragment", ["L10", "L10-L20", "L10C5-L12C3", "L10-20"])
def test_a_line_is_there_where_it_begins(fragment: str) -> None:
    lines = frozenset({"L10", "L11"})
    assert judge_fragments([fragment], lines, complete=True) == {fragment: True}
    assert judge_fragments(["L99-L100"], lines, complete=True) == {"L99-L100": False}, "the page numbers its lines"


SCRIPTED = "<script src=/anchor.js></script>"


@pytest.mark.parametrize(
    ("fragment", "heading"),
    [
        ("getting-started", "<h2>Getting started</h2>"),
        ("getting_started", "<h2>1.2 Getting <em>started</em></h2>"),
        ("what-s-new-in-3-0", "<h3 class='t'>What&#39;s new in 3.0?</h3>"),
        ("%E5%AE%89%E8%A3%85%E4%B8%8E%E9%85%8D%E7%BD%AE", "<h2>安装与配置</h2>"),
        ("установка", "<h2>Установка</h2>"),
        ("はじめに-1", "<h2>はじめに</h2>"),
    ],
)
def test_a_heading_stands_in_for_an_id_that_a_script_sets(fragment: str, heading: str) -> None:
    def has(text: str, anchors: frozenset[str] = frozenset()) -> bool:
        return judge_fragments([fragment], anchors, complete=True, text=text)[fragment]

    assert has(SCRIPTED + heading)
    assert not has(heading), "nobody sets it"
    assert not has(SCRIPTED + heading.replace(">", " id=s4>", 1)), "the heading has an id, and it is another one"
    assert not has(SCRIPTED + "<h2>Something else</h2>")


def test_a_name_in_another_case_is_missing_where_the_page_gives_its_own_ids() -> None:
    text = SCRIPTED + "<section id=setup><h2>Setup</h2></section>"
    assert judge_fragments(["Setup"], frozenset({"setup"}), complete=True, text=text) == {"Setup": False}


def test_of_an_application_nothing_is_said() -> None:
    assert judge_fragments(["anything"], frozenset(), complete=True, host="docs.google.com") == {}
    assert checkable(["readme", "L3", "usage", "license-ov-file"], "github.com") == ("usage",)


async def test_a_page_is_searched_to_its_end(web: Web) -> None:
    long = WORDS * 300 + b"<h2 id=last>x</h2>"
    packed = gzip.compress(page("x", long), mtime=0)
    await web.host("a.example", lambda _: answer(200, packed, Content_Encoding="gzip"))
    found = await seen(web, "http://a.example/", fragments=("last", "nowhere", "/route"))
    assert found.fragments == {"last": True, "nowhere": False}


async def test_a_page_cut_short_tells_only_what_it_has(web: Web) -> None:
    body = page("x", b"<h2 id=first>x</h2>" + WORDS)
    sent = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999\r\nConnection: close\r\n\r\n" + body
    await web.host("a.example", lambda _: sent)
    assert (await seen(web, "http://a.example/", fragments=("first", "nowhere"))).fragments == {"first": True}


async def test_a_location_puts_its_own_fragment_in_the_place_of_ours(web: Web) -> None:
    body = answer(200, page("x", b"<h2 id=new>x</h2>" + WORDS))
    places = {"/good": "/#new", "/bad": "/#gone", "/keeps": "/"}
    await web.host("a.example", lambda asked: redirect(places[asked.target]) if asked.target in places else body)
    assert (await seen(web, "http://a.example/good", fragments=("old",))).fragments == {"old": True}
    assert (await seen(web, "http://a.example/bad", fragments=("new",))).fragments == {"new": False}
    kept = await seen(web, "http://a.example/keeps", fragments=("new", "old"))
    assert kept.fragments == {"new": True, "old": False}


@pytest.mark.parametrize(
    ("status", "media_type", "body"),
    [
        (200, "application/pdf", b"%PDF-1.4"),
        (200, "image/png", b"x"),
        (404, "text/html", page("x")),
        (200, "text/html", page("App", b"<div id=root></div><script src=app.js></script>")),
    ],
)
async def test_where_parts_cannot_be_told(web: Web, status: int, media_type: str, body: bytes) -> None:
    await web.host("a.example", lambda _: answer(status, body, Content_Type=media_type))
    assert (await seen(web, "http://a.example/", fragments=("page=3",))).fragments == {}


LONG = b"<p>Words of a long page, one after another.</p>" * 20_000
HEAD = b"<title>A page</title><meta property=article:published_time content=2024-03-02><body><h1>A page</h1>"


STATED = (
    b'<script type="application/ld+json">{"@type": "Article", "datePublished": "2020-03-01", "author": "Ada"}</script>'
)
"""Once date and author have come, no more of a page is read for its own sake."""


def mostly(body: bytes) -> bytes:
    """All of a page comes in one go; what is not wanted of it is left where it is."""
    return answer(200, HEAD + STATED + LONG[:20_000] + body + LONG)


@pytest.mark.parametrize("named", ["<h2 id=part>", "<a name='part'>", '<h2 class=x id="user-content-part">'])
async def test_no_more_is_read_than_it_takes_to_find_the_part(web: Web, named: str) -> None:
    await web.host("a.example", lambda _: mostly(named.encode()))
    found = await seen(web, "http://a.example/", fragments=("part",))
    assert found.fragments == {"part": True}
    assert found.received < 100_000


async def test_of_a_part_that_does_not_come_within_half_a_megabyte_nothing_is_said(web: Web) -> None:
    await web.host("a.example", lambda _: mostly(b""))
    found = await seen(web, "http://a.example/", fragments=("part",))
    assert found.fragments == {}
    assert found.metadata is not None
    assert found.metadata.title == "A page"
    assert 500_000 < found.received < 600_000


NAMES = st.text(min_size=1, max_size=20).filter(lambda name: not name.startswith("#") and ":~:" not in name)


@given(name=NAMES, before=st.binary(max_size=50))
def test_a_name_that_is_there_is_noticed(name: str, before: bytes) -> None:
    body = before + b'<p id="' + name.encode("utf-8", "replace") + b'">'
    assert until_named([name])(body)


@pytest.mark.parametrize("filler", ["<h2>", "<h2 a=", "<h2>x</h2>", "<"])
def test_no_number_of_headings_takes_long(filler: str) -> None:
    text = SCRIPTED + filler * (1_000_000 // len(filler))
    began = time.process_time()
    assert judge_fragments(["getting-started"], frozenset(), complete=True, text=text) == {"getting-started": False}
    assert time.process_time() - began < 3
