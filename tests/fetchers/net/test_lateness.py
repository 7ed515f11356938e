"""Time in which our own loop was held is no silence of a server's."""

from __future__ import annotations

import asyncio
import gc
import socket
import threading
import time
import weakref
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress

import pytest

from fetchers.failure import FailureKind
from fetchers.net import Budget, Net, NetSettings
from fetchers.net.lateness import Patience, Timer, clock
from tests.fetchers.net.web import answer, visit

URL = "http://site-a.org/page"


@asynccontextmanager
async def late_loop(held: float = 0.3) -> AsyncIterator[None]:
    """Hold the loop, and let it go once round each time."""

    async def hold() -> None:
        while True:
            time.sleep(held)  # noqa: ASYNC251 - the loop is to be held
            await asyncio.sleep(0)

    task = asyncio.create_task(hold())
    try:
        yield
    finally:
        task.cancel()


Serve = Callable[[Callable[[socket.socket], None]], NetSettings]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """A server in a thread of its own, so that it answers while the loop is held; returns impatient settings."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(10)

    def run(script: Callable[[socket.socket], None]) -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection, suppress(OSError):
                    connection.settimeout(5)
                    connection.recv(65536)
                    script(connection)

    def start(script: Callable[[socket.socket], None]) -> NetSettings:
        threading.Thread(target=run, args=[script], daemon=True).start()
        return NetSettings(
            resolver=lambda *_: [listener.getsockname()],
            trust_env=False,
            timeout=0.25,
            connect_timeout=0.2,
            body_timeout=0.2,
        )

    yield start
    listener.close()


@pytest.mark.asyncio
async def test_an_answer_is_heard_however_late_the_loop_is(serve: Serve) -> None:
    settings = serve(lambda connection: connection.sendall(answer()))
    async with Net(settings) as net:
        budget = Budget(5.0)
        async with late_loop():
            seen = await visit(net, URL, budget=budget, retry=False)
        assert (seen.reply.status, seen.reply.complete) == (200, True)
        assert budget.left > 4.5


@pytest.mark.asyncio
async def test_a_body_is_read_to_its_end_however_late_the_loop_is(serve: Serve) -> None:
    def slowly(connection: socket.socket) -> None:
        head, _, body = answer(body=b"<p>word" * 20_000).partition(b"\r\n\r\n")
        connection.sendall(head + b"\r\n\r\n")
        for start in range(0, len(body), 50_000):
            time.sleep(0.02)
            connection.sendall(body[start : start + 50_000])

    async with Net(serve(slowly)) as net, late_loop():
        seen = await visit(net, URL, retry=False)
    assert (len(seen.reply.body), seen.reply.complete) == (140_000, True)


@pytest.mark.asyncio
async def test_a_server_that_is_silent_is_given_up_in_time(serve: Serve) -> None:
    async with Net(serve(lambda connection: time.sleep(2))) as net:
        started = time.monotonic()
        seen = await visit(net, URL, retry=False)
        assert seen.reply.failure is not None
        assert seen.reply.failure.kind is FailureKind.TIMEOUT
        assert 0.2 < time.monotonic() - started < 1.5


@pytest.mark.asyncio
async def test_a_timer_waits_as_long_again_as_the_loop_was_late() -> None:
    loop = asyncio.get_running_loop()
    rung: list[float] = []
    began, kept_up = loop.time(), clock()
    Timer(0.3, lambda: rung.append(loop.time() - began))
    time.sleep(1.0)  # noqa: ASYNC251 - as above
    await asyncio.sleep(0.05)
    assert not rung
    await asyncio.sleep(0.5)
    assert 1.0 < rung[0] < 1.5
    assert 0.4 < clock() - kept_up < 1.2


@pytest.mark.asyncio
async def test_nothing_is_left_to_wake_a_loop_that_waits_for_nothing() -> None:
    with pytest.raises(TimeoutError), Patience(0.01):
        await asyncio.sleep(5)
    Timer(5.0, lambda: None).cancel()
    left = [handle for handle in asyncio.get_running_loop()._scheduled if not handle.cancelled()]  # type: ignore[attr-defined]
    assert not left


def test_a_loop_that_has_ended_is_not_kept() -> None:
    async def wait() -> weakref.ref[asyncio.AbstractEventLoop]:
        with Patience(1):
            await asyncio.sleep(0)
        return weakref.ref(asyncio.get_running_loop())

    loop = asyncio.run(wait())
    gc.collect()
    assert loop() is None


@pytest.mark.asyncio
async def test_timers_of_all_lengths_ring_in_their_order_and_on_time() -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    rung: list[tuple[float, float]] = []
    lengths = [0.2, 0.02, 0.13, 0.0, 0.07, 0.13]
    timers = [Timer(length, lambda length=length: rung.append((length, loop.time() - began))) for length in lengths]  # type: ignore[misc]
    timers[-1].cancel()
    await asyncio.sleep(0.3)
    assert [length for length, _ in rung] == sorted(lengths[:-1])
    assert all(length <= when + 0.001 for length, when in rung)


@pytest.mark.asyncio
async def test_a_timer_can_be_cancelled_by_one_that_is_due_with_it() -> None:
    rung: list[int] = []
    other: list[Timer] = []

    def cancel() -> None:
        other[0].cancel()

    Timer(0.01, cancel)
    other.append(Timer(0.01, lambda: rung.append(1)))
    await asyncio.sleep(0.1)
    assert not rung


@pytest.mark.asyncio
async def test_a_task_that_is_cancelled_by_others_is_not_out_of_time() -> None:
    async def wait() -> None:
        with Patience(5):
            await asyncio.sleep(5)

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
