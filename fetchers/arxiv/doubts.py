"""A second question for what first questions left out, shared by all batches of a run that are under way together."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from fetchers.arxiv.batch import Ask, Batch, ask_whole
from fetchers.arxiv.client import MOST

CONTROL: Final = "1706.03762"
"""A paper that exists, for runs of which nothing else came back yet."""

_PATIENCE: Final = 20
"""First questions that a doubt waits for at most, a minute of them: one second question for each four would cost a
list of ten thousand papers a minute more."""


@dataclass(frozen=True, slots=True)
class Second:
    """The second answer. ``is_sound``: the paper known to exist was in it, so what is missing is missing from arXiv."""

    batch: Batch
    is_sound: bool


class _Turn(Enum):
    LEAD = auto()
    """It falls to the one who waits to ask for all."""
    AGAIN = auto()
    """Who was to ask has gone: wait anew."""


@dataclass(slots=True, eq=False)
class Doubt:
    """Doubtful identifiers of one batch (at most a batch of them), waiting to be asked for."""

    names: Sequence[str]
    turn: asyncio.Future[Second | _Turn]


class Doubts:
    """Collects doubtful identifiers while first questions are under way, and asks for them together."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._waiting: list[Doubt] = []
        self._first_questions = 0
        self._answers_since = 0
        self._known: dict[str, None] = {}

    @contextmanager
    def first_question(self) -> Iterator[None]:
        """Say that a first question is under way; its doubts are registered before this ends."""
        self._first_questions += 1
        try:
            yield
        finally:
            self._first_questions -= 1
            self._answers_since += 1
            self._wake()

    def know(self, papers: Iterable[str]) -> None:
        """Remember papers that exist."""
        self._known.update(dict.fromkeys(papers))

    def register(self, names: Sequence[str]) -> Doubt:
        """Put doubtful identifiers in the queue. ``forget`` has to be called for them in the end."""
        if not self._waiting:
            self._answers_since = 0
        doubt = Doubt(names, asyncio.get_running_loop().create_future())
        self._waiting.append(doubt)
        return doubt

    def forget(self, doubt: Doubt) -> None:
        """Take a doubt out of the queue, answered or not."""
        if doubt in self._waiting:
            self._waiting.remove(doubt)
            self._wake()

    async def resolve(self, doubt: Doubt) -> Second:
        """Wait for the second answer, or ask for it where that falls to this one."""
        while True:
            said = await doubt.turn
            if isinstance(said, Second):
                return said
            if said is _Turn.LEAD:
                return await self._lead(doubt)
            doubt.turn = asyncio.get_running_loop().create_future()
            self._waiting.append(doubt)
            self._wake()

    async def _lead(self, doubt: Doubt) -> Second:
        together: list[Doubt] = []
        count = 0
        for one in [doubt, *(other for other in self._waiting if other is not doubt)]:
            if not together or count + len(one.names) <= MOST:
                count += len(one.names)
                together.append(one)
                self._waiting.remove(one)
        said: Second | _Turn = _Turn.AGAIN
        try:
            said = second = await self._settle([name for one in together for name in one.names])
        finally:
            for other in together[1:]:
                other.turn.set_result(said)
            self._wake()
        return second

    async def _settle(self, names: Sequence[str]) -> Second:
        control = next((paper for paper in self._known if paper not in names), CONTROL)
        question = list(dict.fromkeys([*names, control]))
        batch = await ask_whole(self._ask, question)
        if control not in batch.papers and not batch.failed:
            batch = await ask_whole(self._ask, question)
        return Second(batch, control in batch.papers)

    def _wake(self) -> None:
        """Let the first who waits ask, once nobody else's doubts are to be expected or it has waited long enough."""
        enough = sum(len(one.names) for one in self._waiting) >= MOST or self._answers_since >= _PATIENCE
        if self._waiting and (self._first_questions == 0 or enough) and not self._waiting[0].turn.done():
            self._waiting[0].turn.set_result(_Turn.LEAD)
