"""One run over a plan."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from typing import Final

from fetchers.context import Context
from fetchers.facts import Observation, Target
from fetchers.net import Net
from fetchers.net.pacing.host_queue import Wait
from fetchers.pages.readers import Readers
from linkcheck.config import Settings
from linkcheck.engine.asking import answers
from linkcheck.engine.network import Network
from linkcheck.engine.network_check import ANY_NAME, NetworkCheck, Offline, is_online, nonsense_name
from linkcheck.engine.outage import OutageWatch, is_there
from linkcheck.engine.recorder import Recorder
from linkcheck.engine.revalidation import conditional
from linkcheck.local import LocalFiles
from linkcheck.model import Record, Verdict
from linkcheck.plan import Plan, Query
from linkcheck.record_spool import RecordSpool
from linkcheck.store import RunStore

MOST_ROUNDS: Final = 5
"""Rounds of asking for links that failed while the network was away; after the last they count as not reached."""
NAME_PATIENCE: Final = 3.0
"""Seconds to find out whether names that cannot exist resolve here; no answer means they do not."""


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
        self._check = NetworkCheck()
        self._outage = OutageWatch(self._is_there)
        self._context: Context | None = None
        self._nets: list[Net] = []
        self._warned: list[str] = []
        self._asking: asyncio.Timeout | None = None
        self._is_stopped = False
        self.complete = True

    @property
    def requests(self) -> int:
        """Requests sent."""
        return sum(net.requests for net in self._nets)

    @property
    def by_host(self) -> Mapping[str, int]:
        """Requests sent to each host."""
        return dict(sum((Counter(net.by_host) for net in self._nets), Counter[str]()))

    @property
    def warnings(self) -> tuple[str, ...]:
        """Warnings about services, for the user."""
        return tuple(self._warned)

    def status(self) -> RunProgress:
        """Return how far the run is."""
        net = None if self._context is None else self._context.net
        return RunProgress(
            counts=self._spool.counts,
            requests=self.requests,
            received=sum(net.received for net in self._nets),
            shared=max(0, self._recorder.answered - self.requests),
            stored=self._recorder.stored,
            spared=self._recorder.spared,
            waits=net.waits() if net is not None and self._asking is not None else (),
        )

    def stop(self) -> None:
        """Stop asking now (call it from within the loop); the rest is recorded as not reached."""
        self._is_stopped = True
        if self._asking is not None:
            self._asking.reschedule(asyncio.get_running_loop().time())

    async def records(self, inputs: Iterable[str]) -> AsyncGenerator[Record]:
        """Run the plan. Raises Offline, before anything is stored, if this machine is offline."""
        now = datetime.now(UTC)
        recorder = self._recorder
        self._store.begin(tuple(inputs), now)
        left: list[Query] = []
        for record in recorder.known(self._plan.decided, self._plan.asks, now, left):
            yield record
        queries = [conditional(query, self._store) for query in left]
        if self._settings.max_time is not None:
            # What the time does not suffice for today comes first next time.
            queries.sort(key=lambda query: recorder.last_asked(query) or datetime.min.replace(tzinfo=UTC))
        if self._foretell is not None:
            self._foretell(queries)
        async for record in self._ask(queries):
            yield record
        for record in chain(
            recorder.end_round(), recorder.unreached(self._plan.asks), recorder.converge(), recorder.retitle()
        ):
            yield record
        if self.complete:
            self._store.finish(datetime.now(UTC))

    async def _ask(self, queries: list[Query]) -> AsyncGenerator[Record]:
        """Ask the web while time lasts; ask again what failed because of this network."""
        if not queries or self._is_stopped:
            self.complete = not queries
            return
        try:
            # The time is given out at once where the run is told to stop.
            async with asyncio.timeout(None) as self._asking, aclosing(self._rounds(queries)) as records:
                async for record in records:
                    yield record
        except TimeoutError:
            self.complete = False
        finally:
            self._asking = None

    async def _rounds(self, queries: list[Query]) -> AsyncGenerator[Record]:
        seconds = self._settings.max_time
        until = None if seconds is None else asyncio.get_running_loop().time() + seconds
        async with Readers() as readers:
            for further in reversed(range(MOST_ROUNDS)):
                # A network of its own for each round: nothing that was learnt while it was away counts.
                async with self._net() as net:
                    context = self._context = Context(net=net, access=self._network.access, warnings=self._warned)
                    readers.serve(context)
                    net.prepare()
                    async with aclosing(self._round(queries, context, until)) as records:
                        async for record in records:
                            yield record
                    queries = self._outage.again()
                    if self._settings.archive and not (further and queries) and self.complete:
                        async for record in self._recorder.archived(context, until):
                            yield record
                if not queries or not self.complete:
                    break
        self.complete = self.complete and not queries

    @asynccontextmanager
    async def _net(self) -> AsyncGenerator[Net]:
        """Open a network that begins with the rate limits known from earlier runs; keep what it learns of them."""
        known = self._store.intervals(datetime.now(UTC))
        async with Net(replace(self._network.net, known_intervals=known)) as net:
            self._nets.append(net)
            try:
                yield net
            finally:
                self._store.keep_intervals(net.known_intervals(), datetime.now(UTC))

    async def _round(self, queries: list[Query], context: Context, until: float | None) -> AsyncGenerator[Record]:
        """Ask every query once. If time runs out, held answers are believed and held failures are not."""
        try:
            async with aclosing(self._answered(queries, context, until)) as records:
                async for record in records:
                    yield record
        except TimeoutError:
            self.complete = False
            held = [*self._check.end(context.net.requests), *self._outage.give_up()]
            for record in self._recorder.conclude(held):
                yield record
        for record in self._recorder.end_round():
            yield record

    async def _answered(self, queries: list[Query], context: Context, until: float | None) -> AsyncGenerator[Record]:
        """Yield records as answers come, held back until the network check trusts them."""
        resolve = partial(self._recorder.resolve, context)
        any_name = asyncio.create_task(_has_any_name(context.net))
        try:
            async with aclosing(answers(queries, context, resolve, _left(until))) as stream:
                async for query, observation in stream:
                    if await any_name:
                        raise Offline(ANY_NAME)
                    for record in await self._believe(partial(self._check.admit, query, observation), context):
                        yield record
            for record in await self._believe(partial(self._check.end, context.net.requests), context):
                yield record
            for record in self._recorder.conclude(await self._outage.finish(_left(until))):
                yield record
        finally:
            any_name.cancel()

    async def _is_there(self, targets: Iterable[Target]) -> bool:
        return self._context is not None and await is_there(targets, self._context)

    async def _believe(self, admit: Callable[[], list[tuple[Query, Observation]]], context: Context) -> list[Record]:
        """Record the answers that may be believed. Raises Offline if the control sites fail as well."""
        try:
            believed = admit()
        except Offline as offline:
            if not await is_online(offline.problem, self._check.hosts, context):
                raise
            believed = self._check.trust()
        return self._recorder.conclude(await self._outage.admit(believed))


def _left(until: float | None) -> float | None:
    return None if until is None else max(0.0, until - asyncio.get_running_loop().time())


async def _has_any_name(net: Net) -> bool:
    """Return whether the resolver has an address for a name that cannot exist."""
    try:
        async with asyncio.timeout(NAME_PATIENCE):
            return await net.has_name(nonsense_name())
    except TimeoutError:
        return False
