"""Bodies that are not what their head says."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from typing import cast

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.net.http.body import ACCEPT_ENCODING, Body
from tests.fetchers.net.web import Asked, Web, answer, visit

PAGE = b"<!doctype html><title>A page</title>" + b"<p>words and more words</p>" * 50


def raw_deflate(data: bytes) -> bytes:
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflate.compress(data) + deflate.flush()


def decoded(encoding: str, *chunks: bytes, limit: int = 1 << 20) -> bytes:
    body = Body(encoding, limit)
    for chunk in chunks:
        if not body.full:
            body.feed(chunk)
    return body.finish()


def zipped(data: bytes) -> bytes:
    """The same bytes whenever it is called: test ids that hold a time of day differ between workers."""
    return gzip.compress(data, mtime=0)


@pytest.mark.parametrize(
    ("encoding", "sent"),
    [
        ("", PAGE),
        ("identity", PAGE),
        ("gzip", zipped(PAGE)),
        ("x-gzip", zipped(PAGE)),
        ("GZIP", zipped(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", raw_deflate(PAGE)),
        ("br", brotli.compress(PAGE)),
        ("deflate, gzip", zipped(zlib.compress(PAGE))),
        ("gzip, gzip", zipped(zipped(PAGE))),
        ("gzip", zipped(zipped(PAGE))),
        ("gzip, gzip", zipped(PAGE)),
        ("gzip", PAGE),
        ("br", PAGE),
        ("deflate", PAGE),
        ("unheard-of", PAGE),
        ("gzip", zipped(PAGE[:100]) + zipped(PAGE[100:])),
        ("gzip", zipped(PAGE) + b"trailing rubbish"),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_what_a_body_says_is_read(encoding: str, sent: bytes, size: int) -> None:
    assert decoded(encoding, *(sent[i : i + size] for i in range(0, len(sent), size))) == PAGE


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_stream_cut_short_keeps_what_came(encoding: str) -> None:
    data = b"".join(b"%d " % number for number in range(5000))
    compress = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[encoding]
    sent = cast("bytes", compress(data))
    found = decoded(encoding, *(sent[i : i + 64] for i in range(0, len(sent) // 2, 64)))
    assert data.startswith(found)
    assert len(found) > 1000


def test_a_stream_broken_in_the_middle_keeps_what_came() -> None:
    compressor = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    body = Body("gzip", 1 << 20)
    body.feed(compressor.compress(PAGE) + compressor.flush(zlib.Z_FULL_FLUSH))
    body.feed(b"\xff" * 50)
    assert body.finish() == PAGE
    assert not body.intact
    assert body.full


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_is_cut_at_the_limit(encoding: str) -> None:
    compress = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[encoding]
    body = Body(encoding, 10_000)
    body.feed(compress(b"\0" * 20_000_000))
    assert len(body.data) == 10_000
    assert body.full


def test_a_bomb_in_a_bomb_is_cut_too() -> None:
    body = Body("gzip, gzip", 10_000)
    body.feed(gzip.compress(gzip.compress(b"\0" * 20_000_000)))
    assert len(body.finish()) <= 10_000


def test_bytes_that_decode_to_nothing_end_as_well() -> None:
    body = Body("gzip", 1000)
    for _ in range(100):
        if not body.full:
            body.feed(b"\x1f\x8b\x08\x08" + b"a" * 4096)
    assert body.full


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "gzip, br", "deflate,deflate"]))
def test_rubbish_never_raises_and_never_exceeds_the_limit(data: bytes, encoding: str) -> None:
    assert len(decoded(encoding, data, data, limit=100)) <= 100


def test_only_what_can_be_decoded_is_asked_for() -> None:
    for coding in ACCEPT_ENCODING.split(", "):
        assert decoded(coding, PAGE) == PAGE


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
TAGGED = {
    "missing colon": HEAD + b"what is this\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE,
    "two lengths": HEAD + b"Content-Length: %d\r\nContent-Length: %d\r\n\r\n" % (len(PAGE), len(PAGE)) + PAGE,
    "length beside chunks": HEAD
    + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE),
    "folded line": HEAD + b"X-Long: a\r\n  b\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE,
    "latin-1 header": HEAD + b"X-Name: caf\xe9\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE,
    "bare line feeds": b"HTTP/1.1 200 OK\nContent-Length: %d\n\n" % len(PAGE) + PAGE,
    "no reason": b"HTTP/1.1 200\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE,
    "space before colon": HEAD + b"X-Odd : a\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE,
    "odd name": HEAD + b"X(Odd): a\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE,
    "long header": HEAD
    + b"Content-Security-Policy: %s\r\nContent-Length: %d\r\n\r\n" % (b"x" * 40000, len(PAGE))
    + PAGE,
    "many headers": HEAD + b"Set-Cookie: a=b\r\n" * 500 + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE,
    "early hints": b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
    + HEAD
    + b"Content-Length: %d\r\n\r\n" % len(PAGE)
    + PAGE,
    "until the end": HEAD + b"Connection: close\r\n\r\n" + PAGE,
    "more than its length": HEAD + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE + b"and more",
    "gzip as a transfer coding": HEAD + b"Transfer-Encoding: gzip\r\nConnection: close\r\n\r\n" + zipped(PAGE),
    "gzip, then chunked": HEAD
    + b"Transfer-Encoding: gzip, chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(zipped(PAGE)), zipped(PAGE)),
    "http/1.0": b"HTTP/1.0 200 OK\r\nConnection: close\r\n\r\n" + PAGE,
}


@pytest.mark.parametrize("sent", TAGGED.values(), ids=TAGGED)
async def test_what_a_browser_shows_is_read(web: Web, sent: bytes) -> None:
    await web.host("a.example", lambda _: sent)
    async with web.net() as net:
        for _ in range(2):
            reply = (await visit(net, "http://a.example/")).reply
            assert (reply.status, reply.body, reply.complete) == (200, PAGE, True)


CUT = {
    "length too long": HEAD + b"Content-Length: 99999\r\nConnection: close\r\n\r\n" + PAGE,
    "chunk size is no number": HEAD
    + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n%x\r\n%s\r\nzz\r\n" % (len(PAGE), PAGE),
    "ends within a chunk": HEAD
    + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n%x\r\n%s" % (len(PAGE) + 9, PAGE),
}


@pytest.mark.parametrize("sent", CUT.values(), ids=CUT)
async def test_of_a_body_cut_short_what_came_is_kept(web: Web, sent: bytes) -> None:
    await web.host("a.example", lambda _: sent)
    async with web.net() as net:
        reply = (await visit(net, "http://a.example/")).reply
    assert (reply.status, reply.body, reply.complete) == (200, PAGE, False)


async def test_a_body_that_dribbles_is_left_in_time(web: Web) -> None:
    async def dribble(asked: Asked) -> bytes | None:
        asked.writer.write(HEAD + b"\r\n" + PAGE)
        for _ in range(100):
            await asked.writer.drain()
            await asyncio.sleep(0.05)
            asked.writer.write(b"z")
        return None

    await web.host("a.example", dribble)
    async with web.net(body_timeout=0.2) as net:
        reply = (await visit(net, "http://a.example/")).reply
    assert reply.ok
    assert reply.body.startswith(PAGE)
    assert not reply.complete


async def test_a_huge_body_is_not_read_and_enough_is_enough(web: Web) -> None:
    async def endless(asked: Asked) -> bytes | None:
        asked.writer.write(HEAD + b"Content-Length: 4294967296\r\n\r\n")
        while True:
            asked.writer.write(b"x" * 65536)
            await asked.writer.drain()

    await web.host("a.example", endless)
    async with web.net() as net:
        reply = (await visit(net, "http://a.example/", limit=100_000)).reply
        assert (len(reply.body), reply.complete) == (100_000, False)
        reply = (await visit(net, "http://a.example/", enough=lambda body: len(body) > 20_000)).reply
        assert 20_000 < len(reply.body) < 400_000
        reply = (await visit(net, "http://a.example/", room=lambda head: 0 if head.ok else 9)).reply
        assert (reply.status, reply.body) == (200, b"")
        assert net.received < 3_000_000


async def test_a_204_and_a_304_have_no_body(web: Web) -> None:
    await web.host("a.example", lambda asked: b"HTTP/1.1 %s X\r\n\r\n" % asked.target[1:].encode())
    async with web.net() as net:
        for status in (204, 304):
            reply = (await visit(net, f"http://a.example/{status}")).reply
            assert (reply.status, reply.body, reply.complete) == (status, b"", True)


async def test_a_kept_connection_that_was_closed_is_replaced_at_once(web: Web) -> None:
    def script(asked: Asked) -> bytes | None:
        asked.writer.get_extra_info("socket")
        earlier = [other for other in web.asked if other.connection == asked.connection]
        return answer() if len(earlier) == 1 else None

    await web.host("a.example", script)
    async with web.net() as net:
        assert (await visit(net, "http://a.example/1", retry=False)).reply.ok
        assert (await visit(net, "http://a.example/2", retry=False)).reply.ok
        assert net.requests == 3
    assert web.warp.slept == []
