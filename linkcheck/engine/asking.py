"""From asks to answers: batches beside single addresses, everything from the first second, as one stream."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from fetchers import registry
from fetchers.address import parse
from fetchers.context import Context
from fetchers.interface import Answer, Fetcher, Observation, Standing, Target
from linkcheck.engine.queue import FairQueue
from linkcheck.plan import Ask

TASKS_AT_ONCE: Final = 2000
"""Jobs under way together; what they wait for (a host's turn, a retry) is the network layer's affair."""
STARTS_AT_ONCE: Final = 64
STARTS_EVERY: Final = 0.04
"""Seconds between two helpings of jobs: the first requests are on their way before the next jobs are begun."""
JOBS_PER_HOST: Final = 10
BATCHES_PER_SITE: Final = 24
INTERNAL_ERROR: Final = "internal-error"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    fetcher: Fetcher
    asks: Sequence[Ask]


LookAgain = Callable[[Ask, Observation], Awaitable[Observation]]
"""A second look at an observation, where the judge would like to know more before it is believed."""


async def at_once(_: Ask, observation: Observation) -> Observation:
    """Take every observation as it is."""
    return observation


async def answers(
    asks: Iterable[Ask], context: Context, look_again: LookAgain = at_once, seconds: float | None = None
) -> AsyncGenerator[tuple[Ask, Observation]]:
    """Yield an observation for every ask, in the order in which the web answers.

    Raises TimeoutError when that many seconds have passed. Closing the stream (``aclosing``) ends everything that
    is under way.
    """
    feed = _Feed(asks, context, look_again)
    async with aclosing(feed.stream(seconds)) as stream:
        async for answer in stream:
            yield answer


class _Feed:
    """Starts jobs as places come free and hands their observations on."""

    def __init__(self, asks: Iterable[Ask], context: Context, look_again: LookAgain) -> None:
        self._context = context
        self._look_again = look_again
        self._queue: FairQueue[_Job] = FairQueue(_places, _is_batch)
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self._room = STARTS_AT_ONCE
        self._refill: asyncio.TimerHandle | None = None
        self._answers: asyncio.Queue[tuple[Ask, Observation] | None] = asyncio.Queue(maxsize=256)
        for host, job in _jobs(asks):
            self._queue.put(host, job)

    async def stream(self, seconds: float | None) -> AsyncGenerator[tuple[Ask, Observation]]:
        """Yield answers until every job has ended; TimeoutError after so many seconds."""
        clock = asyncio.get_running_loop().time
        end = None if seconds is None else clock() + seconds
        try:
            self._start()
            while self._tasks or self._refill is not None or not self._answers.empty():
                left = None if end is None else max(0.0, end - clock())
                answer = await asyncio.wait_for(self._answers.get(), left)
                if answer is not None:
                    yield answer
        finally:
            self._closed = True
            if self._refill is not None:
                self._refill.cancel()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self) -> None:
        while self._may_start() and (taken := self._queue.take()):
            self._room -= 1
            host, job = taken
            task = asyncio.create_task(self._run(host, job))
            self._tasks.add(task)
        is_held = self._room == 0 or self._context.net.is_crowded
        if is_held and self._refill is None and self._queue and not self._closed:
            self._refill = asyncio.get_running_loop().call_later(STARTS_EVERY, self._start_more)

    def _start_more(self) -> None:
        self._room, self._refill = STARTS_AT_ONCE, None
        self._start()

    def _may_start(self) -> bool:
        """A job begun while others wait for an open request would only stand before those begun earlier."""
        room = self._room > 0 and len(self._tasks) < TASKS_AT_ONCE
        return room and not self._closed and not self._context.net.is_crowded

    async def _run(self, host: str, job: _Job) -> None:
        waiting = {ask.target.key: ask for ask in job.asks}
        try:
            await self._observe(job, waiting)
        finally:
            self._queue.done(host)
            task = asyncio.current_task()
            if task is not None:
                self._tasks.discard(task)
            self._start()
            with suppress(asyncio.QueueFull):  # only wakes the stream; a full queue is awake anyway
                self._answers.put_nowait(None)

    async def _observe(self, job: _Job, waiting: dict[str, Ask]) -> None:
        error = "the fetcher gave no answer"
        try:
            targets = [ask.target for ask in job.asks]
            async for target, observation in job.fetcher.observe(targets, self._context):
                ask = waiting.pop(target.key, None)
                if ask is not None:
                    await self._answers.put((ask, await self._look_again(ask, observation)))
        except Exception as bug:  # noqa: BLE001  one site's bug must not sink what ten thousand links taught us
            _log.exception("fetcher %s failed", job.fetcher.name)
            error = f"{type(bug).__name__}: {bug}"
        for ask in waiting.values():
            await self._answers.put((ask, _internal_error(ask.target, error)))


def _jobs(asks: Iterable[Ask]) -> Iterable[tuple[str, _Job]]:
    """Batches under their site's name, single asks under their host's."""
    by_fetcher: dict[str, list[Ask]] = {}
    for ask in asks:
        by_fetcher.setdefault(ask.target.fetcher, []).append(ask)
    singles: list[tuple[str, _Job]] = []
    for name, group in by_fetcher.items():
        fetcher = registry.fetcher(name)
        if fetcher.batch == 1:
            singles += [(_host(ask), _Job(fetcher, [ask])) for ask in group]
            continue
        # One language of a wiki, one enterprise host …: neighbours in a batch share their call where hosts matter.
        group.sort(key=_host)
        for start in range(0, len(group), fetcher.batch):
            yield f"batch:{name}", _Job(fetcher, group[start : start + fetcher.batch])
    yield from singles


def _host(ask: Ask) -> str:
    return parse(ask.target.url).host


def _places(host: str) -> int:
    return BATCHES_PER_SITE if _is_batch(host) else JOBS_PER_HOST


def _is_batch(host: str) -> bool:
    return host.startswith("batch:")


def _internal_error(target: Target, detail: str) -> Observation:
    answer = Answer(Standing.DOWN, INTERNAL_ERROR, f"linkcheck itself failed here ({detail}); please report it.")
    return Observation(url=target.url, observed=datetime.now(UTC), answer=answer)
