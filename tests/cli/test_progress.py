"""Progress tells the truth: what is done, what was saved, who is waited for."""

from __future__ import annotations

import asyncio

import pytest

from fetchers.net.line import Wait
from linkcheck.cli import progress as module
from linkcheck.cli.progress import Progress, _Pace
from linkcheck.engine import Status
from linkcheck.model import Verdict

COUNTS = {Verdict.ALIVE: 0, Verdict.DEAD: 1, Verdict.BLOCKED: 1}


async def lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], status: Status, *, show: bool = True
) -> str:
    monkeypatch.setattr(module, "LOG_EVERY", 0.01)
    async with Progress(4, lambda: status, show=show):
        await asyncio.sleep(0.05)
    return capsys.readouterr().err


async def test_a_line_says_what_is_done_and_what_was_saved(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = await lines(
        monkeypatch, capsys, Status(counts=COUNTS, requests=7, received=2_340_000, shared=5, stored=3, spared=1200)
    )
    assert told.startswith("linkcheck: 2 of 4 links, ")
    assert (
        " a second, 1 gone, 1 open, 7 requests, 2.3 MB read, 5 requests saved by batches, 3 links known from before, "
        "2 kB not read again\n"
    ) in told


async def test_who_is_waited_for_is_named_with_the_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    waits = (Wait("slow.test", 9, 60.0), Wait("b.test", 1, 30.0), Wait("third.test", 1, 20.0))
    told = await lines(monkeypatch, capsys, Status(counts=COUNTS, waits=waits))
    assert "waiting for slow.test until " in told
    assert "(9 queued), waiting for b.test until " in told
    assert "third.test" not in told


async def test_a_wait_that_is_over_at_once_is_not_worth_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = Status(counts=COUNTS, waits=(Wait("quick.test", 1, 0.5),))
    assert "waiting" not in await lines(monkeypatch, capsys, status)


async def test_nothing_is_told_where_nobody_wants_to_know(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = Status(counts=COUNTS)
    assert await lines(monkeypatch, capsys, status, show=False) == ""


def test_the_rate_is_that_of_late() -> None:
    pace = _Pace(began=100.0)
    assert pace.of(5000, 101.0) == 5000
    assert [round(pace.of(5000 + 20 * second, 101.0 + second)) for second in range(1, 13)][-1] == 20
