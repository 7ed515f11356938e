"""Connections are used again while more is to be asked of their host, and closed when nothing is."""

from __future__ import annotations

import asyncio
import gc

import pytest
from yarl import URL

from fetchers.addresses.address import parse
from fetchers.net import Net, NetSettings
from fetchers.net.http.connections import Connections
from fetchers.net.http.exception_kinds import DisconnectedError
from fetchers.net.http.exchange import Request
from fetchers.net.http.resolver import HostResolver
from tests.fetchers.net.web import Asked, Web, answer, redirect, visit


def used(web: Web, host: str) -> list[int]:
    """Return the connection of each request."""
    return [asked.connection for asked in web.asked if asked.host == host]


async def is_closed(web: Web, host: str) -> bool:
    writer = next(asked.writer for asked in reversed(web.asked) if asked.host == host)
    for _ in range(50):
        if writer.transport.is_closing():
            return True
        await asyncio.sleep(0.01)
    return False


async def ask(net: Net, *urls: str) -> None:
    for url in urls:
        assert (await visit(net, url)).reply.ok


async def test_while_more_is_expected_a_connection_is_used_again(web: Web) -> None:
    await web.host("a.example", lambda asked: redirect("/there") if asked.target == "/here" else answer())
    async with web.net() as net:
        for _ in range(2):
            net.scheduler.foresee("a.example", 1)
        await ask(net, "http://a.example/here")
        net.scheduler.foresee("a.example", -1)
        await ask(net, "http://a.example/other")
        assert len(set(used(web, "a.example"))) == 1
        net.scheduler.foresee("a.example", -1)
        assert await is_closed(web, "a.example")
        await ask(net, "http://a.example/again")
    assert used(web, "a.example")[-1] not in used(web, "a.example")[:-1]


async def test_what_another_link_leads_to_is_not_cut_off(web: Web) -> None:
    asked, goes_on = asyncio.Event(), asyncio.Event()

    async def slow(_: Asked) -> bytes:
        asked.set()
        await goes_on.wait()
        return answer()

    await web.host("a.example", slow)
    await web.host("short.example", lambda _: redirect("http://a.example/"))
    async with web.net() as net:
        net.scheduler.foresee("a.example", 1)
        on_its_way = asyncio.create_task(visit(net, "http://short.example/"))
        await asked.wait()
        net.scheduler.foresee("a.example", -1)
        goes_on.set()
        assert (await on_its_way).reply.ok


async def test_a_visit_that_is_cancelled_in_the_middle_of_a_body_closes_its_response(web: Web) -> None:
    began = asyncio.Event()

    async def drip(asked: Asked) -> bytes | None:
        asked.writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>")
        began.set()
        await asyncio.Event().wait()
        return None

    await web.host("a.example", drip)
    # aiohttp tells of a response that nobody closed while the loop is being debugged, and a warning is an error here.
    asyncio.get_running_loop().set_debug(True)
    async with web.net(body_timeout=60.0) as net:
        task = asyncio.create_task(visit(net, "http://a.example/"))
        await began.wait()
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert task.cancelled()
        del task
        gc.collect()


async def test_a_request_that_begins_while_everything_closes_leaves_nothing_open(web: Web) -> None:
    """A run that is interrupted ends while others of its tasks begin a request."""
    port = await web.host("a.example", lambda _: answer())
    url = URL(f"http://127.0.0.1:{port}/")
    resolver = HostResolver(NetSettings(allow_private=True))
    connections = Connections(NetSettings(allow_private=True), resolver)

    async def ask_for(idle: float) -> None:
        request = Request(address=parse(str(url)), room=lambda _: 0, idle=idle, timeout=1, body_timeout=1)
        (await connections.request(request, url, None)).release()

    await ask_for(1)
    closing = asyncio.create_task(connections.close())
    late = asyncio.create_task(ask_for(2))
    ended, answered = await asyncio.gather(closing, late, return_exceptions=True)
    assert ended is None
    assert isinstance(answered, Exception)
    with pytest.raises(DisconnectedError):  # a worker thread may ask even later
        await ask_for(3)
    await resolver.close()
    gc.collect()
