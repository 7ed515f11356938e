"""Notices a network that is lost in the middle of a run: what fails meanwhile says nothing of the links.

A failure below HTTP is believed once a page has answered after it. Where unrelated sites fail in a row and none
answers, one that answered earlier is asked again: if it is silent too, the trouble is here. What failed meanwhile is
asked again when it answers, and nothing is concluded where it never does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from fetchers.addresses.domains import registrable
from fetchers.context import Context
from fetchers.facts import Availability, Observation, Target
from fetchers.failure import FailureKind
from fetchers.pages import look
from linkcheck.engine.network_check import OWN_FAILURES, Offline, has_answered
from linkcheck.judge.environment import NetworkProblem
from linkcheck.plan import Query

Answered = tuple[Query, Observation]

SITES_IN_A_ROW: Final = 5
"""Unrelated sites that fail with no answer in between, until one that answered earlier is asked."""
MOST_WITNESSES: Final = 3
WITNESS_PATIENCE: Final = 4.0
"""Seconds for one that answered earlier to do so again."""
ASK_AGAIN_AFTER: Final = 2.0
PATIENCE: Final = 60.0
"""Seconds that the end of a run waits for the network to come back."""

LOST: Final = NetworkProblem("network-lost", "The network was lost during the run and did not come back.")


class OutageWatch:
    """The failures of a run that are not believed yet, and those to be asked for again."""

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
        """Whether the network is away now."""
        self.was_lost = False

    async def admit(self, answers: Iterable[Answered]) -> list[Answered]:
        """Take answers, and return those that may be believed now."""
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
        """Return what is believed at the end of a round; wait for a network that is away. Raises Offline."""
        if self.is_lost:
            await self._wait(PATIENCE if seconds is None else min(PATIENCE, seconds))
            self._regain()
        doubted, self._doubted = self._doubted, []
        self._sites.clear()
        return doubted

    def again(self) -> list[Query]:
        """Return what is to be asked for again, for which a second failure of its name is the answer."""
        again, self._again = self._again, []
        self._is_second_time = True
        return [query for query, _ in again]

    def give_up(self) -> list[Answered]:
        """Return what is believed where no time is left: nothing where the network was away."""
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
        """The network is back: what failed meanwhile is asked for again."""
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
    """Tell whether one of the pages answers now, whatever it says."""
    looks = [asyncio.create_task(_answers(target, context)) for target in targets]
    try:
        for first in asyncio.as_completed(looks, timeout=WITNESS_PATIENCE):
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
