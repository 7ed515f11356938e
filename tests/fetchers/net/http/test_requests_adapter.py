"""Synchronous clients on the one session."""

from __future__ import annotations

import asyncio
import gzip
import json

import pytest
import requests

from fetchers.failure import FailureKind
from fetchers.net import Net
from fetchers.net.http.requests_adapter import AdapterConnectionError, AdapterTimeoutError
from tests.fetchers.net.web import Asked, Web, answer


async def ask(net: Net, method: str, url: str, **options: object) -> requests.Response:
    def work() -> requests.Response:
        with requests.Session() as session:
            session.mount("http://", net.bridge())
            return session.request(method, url, **options)  # type: ignore[arg-type]

    return await asyncio.to_thread(work)


async def test_an_answer_is_a_response_of_requests(web: Web) -> None:
    body = gzip.compress('{"a": "ä"}'.encode())
    await web.host(
        "a.example", lambda _: answer(200, body, Content_Type="application/json", Content_Encoding="gzip", X_A="b")
    )
    async with web.net() as net:
        response = await ask(net, "GET", "http://a.example/x?q=1", headers={"User-Agent": "library/1", "Accept": "a/b"})
        assert net.requests == 1
    assert response.status_code == 200
    assert response.json() == {"a": "ä"}
    assert response.headers["x-a"] == "b"
    assert response.url == "http://a.example/x?q=1"
    assert response.reason == "OK"
    sent = web.asked[0]
    assert sent.target == "/x?q=1"
    assert sent.headers["user-agent"].startswith("linkcheck/")
    assert sent.headers["accept"] == "a/b"


async def test_a_body_is_sent_and_a_stream_can_be_read(web: Web) -> None:
    await web.host("a.example", lambda asked: answer(201, asked.body))
    async with web.net() as net:
        response = await ask(net, "POST", "http://a.example/", json={"query": "q"}, stream=True)
    assert json.loads(b"".join(response.iter_content(3))) == {"query": "q"}


async def test_passing_failures_are_retried_on_our_terms(web: Web) -> None:
    def script(_: Asked) -> bytes:
        return answer(503, b"", Retry_After="3") if len(web.asked) < 2 else answer(200, b"ok")

    await web.host("a.example", script)
    async with web.net() as net:
        assert (await ask(net, "GET", "http://a.example/")).text == "ok"
        assert net.requests == 2
    assert web.warp.offset >= 3


async def test_redirects_are_the_clients_own(web: Web) -> None:
    await web.host(
        "a.example", lambda asked: answer(302, b"", Location="/b") if asked.target == "/a" else answer(200, b"b")
    )
    async with web.net() as net:
        response = await ask(net, "GET", "http://a.example/a")
    assert (response.text, response.url, len(response.history)) == ("b", "http://a.example/b", 1)


async def test_failures_are_exceptions_that_carry_why(web: Web) -> None:
    async def hang(_: Asked) -> bytes | None:
        await asyncio.sleep(5)
        return None

    await web.host("slow.example", hang)
    async with web.net(timeout=0.1) as net:
        with pytest.raises(AdapterConnectionError) as gone:
            await ask(net, "GET", "http://none.example/")
        assert gone.value.failure.kind is FailureKind.NO_SUCH_HOST
        with pytest.raises(AdapterTimeoutError) as slow:
            await ask(net, "GET", "http://slow.example/", timeout=(1, 0.1))
        assert slow.value.failure.kind is FailureKind.TIMEOUT
