"""Who reads pages: processes of their own where a run has many pages, else this one, beside the loop where it is much.

Reading is all processor time, a millisecond a page and more; on the loop it would stand in the way of the network.
Processes are started for long runs only: one costs a third of a second before it reads its first page.
"""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from typing import Final, Self

from fetchers.context import Context
from fetchers.facts import Redirect, Target
from fetchers.net import PageResponse
from fetchers.pages.interpretation import Interpretation
from fetchers.pages.orders import ReadOrder
from fetchers.pages.worker import Worker, WorkerDied

FEWEST_PAGES: Final = 256
"""Fewer are read sooner than a process is ready for them."""
_MOST_WORKERS: Final = 4
"""One loop cannot feed more."""
_READING: Final = "fetchers.pages.reading"
_AT_HAND: Final = 64 * 1024
"""Bodies up to this are read on the loop: two or three milliseconds, and a thread would only take turns with it."""
_EACH: Final = 8 * 1024
"""What a page costs beside its bytes, in bytes."""
_AHEAD: Final = 2 * 1024 * 1024
"""Bytes that each process has before it, a tenth of a second of reading: with less it would wait for the loop now and
then. With more, this process helps."""
_CROWD: Final = 6 * 1024 * 1024
"""Bytes that wait to be read, for each who reads: more would only take up memory."""


def workers_for(pages: int) -> int:
    """Return how many processes are worth starting for so many pages: one processor is the loop's."""
    return min(_MOST_WORKERS, len(_processors()) - 1) if pages >= FEWEST_PAGES else 0


def readers_of(context: Context) -> Readers:
    """Return who reads the pages of a run: nobody but this process, where the engine has named no one else."""
    return context.shared("readers", Readers)


class Readers:
    """Reads the pages of a run. An async context manager."""

    def __init__(self, workers: int = 0) -> None:
        self._workers = [Worker() for _ in range(workers)]
        self._waiting = 0
        """Bytes."""
        self._line: deque[_Turn] = deque()
        self._help: asyncio.Handle | None = None
        self._loading: asyncio.Task[object] | None = None

    def serve(self, context: Context) -> None:
        """Become the one whom ``readers_of`` names."""
        if context.shared("readers", lambda: self) is not self:
            raise RuntimeError("somebody else has begun to read already")

    async def __aenter__(self) -> Self:
        """Start the processes, or load what this one needs, without waiting for it: the first answers take as long."""
        for worker in self._workers:
            worker.start()
        if not self._workers:
            self._loading = asyncio.create_task(asyncio.to_thread(import_module, _READING))
        return self

    async def __aexit__(self, *_: object) -> None:
        """End them."""
        if self._loading is not None:
            await self._loading
        await asyncio.gather(*(worker.close() for worker in self._workers))

    @property
    def is_crowded(self) -> bool:
        """Whether so many pages wait to be read that no more should be fetched."""
        return self._waiting >= _CROWD * max(1, len(self._workers))

    async def read(
        self,
        visit: PageResponse,
        target: Target,
        *,
        before: tuple[Redirect, ...] = (),
        fragment: str | None = None,
        wants_text: bool = False,
    ) -> Interpretation:
        """Make a sight of a visit, as ``fetchers.pages.reading.interpret`` does.

        Its ``text`` is empty where it is not wanted.
        """
        order = ReadOrder(visit, before, target, fragment, wants_text)
        size = len(visit.reply.body) + _EACH
        self._waiting += size
        try:
            return await self._read(order, size)
        finally:
            self._waiting -= size
            self._give_turns()

    async def _read(self, order: ReadOrder, size: int) -> Interpretation:
        worker = await self._worker(size) if order.visit.reply.body else None
        if worker is None:
            return await _read_here(order)
        try:
            result = await worker.read(order, size)
        except WorkerDied as died:
            return await _read_here(_without_body(order) if died.was_reading else order)
        if result is None or result.observation is None:
            # What cannot be sent, or sent back, is read here; a bug is raised here, too.
            return await _read_here(order)
        return Interpretation(result.observation, result.text, order.visit.profile)

    async def _worker(self, size: int) -> Worker | None:
        """Return a process that has room for a page; None where this one is to read it."""
        worker = self._least_busy()
        if worker is None or worker.load < _AHEAD:
            return worker
        turn = _Turn(loop=asyncio.get_running_loop())
        turn.is_small = size <= _AT_HAND
        self._line.append(turn)
        if worker.is_ready:
            self._help_soon()
        return await turn

    def _least_busy(self) -> Worker | None:
        taking = [worker for worker in self._workers if worker.is_open]
        return min(taking, key=lambda worker: worker.load, default=None)

    def _give_turns(self) -> None:
        """Hand pages that wait to the processes that have room, or to this one where none is left."""
        while self._line:
            worker = self._least_busy()
            if worker is not None and worker.load >= _AHEAD:
                return
            turn = self._line.popleft()
            if not turn.done():
                turn.set_result(worker)
                return

    def _help_soon(self) -> None:
        if self._help is None:
            self._help = asyncio.get_running_loop().call_soon(self._help_once)

    def _help_once(self) -> None:
        """Take one page that waits in each turn of the loop: what else is ready comes in between."""
        self._help = None
        turn = next((turn for turn in self._line if turn.is_small and not turn.done()), None)
        if turn is not None:
            self._line.remove(turn)
            turn.set_result(None)
            self._help_soon()


class _Turn(asyncio.Future[Worker | None]):
    """A page that waits for a process (or, done with None, for this one)."""

    is_small = True


async def _read_here(order: ReadOrder) -> Interpretation:
    # Where processes read, this one need not pay for Beautiful Soup.
    from fetchers.pages.reading import interpret  # noqa: PLC0415

    if len(order.visit.reply.body) <= _AT_HAND:
        return interpret(order.visit, order.before, order.target, order.fragment)
    return await asyncio.to_thread(interpret, order.visit, order.before, order.target, order.fragment)


def _without_body(order: ReadOrder) -> ReadOrder:
    """A page on which a process died, or hung, is judged by its head alone: here it would take the run with it."""
    visit = order.visit
    return ReadOrder(
        replace(visit, reply=replace(visit.reply, body=b"", complete=False)),
        order.before,
        order.target,
        order.fragment,
        order.wants_text,
    )


def _processors() -> Sequence[int]:
    """Return the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return range(os.cpu_count() or 1)
