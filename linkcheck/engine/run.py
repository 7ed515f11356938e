"""One run over a plan."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Final

from fetchers.context import Context
from fetchers.interface import Observation, Standing, Target
from fetchers.net import Net
from linkcheck.config import Settings
from linkcheck.engine.asking import answers
from linkcheck.engine.concluding import conclude, conclude_without_asking, not_reached, resolve_doubt
from linkcheck.engine.world import World
from linkcheck.judge.run import Problem, environment, over_all
from linkcheck.model import History, Link, Record
from linkcheck.plan import Ask, Plan
from linkcheck.store import Store

HOSTS_BEFORE_OFFLINE: Final = 12
"""So many unrelated hosts failing alike, and none answering, end a run early: the machine is offline."""


class Offline(Exception):  # noqa: N818  a state of the machine, not an error of ours
    """Everything fails alike: the trouble is here, not there. Nothing is concluded and nothing stored."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


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
        self._proven = False
        self._held: list[tuple[Ask, Observation]] = []
        self._records: dict[str, Record] = {}
        self._observations: dict[str, Observation] = {}
        self._histories: dict[str, History] = {}
        self.complete = True
        self.resumed = False
        self.requests = 0
        self.by_host: Mapping[str, int] = {}
        self.warnings: tuple[str, ...] = ()

    async def records(self, inputs: Iterable[str]) -> AsyncGenerator[Record]:
        """Run. Raises Offline before anything is stored, where the machine is."""
        now = datetime.now(UTC)
        self.resumed = self._store.begin(tuple(inputs), now)
        for record in self._decided(now):
            yield record
        asks = []
        for ask in self._plan.asks:
            stored = self._stored(ask, now)
            for record in stored:
                yield record
            if not stored:
                asks.append(ask)
        async for record in self._asked(asks):
            yield record
        for record in self._unreached(asks):
            yield record
        for record in self._over_all():
            yield record
        self._store.finish(datetime.now(UTC))

    def _decided(self, now: datetime) -> Iterable[Record]:
        for link, judgement in self._plan.decided:
            record, history = conclude_without_asking(link, judgement, self._store.history(link.url), now)
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
        async with Net(self._world.net) as net:
            self._context = Context(net=net, access=self._world.access)
            try:
                async with aclosing(answers(asks, self._context, self._settings.max_time)) as stream:
                    async for ask, observation in stream:
                        for record in await self._heard(ask, observation):
                            yield record
            except TimeoutError:
                self.complete = False
            finally:
                self.requests, self.by_host = net.requests, dict(net.by_host)
                self.warnings = tuple(self._context.warnings)
            if self._held:
                self._stop_if_offline()
            for record in await self._release():
                yield record

    async def _heard(self, ask: Ask, observation: Observation) -> list[Record]:
        """Conclude at once when the network is known to work; until then failures are held back."""
        self._held.append((ask, observation))
        self._proven = self._proven or _proves_network(observation)
        if self._proven:
            return await self._release()
        if len({_host(ask.target) for ask, _ in self._held}) >= HOSTS_BEFORE_OFFLINE:
            self._stop_if_offline()
        return []

    def _stop_if_offline(self) -> None:
        problem = environment([observation for _, observation in self._held])
        if problem is not None and not self._proven:
            raise Offline(problem)

    async def _release(self) -> list[Record]:
        held, self._held = self._held, []
        return [record for ask, observation in held for record in await self._conclude(ask, observation)]

    async def _conclude(self, ask: Ask, observation: Observation) -> list[Record]:
        kept: list[tuple[Record, History]] = []
        for link in ask.links:
            history = self._store.history(link.url)
            if self._context is not None:
                observation = await resolve_doubt(link, observation, history, self._context)
            kept.append(self._keep(link, observation, history))
        self._store.put(observation, ask.target.key, ask.target.fragments, kept)
        return [record for record, _ in kept]

    def _keep(
        self, link: Link, observation: Observation, history: History, *, stored: bool = False
    ) -> tuple[Record, History]:
        record, after = conclude(link, observation, history, stored=stored)
        self._records[link.url] = record
        self._histories[link.url] = after
        self._observations[link.url] = observation
        return record, after

    def _unreached(self, asks: Iterable[Ask]) -> Iterable[Record]:
        if self.complete:
            return
        now = datetime.now(UTC)
        for link in (link for ask in asks for link in ask.links if link.url not in self._records):
            yield not_reached(link, self._store.history(link.url), now)

    def _over_all(self) -> Iterable[Record]:
        for record in over_all(self._records.values(), self._observations):
            self._store.conclude(record, self._histories[record.link.url])
            yield record


def _proves_network(observation: Observation) -> bool:
    """Whether an answer can only have come from the far end."""
    answer = observation.answer
    return observation.status is not None or (answer is not None and answer.standing is not Standing.DOWN)


def _host(target: Target) -> str:
    return target.url.split("/", 3)[2]
