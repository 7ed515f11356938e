"""A shard's process: reads its work from standard input, asks, and reports on standard output.

It keeps nothing: what it has reported is stored by the parent, and a shard that is begun again is given the rest. It
ends when its standard input does, so that it never outlives the run.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import aclosing, suppress
from datetime import datetime
from typing import BinaryIO, Final

from fetchers.facts import Observation
from fetchers.net.pacing.leases import Leases
from linkcheck.engine.event_loop import loop_factory
from linkcheck.engine.judging import JudgementCache
from linkcheck.engine.network_check import Offline
from linkcheck.engine.outage import Answered
from linkcheck.engine.rounds import Rounds, Traffic
from linkcheck.engine.shards.dealing import places
from linkcheck.engine.shards.messages import Order, ShardAnswer, ShardReport, Work, encoded, read_orders, read_work
from linkcheck.model import History, Past
from linkcheck.model.packed import Numbers
from linkcheck.store import NullStore

REPORT_WITHIN: Final = 0.05
"""Seconds of answers reported together."""
SIGN_OF_LIFE: Final = 0.5
"""Seconds from one report to the next where there is no answer."""
_MOST_UNREPORTED: Final = 1000
"""Answers; with more, asking waits for the parent."""


class _Known(NullStore):
    """What the parent's store knows of this shard's links."""

    def __init__(self, work: Work) -> None:
        self._histories = work.histories
        self._pages = work.pages
        self._intervals = dict(work.intervals)
        self.learnt: dict[str, float] = {}

    def past(self, url: str) -> Past:
        return Past(self._histories.get(url, _NEW))

    def found(self, key: str) -> Observation | None:
        return self._pages.get(key)

    def intervals(self, now: datetime) -> Mapping[str, float]:  # noqa: ARG002  the parent has looked at their age
        return self._intervals

    def keep_intervals(self, intervals: Mapping[str, float], now: datetime) -> None:  # noqa: ARG002
        self.learnt.update(intervals)
        self._intervals.update(intervals)


_NEW: Final = History()


class _Reporter:
    """Sends what has happened since the last report, many answers at once."""

    def __init__(
        self,
        work: Work,
        rounds: Rounds,
        judgements: JudgementCache,
        leases: Leases,
        news: asyncio.Event,
        out: BinaryIO,
    ) -> None:
        keys = (query.target.key for query in work.queries)
        self._numbers = Numbers(keys, lambda number: work.queries[number].target.key)
        self._rounds = rounds
        self._judgements = judgements
        self._out = out
        self._answers: list[ShardAnswer] = []
        self._logged: list[str] = []
        self._told = Traffic()
        self._warnings = 0
        self._is_over = False
        self._leases = leases
        self._news = news
        self._room = asyncio.Event()
        logging.lastResort = _Forwarding(self._logged)

    async def add(self, answers: Sequence[Answered]) -> None:
        """Have answers reported soon; wait while too many are unreported."""
        for query, observation in answers:
            judgements = tuple(self._judgements.take(link) for link in query.links)
            self._answers.append(ShardAnswer(self._numbers[query.target.key], observation, judgements))
        if answers:
            self._news.set()
        while len(self._answers) > _MOST_UNREPORTED:
            self._room.clear()
            await self._room.wait()

    async def keep_reporting(self) -> None:
        """Report until ``end`` is called."""
        while not self._is_over:
            try:
                async with asyncio.timeout(SIGN_OF_LIFE):
                    await self._news.wait()
                await asyncio.sleep(REPORT_WITHIN)
            except TimeoutError:
                pass
            self._news.clear()
            await self.report(ShardReport())

    def end(self) -> None:
        """Send one report more, and no further."""
        self._is_over = True
        self._news.set()

    async def report(self, report: ShardReport) -> None:
        """Send a report with all that is new. In a thread: a parent that is busy must not hold up the loop."""
        report.answers, self._answers = self._answers, []
        report.wanted, self._leases.wanted = self._leases.wanted, []
        report.given_up, self._leases.given_up = self._leases.given_up, {}
        self._room.set()
        report.logged, self._logged[:] = list(self._logged), []
        report.warnings, self._warnings = self._rounds.warnings[self._warnings :], len(self._rounds.warnings)
        traffic, told = self._rounds.traffic(taken=True), self._told
        self._told = traffic
        report.by_host = dict(traffic.by_host)
        report.received = traffic.received - told.received
        report.spared = traffic.spared - told.spared
        report.waits = [] if report.ended else list(traffic.waits)
        await asyncio.to_thread(self._write, encoded(report))

    def _write(self, message: bytes) -> None:
        self._out.write(message)
        self._out.flush()


class _Forwarding(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))


def main() -> None:
    """Do the work that comes on standard input. An interrupt from the keyboard is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get among the reports.
    os.dup2(2, 1)
    work = read_work(sys.stdin.buffer)
    if work is None:
        return
    gc.freeze()
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(_carry_out(work, out))
    out.close()
    # Threads may still look up a name that nobody wants any more.
    os._exit(0)


def _obey(lease: float | None, loop: asyncio.AbstractEventLoop, leases: Leases) -> None:
    """Take orders; end when standard input does, or when it has said nothing for as long as the lease."""
    renewed = threading.Event()

    def listen() -> None:
        for order in read_orders(sys.stdin.buffer):
            renewed.set()
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(follow, order)
        os._exit(0)

    def follow(order: Order | None) -> None:
        if order is not None and order.paces is not None:
            leases.grant(order.place, order.paces, order.ago)
        elif order is not None:
            leases.revoke(order.place)

    threading.Thread(target=listen, daemon=True).start()
    while renewed.wait(lease):
        renewed.clear()
    os._exit(0)


async def _carry_out(work: Work, out: BinaryIO) -> None:
    known, judgements, news = _Known(work), JudgementCache(), asyncio.Event()
    own = places(work.queries, work.network.net.hosts, work.network.access) - work.lent
    leases = Leases(own, news.set, work.paces)
    rounds = Rounds(work.network, known, judgements, leases)
    reporter = _Reporter(work, rounds, judgements, leases, news, out)
    until = None if work.seconds is None else asyncio.get_running_loop().time() + work.seconds
    last = ShardReport(ended=True)
    reporting = asyncio.create_task(reporter.keep_reporting())
    threading.Thread(target=_obey, args=(work.lease, asyncio.get_running_loop(), leases), daemon=True).start()
    try:
        if work.is_online:
            rounds.trust()
        async with rounds, aclosing(rounds.answers(work.queries, until)) as found:
            async for answers in found:
                await reporter.add(answers)
    except Offline as offline:
        last.problem = offline.problem
    except Exception as bug:  # noqa: BLE001  it is raised again in the parent
        last.bug = f"{type(bug).__name__}: {bug}"
    # Not cancelled: a thread may be in the middle of writing.
    reporter.end()
    await reporting
    leases.end()
    last.complete, last.intervals = rounds.complete, known.learnt
    await reporter.report(last)
