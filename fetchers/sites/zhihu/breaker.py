"""Circuit breaker: no further requests to Zhihu after several refusals."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from fetchers.facts import Availability, Observation

_MOST_REFUSALS: Final = 3


class _Outcome(Enum):
    UNKNOWN = auto()
    ANSWERED = auto()
    REFUSED = auto()
    NOTHING = auto()
    """A missing answer (timeout, reset) counts for nothing: it is no refusal."""


@dataclass(slots=True, eq=False)
class ZhihuRequest:
    """One request, for whoever counts them."""

    outcome: _Outcome = _Outcome.UNKNOWN

    def count(self, observation: Observation) -> None:
        """Take its answer."""
        if observation.answer is not None and observation.answer.standing is Availability.REFUSED:
            self.outcome = _Outcome.REFUSED
        elif observation.status is not None:
            self.outcome = _Outcome.ANSWERED


@dataclass(slots=True)
class ZhihuBreaker:
    """Counts refusals one after the other, in the order of the requests.

    A page takes longer to read than a refusal that was sent after it: counted as they come, two runs over the same list
    would ask for different links. A request is not sent while those before it could be too many refusals; it does not
    wait for the reading of one page, which takes a process that may have to be started first.
    """

    refusals: int = 0
    _under_way: deque[ZhihuRequest] = field(default_factory=deque)
    """Requests, in their order, from the first whose outcome is unknown."""
    _counted: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def is_open(self) -> bool:
        """Whether there were too many."""
        return self.refusals >= _MOST_REFUSALS

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[ZhihuRequest | None]:
        """Yield the request, whose answer is to be counted before the end; None where none may be sent."""
        async with self._counted:
            await self._counted.wait_for(lambda: self.is_open or self._most_possible() < _MOST_REFUSALS)
            if not self.is_open:
                self._under_way.append(turn := ZhihuRequest())
        if self.is_open:
            yield None
            return
        try:
            yield turn
        finally:
            if turn.outcome is _Outcome.UNKNOWN:
                turn.outcome = _Outcome.NOTHING
            async with self._counted:
                while self._under_way and self._under_way[0].outcome is not _Outcome.UNKNOWN:
                    self.refusals = _after(self.refusals, self._under_way.popleft().outcome)
                self._counted.notify_all()

    def _most_possible(self) -> int:
        """Return how many refusals in a row there are at the most, if what is under way ends badly."""
        most = count = self.refusals
        for turn in self._under_way:
            count = _after(count, turn.outcome)
            most = max(most, count)
        return most


def _after(refusals: int, outcome: _Outcome) -> int:
    if outcome is _Outcome.ANSWERED:
        return 0
    return refusals if outcome is _Outcome.NOTHING else refusals + 1
