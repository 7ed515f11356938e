"""The proxy variables of the environment."""

from __future__ import annotations

import asyncio

import pytest

from fetchers.failure import FailureKind
from tests.fetchers.net.web import Asked, Web, answer, redirect, visit


async def proxy(web: Web, script: object, monkeypatch: pytest.MonkeyPatch) -> None:
    port = await web.host("proxy.test", script)  # type: ignore[arg-type]
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{port}")
    monkeypatch.setenv("no_proxy", "direct.example")


async def test_a_proxy_is_asked_instead(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    await proxy(web, lambda _: answer(200, b"by proxy"), monkeypatch)
    await web.host("direct.example", lambda _: answer(200, b"direct"))
    async with web.net(trust_env=True) as net:
        assert (await visit(net, "http://unresolvable.example/x?q=%2F")).reply.body == b"by proxy"
        assert (await visit(net, "http://direct.example/")).reply.body == b"direct"
        assert dict(net.by_host) == {"unresolvable.example": 1, "direct.example": 1}
    assert web.targets("proxy.test") == ["http://unresolvable.example/x?q=%2F"]


async def test_the_guard_looks_through_a_proxy(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    await proxy(web, lambda _: answer(), monkeypatch)
    async with web.net(trust_env=True) as net:
        for url in (
            "http://169.254.169.254/latest/",
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://localhost/",
            "http://metadata.google.internal/x",
        ):
            reply = (await visit(net, url)).reply
            assert reply.failure is not None
            assert reply.failure.kind is FailureKind.PRIVATE_ADDRESS
    assert web.asked == []


async def test_no_redirect_has_a_proxy_ask_inside_its_network(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for inside in ("http://localhost/", "http://10.0.0.1/", "http://intranet/", "http://168.63.129.16/machine"):
        await proxy(web, lambda _, to=inside: redirect(to), monkeypatch)
        web.asked.clear()
        async with web.net(trust_env=True) as net:
            reply = (await visit(net, "http://public.org/")).reply
        assert reply.failure is not None
        assert reply.failure.kind is FailureKind.PRIVATE_ADDRESS
        assert web.targets() == ["http://public.org/"]


async def test_private_networks_are_asked_by_proxy_where_that_is_allowed(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    await proxy(web, lambda _: answer(200, b"inside"), monkeypatch)
    async with web.net(trust_env=True, allow_private=True) as net:
        assert (await visit(net, "http://intranet/")).reply.body == b"inside"


async def test_a_proxy_that_cannot_reach_a_host(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def script(asked: Asked) -> bytes:
        assert asked.method == "CONNECT"
        return b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"

    await proxy(web, script, monkeypatch)
    async with web.net(trust_env=True) as net:
        reply = (await visit(net, "https://a.example/", retry=False)).reply
    assert reply.failure is not None
    assert reply.failure.kind is FailureKind.NETWORK_UNREACHABLE


async def test_broken_http_through_a_proxy_is_a_failure(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    async def script(asked: Asked) -> bytes | None:
        asked.writer.write(b"nonsense\r\n\r\n")
        await asked.writer.drain()
        await asyncio.sleep(0)
        return None

    await proxy(web, script, monkeypatch)
    async with web.net(trust_env=True) as net:
        reply = (await visit(net, "http://a.example/", retry=False)).reply
    assert reply.failure is not None
    assert reply.failure.kind is FailureKind.BAD_HTTP
