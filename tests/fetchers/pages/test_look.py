"""Who is asked how often, and which answer is believed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from fetchers.codes import Code
from fetchers.context import Context
from fetchers.facts import Observation, Redirect, Validators
from fetchers.failure import FailureKind
from fetchers.pages import look
from tests.fetchers.net.web import Asked, Web, answer, authority_file, redirect, server_context
from tests.fetchers.pages.looks import page, seen, target


def is_browser(asked: Asked) -> bool:
    return asked.headers["user-agent"].startswith("Mozilla/5.0")


async def test_a_page_is_read(web: Web) -> None:
    await web.host("a.example", lambda _: answer(200, page("A fine page"), ETag='"1"', Server="nginx", X_Secret="s"))
    observation = await seen(web, "http://a.example/x")
    assert (observation.status, observation.final_url, observation.redirects) == (200, "http://a.example/x", ())
    assert observation.page is not None
    assert observation.page.title == "A fine page"
    assert observation.page.complete
    assert observation.metadata is not None
    assert observation.metadata.title == "A fine page"
    assert observation.validators == Validators('"1"', None)
    assert observation.headers["server"] == "nginx"
    assert "x-secret" not in observation.headers
    assert len(web.asked) == 1


async def test_a_refinement_adds_what_a_site_knows(web: Web) -> None:
    await web.host("a.example", lambda _: answer(200, page("A fine page")))

    def refine(observation: Observation, text: str) -> Observation:
        return replace(observation, notes=(Code(text[:15]),))

    assert (await seen(web, "http://a.example/", refine)).notes == ("<!doctype html>",)


@pytest.mark.parametrize("status", [401, 403, 404, 405, 406, 410, 418, 451, 503, 999])
async def test_a_refusal_is_believed_when_a_browser_is_refused_too(web: Web, status: int) -> None:
    await web.host(
        "open.example", lambda asked: answer(200, page("Open")) if is_browser(asked) else answer(status, b"")
    )
    await web.host("shut.example", lambda _: answer(status, page("No")))
    assert (await seen(web, "http://open.example/")).status == 200
    shut = await seen(web, "http://shut.example/")
    assert (shut.status, shut.metadata) == (status, None)
    assert sum(map(is_browser, web.asked)) == 2


async def test_a_refusal_of_the_browser_casts_doubt_on_a_404(web: Web) -> None:
    await web.host("a.example", lambda asked: answer(403 if is_browser(asked) else 404, b""))
    await web.host("b.example", lambda asked: answer(404 if is_browser(asked) else 403, b""))
    assert (await seen(web, "http://a.example/")).status == 403
    assert (await seen(web, "http://b.example/")).status == 403


async def test_a_login_by_header_is_believed_at_once(web: Web) -> None:
    await web.host("a.example", lambda _: answer(401, b"", WWW_Authenticate='Basic realm="x"'))
    assert (await seen(web, "http://a.example/")).status == 401
    assert len(web.asked) == 1


async def test_a_connection_cut_for_robots_alone(web: Web) -> None:
    await web.host("a.example", lambda asked: answer(200, page("Open")) if is_browser(asked) else None)
    assert (await seen(web, "http://a.example/")).status == 200


async def test_a_loop_for_robots_alone(web: Web) -> None:
    await web.host("a.example", lambda asked: answer() if is_browser(asked) else redirect(asked.target))
    assert (await seen(web, "http://a.example/")).status == 200
    await web.host("b.example", lambda asked: redirect(asked.target))
    looped = await seen(web, "http://b.example/")
    assert looped.failure is not None
    assert looped.failure.kind is FailureKind.REDIRECT_LOOP


async def test_a_certificate_alone_does_not_hide_a_page(web: Web, tmp_path: Path) -> None:
    known = trustme.CA()
    await web.host(
        "old.example", lambda _: answer(200, page("Old")), server_context(known, "old.example", expired=True)
    )
    await web.host("short.example", lambda _: redirect("https://old.example/x", 301))
    async with web.net(cafile=authority_file(known, tmp_path)) as net:
        observation = await look(target("http://short.example/"), Context(net=net))
    assert observation.tls is not None
    assert observation.tls.kind is FailureKind.CERTIFICATE_EXPIRED
    assert (observation.status, observation.failure) == (200, None)
    assert observation.final_url == "https://old.example/x"
    assert observation.redirects == (Redirect("http://short.example/", 301),)
    assert observation.page is not None
    assert observation.page.title == "Old"


async def test_tls_that_does_not_work_at_all_is_a_failure(web: Web) -> None:
    await web.host("plain.example", lambda _: answer())
    web.places["plain.example"] = [("127.0.0.1", await web.host("x.example", lambda _: answer()))]
    async with web.net(connect_timeout=0.1) as net:
        observation = await look(target("https://plain.example/"), Context(net=net))
    assert observation.status is None
    assert observation.tls is None
    assert observation.failure is not None


@pytest.mark.parametrize(
    "start",
    [
        answer(200, page("x", b"", b'<meta http-equiv="refresh" content="0; url=/new#part">')),
        answer(200, page("x", b"<script>location.replace('/new#part')</script>")),
        answer(200, page("x"), Refresh="0; url=/new#part"),
        answer(
            200, page("x", b"", b'<meta http-equiv="refresh" content="0; url=/new#part">'), Set_Cookie="a=b; Path=/"
        ),
    ],
)
async def test_a_hop_made_by_markup_is_a_hop(web: Web, start: bytes) -> None:
    await web.host("a.example", lambda asked: start if asked.target == "/" else answer(200, page("New")))
    observation = await seen(web, "http://a.example/")
    assert observation.redirects == (Redirect("http://a.example/", 200),)
    assert observation.final_url == "http://a.example/new"
    assert web.asked[1].headers.get("cookie") == ("a=b" if b"Set-Cookie" in start else None)


@pytest.mark.parametrize(
    "start",
    [
        answer(200, page("x", head=b'<meta http-equiv="refresh" content="10; url=/new">')),
        answer(200, page("x", head=b'<noscript><meta http-equiv="refresh" content="0; url=/new"></noscript>')),
        answer(200, page("x", head=b'<meta http-equiv="refresh" content="0">')),
        answer(200, page("x", head=b'<meta http-equiv="refresh" content="0; url=javascript:alert(1)">')),
        answer(404, page("x", head=b'<meta http-equiv="refresh" content="0; url=/new">')),
        answer(200, page("x"), Refresh="300"),
        answer(200, page("x"), Refresh="30; url=/new"),
    ],
)
async def test_what_is_not_a_hop_stays_where_it_is(web: Web, start: bytes) -> None:
    await web.host("a.example", lambda _: start)
    observation = await seen(web, "http://a.example/")
    assert (observation.redirects, observation.final_url) == ((), "http://a.example/")


async def test_pages_that_send_each_other_round_end(web: Web) -> None:
    await web.host("a.example", lambda asked: answer(200, page("x"), Refresh=f"0; url=/{int(asked.target[1:]) + 1}"))
    observation = await seen(web, "http://a.example/0")
    assert observation.status == 200
    assert len(web.asked) <= 8


async def test_validators_are_sent_and_304_is_understood(web: Web) -> None:
    def script(asked: Asked) -> bytes:
        known = asked.headers.get("if-none-match") == '"1"'
        return b"HTTP/1.1 304 Not Modified\r\n\r\n" if known else answer(200, page("x"), ETag='"2"')

    await web.host("a.example", script)
    await web.host("b.example", lambda _: redirect("http://c.example/"))
    await web.host("c.example", script)
    validators = Validators('"1"', "Thu, 01 Jan 2026 00:00:00 GMT")
    unchanged = await seen(web, "http://a.example/", validators=validators)
    assert (unchanged.status, unchanged.validators, unchanged.page) == (304, validators, None)
    assert (await seen(web, "http://b.example/", validators=validators)).validators == Validators('"2"', None)
    assert "if-none-match" not in web.asked[-1].headers
    assert (await seen(web, "http://a.example/", validators=validators, fragments=("x",))).status == 200


@pytest.mark.parametrize(
    ("media_type", "body", "kind"),
    [
        ("application/pdf", b"%PDF-1.4\n%%EOF", "pdf"),
        ("application/octet-stream", b"%PDF-1.4\n%%EOF", "pdf"),
        ("image/png", b"\x89PNG" * 100_000, "image"),
        ("video/mp4", b"x" * 100, "video"),
        ("application/zip", b"PK", "archive"),
        ("application/octet-stream", b"\0\1", "file"),
        ("application/json", b"{}", "file"),
        ("text/plain", b"words", "page"),
        ("text/plain", page("Really a page"), "page"),
        ("", page("No type"), "page"),
        ("application/xhtml+xml", page("XHTML"), "page"),
    ],
)
async def test_what_an_address_is(web: Web, media_type: str, body: bytes, kind: str) -> None:
    await web.host("a.example", lambda _: answer(200, body, Content_Type=media_type))
    async with web.net() as net:
        observation = await look(target("http://a.example/x"), Context(net=net))
        assert net.received < 60_000
    assert observation.status == 200
    assert observation.metadata is not None
    assert observation.metadata.kind == kind
    assert (observation.page is not None) == (b"<title>" in body)


async def test_a_private_address_is_a_failure_and_no_request(web: Web) -> None:
    observation = await seen(web, "http://[::1]/")
    assert observation.failure is not None
    assert observation.failure.kind is FailureKind.PRIVATE_ADDRESS
    assert web.asked == []


async def test_a_limit_is_reported_with_what_the_server_asked_for(web: Web) -> None:
    await web.host("a.example", lambda _: answer(429, b"", Retry_After="86400"))
    observation = await seen(web, "http://a.example/")
    assert (observation.status, observation.retry_after) == (429, 86400)
    assert len(web.asked) == 1


async def test_traits_are_found_in_heads_cookies_and_bodies_of_any_kind(web: Web) -> None:
    await web.host("head.example", lambda _: answer(403, page("x"), Server="cloudflare", cf_mitigated="challenge"))
    await web.host("plain.example", lambda _: answer(200, page("A page")))
    await web.host("json.example", lambda _: answer(404, b'{"error": "no"}', Content_Type="application/json"))
    assert "challenge-cloudflare" in (await seen(web, "http://head.example/")).traits
    assert (await seen(web, "http://plain.example/")).traits == frozenset()
    assert (await seen(web, "http://json.example/")).status == 404


@pytest.mark.parametrize("coding", ["zstd", "dcb", "compress", "br"])
async def test_a_coding_that_cannot_be_undone_leaves_a_page_unread(web: Web, coding: str) -> None:
    """Browsers may know it: nothing is said against the page."""
    noise = bytes(range(256)) * 8
    await web.host("a.example", lambda _: answer(200, noise, Content_Encoding=coding))
    observation = await seen(web, "http://a.example/x")
    assert (observation.status, observation.page, observation.traits) == (200, None, frozenset())


async def test_a_coding_that_is_only_claimed_does_not_hide_a_page(web: Web) -> None:
    await web.host("a.example", lambda _: answer(200, page("A fine page"), Content_Encoding="dcb"))
    observation = await seen(web, "http://a.example/x")
    assert observation.page is not None
    assert observation.page.title == "A fine page"
