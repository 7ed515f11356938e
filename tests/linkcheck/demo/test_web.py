"""The small web itself: what it answers, how it misbehaves, and that it leaves nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl

import aiohttp
import pytest

from linkcheck.demo import Hang, Name, ServedRequest, ServedResponse, SmallWeb, Tls, page
from tests.web import client_of


async def test_answers_http_and_https_under_production_names(web: SmallWeb) -> None:
    web.site("host.test").page("/a", "A title")
    async with client_of(web) as client:
        for url in ("http://host.test/a", "https://host.test/a"):
            async with client.get(url) as reply:
                assert reply.status == 200
                assert "<title>A title</title>" in await reply.text()
    assert [r.url for r in web.requests] == ["http://host.test/a", "https://host.test/a"]


async def test_the_log_knows_headers_bodies_and_counts(web: SmallWeb) -> None:
    web.site("host.test").answer("/form", ServedResponse(status=201), method="POST")
    async with client_of(web) as client:
        for _ in range(2):
            async with client.post("https://host.test/form?x=1", data={"y": "2"}, headers={"X-Mine": "m"}) as reply:
                assert reply.status == 201
    last = web.requests[-1]
    assert (last.method, last.path, last.query, last.headers["x-mine"], last.nth) == (
        "POST", "/form", {"x": "1", "y": "2"}, "m", 2,
    )  # fmt: skip
    assert len(web.asked("host.test", "/form")) == 2
    assert web.asked("other.test") == []
    web.forget()
    assert web.requests == []


async def test_the_most_exact_route_answers(web: SmallWeb) -> None:
    site = web.site("host.test").get("/a*", body="prefix").get("/a/b*", body="longer").get("/a/b/c", body="path")
    site.get("/a/b/c?d", body="target").otherwise(lambda r: ServedResponse(status=410, body=r.path))
    expected = {"/ax": "prefix", "/a/bx": "longer", "/a/b/c?e": "path", "/a/b/c?d": "target", "/z": "/z"}
    async with client_of(web) as client:
        for target, body in expected.items():
            async with client.get(f"http://host.test{target}") as reply:
                assert await reply.text() == body, target


async def test_an_unknown_path_is_a_404_page(web: SmallWeb) -> None:
    web.site("host.test")
    async with client_of(web) as client, client.get("http://host.test/none") as reply:
        assert reply.status == 404
        assert "404 Not Found" in await reply.text()


async def test_handlers_may_be_async(web: SmallWeb) -> None:
    async def slowly(request: ServedRequest) -> ServedResponse:
        await asyncio.sleep(0)
        return page(request.segments[0])

    web.site("host.test").handle("/%E5%8D%B7", slowly)
    async with client_of(web) as client, client.get("http://host.test/卷") as reply:
        assert "<title>卷</title>" in await reply.text()


async def test_head_has_the_head_of_get(web: SmallWeb) -> None:
    web.site("host.test").get("/a", body="abc")
    async with client_of(web) as client, client.head("http://host.test/a") as reply:
        assert (reply.status, reply.headers["Content-Length"], await reply.read()) == (200, "3", b"")


async def test_redirects_keep_their_status_and_place(web: SmallWeb) -> None:
    web.site("host.test").redirect("/a", "https://host.test/b", 308)
    async with client_of(web) as client, client.get("http://host.test/a", allow_redirects=False) as reply:
        assert (reply.status, reply.headers["Location"]) == (308, "https://host.test/b")


async def test_answers_come_one_after_the_other_and_the_last_stays(web: SmallWeb) -> None:
    failure = ServedResponse(status=429, headers={"Retry-After": "1"})
    web.site("host.test").answer("/a", failure, failure, ServedResponse(body="x"))
    seen = []
    async with client_of(web) as client:
        for _ in range(4):
            async with client.get("http://host.test/a") as reply:
                seen.append((reply.status, reply.headers.get("Retry-After")))
    assert seen == [(429, "1"), (429, "1"), (200, None), (200, None)]


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_reset_close_and_cut(web: SmallWeb, scheme: str) -> None:
    site = web.site("host.test").reset("/reset").close("/close")
    site.answer("/cut", ServedResponse(body="x" * 1000, cut=10))
    async with client_of(web) as client:
        with pytest.raises(aiohttp.ClientOSError) as reset:
            await client.get(f"{scheme}://host.test/reset")
        assert "reset" in str(reset.value).lower()
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await client.get(f"{scheme}://host.test/close")
        with pytest.raises(aiohttp.ClientPayloadError):
            async with client.get(f"{scheme}://host.test/cut") as reply:
                await reply.read()


async def test_hang_outlasts_the_client(web: SmallWeb) -> None:
    web.site("host.test").hang("/a").hang("/b", b"HTTP/1.1 200 OK\r\n")
    async with client_of(web) as client:
        for path in ("/a", "/b"):
            with pytest.raises(TimeoutError):
                await client.get(f"https://host.test{path}", timeout=aiohttp.ClientTimeout(total=0.05))


async def test_drip_and_delay_take_their_time(web: SmallWeb) -> None:
    web.site("host.test").get("/drip", body="x" * 640, drip=0.01).get("/delay", body="x", delay=0.1)
    loop = asyncio.get_running_loop()
    async with client_of(web) as client:
        for path in ("/drip", "/delay"):
            begun = loop.time()
            async with client.get(f"http://host.test{path}") as reply:
                await reply.read()
            assert loop.time() - begun >= 0.08, path


async def test_peak_counts_requests_in_hand_together(web: SmallWeb) -> None:
    web.site("host.test").get("/a", body="x", delay=0.05)
    async with client_of(web) as client:
        await asyncio.gather(*(client.get("http://host.test/a") for _ in range(3)))
    assert web.peak["host.test"] == 3


@pytest.mark.parametrize(
    ("name", "code"),
    [(Name.NO_SUCH_HOST, socket.EAI_NONAME), (Name.NO_ADDRESS, socket.EAI_NODATA), (Name.SERVFAIL, socket.EAI_AGAIN)],
)
async def test_names_fail_as_the_system_says_it(web: SmallWeb, name: Name, code: int) -> None:
    web.site("host.test", name=name)
    with pytest.raises(socket.gaierror) as caught:
        web.resolver("host.test")
    assert caught.value.errno == code


async def test_unregistered_names_do_not_exist(web: SmallWeb) -> None:
    with pytest.raises(socket.gaierror):
        web.resolver("example.org")
    assert web.resolver.asked == ["example.org"]


async def test_refused_and_silent_and_unconnectable(web: SmallWeb) -> None:
    for name in (Name.REFUSED, Name.SILENT, Name.UNCONNECTABLE):
        web.site(f"{name}.test", name=name)
    brief = aiohttp.ClientTimeout(total=0.2)
    connecting = aiohttp.ClientTimeout(sock_connect=0.2)
    async with client_of(web) as client:
        with pytest.raises(aiohttp.ClientConnectorError):
            await client.get("http://refused.test/")
        with pytest.raises(TimeoutError):
            await client.get("https://silent.test/", timeout=brief)
        with pytest.raises(aiohttp.ConnectionTimeoutError):
            await client.get("http://unconnectable.test/", timeout=connecting)


@pytest.mark.parametrize(
    ("tls", "words"),
    [
        (Tls.EXPIRED, "certificate has expired"),
        (Tls.WRONG_NAME, "Hostname mismatch"),
        (Tls.SELF_SIGNED, "self-signed certificate"),
        (Tls.UNTRUSTED, "unable to get local issuer certificate"),
        (Tls.NO_INTERMEDIATE, "unable to get local issuer certificate"),
    ],
)
async def test_unsound_certificates_are_refused_for_their_own_reason(web: SmallWeb, tls: Tls, words: str) -> None:
    web.site("host.test", tls=tls).page("/", "Behind it")
    async with client_of(web) as client:
        with pytest.raises(aiohttp.ClientConnectorCertificateError, match=words):
            await client.get("https://host.test/")
        unverified = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        unverified.check_hostname, unverified.verify_mode = False, ssl.CERT_NONE
        async with client.get("https://host.test/", ssl=unverified) as reply:
            assert "Behind it" in await reply.text()


@pytest.mark.parametrize(
    ("tls", "reason"),
    [
        (Tls.TOO_OLD, "TLSV1_ALERT_PROTOCOL_VERSION"),
        (Tls.BROKEN, "HANDSHAKE_FAILURE"),
        (Tls.CLIENT_CERTIFICATE, "CERTIFICATE_REQUIRED"),
    ],
)
async def test_handshakes_fail_for_their_own_reason(web: SmallWeb, tls: Tls, reason: str) -> None:
    web.site("host.test", tls=tls)
    async with client_of(web) as client:
        with pytest.raises(aiohttp.ClientConnectorSSLError, match=reason):
            await client.get("https://host.test/")


async def test_plain_http_on_the_tls_port(web: SmallWeb) -> None:
    web.site("host.test", name=Name.PLAIN_ON_TLS)
    async with client_of(web) as client:
        with pytest.raises(aiohttp.ClientConnectorError):
            await client.get("https://host.test/")


async def test_a_handlers_bug_is_raised_when_the_web_is_left() -> None:
    def buggy(_: ServedRequest) -> ServedResponse:
        raise KeyError("a bug of the test's own")

    web = await SmallWeb().__aenter__()
    web.site("host.test").handle("/", buggy)
    async with client_of(web) as client:
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await client.get("http://host.test/")
    with pytest.raises(ExceptionGroup) as caught:
        await web.__aexit__(None, None, None)
    assert caught.group_contains(KeyError)


async def say(web: SmallWeb, sent: bytes) -> bytes:
    """Say something on the plain port and return the beginning of what comes back."""
    [(ip, port)] = web.resolver("host.test", 80)
    reader, writer = await asyncio.open_connection(ip, port)
    writer.write(sent)
    try:
        return await reader.read(13)
    finally:
        writer.close()


@pytest.mark.parametrize("sent", [b"GARBAGE\r\n\r\n", b"GET /\r\n\r\n", b"\x16\x03\x01"])
async def test_what_is_not_http_is_a_bad_request(web: SmallWeb, sent: bytes) -> None:
    web.site("host.test")
    assert await say(web, sent) == b"HTTP/1.1 400 "
    assert web.requests == []


async def test_a_head_without_end_ends_the_connection_only(web: SmallWeb) -> None:
    web.site("host.test")
    with contextlib.suppress(ConnectionResetError):  # what was not read resets the connection, as it does anywhere
        await say(web, b"GET / HTTP/1.1\r\nX: " + b"x" * 600_000)
    assert await say(web, b"GET / HTTP/1.1\r\nHost: host.test\r\n\r\n") == b"HTTP/1.1 404 "


async def test_leaving_ends_open_connections_and_removes_the_authority() -> None:
    async with SmallWeb() as web:
        cafile = web.cafile
        asked = asyncio.Event()

        def note(_: ServedRequest) -> Hang:
            asked.set()
            return Hang()

        web.site("host.test").handle("/", note)
        async with client_of(web) as client:
            waiting = asyncio.ensure_future(client.get("https://host.test/"))
            await asked.wait()
            await web.__aexit__(None, None, None)
            with pytest.raises(aiohttp.ClientError):
                await waiting
    with pytest.raises(RuntimeError):
        _ = web.cafile
    with pytest.raises(FileNotFoundError):
        ssl.create_default_context(cafile=cafile)
