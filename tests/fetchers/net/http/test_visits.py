"""Redirects, cookies, odd Locations: Net.visit against scripted servers."""

from __future__ import annotations

import pytest

from fetchers.facts import Redirect
from fetchers.failure import FailureKind
from fetchers.net import CookieJar, HostPolicy, Profile
from tests.fetchers.net.web import Asked, Web, answer, redirect, visit


async def test_a_page_is_read_and_counted(web: Web) -> None:
    await web.host("a.example", lambda _: answer(200, b"<title>Hello</title>", ETag='"1"'))
    async with web.net() as net:
        seen = await visit(net, "http://a.example/article")
        assert (net.requests, dict(net.by_host), net.received) == (1, {"a.example": 1}, 20)
    assert seen.reply.ok
    assert seen.reply.body == b"<title>Hello</title>"
    assert seen.reply.complete
    assert seen.reply.headers["etag"] == '"1"'
    assert seen.final_url == "http://a.example/article"
    assert [asked.method for asked in web.asked] == ["GET"]


@pytest.mark.parametrize(
    "target",
    [
        "/s?q=c%2B%2B+x",
        "/a%2Fb%23c%3Fd",
        "/%2526",
        "/%F6",
        "/x?",
        "/x?a=%26&b=%3D;c",
        "//double//slash",
        "/matrix;v=1/|[]^",
        "/x?id=404&url=http://b.example/?c=d",
    ],
)
async def test_the_target_goes_out_as_it_is_written(web: Web, target: str) -> None:
    await web.host("a.example", lambda _: answer())
    async with web.net() as net:
        await visit(net, "http://a.example" + target)
    assert web.targets() == [target.replace("^", "%5E")]


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/new", "/new"),
        ("new", "/deep/new"),
        ("../up", "/up"),
        ("?p=1", "/deep/old?p=1"),
        ("//a.example/x", "/x"),
        ("http:/x", "/x"),
        ("HTTP://A.EXAMPLE/y", "/y"),
        ("/卷积", "/%E5%8D%B7%E7%A7%AF"),
        ("/with space|and{}", "/with%20space|and%7B%7D"),
        ("/back\\slash", "/back%5Cslash"),
        ("/a%2Fb", "/a%2Fb"),
        ("  /padded  ", "/padded"),
    ],
)
async def test_a_location_is_understood_as_browsers_do(web: Web, location: str, expected: str) -> None:
    await web.host("a.example", lambda asked: redirect(location) if asked.target == "/deep/old" else answer())
    async with web.net() as net:
        seen = await visit(net, "http://a.example/deep/old")
    assert seen.reply.ok
    assert web.targets()[1] == expected
    assert seen.redirects == (Redirect("http://a.example/deep/old", 302),)


async def test_latin_1_bytes_in_a_location_stay_the_bytes_they_are(web: Web) -> None:
    def script(asked: Asked) -> bytes:
        if asked.target == "/":
            return b"HTTP/1.1 301 X\r\nLocation: /caf\xe9\r\nContent-Length: 0\r\n\r\n"
        return answer()

    await web.host("a.example", script)
    async with web.net() as net:
        assert (await visit(net, "http://a.example/")).final_url == "http://a.example/caf%E9"
    assert web.targets() == ["/", "/caf%E9"]


async def test_of_repeated_locations_the_first_that_says_something_counts(web: Web) -> None:
    head = b"HTTP/1.1 302 X\r\nLocation:\r\nLocation: /one\r\nLocation: /two\r\nContent-Length: 0\r\n\r\n"
    await web.host("a.example", lambda asked: head if asked.target == "/" else answer())
    async with web.net() as net:
        assert (await visit(net, "http://a.example/")).final_url == "http://a.example/one"


@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("javascript:alert(1)", FailureKind.HOSTILE_REDIRECT),
        ("JavaScript:alert(1)", FailureKind.HOSTILE_REDIRECT),
        ("file:///etc/passwd", FailureKind.HOSTILE_REDIRECT),
        ("data:text/html,x", FailureKind.HOSTILE_REDIRECT),
        ("mailto:me@a.example", FailureKind.UNSUPPORTED_SCHEME),
        ("ftp://a.example/x", FailureKind.UNSUPPORTED_SCHEME),
        ("intent://x#Intent;end", FailureKind.UNSUPPORTED_SCHEME),
        ("http://", FailureKind.BAD_ADDRESS),
        ("http://a..b/", FailureKind.BAD_ADDRESS),
        ("http://a.example:99999/", FailureKind.BAD_ADDRESS),
        ("http://169.254.169.254/latest/meta-data/", FailureKind.PRIVATE_ADDRESS),
        ("http://2130706433/", FailureKind.PRIVATE_ADDRESS),
        ("http://[::ffff:10.0.0.1]/", FailureKind.PRIVATE_ADDRESS),
        ("http://no-such-host.example/", FailureKind.NO_SUCH_HOST),
    ],
)
async def test_a_redirect_to_nowhere_is_told_apart(web: Web, location: str, kind: FailureKind) -> None:
    await web.host("a.example", lambda _: redirect(location, 301))
    async with web.net() as net:
        seen = await visit(net, "http://a.example/")
        assert net.requests == 1
    assert seen.reply.status is None
    assert seen.reply.failure is not None
    assert seen.reply.failure.kind is kind
    assert seen.redirects == (Redirect("http://a.example/", 301),)


async def test_a_redirect_without_a_location_is_an_answer(web: Web) -> None:
    await web.host("a.example", lambda _: answer(302, b"here"))
    async with web.net() as net:
        seen = await visit(net, "http://a.example/")
    assert (seen.reply.status, seen.reply.body, seen.redirects) == (302, b"here", ())


async def test_twenty_hops_are_followed_and_no_more(web: Web) -> None:
    def script(asked: Asked) -> bytes:
        number = int(asked.target[1:])
        return answer() if number == 20 else redirect(f"/{number + 1}")

    await web.host("a.example", script)
    async with web.net() as net:
        seen = await visit(net, "http://a.example/0")
        assert seen.reply.ok
        assert len(seen.redirects) == 20
        seen = await visit(net, "http://a.example/-1")
    assert seen.reply.failure is not None
    assert seen.reply.failure.kind is FailureKind.TOO_MANY_REDIRECTS


async def test_a_loop_ends_where_an_address_comes_back_with_no_new_cookie(web: Web) -> None:
    await web.host("a.example", lambda asked: redirect("/b" if asked.target == "/a" else "/a"))
    async with web.net() as net:
        seen = await visit(net, "http://a.example/a")
    assert seen.reply.failure is not None
    assert seen.reply.failure.kind is FailureKind.REDIRECT_LOOP
    assert web.targets() == ["/a", "/b"]


async def test_a_redirect_to_itself_works_once_its_cookie_returns(web: Web) -> None:
    def script(asked: Asked) -> bytes:
        if asked.headers.get("cookie") == "seen=1":
            return answer()
        return redirect(asked.target, Set_Cookie="seen=1; Path=/")

    await web.host("a.example", script)
    async with web.net() as net:
        assert (await visit(net, "http://a.example/x")).reply.ok
        assert web.targets() == ["/x", "/x"]
        assert (await visit(net, "http://a.example/x")).reply.ok
    assert [asked.headers.get("cookie") for asked in web.asked] == [None, "seen=1", None, "seen=1"]


async def test_a_jar_can_be_carried_into_another_visit(web: Web) -> None:
    await web.host("a.example", lambda _: answer(Set_Cookie="a=b"))
    jar = CookieJar()
    async with web.net() as net:
        await visit(net, "http://a.example/x", jar=jar)
        await visit(net, "http://a.example/y", jar=jar)
    assert [asked.headers.get("cookie") for asked in web.asked] == [None, "a=b"]


async def test_a_fragment_is_inherited_until_a_location_brings_its_own(web: Web) -> None:
    places = {"/a": "/b", "/b": "/c#new", "/c": "/d", "/x": "/y"}
    await web.host("a.example", lambda asked: redirect(places[asked.target]) if asked.target in places else answer())
    async with web.net() as net:
        seen = await visit(net, "http://a.example/a#old")
        assert (seen.fragment, seen.own_fragment, seen.final_url) == ("new", True, "http://a.example/d#new")
        seen = await visit(net, "http://a.example/x#old")
        assert (seen.fragment, seen.own_fragment, seen.final_url) == ("old", False, "http://a.example/y")


async def test_headers_of_an_errand_and_cookies_stay_with_their_origin(web: Web) -> None:
    def script(asked: Asked) -> bytes:
        return redirect("http://b.example/", Set_Cookie="secret=1; Domain=b.example")

    await web.host("a.example", script)
    await web.host("b.example", lambda _: answer())
    async with web.net() as net:
        await visit(net, "http://a.example/", headers={"Authorization": "Bearer x", "X-Token": "y"})
    first, second = web.asked
    assert first.headers["authorization"] == "Bearer x"
    assert not {"authorization", "x-token", "cookie", "referer"} & set(second.headers)


async def test_headers_of_a_rule_go_to_its_host_alone_and_not_in_the_clear(web: Web) -> None:
    await web.host("a.example", lambda _: redirect("http://a.example.evil.example/"))
    await web.host("a.example.evil.example", lambda _: answer())
    hosts = {"a.example": HostPolicy(headers={"X-Token": "y"})}
    async with web.net(hosts=hosts) as net:
        await visit(net, "http://a.example/")
    assert ["x-token" in asked.headers for asked in web.asked] == [False, False]
    web.asked.clear()
    async with web.net(hosts=hosts, allow_private=True) as net:
        await visit(net, "http://a.example/")
    assert ["x-token" in asked.headers for asked in web.asked] == [True, False]


async def test_profiles_say_who_we_are(web: Web) -> None:
    await web.host("a.example", lambda _: answer())
    async with web.net(contact="https://home.example/", language="zh-CN") as net:
        await visit(net, "http://a.example/")
        await visit(net, "http://a.example/", profile=Profile.BROWSER)
    honest, browser = (asked.headers for asked in web.asked)
    assert honest["user-agent"].startswith("linkcheck/")
    assert "https://home.example/" in honest["user-agent"]
    assert honest["accept"].startswith("text/html")
    assert honest["accept-language"] == "zh-CN,zh;q=0.9,en;q=0.8"
    assert browser["user-agent"].startswith("Mozilla/5.0")
    assert "br" in browser["accept-encoding"]


async def test_cookies_of_the_chain_join_those_of_the_errand(web: Web) -> None:
    def script(asked: Asked) -> bytes:
        return redirect("/b", Set_Cookie="mine=1") if asked.target == "/a" else answer()

    await web.host("a.example", script)
    async with web.net() as net:
        await visit(net, "http://a.example/a", headers={"cookie": "user=1"})
    assert [asked.headers["cookie"] for asked in web.asked] == ["user=1", "user=1; mine=1"]
