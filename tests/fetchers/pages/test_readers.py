"""Pages read by processes: the same as read here, and no harm done where a process dies, hangs or cannot be asked."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from fetchers import registry
from fetchers.facts import Redirect
from fetchers.failure import Failure, FailureKind
from fetchers.net import PageResponse, Profile, Response
from fetchers.pages import readers as readers_module
from fetchers.pages import worker as worker_module
from fetchers.pages.interpretation import Interpretation
from fetchers.pages.readers import Readers, workers_for
from fetchers.pages.reading import interpret

URL = "https://site-a.org/page"
TARGET = registry.find(URL)
PAGE = b"<html lang=en><title>A fine page</title><h1>A fine page</h1><p>2024-03-02</p>" + b"<p>Words of it.</p>" * 40


def seen(body: bytes = PAGE, status: int | None = 200, **reply: object) -> PageResponse:
    headers = {"content-type": "text/html; charset=utf-8"}
    return PageResponse(
        redirects=(Redirect("http://site-a.org/page", 301),),
        reply=Response(url=URL, status=status, headers=headers, body=body, **reply),  # type: ignore[arg-type]
        profile=Profile.HONEST,
        fragment="part",
    )


@asynccontextmanager
async def reading(workers: int = 1) -> AsyncIterator[Readers]:
    async with Readers(workers) as readers:
        for worker in readers._workers:
            await until(lambda worker=worker: worker.is_ready)  # type: ignore[misc]
        yield readers


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - another process brings it about
            await asyncio.sleep(0.01)


def pid_of(readers: Readers) -> int:
    pipe = readers._workers[0]._pipe
    assert pipe is not None
    assert pipe._transport is not None
    pid = pipe._transport.get_pid()
    assert pid is not None
    return pid


def environment_of(pid: int) -> bytes:
    file = Path(f"/proc/{pid}/environ")
    if not file.exists():
        pytest.skip("nothing tells of a process's environment here")
    return file.read_bytes()


def without_time(sight: Interpretation) -> Interpretation:
    return replace(sight, observation=replace(sight.observation, observed=sight.observation.observed.min))


VISITS = (
    seen(),
    seen(b"<title>Page not found</title><p>It is gone.</p>", 404),
    seen("<title>一个页面</title><p>内容。</p>".encode()),
    seen(b"%PDF-1.4 nothing more"),
    seen(PAGE * 400),
    seen(b"\xff\xfe\x00\xd8 broken", complete=False),
    seen(b"", None, failure=Failure(FailureKind.TIMEOUT, "site-a.org", "no answer")),
)


async def test_a_process_reads_as_this_one_does() -> None:
    before = (Redirect("https://site-a.org/", 302),)
    async with reading() as readers:
        sights = [
            await readers.read(visit, TARGET, before=before, fragment="part", wants_text=True) for visit in VISITS
        ]
    here = [interpret(visit, before, TARGET, "part") for visit in VISITS]
    assert list(map(without_time, sights)) == list(map(without_time, here))


async def test_the_text_comes_only_where_it_is_wanted() -> None:
    async with reading() as readers:
        assert (await readers.read(seen(), TARGET)).text == ""
        assert "A fine page" in (await readers.read(seen(), TARGET, wants_text=True)).text


async def test_many_pages_are_shared_and_each_gets_its_own_result() -> None:
    async with reading(2) as readers:
        titles = [f"Page number {n}" for n in range(300)]
        sights = await asyncio.gather(
            *(readers.read(seen(f"<title>{title}</title><p>{title}</p>".encode()), TARGET) for title in titles)
        )
        assert not readers.is_crowded
    assert [sight.observation.page.title for sight in sights if sight.observation.page] == titles


async def test_pages_that_wait_are_a_crowd() -> None:
    async with reading() as readers:
        os.kill(pid_of(readers), signal.SIGSTOP)
        tasks = [asyncio.create_task(readers.read(seen(PAGE * 400), TARGET)) for _ in range(20)]
        await asyncio.sleep(0.05)
        assert readers.is_crowded
        os.kill(pid_of(readers), signal.SIGCONT)
        await asyncio.gather(*tasks)
        assert not readers.is_crowded


async def test_a_page_on_which_a_process_dies_is_judged_by_its_head_alone() -> None:
    async with reading() as readers:
        old = pid_of(readers)
        os.kill(old, signal.SIGSTOP)
        tasks = [asyncio.create_task(readers.read(seen(), TARGET)) for _ in range(4)]
        await asyncio.sleep(0.05)
        os.kill(old, signal.SIGKILL)
        first, *others = await asyncio.gather(*tasks)
        assert first.observation.status == 200
        assert first.observation.page is None
        assert all(sight.observation.page is not None for sight in others)
        await until(lambda: readers._workers[0].is_ready)
        assert pid_of(readers) != old
        assert (await readers.read(seen(), TARGET)).observation.page is not None


async def test_a_page_that_never_ends_does_not_hold_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "_PATIENCE", 0.2)
    async with reading() as readers:
        os.kill(pid_of(readers), signal.SIGSTOP)
        async with asyncio.timeout(20):
            sight = await readers.read(seen(), TARGET)
    assert sight.observation.page is None


async def test_a_process_that_keeps_dying_is_not_started_for_ever() -> None:
    async with reading() as readers:
        for _ in range(worker_module._MOST_STARTS):
            await until(lambda: readers._workers[0].is_ready)
            os.kill(pid_of(readers), signal.SIGKILL)
            await until(lambda: not readers._workers[0].is_ready)
        await asyncio.sleep(0.1)
        assert not readers._workers[0].is_ready
        assert (await readers.read(seen(), TARGET)).observation.page is not None


async def test_nobody_waits_for_a_process_that_is_dead_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "_MOST_STARTS", 1)
    monkeypatch.setattr(readers_module, "_AHEAD", 100_000)
    async with reading() as readers:
        os.kill(pid_of(readers), signal.SIGSTOP)
        tasks = [asyncio.create_task(readers.read(seen(PAGE * 100), TARGET)) for _ in range(8)]
        await asyncio.sleep(0.05)
        os.kill(pid_of(readers), signal.SIGKILL)
        async with asyncio.timeout(20):
            first, *others = await asyncio.gather(*tasks)
    assert first.observation.page is None
    assert all(sight.observation.page is not None for sight in others)


async def test_a_turn_that_comes_to_nobody_is_given_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers_module, "_AHEAD", 1)
    async with reading() as readers:
        os.kill(pid_of(readers), signal.SIGSTOP)
        tasks = [asyncio.create_task(readers.read(seen(PAGE * 100), TARGET)) for _ in range(3)]
        await until(lambda: len(readers._line) == 2)
        tasks[0].cancel()
        await asyncio.sleep(0)
        # Its turn has come, and it is cancelled before it can take it.
        assert len(readers._line) == 1
        tasks[1].cancel()
        os.kill(pid_of(readers), signal.SIGCONT)
        async with asyncio.timeout(20):
            assert (await tasks[2]).observation.page is not None
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_process_that_answers_what_nobody_can_read_is_ended() -> None:
    async with reading() as readers:
        old = pid_of(readers)
        os.kill(old, signal.SIGSTOP)
        task = asyncio.create_task(readers.read(seen(), TARGET))
        await asyncio.sleep(0.05)
        pipe = readers._workers[0]._pipe
        assert pipe is not None
        pipe.pipe_data_received(1, (5).to_bytes(4, "big") + b"\xc1    ")
        async with asyncio.timeout(20):
            sight = await task
        assert (sight.observation.status, sight.observation.page) == (200, None)
        await until(lambda: readers._workers[0].is_ready)
        assert pid_of(readers) != old


async def test_an_interrupt_from_the_keyboard_is_not_the_process_s_to_answer() -> None:
    async with reading() as readers:
        os.kill(pid_of(readers), signal.SIGINT)
        await asyncio.sleep(0.05)
        assert readers._workers[0].is_ready
        assert (await readers.read(seen(), TARGET)).observation.page is not None


async def test_a_process_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_secret")
    async with reading() as readers:
        told = environment_of(pid_of(readers))
    assert b"PATH=" in told
    assert b"ghp_secret" not in told


async def test_what_cannot_be_written_down_is_read_here() -> None:
    visit = replace(seen(), fragment="\ud800")
    async with reading() as readers:
        assert (await readers.read(visit, TARGET)).observation.page is not None


async def test_a_bug_is_raised_where_the_page_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    target = replace(TARGET, fragments=("part",))
    monkeypatch.setattr("fetchers.pages.reading.read", lambda *_args, **_named: 1 / 0)
    async with Readers() as readers:
        with pytest.raises(ZeroDivisionError):
            await readers.read(seen(), target)


async def test_where_no_process_can_be_started_this_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    async with Readers(1) as readers:
        assert (await readers.read(seen(), TARGET)).observation.page is not None


def test_processes_are_for_long_runs_and_leave_a_processor_to_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers_module, "_processors", lambda: range(8))
    assert [workers_for(pages) for pages in (0, 255, 256, 100_000)] == [0, 0, 4, 4]
    monkeypatch.setattr(readers_module, "_processors", lambda: range(2))
    assert workers_for(1000) == 1
    monkeypatch.setattr(readers_module, "_processors", lambda: range(1))
    assert workers_for(1000) == 0
