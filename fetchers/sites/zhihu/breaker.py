"""Circuit breaker: no further requests to Zhihu after several refusals."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Final

from fetchers.facts import Availability, Observation

_MOST_REFUSALS: Final = 3


@dataclass(slots=True)
class ZhihuBreaker:
    """Counts refusals one after the other. The lock keeps a queue of requests from outrunning the count."""

    refusals: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def is_open(self) -> bool:
        """Whether there were too many."""
        return self.refusals >= _MOST_REFUSALS

    def count(self, observation: Observation) -> None:
        """Count an answer. A missing answer (timeout, reset) counts for nothing: it is no refusal."""
        if observation.answer is not None and observation.answer.standing is Availability.REFUSED:
            self.refusals += 1
        elif observation.status is not None:
            self.refusals = 0
