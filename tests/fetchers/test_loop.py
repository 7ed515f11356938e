"""What the loop does with a stranger's bytes is over soon: pages up to ``SMALL``, bodies as they come in."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable

import pytest

from fetchers import registry
from fetchers.addresses.address import parse
from fetchers.net import PageResponse, Profile, Response
from fetchers.net.http.body import Body
from fetchers.pages.html import enough
from fetchers.pages.readers import SMALL, is_costly
from fetchers.pages.reading import interpret

URL = "https://site-a.org/page"
TARGET = registry.find(parse(URL))
ALLOWED = 0.1
"""Seconds of processor time: 20 ms on a machine of its own, and room for one that is shared."""
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
}


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time, the best of three: the first loads and compiles."""

    def once() -> float:
        started = time.process_time()
        work()
        return time.process_time() - started

    return min(once() for _ in range(3))


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


def test_a_bomb_costs_what_is_kept_of_it() -> None:
    chunk = gzip.compress(gzip.compress(b"\0" * (64 << 20)))[: 16 * 1024]

    def feed() -> None:
        body = Body("gzip, gzip", 512 * 1024)
        body.feed(chunk)
        body.finish()

    assert seconds(feed) < ALLOWED
