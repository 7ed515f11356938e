"""The address that cannot exist."""

from __future__ import annotations

import re

import pytest

from fetchers.addresses.address import parse
from fetchers.context import Context
from fetchers.facts import Sibling
from fetchers.pages import look, probe_sibling
from fetchers.pages.sibling import beside
from tests.fetchers.net.web import Script, Web, answer, redirect
from tests.fetchers.pages.looks import page, target


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("https://a.example/docs/guide.html?x=1#y", r"https://a\.example/docs/\w{16}\.html"),
        ("https://a.example/docs/guide", r"https://a\.example/docs/\w{16}"),
        ("https://a.example/docs/guide/", r"https://a\.example/docs/\w{16}/"),
        ("https://a.example/guide/", r"https://a\.example/\w{16}/"),
        ("https://a.example/v1.2.3", r"https://a\.example/\w{16}"),
        ("https://a.example/?id=4&p=5", r"https://a\.example/\?id=4&p=9\d{8}"),
        ("https://a.example/?404", r"https://a\.example/\?\w{16}"),
        ("https://a.example/", r"https://a\.example/\w{16}"),
        ("https://a.example", r"https://a\.example/\w{16}"),
    ],
)
def test_it_stands_beside_and_is_always_the_same(url: str, pattern: str) -> None:
    address = parse(url)
    assert re.fullmatch(pattern, beside(address).wire)
    assert beside(address) == beside(address)
    assert beside(address) != beside(parse(url.replace("a.example", "b.example")))


async def probe(web: Web, script: Script, path: str = "/deep/article") -> Sibling:
    await web.host("a.example", script)
    async with web.net() as net:
        context, suspect = Context(net=net), target(f"http://a.example{path}")
        return await probe_sibling(suspect, await look(suspect, context), context)


async def test_a_server_that_says_404(web: Web) -> None:
    sibling = await probe(web, lambda asked: answer() if asked.target == "/deep/article" else answer(404, page("No")))
    assert (sibling.status, sibling.title, sibling.same_body) == (404, "No", False)
    assert len(web.asked) == 2


async def test_a_server_that_shows_the_same_to_all(web: Web) -> None:
    def script(asked: object) -> bytes:
        where = web.asked[-1].target
        return answer(200, page("Shop", b"<p>We have no %s here. Look around!</p>" % where.encode()))

    sibling = await probe(web, script)
    assert (sibling.status, sibling.title, sibling.same_body) == (200, "Shop", True)


async def test_a_server_that_sends_all_home(web: Web) -> None:
    sibling = await probe(web, lambda asked: answer() if asked.target == "/" else redirect("/"))
    assert (sibling.status, sibling.final_url) == (200, "http://a.example/")


async def test_a_server_that_is_gone_by_then(web: Web) -> None:
    sibling = await probe(web, lambda asked: answer() if asked.target == "/deep/article" else None)
    assert sibling == Sibling(None, None)


async def test_the_profile_that_was_let_in_asks(web: Web) -> None:
    def script(_: object) -> bytes:
        return answer() if web.asked[-1].headers["user-agent"].startswith("Mozilla") else answer(403, b"")

    assert (await probe(web, script)).status == 200


@pytest.mark.parametrize(
    "markup", [b"<meta http-equiv=refresh content='0;url=/'>", b"<script>location.replace('/')</script>"]
)
async def test_a_page_that_sends_all_home_by_its_markup(web: Web, markup: bytes) -> None:
    sent = b"<!doctype html><html><head>%s</head></html>" % markup
    sibling = await probe(web, lambda asked: answer() if asked.target == "/" else answer(200, sent))
    assert (sibling.status, sibling.final_url) == (200, "http://a.example/")


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("/jobs/8812", r"/jobs/9\d{8}"),
        ("/thread-88123-1-1.html", r"/thread-9\d{8}-1-1\.html"),
        ("/viewtopic.php?f=3&t=1881", r"/viewtopic\.php\?f=3&t=9\d{8}"),
        ("/?p=18", r"/\?p=9\d{8}"),
        ("/posts/rnn-2", r"/posts/x[0-9a-f]{15}"),
        ("/posts/rnn?page=2", r"/posts/x[0-9a-f]{15}"),
    ],
)
def test_a_number_is_replaced_by_a_number(asked: str, kept: str) -> None:
    assert re.fullmatch(kept, beside(parse(f"http://a.example{asked}")).target)


async def test_whether_the_front_page_says_the_same_is_asked_where_the_sibling_does(web: Web) -> None:
    closed = await probe(web, lambda _: answer(200, page("Shop", b"<p>Back in a while.</p>")))
    assert (closed.same_body, closed.same_front) == (True, True)
    open_ = await probe(
        web, lambda asked: answer() if asked.target == "/" else answer(200, page("Shop", b"<p>Hm.</p>"))
    )
    assert (open_.same_body, open_.same_front) == (True, False)
