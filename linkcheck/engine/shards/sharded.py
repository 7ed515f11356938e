"""Ask by shards: deal the queries, begin again what dies, and hand on what all of them report."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, Self

from fetchers.context import Context
from fetchers.net.pacing.host_queue import Wait
from fetchers.net.pacing.leases import Leases
from linkcheck.engine.forecast import foresee
from linkcheck.engine.judging import JudgementCache
from linkcheck.engine.network import Network
from linkcheck.engine.network_check import Offline
from linkcheck.engine.outage import LOST, Answered
from linkcheck.engine.rounds import Rounds, Traffic
from linkcheck.engine.shards.channel import Channel, Workers
from linkcheck.engine.shards.dealing import deal, places
from linkcheck.engine.shards.holders import Holders
from linkcheck.engine.shards.messages import Order, ShardReport, Work, encoded
from linkcheck.engine.shards.work import Unanswered, for_shard, known
from linkcheck.model.packed import Packed
from linkcheck.plan import Query, SelectedQueries
from linkcheck.store import RunStore

MOST_DEATHS: Final = 3
"""Deaths of a shard in a row, without any answer in between, after which the rest of it is not reached."""
_RUN: Final = -1
"""The run itself, among the shards."""
LATE: Final = 1.0
"""Seconds after the end of the time in which shards hand over what they have."""

_log = logging.getLogger(__name__)


class Sharded:
    """An Asker of many processes. It alone writes the store: a shard that dies is given what has not come from it."""

    def __init__(
        self, network: Network, store: RunStore, judgements: JudgementCache, shards: int, workers: Workers
    ) -> None:
        self._network = network
        self._store = store
        self._judgements = judgements
        self._shards = shards
        self._workers = workers
        self._by_host: Counter[str] = Counter()
        self._received = self._spared = 0
        self._waits: dict[int, Sequence[Wait]] = {}
        self._found: asyncio.Queue[list[Answered] | Exception | None] = asyncio.Queue(maxsize=64)
        self._tasks: set[asyncio.Task[None]] = set()
        self._network_seen = _NetworkSeen(shared=workers.one_machine)
        self._stack = AsyncExitStack()
        self._after: Rounds | None = None
        """Who asks once the shards have ended."""
        self.complete = True
        self.warnings: list[str] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._stack.aclose()

    def traffic(self) -> Traffic:
        """As in Asker."""
        waits = sorted((wait for waits in self._waits.values() for wait in waits), key=lambda wait: -wait.seconds)
        if self._after is None:
            return Traffic(self._by_host, self._received, self._spared, waits)
        after = self._after.traffic()
        by_host = self._by_host + Counter(after.by_host)
        return Traffic(by_host, self._received + after.received, self._spared, [*waits, *after.waits])

    async def context(self) -> Context:
        """As in Asker: a network of this process, which goes on at each host as the shards have left it."""

        def obey(order: Order) -> None:
            leases.grant(order.place, order.paces or {}, order.ago)

        def tell() -> None:
            wanted, leases.wanted = leases.wanted, []
            self._holders.hear(_RUN, ShardReport(wanted=wanted))

        leases = Leases((), tell)
        self._holders.begin(_RUN, obey)
        self._after = await self._stack.enter_async_context(Rounds(self._network, self._store, leases=leases))
        return await self._after.context()

    async def answers(self, queries: Sequence[Query], until: float | None) -> AsyncGenerator[list[Answered]]:
        """As in Asker."""
        parts = deal(queries, self._shards, self._network.net.hosts, self._network.access)
        self._network_seen.running = left = len(parts)
        users, access = self._network.net.hosts, self._network.access
        self._holders = Holders([places(part, users, access) for part in parts], asyncio.get_running_loop().time)
        self._tasks = {asyncio.create_task(self._tend(number, part, until)) for number, part in enumerate(parts)}
        while left:
            found = await self._found.get()
            if found is None:
                left -= 1
            elif isinstance(found, Exception):
                raise found
            else:
                yield found

    async def _tend(self, number: int, part: Sequence[Query], until: float | None) -> None:
        """See one shard through to its end."""
        try:
            await self._see_through(number, Unanswered(part), until)
        except Exception as error:  # noqa: BLE001  raised again where the answers are read
            await self._found.put(error)
        else:
            await self._found.put(None)
        finally:
            await self._network_seen.end()

    async def _see_through(self, number: int, left: Unanswered, until: float | None) -> None:
        deaths, is_online = 0, False
        while True:
            before = len(left)
            last = await self._one_life(number, left, until, is_online=is_online)
            if last is not None and last.problem is not None:
                await self._network_seen.or_raise(Offline(last.problem))
                is_online = True
            elif last is not None or _is_past(until):
                self.complete = self.complete and last is not None and last.complete
                return
            else:
                deaths = deaths + 1 if len(left) == before else 1
            if deaths > MOST_DEATHS:
                self._warn(f"A shard died {deaths} times in a row; {len(left):,} of its links were not reached.")
                self.complete = False
                return
            # What it asked for last may have been asked for just now.
            needs = foresee(left.queries(), self._network.net.hosts).needs
            await asyncio.sleep(max((need.interval for need in needs), default=0.0))

    async def _one_life(
        self, number: int, left: Unanswered, until: float | None, *, is_online: bool
    ) -> ShardReport | None:
        """Start the shard, and return its last report; None if it died, or did not end in time."""
        queries = left.queries()
        try:
            async with (
                asyncio.timeout_at(None if until is None else until + LATE),
                self._workers.launch(number) as channel,
            ):
                seconds = None if until is None else max(0.0, until - asyncio.get_running_loop().time())
                orders: asyncio.Queue[Order] = asyncio.Queue()
                lent = self._holders.begin(number, orders.put_nowait)
                await channel.send(encoded(self._work(number, queries, lent, seconds, is_online=is_online)))
                telling = asyncio.create_task(_tell(channel, orders))
                try:
                    while (report := await channel.receive()) is not None:
                        await self._note(number, report, queries, left)
                        if report.ended:
                            return report
                finally:
                    telling.cancel()
        except TimeoutError:
            pass
        finally:
            self._holders.end(number)
        self._waits.pop(number, None)
        return None

    async def _note(self, number: int, report: ShardReport, queries: SelectedQueries, left: Unanswered) -> None:
        self._by_host.update(report.by_host)
        self._received += report.received
        self._spared += report.spared
        self._waits[number] = report.waits
        self._holders.hear(number, report)
        for sentence in report.warnings:
            self._warn(sentence)
        for line in report.logged:
            _log.warning("%s", line)
        found: list[Answered] = []
        for answer in report.answers:
            if not left.answer(queries.indices[answer.number]):
                continue
            query = queries[answer.number]
            found.append((query, answer.observation))
            for link, judgement in zip(query.links, answer.judgements, strict=True):
                if judgement is not None:
                    history = self._store.past(link.identity).history
                    self._judgements.put(link, answer.observation, history, judgement)
        if found:
            await self._network_seen.answer()
            await self._found.put(found)
        if report.intervals:
            self._store.keep_intervals(report.intervals, datetime.now(UTC))
        if report.bug:
            raise RuntimeError(f"a shard failed: {report.bug}")

    def _work(
        self, number: int, queries: Sequence[Query], lent: frozenset[str], seconds: float | None, *, is_online: bool
    ) -> Work:
        histories, pages = known(queries, self._store)
        return Work(
            network=for_shard(self._network, queries, self._workers.at_once(self._shards)),
            queries=Packed(Query, queries),
            histories=histories,
            pages=pages,
            intervals=self._store.intervals(datetime.now(UTC)),
            seconds=seconds,
            lease=self._workers.lease,
            is_online=is_online,
            lent=lent,
            paces=self._holders.known(number),
        )

    def _warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)


class _NetworkSeen:
    """Whether any shard has shown that the network works, for those whose links all fail alike."""

    def __init__(self, *, shared: bool) -> None:
        self._is_shared = shared
        self.running = 0
        self._is_seen = False
        self._waiting = 0
        self._changed = asyncio.Condition()

    async def answer(self) -> None:
        if not self._is_seen:
            self._is_seen = True
            await self._tell()

    async def end(self) -> None:
        self.running -= 1
        await self._tell()

    async def or_raise(self, offline: Offline) -> None:
        """Wait until a shard has answered; raise if the network was lost, or once all others have nothing, too."""
        if offline.problem == LOST or not self._is_shared:
            raise Offline(LOST) if self._is_seen else offline
        self._waiting += 1
        async with self._changed:
            self._changed.notify_all()
            await self._changed.wait_for(lambda: self._is_seen or self._waiting >= self.running)
        if not self._is_seen:
            raise offline
        self._waiting -= 1

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()


async def _tell(channel: Channel, orders: asyncio.Queue[Order]) -> None:
    while True:
        await channel.send(encoded(await orders.get()))


def _is_past(until: float | None) -> bool:
    return until is not None and asyncio.get_running_loop().time() >= until
