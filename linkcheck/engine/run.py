"""One run over a plan."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime

from fetchers import registry
from fetchers.context import Context
from fetchers.interface import Observation
from fetchers.net import Net
from fetchers.net.scheduler import Wait
from fetchers.page.readers import Readers, workers_for
from linkcheck.config import Settings
from linkcheck.engine.archive import with_copies
from linkcheck.engine.asking import answers
from linkcheck.engine.beside import decide
from linkcheck.engine.concluding import (
    conclude,
    not_reached,
    reconclude,
    resolve_doubt,
)
from linkcheck.engine.quarantine import ANY_NAME, Offline, Quarantine, nonsense_name
from linkcheck.engine.renewing import conditional, renewed
from linkcheck.engine.world import World
from linkcheck.judge.run import over_all
from linkcheck.model import History, Link, Record
from linkcheck.plan import Ask, Plan
from linkcheck.store import Store


@dataclass(frozen=True, slots=True)
class Status:
    """How far a run is: requests sent, links that the store answered, links that shared another's request or batch."""

    requests: int
    stored: int
    shared: int
    waits: Sequence[Wait]
    """The hosts whose pace is waited for, the longest wait first."""


class Engine:
    """Asks for what a plan names and yields records as they are known.

    A record may come a second time for the same link when a rule over the whole run changed it: the last one counts.
    """

    def __init__(self, plan: Plan, settings: Settings, store: Store, world: World) -> None:
        self._plan = plan
        self._settings = settings
        self._store = store
        self._world = world
        self._context: Context | None = None
        self._quarantine = Quarantine()
        self._records: dict[str, Record] = {}
        self._redirected: dict[str, tuple[Observation, History]] = {}
        self._from_store = self._answered = 0
        self._asking = False
        self.complete = True
        self.resumed = False
        self.requests = 0
        self.by_host: Mapping[str, int] = {}
        self.warnings: tuple[str, ...] = ()

    def status(self) -> Status:
        """Return how far the run is."""
        net = self._context.net if self._context is not None else None
        requests = net.requests if net is not None else 0
        return Status(
            requests=requests,
            stored=self._from_store,
            shared=max(0, self._answered - requests),
            waits=net.waits() if net is not None and self._asking else (),
        )

    async def records(self, inputs: Iterable[str]) -> AsyncGenerator[Record]:
        """Run. Raises Offline before anything is stored, where the machine is."""
        now = datetime.now(UTC)
        self.resumed = self._store.begin(tuple(inputs), now)
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
        async for record in self._asked(asks):
            yield record
        for record in self._unreached(asks):
            yield record
        for record in self._over_all():
            yield record
        self._store.finish(datetime.now(UTC))

    def _decided(self, now: datetime) -> Iterable[Record]:
        for link, judgement in self._plan.decided:
            record, history = decide(link, judgement, self._store.history(link.url), now)
            self._store.conclude(record, history)
            yield record

    def _stored(self, ask: Ask, now: datetime) -> list[Record]:
        fragments = ask.target.fragments
        observation = self._store.fresh(ask.target.key, fragments, self._settings.max_age, now)
        if observation is None:
            return []
        return [self._keep(link, observation, self._store.history(link.url), stored=True)[0] for link in ask.links]

    async def _asked(self, asks: list[Ask]) -> AsyncGenerator[Record]:
        if not asks:
            return
        pages = sum(registry.fetcher(ask.target.fetcher).batch == 1 for ask in asks)
        async with Net(self._world.net) as net, Readers(workers_for(pages)) as readers:
            self._context = Context(net=net, access=self._world.access)
            readers.serve(self._context)
            self._asking = True
            any_name = asyncio.create_task(net.has_name(nonsense_name()))
            try:
                async with aclosing(answers(asks, self._context, self._look_again, self._settings.max_time)) as stream:
                    async for ask, observation in stream:
                        if await any_name:
                            raise Offline(ANY_NAME)
                        for record in self._believe(self._quarantine.admit(ask, observation)):
                            yield record
                for record in self._believe(self._quarantine.end(net.requests)):
                    yield record
                if self._settings.archive:
                    async for record in with_copies(tuple(self._records.values()), self._context):
                        self._records[record.link.url] = record
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

    async def _look_again(self, ask: Ask, observation: Observation) -> Observation:
        """Ask what the judge wants to know of any of the links that share this observation."""
        observation = renewed(ask, observation, self._store)
        for link in ask.links:
            if self._context is not None:
                observation = await resolve_doubt(link, observation, self._store.history(link.url), self._context)
        return observation

    def _believe(self, answers: list[tuple[Ask, Observation]]) -> list[Record]:
        return [record for ask, observation in answers for record in self._conclude(ask, observation)]

    def _conclude(self, ask: Ask, observation: Observation) -> list[Record]:
        kept = [self._keep(link, observation, self._store.history(link.url)) for link in ask.links]
        self._answered += len(kept)
        self._store.put(observation, ask.target.key, ask.target.fragments, kept)
        return [record for record, _ in kept]

    def _keep(
        self, link: Link, observation: Observation, history: History, *, stored: bool = False
    ) -> tuple[Record, History]:
        record, after = conclude(link, observation, history, stored=stored)
        self._records[link.url] = record
        if observation.redirects and not stored:
            self._redirected[link.url] = observation, history
        return record, after

    def _unreached(self, asks: Iterable[Ask]) -> Iterable[Record]:
        if self.complete:
            return
        now = datetime.now(UTC)
        for link in (link for ask in asks for link in ask.links if link.url not in self._records):
            yield not_reached(link, self._store.history(link.url), now)

    def _over_all(self) -> Iterable[Record]:
        """Judge again, beside all others, the links that were sent elsewhere."""
        observations = {url: observation for url, (observation, _) in self._redirected.items()}
        for record in over_all(self._records.values(), observations):
            changed, after = reconclude(record, *self._redirected[record.link.url])
            self._store.conclude(changed, after)
            yield changed
