"""Pace and patience: Net against servers that limit, fail and hang; waits are on a clock that sleeping moves."""

from __future__ import annotations

import asyncio
import email.utils
import socket
import time
from collections.abc import Callable

import pytest

from fetchers.failure import FailureKind
from fetchers.net import ApiRequest, Budget, HostPolicy
from tests.fetchers.net.web import Asked, Web, answer, visit


def first(count: int, otherwise: bytes) -> Callable[[Asked], bytes]:
    """Answer so often with ``otherwise``, then well."""
    left = [count]

    def script(_: Asked) -> bytes:
        left[0] -= 1
        return otherwise if left[0] >= 0 else answer()

    return script


def in_three_seconds() -> str:
    return email.utils.formatdate(time.time() + 3.5, usegmt=True)


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({"Retry-After": "1"}, 1.0, 1.6),
        ({"Retry-After": "2"}, 2.0, 2.6),
        ({"Retry-After": "5"}, 5.0, 5.6),
        ({}, 2.0, 2.6),
        ({"Retry-After": "-1"}, 2.0, 2.6),
        ({"Retry-After": "soon"}, 2.0, 2.6),
        ({"Retry-After": "0"}, 2.0, 2.6),
        ({"Retry-After": in_three_seconds()}, 0.5, 4.0),
        ({"x_ratelimit_remaining": "0", "x_ratelimit_reset": "7"}, 7.0, 7.6),
    ],
)
async def test_a_limit_is_waited_out(web: Web, headers: dict[str, str], least: float, most: float) -> None:
    named = {name.replace("-", "_"): value for name, value in headers.items()}
    await web.host("a.example", first(1, answer(429, b"", **named)))
    async with web.net() as net:
        assert (await visit(net, "http://a.example/")).reply.ok
        assert net.requests == 2
    assert least <= web.warp.offset <= most


async def test_a_refusal_that_says_for_how_long_is_a_limit(web: Web) -> None:
    await web.host("a.example", first(1, answer(403, b"", Retry_After="5")))
    async with web.net() as net:
        assert (await visit(net, "http://a.example/")).reply.ok
    assert 5.0 <= web.warp.offset <= 5.6


async def test_whoever_has_another_way_can_ask_whether_a_host_wants_to_be_left_alone(web: Web) -> None:
    await web.host("a.example", lambda _: answer(429, b"", Retry_After="30"))
    async with web.net() as net:
        assert net.pause("a.example") is None
        await net.call(ApiRequest(url="http://a.example/", retry=False))
        left = net.pause("a.example")
        assert left is not None
        assert 25 < left <= 30
        assert net.pause("b.example") is None


async def test_an_hour_is_not_slept_and_the_host_is_left_alone(web: Web) -> None:
    await web.host("a.example", lambda _: answer(429, b"", Retry_After="3600"))
    async with web.net() as net:
        reply = (await visit(net, "http://a.example/1")).reply
        assert (reply.status, reply.retry_after) == (429, 3600)
        assert web.warp.slept == []
        reply = (await visit(net, "http://a.example/2")).reply
        assert reply.failure is not None
        assert reply.failure.kind is FailureKind.OUT_OF_TIME
        assert reply.retry_after is not None
        assert 3590 < reply.retry_after <= 3600
        assert net.requests == 1


async def test_who_meets_a_limit_first_waits_it_out_as_all_others_do(web: Web) -> None:
    """A minute is what GitHub and GitLab ask for, and all the time that a link has for itself."""
    await web.host("a.example", first(1, answer(429, b"", Retry_After="60")))
    async with web.net() as net:
        seen = await asyncio.gather(*(visit(net, f"http://a.example/{n}") for n in range(3)))
    assert [each.reply.status for each in seen] == [200, 200, 200]
    assert 60 <= web.warp.offset <= 62


async def test_a_limit_for_ever_ends_within_the_budget(web: Web) -> None:
    await web.host("a.example", lambda _: answer(429, b""))
    async with web.net() as net:
        reply = (await visit(net, "http://a.example/")).reply
        assert reply.status == 429
        assert 3 <= net.requests <= 6
    assert web.warp.offset <= 62


async def test_a_limited_host_does_not_take_the_whole_run(web: Web) -> None:
    await web.host("a.example", lambda _: answer(429, b""))
    async with web.net() as net:
        replies = await asyncio.gather(*(visit(net, f"http://a.example/{n}") for n in range(40)))
        assert net.requests < 40
    assert web.warp.offset < 200
    assert all(seen.reply.status == 429 or seen.reply.failure is not None for seen in replies)


async def test_a_challenge_is_not_a_limit(web: Web) -> None:
    await web.host("a.example", lambda _: answer(429, b"", Cf_Mitigated="challenge"))
    async with web.net() as net:
        assert (await visit(net, "http://a.example/")).reply.status == 429
        assert net.requests == 1


async def test_the_host_that_limits_is_slowed_and_not_the_one_that_led_there(web: Web) -> None:
    asked = asyncio.Event()
    limit = first(1, answer(429, b"", Retry_After="30"))

    def limited(request: Asked) -> bytes:
        asked.set()
        return limit(request)

    await web.host("limited.example", limited)
    await web.host("short.example", lambda _: answer(302, b"", Location="http://limited.example/"))
    async with web.net() as net:
        task = asyncio.create_task(visit(net, "http://short.example/"))
        await asked.wait()
        before = time.monotonic()
        await visit(net, "http://short.example/")
        assert (await task).reply.ok
        assert time.monotonic() - before < 2
    assert len(web.targets("short.example")) == 2


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520, 530, 408])
async def test_a_passing_failure_is_asked_three_times(web: Web, status: int) -> None:
    await web.host("a.example", lambda _: answer(status, b""))
    await web.host("b.example", first(1, answer(status, b"")))
    async with web.net() as net:
        assert (await visit(net, "http://a.example/")).reply.status == status
        assert net.requests == 3
        assert (await visit(net, "http://b.example/")).reply.ok
        assert (await visit(net, "http://a.example/", retry=False)).reply.status == status
        assert net.requests == 6


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 501, 999])
async def test_a_firm_answer_is_asked_for_once(web: Web, status: int) -> None:
    await web.host("a.example", lambda _: answer(status, b""))
    async with web.net() as net:
        assert (await visit(net, "http://a.example/")).reply.status == status
        assert net.requests == 1


async def test_silence_is_asked_twice_and_may_pass(web: Web) -> None:
    async def hang_once(asked: Asked) -> bytes | None:
        if len(web.targets("once.example")) == 1:
            await asyncio.sleep(5)
        return answer()

    async def hang(_: Asked) -> bytes | None:
        await asyncio.sleep(5)
        return None

    await web.host("once.example", hang_once)
    await web.host("ever.example", hang)
    async with web.net(timeout=0.15) as net:
        assert (await visit(net, "http://once.example/")).reply.ok
        seen = await visit(net, "http://ever.example/")
    assert seen.reply.failure is not None
    assert seen.reply.failure.kind is FailureKind.TIMEOUT
    assert len(web.targets("ever.example")) == 2


async def test_a_rule_says_how_often(web: Web) -> None:
    await web.host("a.example", lambda _: answer(500, b""))
    async with web.net(hosts={"a.example": HostPolicy(retries=0)}) as net:
        await visit(net, "http://a.example/")
        assert net.requests == 1


@pytest.mark.parametrize("hosts", [("arxiv.org", "www.arxiv.org"), ("www.arxiv.org", "arxiv.org")])
async def test_a_rule_holds_for_its_host_whichever_of_those_that_share_a_pace_comes_first(
    web: Web, hosts: tuple[str, str]
) -> None:
    for host in hosts:
        await web.host(host, lambda _: answer(500, b""))
    async with web.net(hosts={"arxiv.org": HostPolicy(interval=0.0, retries=0)}) as net:
        for host in hosts:
            await visit(net, f"http://{host}/")
    assert [len(web.targets(host)) for host in ("arxiv.org", "www.arxiv.org")] == [1, 3]


async def test_an_interval_is_kept(web: Web) -> None:
    await web.host("a.example", lambda _: answer())
    async with web.net(hosts={"a.example": HostPolicy(concurrency=3, interval=3.0)}) as net:
        await asyncio.gather(*(visit(net, f"http://a.example/{n}") for n in range(4)))
    assert 8.5 <= web.warp.offset <= 9.5


@pytest.mark.parametrize("concurrency", [1, 3])
async def test_no_more_are_open_at_once_than_a_host_wants(web: Web, concurrency: int) -> None:
    open_now, most = 0, 0

    async def count(_: Asked) -> bytes:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        await asyncio.sleep(0.01)
        open_now -= 1
        return answer()

    await web.host("a.example", count)
    async with web.net(hosts={"*": HostPolicy(concurrency=concurrency)}) as net:
        await asyncio.gather(*(visit(net, f"http://a.example/{n}") for n in range(9)))
    assert most == concurrency


async def test_a_slow_host_does_not_hold_up_the_others(web: Web) -> None:
    async def slow(_: Asked) -> bytes:
        await asyncio.sleep(0.3)
        return answer()

    await web.host("slow.example", slow)
    await web.host("quick.example", lambda _: answer())
    async with web.net(max_concurrency=4, hosts={"slow.example": HostPolicy(concurrency=2)}) as net:
        slow_ones = [asyncio.create_task(visit(net, f"http://slow.example/{n}")) for n in range(20)]
        await asyncio.sleep(0.01)
        started = time.monotonic()
        await asyncio.gather(*(visit(net, f"http://quick.example/{n}") for n in range(20)))
        assert time.monotonic() - started < 0.3
        for task in slow_ones:
            task.cancel()
        await asyncio.gather(*slow_ones, return_exceptions=True)


async def test_a_cancelled_wait_leaves_the_queue_in_order(web: Web) -> None:
    async def slow(_: Asked) -> bytes:
        await asyncio.sleep(0.02)
        return answer()

    await web.host("a.example", slow)
    async with web.net(hosts={"*": HostPolicy(concurrency=1)}) as net:
        tasks = [asyncio.create_task(visit(net, f"http://a.example/{n}")) for n in range(6)]
        await asyncio.sleep(0.005)
        tasks[1].cancel()
        tasks[4].cancel()
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5)
        assert (await visit(net, "http://a.example/last")).reply.ok
    assert web.targets() == ["/0", "/2", "/3", "/5", "/last"]


async def test_a_host_that_is_down_is_given_up(web: Web) -> None:
    port = await web.host("other.example", lambda _: answer())
    web.places["down.example"] = [("127.0.0.1", port)]

    def refused(host: str, asked_port: int) -> list[tuple[str, int]]:
        return [("127.0.0.1", 1)] if host == "down.example" else web.resolve(host, asked_port)

    async with web.net(resolver=refused) as net:
        seen = await asyncio.gather(*(visit(net, f"http://down.example/{n}") for n in range(30)))
        assert {s.reply.failure.kind for s in seen if s.reply.failure} == {FailureKind.CONNECTION_REFUSED}
        assert (await visit(net, "http://other.example/")).reply.ok
    assert web.warp.offset < 30


async def test_a_moment_in_which_many_requests_fail_is_no_reason_to_give_a_host_up(web: Web) -> None:
    await web.host("a.example", lambda _: answer())
    up = web.warp.clock() + 0.9

    def resolve(host: str, port: int) -> list[tuple[str, int]]:
        if web.warp.clock() < up:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return web.resolve(host, port)

    async with web.net(resolver=resolve) as net:
        seen = await asyncio.gather(*(visit(net, f"http://a.example/{n}") for n in range(10)))
    assert {each.reply.status for each in seen} == {200}


async def test_a_call_is_paced_and_retried_and_follows_no_redirect(web: Web) -> None:
    await web.host("api.example", first(2, answer(502, b"")))
    await web.host("moved.example", lambda _: answer(302, b"{}", Location="/elsewhere"))
    async with web.net() as net:
        reply = await net.call(ApiRequest(url="http://api.example/x", method="POST", body=b"{}", headers={"X-A": "b"}))
        assert reply.ok
        assert net.requests == 3
        reply = await net.call(ApiRequest(url="http://moved.example/"))
        assert (reply.status, reply.headers["location"]) == (302, "/elsewhere")
    last = web.asked[2]
    assert (last.method, last.body, last.headers["x-a"], last.headers["accept"]) == (
        "POST",
        b"{}",
        "b",
        "application/json",
    )


async def test_a_name_that_does_not_resolve_for_a_moment_is_asked_again(web: Web) -> None:
    await web.host("a.example", lambda _: answer())
    left = [1]

    def flaky(host: str, port: int) -> list[tuple[str, int]]:
        left[0] -= 1
        if left[0] >= 0:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return web.resolve(host, port)

    async with web.net(resolver=flaky) as net:
        assert (await visit(net, "http://a.example/")).reply.ok


async def test_a_budget_is_shared_and_not_overdrawn(web: Web) -> None:
    await web.host("a.example", lambda _: answer(500, b""))
    async with web.net() as net:
        budget = Budget(1.5)
        assert (await visit(net, "http://a.example/", budget=budget)).reply.status == 500
        assert net.requests == 2
        assert 0 < budget.left < 0.5
        seen = await visit(net, "http://a.example/", budget=Budget(0))
        assert seen.reply.failure is not None
        assert seen.reply.failure.kind is FailureKind.OUT_OF_TIME
        assert net.requests == 2


async def test_who_is_waited_for_is_told_while_it_lasts(web: Web) -> None:
    told: list[tuple[str, int, int]] = []

    async def sleep(seconds: float) -> None:
        told.extend((wait.host, wait.requests, round(wait.seconds)) for wait in net.waits())
        await web.warp.sleep(seconds)

    await web.host("a.example", lambda _: answer())
    await web.host("b.example", lambda _: answer())
    async with web.net(hosts={"a.example": HostPolicy(concurrency=1, interval=3.0)}, sleep=sleep) as net:
        await visit(net, "http://b.example/")
        await asyncio.gather(*(visit(net, f"http://a.example/{n}") for n in range(4)))
        assert net.waits() == []
    assert told == [("a.example", 3, 9), ("a.example", 2, 6), ("a.example", 1, 3)]


async def test_what_is_not_under_way_yet_is_waited_for_as_well(web: Web) -> None:
    await web.host("a.example", lambda _: answer())
    async with web.net(hosts={"a.example": HostPolicy(concurrency=1, interval=3.0)}) as net:
        net.scheduler.foresee("a.example", 60)
        await visit(net, "http://a.example/")
        net.scheduler.foresee("a.example", -1)
        assert [(wait.requests, round(wait.seconds)) for wait in net.waits()] == [(59, 177)]
        for _ in range(59):
            net.scheduler.foresee("a.example", -1)
        assert net.waits() == []
