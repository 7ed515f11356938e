"""Names to addresses, with the system's lookup replaced."""

from __future__ import annotations

import asyncio
import socket
import threading
import time

import pytest

from fetchers.failure import Failure, FailureKind
from fetchers.net import NetSettings
from fetchers.net.http import resolver
from fetchers.net.http.resolver import Endpoint, HostResolver

ANSWERS: dict[str, list[tuple[str, ...] | int]] = {}
ASKED: list[str] = []


def fake(host: str, _: socket.AddressFamily = socket.AF_UNSPEC) -> tuple[str, ...]:
    ASKED.append(host)
    answers = ANSWERS[host]
    found = answers.pop(0) if len(answers) > 1 else answers[0]
    if isinstance(found, int):
        raise socket.gaierror(found, "as the test wants")
    return found


@pytest.fixture(autouse=True)
def system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "getaddrinfo", fake)
    ANSWERS.clear()
    ASKED.clear()


async def no_sleep(_: float) -> None:
    await asyncio.sleep(0)


def make(*, allow_private: bool = False) -> HostResolver:
    return HostResolver(NetSettings(sleep=no_sleep, allow_private=allow_private))


async def kind(host: str) -> FailureKind | None:
    found = await make().lookup(host, 443)
    return found.kind if isinstance(found, Failure) else None


async def test_a_name_is_looked_up_once_for_all_who_ask() -> None:
    ANSWERS["a.example"] = [("1.1.1.1", "2606:4700:4700::1111")]
    lookups = make()
    first, second = await asyncio.gather(lookups.lookup("a.example", 443), lookups.lookup("a.example", 80))
    assert first == (Endpoint("1.1.1.1", 443), Endpoint("2606:4700:4700::1111", 443))
    assert second == (Endpoint("1.1.1.1", 80), Endpoint("2606:4700:4700::1111", 80))
    await lookups.lookup("a.example", 443)
    assert ASKED == ["a.example"]
    assert [result["family"] for result in await lookups.resolve("a.example", 1)] == [socket.AF_INET, socket.AF_INET6]
    assert len(await lookups.resolve("a.example", 1, socket.AF_INET6)) == 1


async def test_absence_needs_two_lookups_that_agree() -> None:
    ANSWERS["gone.example"] = [socket.EAI_NONAME]
    ANSWERS["flaky.example"] = [socket.EAI_NONAME, ("1.1.1.1",)]
    ANSWERS["unsure.example"] = [socket.EAI_NONAME, socket.EAI_AGAIN]
    ANSWERS["empty.example"] = [socket.EAI_NODATA]
    assert await kind("gone.example") is FailureKind.NO_SUCH_HOST
    assert ASKED == ["gone.example"] * 3, "once for both families, then each by itself"
    assert await kind("flaky.example") is None
    assert await kind("unsure.example") is FailureKind.DNS_FAILURE
    assert await kind("empty.example") is FailureKind.NO_ADDRESS_RECORD


@pytest.mark.parametrize(
    ("ipv4", "ipv6", "expected"),
    [
        (socket.EAI_AGAIN, socket.EAI_NODATA, FailureKind.DNS_FAILURE),
        (socket.EAI_NODATA, socket.EAI_AGAIN, FailureKind.DNS_FAILURE),
        (socket.EAI_NONAME, socket.EAI_FAIL, FailureKind.DNS_FAILURE),
        (socket.EAI_NODATA, socket.EAI_NONAME, FailureKind.NO_ADDRESS_RECORD),
        (socket.EAI_NONAME, socket.EAI_NONAME, FailureKind.NO_SUCH_HOST),
        (("1.1.1.1",), socket.EAI_AGAIN, None),
        (socket.EAI_AGAIN, ("2606:4700:4700::1111",), None),
    ],
)
@pytest.mark.parametrize("folded", [socket.EAI_NODATA, socket.EAI_NONAME])
async def test_a_name_is_absent_only_where_both_families_say_so(
    folded: int, ipv4: tuple[str, ...] | int, ipv6: tuple[str, ...] | int, expected: FailureKind | None
) -> None:
    ANSWERS["half.example"] = [folded, ipv4, ipv6]
    assert await kind("half.example") is expected


async def test_a_passing_failure_is_not_remembered() -> None:
    ANSWERS["a.example"] = [socket.EAI_AGAIN, ("1.1.1.1",)]
    lookups = make()
    first = await lookups.lookup("a.example", 443)
    assert isinstance(first, Failure)
    assert first.kind is FailureKind.DNS_FAILURE
    assert await lookups.lookup("a.example", 443) == (Endpoint("1.1.1.1", 443),)


async def test_private_answers_are_refused_and_left_out() -> None:
    ANSWERS["inside.example"] = [("127.0.0.1", "10.0.0.1")]
    ANSWERS["mixed.example"] = [("192.168.0.1", "1.1.1.1")]
    assert await kind("inside.example") is FailureKind.PRIVATE_ADDRESS
    assert await make().lookup("mixed.example", 80) == (Endpoint("1.1.1.1", 80),)
    assert await make(allow_private=True).lookup("inside.example", 80) == (
        Endpoint("127.0.0.1", 80),
        Endpoint("10.0.0.1", 80),
    )
    with pytest.raises(OSError, match="not a public address"):
        await make().resolve("inside.example", 80)


async def test_a_proxy_may_be_private() -> None:
    ANSWERS["proxy.example"] = [("10.0.0.1",)]
    lookups = make()
    lookups.trust("proxy.example")
    assert [result["host"] for result in await lookups.resolve("proxy.example", 3128)] == ["10.0.0.1"]
    assert isinstance(await lookups.lookup("proxy.example", 3128), Failure)


async def test_a_resolver_that_hangs_is_a_passing_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def hang(_: str, __: socket.AddressFamily) -> tuple[str, ...]:
        release.wait(5)
        return ("1.1.1.1",)

    monkeypatch.setattr(resolver, "getaddrinfo", hang)
    monkeypatch.setattr(resolver, "_PATIENCE", 0.05)
    lookups = make()
    try:
        found = await lookups.lookup("a.example", 443)
    finally:
        release.set()
    assert isinstance(found, Failure)
    assert found.kind is FailureKind.DNS_FAILURE
    await lookups.close()


async def test_names_that_hang_hold_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def system(host: str, _: socket.AddressFamily) -> tuple[str, ...]:
        if host.startswith("dead"):
            release.wait(20)
        return ("1.1.1.1",)

    monkeypatch.setattr(resolver, "getaddrinfo", system)
    lookups = make()
    dead = [asyncio.create_task(lookups.lookup(f"dead{n}.example", 80)) for n in range(100)]
    await asyncio.sleep(0)
    try:
        async with asyncio.timeout(10):
            living = await asyncio.gather(*(lookups.lookup(f"living{n}.example", 80) for n in range(20)))
        assert not any(task.done() for task in dead)
    finally:
        release.set()
    assert living == [(Endpoint("1.1.1.1", 80),)] * 20
    assert await asyncio.gather(*dead) == [(Endpoint("1.1.1.1", 80),)] * 100
    await lookups.close()


async def test_a_lookup_that_waits_for_others_loses_no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    def system(_: str, __: socket.AddressFamily) -> tuple[str, ...]:
        time.sleep(0.03)
        return ("1.1.1.1",)

    monkeypatch.setattr(resolver, "getaddrinfo", system)
    monkeypatch.setattr(resolver, "_PATIENCE", 0.5)
    lookups = HostResolver(NetSettings(), most_lookups=1)
    found = await asyncio.gather(*(lookups.lookup(f"a{n}.example", 80) for n in range(30)))
    assert found == [(Endpoint("1.1.1.1", 80),)] * 30
    await lookups.close()


def test_the_system_knows_localhost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert set(resolver.getaddrinfo("localhost")) <= {"127.0.0.1", "::1"}
