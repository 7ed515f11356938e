"""From asks to answers: batches beside single addresses, everything from the first second, as one stream."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import aclosing, suppress
from datetime import UTC, datetime
from typing import Final

from fetchers.context import Context
from fetchers.facts import Answer, Availability, Observation, Target
from fetchers.fetcher import Fetcher
from fetchers.net.pacing.host_queue import HostQueue
from fetchers.pages.readers import readers_of
from fetchers.reasons import Cause
from linkcheck.engine.jobs import Job, host_of, is_batch, jobs
from linkcheck.engine.queue import FairQueue
from linkcheck.plan import Query

JOBS_AT_ONCE: Final = 2500
"""Jobs under way together, those that wait for a host's turn left out: these cost memory alone."""
WAITING_AT_MOST: Final = 20_000
"""Jobs that wait for a host's turn, each host's few of them; with more hosts than this that all ask for patience, what
is left of the list waits as well."""
STARTS_AT_ONCE: Final = 32
"""Jobs begun in one turn of the loop: the first requests are on their way before the next jobs are begun."""
LOOK_AGAIN: Final = 0.05
"""Seconds."""
BATCHES_PER_SITE: Final = 24
SMALL_BATCH: Final = 100
"""What a bug may sink at most where a site takes a whole run's targets in one call."""

_log = logging.getLogger(__name__)


LookAgain = Callable[[Query, Observation], Awaitable[Observation]]
"""A second look at an observation, where the judge would like to know more before it is believed."""


async def at_once(_: Query, observation: Observation) -> Observation:
    """Take every observation as it is."""
    return observation


async def answers(
    asks: Iterable[Query], context: Context, look_again: LookAgain = at_once, seconds: float | None = None
) -> AsyncGenerator[tuple[Query, Observation]]:
    """Yield an observation for every ask, in the order in which the web answers.

    Raises TimeoutError when that many seconds have passed, after the last answer that has come by then. Closing the
    stream (``aclosing``) ends everything that is under way.
    """
    feed = _Feed(asks, context, look_again)
    async with aclosing(feed.stream(seconds)) as stream:
        async for answer in stream:
            yield answer


class _Feed:
    """Starts jobs as places come free and hands their observations on."""

    def __init__(self, asks: Iterable[Query], context: Context, look_again: LookAgain) -> None:
        self._context = context
        self._readers = readers_of(context)
        self._look_again = look_again
        self._queues: dict[str, HostQueue] = {}
        self._queue: FairQueue[Job] = FairQueue(self._max_jobs, is_batch)
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = self._late = False
        self._next: asyncio.Handle | None = None
        self._later: asyncio.TimerHandle | None = None
        self._answers: asyncio.Queue[tuple[Query, Observation] | None] = asyncio.Queue(maxsize=256)
        for host, job in jobs(asks):
            self._put(host, job)

    async def stream(self, seconds: float | None) -> AsyncGenerator[tuple[Query, Observation]]:
        """Yield answers until every job has ended; TimeoutError after so many seconds."""
        end = None if seconds is None else asyncio.get_running_loop().call_later(seconds, self._end)
        try:
            self._start()
            while self._tasks or self._next is not None or not self._answers.empty():
                answer = await self._answers.get()
                if answer is not None:
                    yield answer
            if self._late:
                raise TimeoutError
        finally:
            self._closed = True
            for timer in (end, self._later):
                if timer is not None:
                    timer.cancel()
            self._cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _put(self, host: str, job: Job) -> None:
        """Queue a job: a batch under its site's name, any other under that of its host's queue."""
        name = host
        if not is_batch(host):
            queue = self._context.net.add_jobs(host)
            queue.on_redirect_away = self._on_redirect_away
            name = queue.name
            self._queues[name] = queue
        self._queue.put(name, job)

    def _max_jobs(self, name: str) -> int:
        return BATCHES_PER_SITE if is_batch(name) else self._queues[name].max_jobs

    def _on_redirect_away(self, name: str) -> None:
        self._queue.look_at(name)
        self._start_soon()

    def _end(self) -> None:
        """Begin nothing more and end what is under way; what has been answered is still told."""
        self._late = bool(self._tasks or self._queue)
        self._closed = True
        self._cancel()

    def _cancel(self) -> None:
        for task in self._tasks:
            task.cancel()

    def _wake(self) -> None:
        """Have the stream look up; a full queue keeps it awake anyway."""
        with suppress(asyncio.QueueFull):
            self._answers.put_nowait(None)

    def _start(self) -> None:
        self._next = None
        for _ in range(STARTS_AT_ONCE):
            taken = self._queue.take() if self._may_start() else None
            if taken is None:
                break
            self._begin(self._run(*taken))
        else:
            self._start_soon()
        self._start_later()
        if not self._tasks:
            self._wake()

    def _start_later(self) -> None:
        """Look again in a moment: what the next job waits for may come about without any other one's end."""
        if self._later is not None:
            self._later.cancel()
            self._later = None
        if self._queue and not self._closed:
            self._later = asyncio.get_running_loop().call_later(LOOK_AGAIN, self._start_soon)

    def _start_soon(self) -> None:
        if self._next is None and not self._closed:
            self._next = asyncio.get_running_loop().call_soon(self._start)

    def _may_start(self) -> bool:
        """A job begun while others wait for an open request, or to be read, would only stand before them."""
        net = self._context.net
        if self._closed or net.is_crowded or self._readers.is_crowded:
            return False
        return len(self._tasks) - net.waiting < JOBS_AT_ONCE and net.waiting < WAITING_AT_MOST

    async def _run(self, host: str, job: Job) -> None:
        waiting = {ask.target.key: ask for ask in job.asks}
        try:
            await self._observe(host, job, waiting)
        finally:
            self._queue.done(host)
            if not is_batch(host):
                self._context.net.finish_job(host_of(job.asks[0]))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._start_soon()
        if self._closed and not self._tasks:
            self._wake()

    async def _observe(self, host: str, job: Job, waiting: dict[str, Query]) -> None:
        error = "the fetcher gave no answer"
        try:
            targets = [ask.target for ask in job.asks]
            async for target, observation in job.fetcher.observe(targets, self._context):
                ask = waiting.pop(target.key, None)
                if ask is not None and len(job.asks) == 1:
                    await self._answer(ask, observation)
                elif ask is not None:
                    # A doubt about one of a batch is no reason to wait with the others.
                    self._begin(self._answer(ask, observation))
        except Exception as bug:  # noqa: BLE001  one site's bug must not sink what ten thousand links taught us
            _log.exception("fetcher %s failed", job.fetcher.name)
            error = f"{type(bug).__name__}: {bug}"
            if len(job.asks) > SMALL_BATCH:
                self._divide(host, job.fetcher, list(waiting.values()))
                return
        for ask in waiting.values():
            await self._answers.put((ask, _internal_error(ask.target, error)))

    async def _answer(self, ask: Query, observation: Observation) -> None:
        """Hand an observation on, once nothing more is to be known of it."""
        try:
            observation = await self._look_again(ask, observation)
        except Exception as bug:  # noqa: BLE001  as above
            _log.exception("a second look at %s failed", ask.target.url)
            observation = _internal_error(ask.target, f"{type(bug).__name__}: {bug}")
        await self._answers.put((ask, observation))

    def _divide(self, host: str, fetcher: Fetcher, asks: Sequence[Query]) -> None:
        """Ask once more, in small batches, for what a bug in a large one has left."""
        for start in range(0, len(asks), SMALL_BATCH):
            self._queue.put(host, Job(fetcher, asks[start : start + SMALL_BATCH]))


def _internal_error(target: Target, detail: str) -> Observation:
    answer = Answer(
        Availability.DOWN, Cause.INTERNAL_ERROR.code, f"linkcheck itself failed here ({detail}); please report it."
    )
    return Observation(url=target.url, observed=datetime.now(UTC), answer=answer)
