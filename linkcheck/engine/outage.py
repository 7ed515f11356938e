"""Notice when the network is lost during a run: failures meanwhile say nothing about the links.

A failure below HTTP is believed once another page has answered after it. If unrelated sites fail in a row, a site
that answered earlier is asked again: if it fails too, the network is lost. What failed meanwhile is asked again when
that site answers, and counts as not reached if it never does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from fetchers.addresses.domains import registrable
from fetchers.context import Context
from fetchers.facts import Availability, Observation, Target
from fetchers.failure import FailureKind
from fetchers.net.lateness import Patience
from fetchers.pages import look
from linkcheck.engine.network_check import OWN_FAILURES, Offline, has_answered
from linkcheck.judge.environment import NetworkProblem
from linkcheck.plan import Query

Answered = tuple[Query, Observation]

SITES_IN_A_ROW: Final = 5
"""Unrelated sites failing in a row before one that answered earlier is asked again."""
MOST_WITNESSES: Final = 3
WITNESS_PATIENCE: Final = 4.0
"""Seconds that it has to answer."""
ASK_AGAIN_AFTER: Final = 2.0
PATIENCE: Final = 60.0
"""Seconds that the end of a run waits for a lost network."""

LOST: Final = NetworkProblem("network-lost", "The network was lost during the run and did not come back.")


class OutageWatch:
    """The failures of a run that are held back, and those to ask for again."""

    def __init__(self, is_there: Callable[[Iterable[Target]], Awaitable[bool]]) -> None:
        """``is_there`` asks whether one of the targets answers."""
        self._is_there = is_there
        self._witnesses: dict[str, Target] = {}
        self._doubted: list[Answered] = []
        self._again: list[Answered] = []
        self._sites: set[str] = set()
        self._is_second_time = False
        self._next_look = 0.0
        self.is_lost = False
        """Whether the network is lost now."""
        self.was_lost = False

    async def admit(self, answers: Iterable[Answered]) -> list[Answered]:
        """Add answers and return those that may be believed now."""
        believed: list[Answered] = []
        for query, observation in answers:
            if has_answered(observation):
                believed += self._answer(query, observation)
            elif not _is_passing(observation):
                believed.append((query, observation))
            else:
                believed += await self._fail(query, observation)
        return believed

    async def finish(self, seconds: float | None) -> list[Answered]:
        """Return what may be believed at the end of a round; wait for a lost network. Raises Offline."""
        if self.is_lost:
            await self._wait(PATIENCE if seconds is None else min(PATIENCE, seconds))
            self._regain()
        doubted, self._doubted = self._doubted, []
        self._sites.clear()
        return doubted

    def again(self) -> list[Query]:
        """Return the queries to ask again; a second failure of their host name is then believed."""
        again, self._again = self._again, []
        self._is_second_time = True
        return [query for query, _ in again]

    def give_up(self) -> list[Answered]:
        """Return what may be believed when time runs out: nothing if the network was lost."""
        held = [] if self.was_lost else [*self._doubted, *self._again]
        self._doubted, self._again = [], []
        return held

    def _answer(self, query: Query, observation: Observation) -> list[Answered]:
        if observation.status is not None and observation.answer is None:
            self._witnesses.pop(query.target.address.host, None)
            self._witnesses[query.target.address.host] = query.target
            if len(self._witnesses) > MOST_WITNESSES:
                del self._witnesses[next(iter(self._witnesses))]
        doubted = self._regain() if self.is_lost else self._release()
        return [*doubted, (query, observation)]

    async def _fail(self, query: Query, observation: Observation) -> list[Answered]:
        ours = observation.failure is not None and observation.failure.kind in OWN_FAILURES
        (self._again if ours and not self._is_second_time else self._doubted).append((query, observation))
        self._sites.add(registrable(query.target.address.host))
        if len(self._sites) < SITES_IN_A_ROW or not self._witnesses:
            return []
        now = asyncio.get_running_loop().time()
        if self.is_lost and now < self._next_look:
            return []
        there = await self._is_there(self._witnesses.values())
        self._next_look = asyncio.get_running_loop().time() + ASK_AGAIN_AFTER
        if there:
            return self._regain() if self.is_lost else self._release()
        self.is_lost = self.was_lost = True
        return []

    def _release(self) -> list[Answered]:
        doubted, self._doubted = self._doubted, []
        self._sites.clear()
        return doubted

    def _regain(self) -> list[Answered]:
        """Note that the network is back: ask again for what failed meanwhile."""
        self.is_lost = False
        self._again += self._release()
        return []

    async def _wait(self, seconds: float) -> None:
        until = asyncio.get_running_loop().time() + seconds
        while not await self._is_there(self._witnesses.values()):
            if asyncio.get_running_loop().time() >= until:
                raise Offline(LOST)
            await asyncio.sleep(ASK_AGAIN_AFTER)


async def is_there(targets: Iterable[Target], context: Context) -> bool:
    """Return whether one of the pages answers now, with any status."""
    looks = [asyncio.create_task(_answers(target, context)) for target in targets]
    try:
        with Patience(WITNESS_PATIENCE):
            for first in asyncio.as_completed(looks):
                if await first:
                    return True
    except TimeoutError:
        pass
    finally:
        for each in looks:
            each.cancel()
        await asyncio.gather(*looks, return_exceptions=True)
    return False


async def _answers(target: Target, context: Context) -> bool:
    address = target.address
    control = Target(fetcher="control", kind="control", key=address.wire, address=address)
    return (await look(control, context, doubted=False, patient=False)).status is not None


def _is_passing(observation: Observation) -> bool:
    if observation.failure is not None:
        return observation.failure.kind.is_passing or observation.failure.kind is FailureKind.OUT_OF_TIME
    return observation.answer is not None and observation.answer.standing is Availability.DOWN
