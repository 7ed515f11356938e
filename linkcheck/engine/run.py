"""One run over a plan."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Final

from fetchers.context import Context
from fetchers.facts import Observation
from fetchers.net import Net
from fetchers.net.pacing.host_queue import Wait
from fetchers.pages.readers import Readers
from linkcheck.config import Settings
from linkcheck.engine.archive import ArchivedCopies
from linkcheck.engine.asking import answers
from linkcheck.engine.local_files import decide
from linkcheck.engine.network import Network
from linkcheck.engine.network_check import ANY_NAME, NetworkCheck, Offline, is_online, nonsense_name
from linkcheck.engine.recording import JudgementCache, conclude, not_reached, reconclude
from linkcheck.engine.revalidation import conditional, renewed
from linkcheck.judge.run_rules import RedirectEnds, converged
from linkcheck.local import local_files
from linkcheck.model import History, Link, Record, Verdict
from linkcheck.plan import Plan, Query
from linkcheck.record_spool import RecordSpool
from linkcheck.store import RunStore, StoreError

COMMIT_WITHIN: Final = 0.05
"""Seconds of answers that a kill can lose; a transaction for each would cost more than the answer."""
NAME_PATIENCE: Final = 3.0
"""Seconds for the question whether names that cannot exist have an address here: no answer is none."""


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
    """Links answered by what is kept from before."""
    spared: int = 0
    """Bytes that these, and pages which have not changed since, took to read when they were read."""
    waits: Sequence[Wait] = ()
    """The hosts whose pace is waited for, the longest wait first."""


class Engine:
    """Asks for what a plan names, keeps in the ledger what is known of each link, and yields it as it comes.

    A record may come a second time for the same link when a rule over the whole run changed it: the last one counts.
    """

    def __init__(self, plan: Plan, settings: Settings, store: RunStore, world: Network, ledger: RecordSpool) -> None:
        self._plan = plan
        self._settings = settings
        self._store = store
        self._world = world
        self._ledger = ledger
        self._context: Context | None = None
        self._quarantine = NetworkCheck()
        self._opinions = JudgementCache()
        self._ends = RedirectEnds()
        self._copies = ArchivedCopies()
        self._files = local_files(settings)
        self._due: asyncio.TimerHandle | None = None
        self._from_store = self._answered = self._spared = 0
        self._asking = False
        self.complete = True
        self.requests = 0
        self.by_host: Mapping[str, int] = {}
        self.warnings: tuple[str, ...] = ()

    def status(self) -> RunProgress:
        """Return how far the run is."""
        net = self._context.net if self._context is not None else None
        requests = net.requests if net is not None else 0
        return RunProgress(
            counts=self._ledger.counts,
            requests=requests,
            received=net.received if net is not None else 0,
            shared=max(0, self._answered - requests),
            stored=self._from_store,
            spared=self._spared,
            waits=net.waits() if net is not None and self._asking else (),
        )

    async def records(self, inputs: Iterable[str]) -> AsyncGenerator[Record]:
        """Run. Raises Offline before anything is stored, where the machine is."""
        now = datetime.now(UTC)
        self._store.begin(tuple(inputs), now)
        for record in self._decided(now):
            yield record
        asks = []
        for ask in self._plan.asks:
            stored = self._stored(ask, now)
            self._from_store += len(stored)
            for record in stored:
                yield record
            if not stored:
                asks.append(conditional(ask, self._store))
        if self._settings.max_time is not None:
            # What the time does not suffice for today comes first next time.
            asks.sort(key=lambda ask: self._last_asked(ask, datetime.min.replace(tzinfo=UTC)))
        async for record in self._asked(asks):
            yield record
        for record in self._unreached():
            yield record
        for record in self._over_all():
            yield record
        if self.complete:
            self._store.finish(datetime.now(UTC))

    def _last_asked(self, ask: Query, otherwise: datetime) -> datetime:
        known = self._store.known(ask.target.key)
        return otherwise if known is None else known.observed

    def _decided(self, now: datetime) -> Iterable[Record]:
        for link, judgement in self._plan.decided:
            record, history = decide(link, judgement, self._store.past(link.identity), now, self._files)
            self._store.conclude(record, history)
            self._ledger.put(record)
            yield record

    def _stored(self, ask: Query, now: datetime) -> list[Record]:
        fragments = ask.target.fragments
        observation = self._store.fresh(ask.target.key, fragments, self._settings.max_age, now)
        if observation is None:
            return []
        self._spared += observation.received
        return [self._keep(link, observation, stored=True)[0] for link in ask.links]

    async def _asked(self, asks: list[Query]) -> AsyncGenerator[Record]:
        if not asks:
            return
        async with Net(self._world.net) as net, Readers() as readers:
            self._context = Context(net=net, access=self._world.access)
            readers.serve(self._context)
            net.prepare()
            self._asking = True
            any_name = asyncio.create_task(_has_any_name(net))
            most = self._settings.max_time
            until = None if most is None else asyncio.get_running_loop().time() + most
            try:
                async with aclosing(answers(asks, self._context, self._look_again, most)) as stream:
                    async for ask, observation in stream:
                        if await any_name:
                            raise Offline(ANY_NAME)
                        for record in await self._admitted(partial(self._quarantine.admit, ask, observation)):
                            yield record
                for record in await self._admitted(partial(self._quarantine.end, net.requests)):
                    yield record
                if self._settings.archive:
                    async for record in self._copies.offered(self._context, until):
                        self._ledger.put(record)
                        yield record
            except TimeoutError:
                self.complete = False
            finally:
                any_name.cancel()
                self._asking = False
                self.requests, self.by_host = net.requests, dict(net.by_host)
                self.warnings = tuple(self._context.warnings)
            for record in self._believe(self._quarantine.end(net.requests)):
                yield record

    async def _look_again(self, ask: Query, observation: Observation) -> Observation:
        """Ask what the judge wants to know of any of the links that share this observation."""
        if (known := renewed(ask, observation, self._store)) is not observation:
            observation = known
            self._spared += known.received
        for link in ask.links:
            if self._context is not None:
                past = self._store.past(link.identity)
                observation = await self._opinions.resolve(link, observation, past.history, self._context)
        return observation

    async def _admitted(self, admit: Callable[[], list[tuple[Query, Observation]]]) -> list[Record]:
        """Return the records of the answers that may be believed. Raises Offline where a control fails as well."""
        try:
            return self._believe(admit())
        except Offline as offline:
            if self._context is None or not await is_online(offline.problem, self._quarantine.hosts, self._context):
                raise
            return self._believe(self._quarantine.trust())

    def _believe(self, answers: list[tuple[Query, Observation]]) -> list[Record]:
        return [record for ask, observation in answers for record in self._conclude(ask, observation)]

    def _conclude(self, ask: Query, observation: Observation) -> list[Record]:
        kept = [self._keep(link, observation) for link in ask.links]
        self._answered += len(kept)
        self._store.put(observation, ask.target.key, ask.target.fragments, kept)
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(COMMIT_WITHIN, self._commit)
        return [record for record, _ in kept]

    def _commit(self) -> None:
        self._due = None
        with suppress(StoreError):  # what cannot be written now is tried again with the next answer, and told then
            self._store.commit()

    def _keep(self, link: Link, observation: Observation, *, stored: bool = False) -> tuple[Record, History]:
        past = self._store.past(link.identity)
        opinion = self._opinions.of(link, observation, past.history)
        record, after = conclude(link, observation, past, opinion, stored=stored)
        may_change = not stored and self._ends.add(record, observation)
        self._ledger.put(record, past.history if may_change else None)
        if self._settings.archive:
            self._copies.want(record)
        return record, after

    def _unreached(self) -> Iterable[Record]:
        now = datetime.now(UTC)
        for ask in self._plan.asks:
            for link in ask.links:
                if not self._ledger.has(link):
                    record = not_reached(link, self._store.past(link.identity), self._last_asked(ask, now))
                    self._ledger.put(record)
                    yield record

    def _over_all(self) -> Iterable[Record]:
        """Judge again, beside all others, the links that were sent elsewhere."""
        for end in self._ends.shared():
            for link in end.links:
                record = converged(self._ledger.of(link), end)
                changed, after = reconclude(record, self._ledger.past_of(link) or History())
                self._store.correct(changed, after)
                self._ledger.put(changed)
                yield changed


async def _has_any_name(net: Net) -> bool:
    """Tell whether the resolver here has an address for a name that cannot exist."""
    try:
        async with asyncio.timeout(NAME_PATIENCE):
            return await net.has_name(nonsense_name())
    except TimeoutError:
        return False
