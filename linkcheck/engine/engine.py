"""One run over a plan."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, aclosing, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import Final

from fetchers.net.pacing.host_queue import Wait
from linkcheck.config import Settings
from linkcheck.engine.network import Network
from linkcheck.engine.outage import Answered
from linkcheck.engine.recorder import Recorder
from linkcheck.engine.revalidation import conditional
from linkcheck.engine.rounds import Asker, Rounds, Traffic
from linkcheck.engine.shards.channel import LocalProcesses, Workers
from linkcheck.engine.shards.dealing import is_one_site
from linkcheck.engine.shards.sharded import Sharded
from linkcheck.local import LocalFiles
from linkcheck.model import Record, Verdict
from linkcheck.plan import Plan, Query, SelectedQueries
from linkcheck.record_spool import RecordSpool
from linkcheck.store import RunStore

HEARD_TOGETHER: Final = 256
"""Answers judged and recorded in one turn of the event loop, as many as may wait there (``asking.py``): all of them."""


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far a run is."""

    counts: Mapping[Verdict, int] = field(default_factory=dict)
    """Links by verdict."""
    requests: int = 0
    received: int = 0
    """Bytes of bodies, as they came over the wire."""
    shared: int = 0
    """Links answered without a request of their own: in a batch, or by the request of another link."""
    stored: int = 0
    """Links answered from the store."""
    spared: int = 0
    """Bytes not downloaded: the size of stored and unchanged (304) pages when they were last read."""
    waits: Sequence[Wait] = ()
    """Hosts whose rate limit is waited for, longest wait first."""


class Engine:
    """Runs a plan: yields a record for each link as its answer comes.

    A second record for a link replaces the first: a rule over the whole run has changed it.
    """

    def __init__(
        self,
        plan: Plan,
        settings: Settings,
        store: RunStore,
        network: Network,
        spool: RecordSpool,
        foretell: Callable[[Sequence[Query]], None] | None = None,
        files: LocalFiles | None = None,
    ) -> None:
        """``foretell`` is called once with the queries of the run, before the first request.

        ``files`` resolves local links; it may know lists that are no files of this disk.
        """
        self._plan = plan
        self._settings = settings
        self._store = store
        self._network = network
        self._spool = spool
        self._recorder = Recorder(settings, store, spool, files)
        self._foretell = foretell
        self._asker: Asker | None = None
        self._asking: asyncio.Timeout | None = None
        self._is_stopped = False
        self.complete = True

    @property
    def requests(self) -> int:
        """Requests sent."""
        return sum(self.by_host.values())

    @property
    def by_host(self) -> Mapping[str, int]:
        """Requests sent to each host."""
        return dict(self._traffic().by_host)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings about services, for the user."""
        return () if self._asker is None else tuple(self._asker.warnings)

    def status(self) -> RunProgress:
        """Return how far the run is."""
        traffic = self._traffic()
        requests = sum(traffic.by_host.values())
        return RunProgress(
            counts=self._spool.counts,
            requests=requests,
            received=traffic.received,
            shared=max(0, self._recorder.answered - requests),
            stored=self._recorder.stored,
            spared=self._recorder.spared + traffic.spared,
            waits=traffic.waits if self._asking is not None else (),
        )

    def _traffic(self) -> Traffic:
        return Traffic() if self._asker is None else self._asker.traffic()

    def stop(self) -> None:
        """Stop asking now (call it from within the loop); the rest is recorded as not reached."""
        self._is_stopped = True
        if self._asking is not None:
            self._asking.reschedule(asyncio.get_running_loop().time())

    async def records(
        self, inputs: Iterable[str], workers: AbstractAsyncContextManager[Workers] | None = None
    ) -> AsyncGenerator[Record]:
        """Run the plan. Raises Offline, before anything is stored, if this machine is offline.

        ``workers``: where its shards run, entered if there is anything to ask; None: on this machine, as many as the
        settings say.
        """
        now = datetime.now(UTC)
        recorder = self._recorder
        self._store.begin(tuple(inputs), now)
        left = array("L")
        for record in recorder.known(self._plan.decided, self._plan.asks, now, left):
            yield record
        if self._settings.max_time is not None:
            # What the time does not suffice for today comes first next time.
            asked = {index: recorder.last_asked(self._plan.asks[index]) for index in left}
            left = array("L", sorted(left, key=lambda index: asked[index] or datetime.min.replace(tzinfo=UTC)))
        if self._foretell is not None:
            self._foretell(SelectedQueries(self._plan.asks, left))
        queries = SelectedQueries(self._plan.asks, left, partial(conditional, store=self._store))
        async for record in self._ask(queries, workers or nullcontext(LocalProcesses(self._settings.shards))):
            yield record
        for record in chain(
            recorder.end_round(), recorder.unreached(self._plan.asks), recorder.converge(), recorder.retitle()
        ):
            yield record
        if self.complete:
            self._store.finish(datetime.now(UTC))

    async def _ask(
        self, queries: Sequence[Query], workers: AbstractAsyncContextManager[Workers]
    ) -> AsyncGenerator[Record]:
        """Ask the web while time lasts; ask again what failed because of this network."""
        if not queries or self._is_stopped:
            self.complete = not queries
            return
        seconds = self._settings.max_time
        until = None if seconds is None else asyncio.get_running_loop().time() + seconds
        try:
            # The time is given out at once where the run is told to stop.
            async with asyncio.timeout(None) as self._asking, AsyncExitStack() as stack:
                async with asyncio.timeout_at(until):
                    where = await stack.enter_async_context(workers)
                asker = await stack.enter_async_context(self._asker_of(queries, where))
                async with aclosing(self._heard(asker.answers(queries, until))) as found:
                    async for answered in found:
                        for record in self._recorder.conclude(answered):
                            yield record
                for record in self._recorder.end_round():
                    yield record
                if self._settings.archive and asker.complete:
                    async for record in self._recorder.archived(await asker.context(), until):
                        yield record
            self.complete = asker.complete
        except TimeoutError:
            self.complete = False
        finally:
            self._asking = None

    async def _heard(self, answers: AsyncGenerator[list[Answered]]) -> AsyncGenerator[list[Answered]]:
        """Yield answers as they come, and none where records have been committed: the next answer may take long."""
        heard: list[Answered] = []
        news, room = asyncio.Event(), asyncio.Event()

        async def hear() -> None:
            async with aclosing(answers) as found:
                async for answered in found:
                    heard.extend(answered)
                    news.set()
                    # One that asks faster than is recorded waits: its answers would pile up, a task for each.
                    while len(heard) >= HEARD_TOGETHER:
                        room.clear()
                        await room.wait()

        self._recorder.on_commit = news.set
        hearing = asyncio.create_task(hear())
        hearing.add_done_callback(lambda _: news.set())
        is_over = False
        try:
            while not is_over:
                await news.wait()
                news.clear()
                is_over = hearing.done()
                new, heard[:] = heard[:], []
                room.set()
                yield new
            await hearing
        finally:
            hearing.cancel()
            await asyncio.gather(hearing, return_exceptions=True)

    def _asker_of(self, queries: Sequence[Query], workers: Workers) -> Asker:
        shards, judgements = workers.shards(len(queries)), self._recorder.judgements
        if workers.one_machine and (shards == 1 or is_one_site(queries)):
            self._asker = Rounds(self._network, self._store, judgements)
        else:
            self._asker = Sharded(self._network, self._store, judgements, shards, workers)
        return self._asker
