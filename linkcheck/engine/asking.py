"""Turn queries into one stream of answers: batches and single addresses are asked side by side."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Sequence
from contextlib import aclosing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from fetchers.codes import Cause
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Observation, Target
from fetchers.pages.readers import readers_of
from linkcheck.engine.jobs import Job, jobs
from linkcheck.plan import Query

SMALL_BATCH: Final = 100
"""Batch size for asking the rest of a large batch again after a bug in its fetcher."""

_log = logging.getLogger(__name__)


Resolve = Callable[[Query, Observation], Awaitable[Observation]]
"""Asks the judge's follow-up questions about an observation."""


async def believe(_: Query, observation: Observation) -> Observation:
    """Return the observation as it is."""
    return observation


async def answers(
    asks: Sequence[Query], context: Context, resolve: Resolve = believe, seconds: float | None = None
) -> AsyncGenerator[tuple[Query, Observation]]:
    """Yield one observation per query, in the order in which the web answers.

    Raises TimeoutError after ``seconds``, once the answers that came in time are yielded. Closing the stream
    (``aclosing``) cancels everything under way.
    """
    runner = _JobRunner(asks, context, resolve)
    async with aclosing(runner.stream(seconds)) as stream:
        async for answer in stream:
            yield answer


class _JobRunner:
    """Submits a job for each query or batch of them, and hands their observations on."""

    def __init__(self, asks: Sequence[Query], context: Context, resolve: Resolve) -> None:
        self._context = context
        self._resolve = resolve
        self._scheduler = context.net.scheduler
        self._tasks: set[asyncio.Task[None]] = set()
        self._not_started = 0
        self._is_late = False
        self._answers: asyncio.Queue[tuple[Query, Observation] | None] = asyncio.Queue(maxsize=256)
        readers = readers_of(context)
        self._scheduler.is_held = lambda: readers.is_crowded
        readers.on_room = self._scheduler.start_soon
        for job in jobs(asks, self._start):
            self._submit(job)

    async def stream(self, seconds: float | None) -> AsyncGenerator[tuple[Query, Observation]]:
        """Yield answers until every job has ended; TimeoutError after so many seconds."""
        end = None if seconds is None else asyncio.get_running_loop().call_later(seconds, self._end)
        try:
            while self._tasks or self._not_started or not self._answers.empty():
                answer = await self._answers.get()
                if answer is not None:
                    yield answer
            if self._is_late:
                raise TimeoutError
        finally:
            if end is not None:
                end.cancel()
            self._cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _submit(self, job: Job) -> None:
        self._not_started += 1
        if job.is_batch:
            self._scheduler.submit_batch(job, site=job.fetcher.name)
        else:
            self._scheduler.submit(job, host=job.host)

    def _start(self, job: Job) -> asyncio.Task[None]:
        self._not_started -= 1
        return self._begin(self._observe(job))

    def _end(self) -> None:
        """Cancel all jobs and start no more; answers that have come are still yielded."""
        self._is_late = bool(self._tasks or self._not_started)
        self._cancel()
        self._wake()

    def _cancel(self) -> None:
        self._scheduler.close_admission()
        self._not_started = 0
        for task in self._tasks:
            task.cancel()

    def _wake(self) -> None:
        """Make the stream check whether it has ended; a full answer queue wakes it anyway."""
        with suppress(asyncio.QueueFull):
            self._answers.put_nowait(None)

    def _begin(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not self._tasks and not self._not_started:
            self._wake()

    async def _observe(self, job: Job) -> None:
        asks = job.asks
        waiting = {ask.target.key: ask for ask in asks}
        error = "the fetcher gave no answer"
        try:
            targets = [ask.target for ask in asks]
            async for target, observation in job.fetcher.observe(targets, self._context):
                ask = waiting.pop(target.key, None)
                if ask is not None and len(asks) == 1:
                    await self._answer(ask, observation)
                elif ask is not None:
                    # A doubt about one of a batch is no reason to wait with the others.
                    self._begin(self._answer(ask, observation))
        except Exception as bug:  # noqa: BLE001  one site's bug must not sink what ten thousand links taught us
            _log.exception("fetcher %s failed", job.fetcher.name)
            error = f"{type(bug).__name__}: {bug}"
            if len(asks) > SMALL_BATCH:
                self._divide(job, list(waiting.values()))
                return
        for ask in waiting.values():
            await self._answers.put((ask, _internal_error(ask.target, error)))

    async def _answer(self, ask: Query, observation: Observation) -> None:
        """Hand an observation on after the judge's follow-up questions."""
        try:
            observation = await self._resolve(ask, observation)
        except Exception as bug:  # noqa: BLE001  as above
            _log.exception("a second look at %s failed", ask.target.url)
            observation = _internal_error(ask.target, f"{type(bug).__name__}: {bug}")
        await self._answers.put((ask, observation))

    def _divide(self, job: Job, asks: Sequence[Query]) -> None:
        """Ask again, in small batches, for what a bug left unanswered in a large one."""
        for start in range(0, len(asks), SMALL_BATCH):
            self._submit(replace(job, queries=asks, first=start, end=start + SMALL_BATCH))


def _internal_error(target: Target, detail: str) -> Observation:
    answer = Answer(
        Availability.DOWN, Cause.INTERNAL_ERROR.code, f"linkcheck itself failed here ({detail}); please report it."
    )
    return Observation(url=target.url, observed=datetime.now(UTC), answer=answer)
