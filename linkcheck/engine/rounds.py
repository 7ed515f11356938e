"""Ask the web for queries, in rounds, and hand out what may be believed: from this process, or from a shard's."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Final, Protocol, Self

from fetchers.context import Context
from fetchers.facts import Observation, Target
from fetchers.net import Net
from fetchers.net.lateness import Patience
from fetchers.net.pacing.host_queue import Wait
from fetchers.net.pacing.leases import Leases
from fetchers.pages.readers import Readers
from linkcheck.engine.asking import answers
from linkcheck.engine.judging import JudgementCache
from linkcheck.engine.network import Network
from linkcheck.engine.network_check import ANY_NAME, NetworkCheck, Offline, is_online, nonsense_name
from linkcheck.engine.outage import Answered, OutageWatch, is_there
from linkcheck.engine.revalidation import renewed
from linkcheck.plan import Query
from linkcheck.store import RunStore

MOST_ROUNDS: Final = 5
"""Rounds of asking for links that failed while the network was away; after the last they count as not reached."""
NAME_PATIENCE: Final = 3.0
"""Seconds to find out whether names that cannot exist resolve here; no answer means they do not."""


@dataclass(slots=True)
class Traffic:
    """What asking has cost so far, and what it waits for."""

    by_host: Mapping[str, int] = field(default_factory=dict)
    """Requests sent to each host."""
    received: int = 0
    """Bytes of bodies, as they came over the wire."""
    spared: int = 0
    """Bytes of pages that have not changed (304), and were not sent again."""
    waits: Sequence[Wait] = ()
    """Hosts whose rate limit is waited for, longest wait first."""


class Asker(Protocol):
    """Asks for the queries of a run. An async context manager."""

    complete: bool
    """Whether every query was asked."""
    warnings: list[str]
    """Sentences for the user about the run as a whole, each once."""

    async def __aenter__(self) -> Self:
        """Return itself."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """End everything under way."""

    def answers(self, queries: Sequence[Query], until: float | None) -> AsyncGenerator[list[Answered]]:
        """Yield the answers that may be believed, as they come; ``until``: the end of the time, on the loop's clock.

        Raises Offline, before the first answer, if this machine is offline.
        """

    async def context(self) -> Context:
        """Return a network to ask for more, once all answers are there."""

    def traffic(self) -> Traffic:
        """Return what was sent and received so far."""


class FollowUp:
    """Fills unchanged pages (304) from the store and asks the judge's follow-up questions about an observation."""

    def __init__(self, store: RunStore, judgements: JudgementCache) -> None:
        self._store = store
        self._judgements = judgements
        self.spared = 0
        """Bytes of unchanged pages."""

    async def __call__(self, context: Context, query: Query, observation: Observation) -> Observation:
        """Return the observation with the answers in it."""
        known = renewed(query, observation, self._store)
        if known is not observation:
            observation = known
            self.spared += known.received
        for link in query.links:
            history = self._store.past(link.identity).history
            observation = await self._judgements.resolve(link, observation, history, context)
        return observation


class Rounds:
    """An Asker within this process."""

    def __init__(
        self,
        network: Network,
        store: RunStore,
        judgements: JudgementCache | None = None,
        leases: Leases | None = None,
    ) -> None:
        """``leases``: the hosts that may be asked from here; None: all."""
        self._network = network
        self._leases = leases
        self._store = store
        self._follow_up = FollowUp(store, judgements or JudgementCache())
        self._check = NetworkCheck()
        self._outage = OutageWatch(self._is_there)
        self._nets: list[Net] = []
        self._context: Context | None = None
        self._is_trusted = False
        self._stack = AsyncExitStack()
        self._open = AsyncExitStack()
        self.complete = True
        self.warnings: list[str] = []

    async def __aenter__(self) -> Self:
        self._readers = await self._stack.enter_async_context(Readers())
        await self._stack.enter_async_context(self._open)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    def trust(self) -> None:
        """Believe the first answers at once: others have shown that the network works."""
        self._is_trusted = True
        self._check.trust()

    def traffic(self, *, taken: bool = False) -> Traffic:
        """As in Asker. ``taken``: what was sent to each host is counted elsewhere from now on, and no longer here."""
        by_host = sum((net.by_host for net in self._nets), Counter[str]())
        for net in self._nets if taken else ():
            net.by_host.clear()
        return Traffic(
            by_host=by_host,
            received=sum(net.received for net in self._nets),
            spared=self._follow_up.spared,
            waits=() if self._context is None else self._context.net.waits(),
        )

    async def context(self) -> Context:
        """As in Asker: the network of the last round, and what it knows of the hosts' paces."""
        return self._context or await self._next_context()

    async def answers(self, queries: Sequence[Query], until: float | None) -> AsyncGenerator[list[Answered]]:
        """As in Asker; queries that failed because of this network are asked again in the next round."""
        for _ in range(MOST_ROUNDS):
            async with aclosing(self._round(queries, await self._next_context(), until)) as found:
                async for answered in found:
                    yield answered
            queries = self._outage.again()
            if not queries or not self.complete:
                break
        self.complete = self.complete and not queries

    async def _next_context(self) -> Context:
        """Return a network of its own for each round: nothing that was learnt while it was away counts."""
        await self._open.aclose()
        net = await self._open.enter_async_context(self._net())
        context = self._context = Context(net=net, access=self._network.access, warnings=self.warnings)
        self._readers.serve(context)
        net.prepare()
        return context

    @asynccontextmanager
    async def _net(self) -> AsyncGenerator[Net]:
        """Open a network that begins with the rate limits known from earlier runs; keep what it learns of them."""
        known = self._store.intervals(datetime.now(UTC))
        async with Net(replace(self._network.net, known_intervals=known), self._leases) as net:
            self._nets.append(net)
            try:
                yield net
            finally:
                self._store.keep_intervals(net.known_intervals(), datetime.now(UTC))

    async def _round(
        self, queries: Sequence[Query], context: Context, until: float | None
    ) -> AsyncGenerator[list[Answered]]:
        """Ask every query once. If time runs out, held answers are believed and held failures are not."""
        try:
            async with aclosing(self._answered(queries, context, until)) as found:
                async for answered in found:
                    yield answered
        except TimeoutError:
            self.complete = False
            yield [*self._check.end(context.net.requests), *self._outage.give_up()]

    async def _answered(
        self, queries: Sequence[Query], context: Context, until: float | None
    ) -> AsyncGenerator[list[Answered]]:
        """Yield answers as they come, held back until the network check trusts them."""
        any_name = asyncio.create_task(_has_any_name(context.net))
        try:
            async with aclosing(answers(queries, context, partial(self._follow_up, context), _left(until))) as stream:
                async for query, observation in stream:
                    if await any_name and not self._is_trusted:
                        raise Offline(ANY_NAME)
                    yield await self._believe(partial(self._check.admit, query, observation), context)
            yield await self._believe(partial(self._check.end, context.net.requests), context)
            yield await self._outage.finish(_left(until))
        finally:
            any_name.cancel()

    async def _is_there(self, targets: Iterable[Target]) -> bool:
        return self._context is not None and await is_there(targets, self._context)

    async def _believe(self, admit: Callable[[], list[Answered]], context: Context) -> list[Answered]:
        """Return the answers that may be believed. Raises Offline if the control sites fail as well."""
        try:
            believed = admit()
        except Offline as offline:
            if not await is_online(offline.problem, self._check.hosts, self._network.controls, context):
                raise
            believed = self._check.trust()
        return await self._outage.admit(believed)


def _left(until: float | None) -> float | None:
    return None if until is None else max(0.0, until - asyncio.get_running_loop().time())


async def _has_any_name(net: Net) -> bool:
    """Return whether the resolver has an address for a name that cannot exist."""
    try:
        with Patience(NAME_PATIENCE):
            return await net.has_name(nonsense_name())
    except TimeoutError:
        return False
