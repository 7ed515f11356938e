"""Circuit breaker: no further requests to Zhihu after several refusals."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from fetchers.facts import Availability, Observation

_MOST_REFUSALS: Final = 3


@dataclass(slots=True)
class ZhihuBreaker:
    """Counts refusals one after the other.

    A request is not sent while those before it, whose answers are awaited or being read, could all be refusals and too
    many. It does not wait for the reading of one page: this takes a process that may have to be started first.
    """

    refusals: int = 0
    _unread: int = 0
    """Requests sent or about to be whose answers are not counted yet."""
    _counted: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def is_open(self) -> bool:
        """Whether there were too many."""
        return self.refusals >= _MOST_REFUSALS

    @asynccontextmanager
    async def turn(self) -> AsyncGenerator[bool]:
        """Yield whether a request may be sent, once that is certain; its answer is to be counted before the end."""
        async with self._counted:
            await self._counted.wait_for(lambda: self.is_open or self.refusals + self._unread < _MOST_REFUSALS)
            self._unread += 1
        try:
            yield not self.is_open
        finally:
            async with self._counted:
                self._unread -= 1
                self._counted.notify_all()

    def count(self, observation: Observation) -> None:
        """Count an answer. A missing answer (timeout, reset) counts for nothing: it is no refusal."""
        if observation.answer is not None and observation.answer.standing is Availability.REFUSED:
            self.refusals += 1
        elif observation.status is not None:
            self.refusals = 0
