"""What the loop does with a stranger's bytes is over soon: pages up to ``SMALL``, bodies as they come in."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from fetchers import registry
from fetchers.addresses.address import parse
from fetchers.facts import Metadata, Observation, Page
from fetchers.json_values import MOST_VALUES, json_after, json_of
from fetchers.net import ApiRequest, PageResponse, Profile, Response
from fetchers.net.http.body import Body
from fetchers.pages.full_fetch import MOST_OF_A_PAGE
from fetchers.pages.html import enough
from fetchers.pages.readers import SMALL, is_costly
from fetchers.pages.reading import interpret
from fetchers.registry import FETCHERS
from fetchers.site import Site
from fetchers.sites.zhihu.page_state import entity_of

URL = "https://site-a.org/page"
TARGET = registry.find(parse(URL))
ALLOWED = 0.02
"""Seconds of processor time, on a machine on which the yardstick takes ``YARDSTICK``."""
YARDSTICK = 0.0014
PUMPS = {
    "frames": b"20 \xff<frame src=x>not found ",
    "scripts": b'<script>location="/x"</script>by ',
    "open scripts": b"<script>",
    "open tags": b"<a href=x ",
    "nested": b"<div><b><i>",
    "spaces": b" ",
    "lines": b"\n",
    "titles": b"<title>a | b</title><h1>a - b</h1>",
    "comments": b"<!--",
    "metas": b'<meta name="author" content="a and b; c, d">',
    "dates": b"Published 2020-03-01, 1 March 2020 at 10:00 ",
    "linked data": b'<script type="application/ld+json">[{"@type":"Article","datePublished":"2020"}]</script>',
    "references": b"&amp;&#x1F600;&lt",
    "chinese": "发布于 2020年3月1日 404 页面不存在，".encode(),
    "gbk": "页面不存在".encode("gbk"),
    "high bytes": bytes(range(128, 256)),
    "words": b"sorry this page could not be found ",
    "punctuation": b"!?.,;:-|/",
    "long text": b"Words that fill the page as a real page has them. ",
    "long chinese text": "机器学习是人工智能的一个重要分支，研究计算机如何模拟人类的学习行为。".encode(),
    "emphasis": b"<em>a</em>b",
    "times": b"<time datetime=2020-01-01>Jan 1 2020</time>",
    "fields": b"<input type=password name=p><form action=login>",
    "links": b'<a href="/a/b?c=d">text</a>\n',
    "deep": b"<div>word ",
    "attributes": b"<p" + b"".join(b" a%d=1" % number for number in range(200)) + b">",
    "tables": b"<table><tr><td>x",
    "signed": b"<span class='author'>By John Smith</span>",
    "deep linked data": b'<script type="application/ld+json">' + b'{"a":' * 200 + b"1" + b"}" * 200 + b"</script>",
}


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time on a machine of its own: the first time loads and compiles, and any may be disturbed.

    A slower or a busy machine takes as much longer for a yardstick of the same kind of work, which is taken in between.
    """

    def once(what: Callable[[], object]) -> float:
        started = time.process_time()
        what()
        return time.process_time() - started

    once(work)
    taken = yard = float("inf")
    for _ in range(20):
        taken, yard = min(taken, once(work)), min(yard, once(_yardstick), once(_yardstick))
        if taken * YARDSTICK < 0.8 * ALLOWED * yard:
            break
    return taken * min(1.0, YARDSTICK / yard)


def _yardstick() -> object:
    return {word.lower(): len(word) for word in re.findall(r"\w+", "Words of a page, 1 March 2020. " * 1000)}


@pytest.mark.parametrize("pump", PUMPS.values(), ids=PUMPS)
@pytest.mark.parametrize("start", [b"", b"<html><title>t</title><body><h1>h</h1>"], ids=["bare", "page"])
def test_a_small_page_of_the_worst_kind_is_read_soon(pump: bytes, start: bytes) -> None:
    body = (start + pump * (SMALL // len(pump) + 1))[:SMALL]
    reply = Response(url=URL, status=200, headers={"content-type": "text/html"}, body=body)
    assert not is_costly(reply)
    visit = PageResponse(redirects=(), reply=reply, profile=Profile.HONEST)
    assert seconds(lambda: interpret(visit, (), TARGET, None)) < ALLOWED


@pytest.mark.parametrize("pump", PUMPS.values(), ids=PUMPS)
def test_whether_enough_has_come_is_told_soon(pump: bytes) -> None:
    body = pump * (4 * 1024 * 1024 // len(pump))
    assert seconds(lambda: enough(body)) < ALLOWED


def _array(unit: bytes) -> bytes:
    return b"[" + unit * (LARGEST // len(unit)) + b"0]"


LARGEST = ApiRequest(url=URL).limit - 10
JSON = {
    "objects": _array(b"{},"),
    "lists": _array(b"[],"),
    "numbers": _array(b"1,"),
    "long numbers": _array(b"9" * 4000 + b","),
    "one number": b"9" * LARGEST,
    "keys": b"{" + b",".join(b'"key%d":1' % number for number in range(LARGEST // 16)) + b"}",
    "a few keys": b"{" + b",".join(b'"key%d":1' % number for number in range(MOST_VALUES - 2)) + b"}",
    "a few lists": b"[" + b"[]," * (MOST_VALUES // 2 - 1) + b"0]",
    "references": b'"' + rb"\u4e00" * (LARGEST // 6) + b'"',
    "escapes": b'"' + rb"\n" * (LARGEST // 2) + b'"',
    "chinese": b'"' + "页".encode() * (LARGEST // 3) + b'"',
    "spaces": b" " * LARGEST,
    "nested": b"[" * LARGEST,
    "utf-16": ('"' + "页" * (LARGEST // 2 - 2) + '"').encode("utf-16-le"),
}


@pytest.mark.parametrize("body", JSON.values(), ids=JSON)
def test_the_largest_answer_of_a_service_is_decoded_soon(body: bytes) -> None:
    assert seconds(lambda: json_of(body)) < ALLOWED
    text = "window.state = " + body.decode(errors="replace")
    assert seconds(lambda: json_after(text, re.compile("state = "))) < ALLOWED


def test_an_answer_with_as_many_values_as_a_large_collaboration_is_decoded() -> None:
    author = {"given": "A.", "family": "Author", "sequence": "additional", "affiliation": [{"name": "Some institute"}]}
    assert json_of(json.dumps({"title": "x", "author": [author] * 5000})) is not None
    assert json_of(b"[" + b"1," * MOST_VALUES + b"1]") is None
    assert json_of(b"9" * 100) == 1e100


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        ('{"a": "é"}'.encode("utf-16"), {"a": "é"}),
        (rb'"\ud800"', "\ud800"),
        (b"[-Infinity, 1e999]", [-float("inf"), float("inf")]),
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (b"{'a': 1}", None),
    ],
)
def test_json_that_is_none_by_the_letter_is_decoded_as_python_does(body: bytes, value: object) -> None:
    assert json_of(body) == value


WHOLE = [site for site in FETCHERS if isinstance(site, Site) and site.whole]
STATES = {
    "open": 'window.appData = JSON.parse(decodeURIComponent("',
    "lists": f'window.appData = JSON.parse(decodeURIComponent("{quote("[[],") * 60_000}'[:600_000] + '"))',
    "variables": "var msg_title = '",
    "almost variables": " _var nickname = ",
    "venues": '"venue":{"value":"',
    "spaces": " ",
    "quotes": "'\"",
}


@pytest.mark.parametrize("site", WHOLE, ids=lambda site: site.name)
@pytest.mark.parametrize("pump", STATES.values(), ids=STATES)
def test_a_whole_page_is_searched_soon_for_what_a_site_says_of_itself(site: Site, pump: str) -> None:
    target = registry.find(parse(site.forms[0].example))
    page = Page(title="x" * 300, heading="y", text=(pump * 1000)[:20_000], words=100)
    seen = Observation(url=target.url, observed=datetime.now(UTC), status=200, metadata=Metadata(title="x"), page=page)
    text = (pump * (MOST_OF_A_PAGE // len(pump) + 1))[:MOST_OF_A_PAGE]
    assert seconds(lambda: site.settle(site.refine(target, seen, text))) < ALLOWED


@pytest.mark.parametrize("pump", ["<script ", "id=js-initialData", '<script id="js-initialData">{'])
def test_the_state_of_a_page_of_zhihu_is_found_soon(pump: str) -> None:
    """A hundred kilobytes of the first held the loop for twelve seconds."""
    text = (pump * (MOST_OF_A_PAGE // len(pump) + 1))[:MOST_OF_A_PAGE]
    assert seconds(lambda: entity_of(text, "answer", "1")) < ALLOWED


def test_a_bomb_costs_what_is_kept_of_it() -> None:
    chunk = gzip.compress(gzip.compress(b"\0" * (64 << 20)))[: 16 * 1024]

    def feed() -> None:
        body = Body("gzip, gzip", 512 * 1024)
        body.feed(chunk)
        body.finish()

    assert seconds(feed) < ALLOWED
