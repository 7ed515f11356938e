"""Progress tells the truth: what is done, what was saved, who is waited for."""

from __future__ import annotations

import asyncio
import os
import pty
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fetchers.net.pacing.host_queue import Wait
from linkcheck.cli.terminal import progress as module
from linkcheck.cli.terminal.progress import Progress
from linkcheck.cli.terminal.progress_text import Rate, log_line, screen_lines
from linkcheck.engine import RunProgress
from linkcheck.model import Verdict
from reports.words import words

COUNTS = {Verdict.ALIVE: 0, Verdict.DEAD: 1, Verdict.BLOCKED: 1}


async def lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], status: RunProgress, *, show: bool = True
) -> str:
    monkeypatch.setattr(module, "LOG_EVERY", 0.01)
    async with Progress(4, lambda: status, words("en"), show=show):
        await asyncio.sleep(0.05)
    return capsys.readouterr().err


async def test_a_line_says_what_is_done_and_what_was_saved(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = await lines(
        monkeypatch, capsys, RunProgress(counts=COUNTS, requests=7, received=2_340_000, shared=5, stored=3, spared=1200)
    )
    assert told.startswith("linkcheck: 2 of 4 links, ")
    assert (
        " a second, 1 gone, 1 unclear, 7 requests, 5 requests saved by batches, 3 links known from before, "
        "2.3 MB read, 2 kB not read again\n"
    ) in told


async def test_who_is_waited_for_is_named_with_the_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    waits = (Wait("slow.test", 9, 60.0), Wait("b.test", 1, 30.0), Wait("third.test", 1, 20.0))
    told = await lines(monkeypatch, capsys, RunProgress(counts=COUNTS, waits=waits))
    assert "waiting for slow.test until " in told
    assert "(9 queued), waiting for b.test until " in told
    assert "third.test" not in told


async def test_a_wait_that_is_over_at_once_is_not_worth_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = RunProgress(counts=COUNTS, waits=(Wait("quick.test", 1, 0.5),))
    assert "waiting" not in await lines(monkeypatch, capsys, status)


async def test_nothing_is_told_where_nobody_wants_to_know(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = RunProgress(counts=COUNTS)
    assert await lines(monkeypatch, capsys, status, show=False) == ""


def test_the_rate_is_that_of_late() -> None:
    pace = Rate(began=100.0)
    assert pace.of(5000, 101.0) == 5000
    assert [round(pace.of(5000 + 20 * second, 101.0 + second)) for second in range(1, 13)][-1] == 20


WAITS = (Wait("export.arxiv.org", 120, 360.0), Wait("b.test", 1, 30.0))
BUSY = RunProgress(
    counts={Verdict.ALIVE: 1200, Verdict.DEAD: 34, Verdict.BLOCKED: 5},
    requests=700,
    received=2_340_000,
    shared=500,
    stored=300,
    spared=1_200_000,
    waits=WAITS,
)


def clocked(lines: list[str]) -> list[str]:
    return [re.sub(r"\d\d:\d\d:\d\d", "HH:MM:SS", line) for line in lines]


def test_a_wide_terminal_shows_all() -> None:
    assert clocked(screen_lines(BUSY, 2478, 24.6, words("en"), 150)) == [
        "1239/2478 ━━━━━━━━━━━━━━━━──────────────── 25 a second",
        (
            "34 gone, 5 unclear, 700 requests, 500 requests saved by batches, 300 links known from before, "
            "2.3 MB read, 1.2 MB not read again"
        ),
        "waiting for export.arxiv.org until HH:MM:SS (120 queued), waiting for b.test until HH:MM:SS (1 queued)",
    ]


def test_a_narrow_one_shows_what_matters_most() -> None:
    assert clocked(screen_lines(BUSY, 2478, 24.6, words("en"), 39)) == [
        "1239/2478 ━━━━━━━━───────── 25 a second",
        "34 gone, 5 unclear, 700 requests",
        "export.arxiv.org until HH:MM:SS",
    ]


def test_chinese_lists_are_told_in_chinese() -> None:
    assert clocked(screen_lines(BUSY, 2478, 24.6, words("zh"), 79)) == [
        "1239/2478 ━━━━━━━━━━━━━━━━──────────────── 每秒 25 个",
        "34 个失效，5 个查不到，700 次请求，批量查询省下 500 次请求，300 个沿用已知结果",
        "等待 export.arxiv.org 至 HH:MM:SS（排队 120 个）",
    ]
    assert clocked([log_line(BUSY, 2478, 24.6, words("zh"))])[0].startswith(
        "已查 1239/2478 个链接，每秒 25 个，34 个失效，"
    )


@given(
    width=st.integers(20, 200),
    total=st.integers(1, 10**6),
    done=st.integers(0, 10**6),
    lang=st.sampled_from(["en", "zh"]),
)
def test_no_line_is_wider_than_the_terminal(width: int, total: int, done: int, lang: str) -> None:
    status = RunProgress(
        counts={Verdict.ALIVE: min(done, total)}, requests=done, shared=done, waits=(Wait("b.org", done, 9.0),)
    )
    lines = screen_lines(status, total, 3.5, words("zh" if lang == "zh" else "en"), width)
    assert all(cell_len(line) <= max(width, len(f"{done}/{total}")) for line in lines)


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch, columns: int, term: str) -> Iterator[int]:
    """Make standard error a terminal, and yield the descriptor that its screen is read from."""
    screen, end = pty.openpty()
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLUMNS", str(columns))
    with os.fdopen(end, "w") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        yield screen
    os.close(screen)


def shown(screen: int) -> str:
    """Return all that was written to a terminal."""
    os.set_blocking(screen, False)
    pieces = []
    with suppress(BlockingIOError):
        while piece := os.read(screen, 1 << 16):
            pieces.append(piece)
    return b"".join(pieces).decode()


async def test_a_terminal_is_left_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHOW_EVERY", 0.01)
    with terminal(monkeypatch, 60, "xterm") as screen:
        async with Progress(2478, lambda: BUSY, words("en"), show=True):
            await asyncio.sleep(0.05)
        seen = shown(screen)
    assert "1239/2478" in seen
    assert seen.count("\x1b[?25l") == seen.count("\x1b[?25h") == 1
    assert seen.rindex("\x1b[2K") > seen.rindex("1239/2478")


async def test_what_has_not_changed_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHOW_EVERY", 0.01)
    with terminal(monkeypatch, 60, "xterm") as screen:
        async with Progress(2478, lambda: RunProgress(counts={Verdict.ALIVE: 0}), words("en"), show=True):
            await asyncio.sleep(0.1)
            assert shown(screen).count("0/2478") == 1


async def test_a_terminal_that_only_prints_gets_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOG_EVERY", 0.01)
    with terminal(monkeypatch, 60, "dumb") as screen:
        async with Progress(2478, lambda: BUSY, words("en"), show=True):
            await asyncio.sleep(0.05)
        seen = shown(screen)
    assert seen.startswith("linkcheck: 1239 of 2478 links, ")
    assert "\x1b" not in seen
