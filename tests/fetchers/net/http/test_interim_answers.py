"""1xx answers: the few that servers send are passed over, and those without end are ended by number and bytes."""

from __future__ import annotations

import asyncio

import pytest

from fetchers.failure import FailureKind
from fetchers.net.http.exchange import MOST_INTERIM_BYTES, MOST_INTERIM_HEADS, InterimHeads
from tests.fetchers.net.web import Asked, Web, answer, visit

HINTS = b"HTTP/1.1 103 Early Hints\r\n" + b"Link: </style.css>; rel=preload\r\n" * 30 + b"\r\n"
# A header without a colon has aiohttp refuse the answer: the tolerant reader reads it.
ODD = b"HTTP/1.1 103 Early Hints\r\nno colon\r\n\r\n"


async def test_a_few_are_passed_over(web: Web) -> None:
    await web.host("a.example", lambda _: HINTS * 3 + b"HTTP/1.1 102 Processing\r\n\r\n" + answer())
    async with web.net() as net:
        seen = await visit(net, "http://a.example/")
        assert seen.reply.status == 200
        # Counted for each answer, not for each connection.
        for _ in range(MOST_INTERIM_HEADS):
            assert (await visit(net, "http://a.example/")).reply.status == 200


@pytest.mark.parametrize("first", [b"", ODD], ids=["aiohttp", "tolerant"])
@pytest.mark.parametrize("one", [HINTS, b"HTTP/1.1 100 C\r\n\r\n"], ids=["large", "small"])
async def test_those_without_end_are_ended(web: Web, first: bytes, one: bytes) -> None:
    sent = 0

    async def endless(asked: Asked) -> None:
        nonlocal sent
        asked.writer.write(first)
        while True:
            asked.writer.write(one * 200)
            sent += len(one) * 200
            await asked.writer.drain()
            await asyncio.sleep(0)

    await web.host("a.example", endless)
    async with web.net() as net, asyncio.timeout(1.9):
        seen = await visit(net, "http://a.example/", retry=False)
    assert (seen.reply.status, seen.reply.failure and seen.reply.failure.kind) == (None, FailureKind.BAD_HTTP)
    # What the system's own buffers took is not read, and not kept.
    assert sent < 64 * 1024 * 1024


def test_bytes_are_counted_as_well_as_heads() -> None:
    assert not InterimHeads().allows([(b"link", b"x" * MOST_INTERIM_BYTES)])
    interim = InterimHeads()
    assert [interim.allows(()) for _ in range(MOST_INTERIM_HEADS + 1)] == [True] * MOST_INTERIM_HEADS + [False]
