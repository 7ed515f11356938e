"""What a host that leads elsewhere is asked, while where it led to is waited for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from fetchers import registry
from fetchers.addresses.address import parse
from fetchers.context import Context
from fetchers.net.pacing.rate_controller import DEFAULT_CONCURRENCY
from linkcheck.engine.asking import answers
from linkcheck.plan import Query
from tests.fetchers.net.web import Asked, Web, answer, redirect


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    async with Web() as running:
        yield running


async def hang(_: Asked) -> bytes | None:
    await asyncio.Event().wait()
    return None


def asks_for(urls: Sequence[str]) -> list[Query]:
    return [Query(registry.find(parse(url)), ()) for url in urls]


async def test_a_shortener_is_asked_on_while_others_that_it_led_to_hang(web: Web) -> None:
    await web.host("short.example", lambda asked: redirect(f"http://{asked.target[1:]}.example/"))
    places = [f"dead{n}" for n in range(30)] + [f"living{n}" for n in range(30)]
    for place in places:
        await web.host(f"{place}.example", hang if place.startswith("dead") else lambda _: answer())
    async with web.net(timeout=60.0) as net:
        stream = answers(asks_for([f"http://short.example/{place}" for place in places]), Context(net=net))
        async with asyncio.timeout(20):
            seen = [await anext(stream) for _ in range(30)]
        assert {observation.status for _, observation in seen} == {200}
        assert all("living" in (observation.final_url or "") for _, observation in seen)
        await stream.aclose()


async def test_a_host_that_leads_to_a_busy_one_is_asked_no_faster_than_that_one_answers(web: Web) -> None:
    await web.host("a.example", lambda asked: redirect(f"http://www.a.example{asked.target}"))
    await web.host("www.a.example", hang)
    async with web.net(timeout=60.0) as net:
        stream = answers(asks_for([f"http://a.example/{n}" for n in range(200)]), Context(net=net))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await anext(stream)
        at_once = DEFAULT_CONCURRENCY
        assert len(web.targets("www.a.example")) == at_once
        assert at_once < len(web.targets("a.example")) <= 3 * at_once + 4
        assert net.waiting <= 2 * at_once + 4
        await stream.aclose()
