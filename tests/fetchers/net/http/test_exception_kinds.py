"""What goes wrong below HTTP, told apart."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gzip
import os
import socket
import ssl
from pathlib import Path

import aiohttp
import pytest
import trustme

from fetchers.failure import FailureKind
from fetchers.net import ApiRequest, Net, NetSettings
from fetchers.net.http.exception_kinds import failure_of
from linkcheck.demo import Name, SmallWeb
from tests.fetchers.net.web import Asked, Web, answer, authority_file, redirect, server_context, visit


async def kind_of(net: Net, url: str, **errand: object) -> FailureKind | None:
    failure = (await visit(net, url, retry=False, **errand)).reply.failure
    return failure.kind if failure else None


async def test_names_that_do_not_resolve(web: Web) -> None:
    web.errors = {
        "again.example": socket.EAI_AGAIN,
        "empty.example": socket.EAI_NODATA,
        "fail.example": socket.EAI_FAIL,
    }
    async with web.net() as net:
        assert await kind_of(net, "http://none.example/") is FailureKind.NO_SUCH_HOST
        assert await kind_of(net, "http://empty.example/") is FailureKind.NO_ADDRESS_RECORD
        assert await kind_of(net, "https://again.example/") is FailureKind.DNS_FAILURE
        assert await kind_of(net, "http://fail.example/") is FailureKind.DNS_FAILURE
        assert net.requests == 0


async def test_nobody_listens(web: Web) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        web.places["a.example"] = [held.getsockname()]
        async with web.net() as net:
            assert await kind_of(net, "http://a.example/") is FailureKind.CONNECTION_REFUSED
            assert net.requests == 0


async def test_one_dead_address_of_several_does_no_harm(web: Web) -> None:
    await web.host("a.example", lambda _: answer())
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        web.places["a.example"].insert(0, held.getsockname())
        async with web.net() as net:
            assert (await visit(net, "http://a.example/", retry=False)).reply.ok


async def test_silence_and_cut_connections(web: Web) -> None:
    async def silent(_: Asked) -> bytes | None:
        await asyncio.sleep(5)
        return None

    await web.host("silent.example", silent)
    await web.host("cut.example", lambda _: None)
    await web.host("half.example", lambda _: b"HTTP/1.1 200 OK\r\nContent-Type: te\r\nConnection: close")
    async with web.net(timeout=0.2) as net:
        assert await kind_of(net, "http://silent.example/") is FailureKind.TIMEOUT
        assert await kind_of(net, "http://cut.example/") is FailureKind.CONNECTION_RESET
        assert await kind_of(net, "http://half.example/") in (FailureKind.CONNECTION_RESET, FailureKind.BAD_HTTP)


@pytest.mark.parametrize("junk", [b"ICY 200 OK\r\n\r\nx", b"SSH-2.0-OpenSSH_9\r\n", b"<html>0.9</html>", b"\0" * 50])
async def test_what_is_not_http(web: Web, junk: bytes) -> None:
    async def script(asked: Asked) -> bytes | None:
        asked.writer.write(junk)
        await asked.writer.drain()
        return None

    await web.host("a.example", script)
    async with web.net() as net:
        assert await kind_of(net, "http://a.example/") is FailureKind.BAD_HTTP


@pytest.mark.parametrize("status", ["000", "042", "101"])
async def test_a_status_that_no_answer_has_is_no_answer(web: Web, status: str) -> None:
    """A page with the status 000 was "there"."""
    body = b"<title>A page</title>"
    head = f"HTTP/1.1 {status} X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: {len(body)}\r\n\r\n"
    await web.host("a.example", lambda _: head.encode() + body)
    async with web.net() as net:
        assert await kind_of(net, "http://a.example/") is FailureKind.BAD_HTTP


async def test_a_head_without_end_is_given_up(web: Web) -> None:
    async def flood(asked: Asked) -> bytes | None:
        asked.writer.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            asked.writer.write(b"X-%d: %s\r\n" % (number, b"v" * 200))
            await asked.writer.drain()
        return None

    await web.host("a.example", flood)
    async with web.net() as net:
        assert await kind_of(net, "http://a.example/") is FailureKind.BAD_HTTP


async def test_a_bad_address_is_a_failure_of_a_call() -> None:
    async with Net() as net:
        reply = await net.call(ApiRequest(url="https://a..b/"))
    assert reply.failure is not None
    assert reply.failure.kind is FailureKind.BAD_ADDRESS


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://0x7f.1/", "http://[::1]/", "http://10.0.0.1/", "http://100.64.0.1/"]
)
async def test_private_addresses_are_refused(web: Web, url: str) -> None:
    async with web.net() as net:
        assert await kind_of(net, url) is FailureKind.PRIVATE_ADDRESS


async def test_private_addresses_are_reached_where_allowed(web: Web) -> None:
    port = await web.host("x.example", lambda _: answer())
    async with web.net(allow_private=True) as net:
        assert (await visit(net, f"http://127.0.0.1:{port}/")).reply.ok
        assert (await visit(net, f"http://2130706433:{port}/")).reply.ok


async def test_a_public_literal_is_not_on_a_mapped_network(web: Web) -> None:
    async with web.net() as net:
        assert await kind_of(net, "http://93.184.215.14/") is FailureKind.NETWORK_UNREACHABLE


async def test_certificates(web: Web, tmp_path: Path) -> None:
    known, unknown = trustme.CA(), trustme.CA()
    await web.host("good.example", lambda _: answer(), server_context(known, "good.example"))
    await web.host("old.example", lambda _: answer(), server_context(known, "old.example", expired=True))
    await web.host("other.example", lambda _: answer(), server_context(known, "elsewhere.example"))
    await web.host("unknown.example", lambda _: answer(), server_context(unknown, "unknown.example"))
    await web.host("plain.example", lambda _: answer())
    async with web.net(cafile=authority_file(known, tmp_path)) as net:
        assert await kind_of(net, "https://good.example/") is None
        assert await kind_of(net, "https://old.example/") is FailureKind.CERTIFICATE_EXPIRED
        assert await kind_of(net, "https://other.example/") is FailureKind.CERTIFICATE_WRONG_NAME
        assert await kind_of(net, "https://unknown.example/") is FailureKind.CERTIFICATE_UNTRUSTED


async def test_a_server_that_insists_on_a_certificate_of_ours(web: Web, tmp_path: Path) -> None:
    known = trustme.CA()
    context = server_context(known, "a.example")
    context.verify_mode = ssl.CERT_REQUIRED
    known.configure_trust(context)

    def shake_hands(listener: socket.socket) -> None:
        # Blocking sockets: asyncio's servers drop the alert that OpenSSL has written for the client.
        connection, _ = listener.accept()
        tls = context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        with contextlib.suppress(ssl.SSLError):
            tls.do_handshake()
        with socket.socket(fileno=tls.detach()) as plain:
            # Closed with the request unread, it would reset the connection before the alert is seen.
            plain.shutdown(socket.SHUT_WR)
            while plain.recv(4096):
                pass

    with socket.create_server(("127.0.0.1", 0)) as listener:
        web.places["a.example"] = [listener.getsockname()]
        server = asyncio.create_task(asyncio.to_thread(shake_hands, listener))
        async with web.net(cafile=authority_file(known, tmp_path)) as net:
            assert await kind_of(net, "https://a.example/") is FailureKind.TLS_CLIENT_CERTIFICATE
        await server


async def test_plain_http_on_a_tls_port(web: Web) -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
        web.places["a.example"] = [server.sockets[0].getsockname()]
        async with web.net() as net:
            seen = await visit(net, "https://a.example/", retry=False)
    assert seen.reply.failure is not None
    assert seen.reply.failure.kind is FailureKind.TLS_FAILURE
    assert "does not speak TLS" in seen.reply.failure.detail


async def test_the_second_look_sees_the_page_shares_nothing_and_trusts_one_origin(web: Web, tmp_path: Path) -> None:
    known = trustme.CA()
    authority = authority_file(known, tmp_path)
    expired = server_context(known, "old.example", expired=True)
    await web.host(
        "old.example",
        lambda asked: redirect("https://other.example/") if asked.target == "/go" else answer(Set_Cookie="a=b"),
        expired,
    )
    await web.host("other.example", lambda _: answer(), server_context(known, "elsewhere.example"))
    async with web.net(cafile=authority) as net:
        seen = await visit(net, "https://old.example/", verify=False, headers={"Authorization": "x"})
        assert seen.reply.ok
        assert await kind_of(net, "https://old.example/") is FailureKind.CERTIFICATE_EXPIRED
        assert await kind_of(net, "https://old.example/go", verify=False) is FailureKind.CERTIFICATE_WRONG_NAME
    assert all("authorization" not in asked.headers for asked in web.asked)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(None, "Multiple exceptions: [Errno 101] x, [Errno 111] y"), FailureKind.CONNECTION_REFUSED),
        (OSError(101, "Network is unreachable"), FailureKind.NETWORK_UNREACHABLE),
        (OSError(110, "Connection timed out"), FailureKind.CONNECT_TIMEOUT),
        (ConnectionResetError(104, "reset"), FailureKind.CONNECTION_RESET),
        (aiohttp.ServerDisconnectedError(), FailureKind.CONNECTION_RESET),
        (aiohttp.ClientPayloadError("broken"), FailureKind.BAD_HTTP),
        (aiohttp.InvalidURL("x"), FailureKind.BAD_ADDRESS),
        (ssl.SSLError(1, "[SSL: TLSV1_ALERT_PROTOCOL_VERSION] x"), FailureKind.TLS_TOO_OLD),
        (ssl.SSLError(1, "[SSL: DH_KEY_TOO_SMALL] x"), FailureKind.TLS_TOO_OLD),
        (ssl.SSLError(1, "[SSL: TLSV13_ALERT_CERTIFICATE_REQUIRED] x"), FailureKind.TLS_CLIENT_CERTIFICATE),
        (ssl.SSLError(1, "[SSL: UNEXPECTED_EOF_WHILE_READING] x"), FailureKind.TLS_FAILURE),
    ],
)
def test_exceptions_are_told_apart(error: BaseException, kind: FailureKind) -> None:
    assert failure_of(error, "a.example").kind is kind


async def test_gzip_is_in_what_we_accept(web: Web) -> None:
    await web.host("a.example", lambda _: answer(200, gzip.compress(b"x"), Content_Encoding="gzip"))
    async with web.net() as net:
        assert (await visit(net, "http://a.example/")).reply.body == b"x"
    assert "gzip" in web.asked[0].headers["accept-encoding"]


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE])
def test_a_process_without_file_descriptors_says_nothing_of_the_far_end(number: int) -> None:
    assert failure_of(OSError(number, os.strerror(number)), "a.example").kind is FailureKind.NETWORK_UNREACHABLE


async def test_a_time_that_ends_before_there_is_a_connection_claims_none() -> None:
    """A user's rule may allow a host less than a connection may take."""
    async with SmallWeb() as small:
        small.site("full.example", name=Name.UNCONNECTABLE)
        impatient = NetSettings(resolver=small.resolver, trust_env=False, timeout=0.1, connect_timeout=5.0)
        async with Net(impatient) as net:
            failure = (await visit(net, "http://full.example/", retry=False)).reply.failure
    assert failure is not None
    assert failure.kind is FailureKind.TIMEOUT
    assert failure.detail == "no answer within the time allowed"
