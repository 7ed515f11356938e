"""The ground that every test stands on holds."""

from __future__ import annotations

import asyncio
import os
import socket

import pytest

from fetchers.context import Context
from fetchers.net import ApiRequest
from linkcheck.demo import SmallWeb
from tests.conftest import RealNetworkError


def test_no_test_reaches_a_real_address() -> None:
    with socket.socket() as client, pytest.raises(RealNetworkError):
        client.connect(("192.0.2.1", 80))
    with socket.socket(type=socket.SOCK_DGRAM) as client, pytest.raises(RealNetworkError):
        client.sendto(b"x", ("2001:db8::1" if client.family == socket.AF_INET6 else "192.0.2.1", 53))
    with pytest.raises(RealNetworkError):
        socket.getaddrinfo("example.org", 443)


async def test_nor_does_a_library_in_a_thread() -> None:
    with pytest.raises(RealNetworkError):
        await asyncio.get_running_loop().getaddrinfo("example.org", 443)


def test_loopback_is_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        assert socket.getaddrinfo("localhost", 80)


@pytest.mark.parametrize("name", ["GH_TOKEN", "https_proxy", "NO_COLOR", "LINKCHECK_LANG"])
def test_the_environment_is_clean(name: str) -> None:
    assert name not in os.environ


async def test_the_context_asks_the_small_web(web: SmallWeb, context: Context) -> None:
    web.site("host.test").get("/a", body="found")
    assert (await context.net.call(ApiRequest(url="https://host.test/a"))).body == b"found"
    assert (await context.net.call(ApiRequest(url="https://elsewhere.test/a", retry=False))).failure is not None
    assert [request.url for request in web.requests] == ["https://host.test/a"]


async def test_the_world_is_populated(world: SmallWeb) -> None:
    assert world.resolver("github.com")
