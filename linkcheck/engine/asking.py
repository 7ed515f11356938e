"""From queries to answers, as one stream: batches and single addresses are asked side by side."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import aclosing, suppress
from datetime import UTC, datetime
from typing import Final

from fetchers.codes import Cause
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Observation, Target
from fetchers.fetcher import Fetcher
from fetchers.net.pacing.host_queue import HostQueue
from fetchers.pages.readers import readers_of
from linkcheck.engine.jobs import Job, host_of, is_batch, jobs
from linkcheck.engine.queue import FairQueue
from linkcheck.plan import Query

MAX_ACTIVE_JOBS: Final = 2500
"""In-flight jobs, those whose request waits for its host left out: these cost memory alone."""
MAX_WAITING_REQUESTS: Final = 20_000
"""Requests that wait for their host, a few of each. With more hosts than this that all are slow, the rest of the list
waits as well."""
STARTS_PER_TURN: Final = 32
"""Jobs started in one turn of the event loop: their requests are sent before the next jobs start."""
RECHECK_AFTER: Final = 0.05
"""Seconds until a job that could not start is looked at again, where no other job's end comes first."""
BATCHES_PER_SITE: Final = 24
SMALL_BATCH: Final = 100
"""Size of the batches in which the rest of a large batch is asked again after a bug in its fetcher."""

_log = logging.getLogger(__name__)


Resolve = Callable[[Query, Observation], Awaitable[Observation]]
"""Asks whatever else the judge wants to know before it believes an observation."""


async def believe(_: Query, observation: Observation) -> Observation:
    """Return the observation as it is."""
    return observation


async def answers(
    asks: Iterable[Query], context: Context, resolve: Resolve = believe, seconds: float | None = None
) -> AsyncGenerator[tuple[Query, Observation]]:
    """Yield an observation for every ask, in the order in which the web answers.

    Raises TimeoutError when that many seconds have passed, after the last answer that has come by then. Closing the
    stream (``aclosing``) ends everything that is under way.
    """
    runner = _JobRunner(asks, context, resolve)
    async with aclosing(runner.stream(seconds)) as stream:
        async for answer in stream:
            yield answer


class _JobRunner:
    """Starts jobs as their hosts have room and hands their observations on."""

    def __init__(self, asks: Iterable[Query], context: Context, resolve: Resolve) -> None:
        self._context = context
        self._readers = readers_of(context)
        self._resolve = resolve
        self._host_queues: dict[str, HostQueue] = {}
        self._backlog: FairQueue[Job] = FairQueue(self._max_jobs, is_batch)
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = self._is_late = False
        self._start_handle: asyncio.Handle | None = None
        self._recheck_timer: asyncio.TimerHandle | None = None
        self._answers: asyncio.Queue[tuple[Query, Observation] | None] = asyncio.Queue(maxsize=256)
        for host, job in jobs(asks):
            self._add(host, job)

    async def stream(self, seconds: float | None) -> AsyncGenerator[tuple[Query, Observation]]:
        """Yield answers until every job has ended; TimeoutError after so many seconds."""
        end = None if seconds is None else asyncio.get_running_loop().call_later(seconds, self._end)
        try:
            self._start()
            while self._tasks or self._start_handle is not None or not self._answers.empty():
                answer = await self._answers.get()
                if answer is not None:
                    yield answer
            if self._is_late:
                raise TimeoutError
        finally:
            self._closed = True
            for timer in (end, self._recheck_timer):
                if timer is not None:
                    timer.cancel()
            self._cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _add(self, host: str, job: Job) -> None:
        """Queue a job: a batch under its site's name, any other under that of its host's queue."""
        name = host
        if not is_batch(host):
            queue = self._context.net.add_jobs(host)
            queue.on_redirect_away = self._on_redirect_away
            name = queue.name
            self._host_queues[name] = queue
        self._backlog.put(name, job)

    def _max_jobs(self, name: str) -> int:
        return BATCHES_PER_SITE if is_batch(name) else self._host_queues[name].max_jobs

    def _on_redirect_away(self, name: str) -> None:
        self._backlog.recheck(name)
        self._start_soon()

    def _end(self) -> None:
        """Cancel all jobs and start no more; answers that have come are still yielded."""
        self._is_late = bool(self._tasks or self._backlog)
        self._closed = True
        self._cancel()

    def _cancel(self) -> None:
        for task in self._tasks:
            task.cancel()

    def _wake(self) -> None:
        """Make the stream check whether it has ended; a full answer queue wakes it anyway."""
        with suppress(asyncio.QueueFull):
            self._answers.put_nowait(None)

    def _start(self) -> None:
        self._start_handle = None
        for _ in range(STARTS_PER_TURN):
            taken = self._backlog.take() if self._may_start() else None
            if taken is None:
                break
            self._begin(self._run(*taken))
        else:
            self._start_soon()
        self._recheck_later()
        if not self._tasks:
            self._wake()

    def _recheck_later(self) -> None:
        """Check again in a moment: room may come without another job's end."""
        if self._recheck_timer is not None:
            self._recheck_timer.cancel()
            self._recheck_timer = None
        if self._backlog and not self._closed:
            self._recheck_timer = asyncio.get_running_loop().call_later(RECHECK_AFTER, self._start_soon)

    def _start_soon(self) -> None:
        if self._start_handle is None and not self._closed:
            self._start_handle = asyncio.get_running_loop().call_soon(self._start)

    def _may_start(self) -> bool:
        """Return False while due requests wait for a slot or pages to be read: a new job would only wait, too."""
        net = self._context.net
        if self._closed or net.is_crowded or self._readers.is_crowded:
            return False
        return len(self._tasks) - net.waiting < MAX_ACTIVE_JOBS and net.waiting < MAX_WAITING_REQUESTS

    async def _run(self, host: str, job: Job) -> None:
        waiting = {ask.target.key: ask for ask in job.asks}
        try:
            await self._observe(host, job, waiting)
        finally:
            self._backlog.done(host)
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
            observation = await self._resolve(ask, observation)
        except Exception as bug:  # noqa: BLE001  as above
            _log.exception("a second look at %s failed", ask.target.url)
            observation = _internal_error(ask.target, f"{type(bug).__name__}: {bug}")
        await self._answers.put((ask, observation))

    def _divide(self, host: str, fetcher: Fetcher, asks: Sequence[Query]) -> None:
        """Ask once more, in small batches, for what a bug in a large one has left."""
        for start in range(0, len(asks), SMALL_BATCH):
            self._backlog.put(host, Job(fetcher, asks[start : start + SMALL_BATCH]))


def _internal_error(target: Target, detail: str) -> Observation:
    answer = Answer(
        Availability.DOWN, Cause.INTERNAL_ERROR.code, f"linkcheck itself failed here ({detail}); please report it."
    )
    return Observation(url=target.url, observed=datetime.now(UTC), answer=answer)
