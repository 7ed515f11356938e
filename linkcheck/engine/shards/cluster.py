"""Shards on the workers of a Dask cluster. Dask chooses the worker and begins a lost shard again; the rest is ours.

Only the run knows what is stored, so it alone hands out work: a copy of a shard says that it has begun, and is given
what has not come from earlier ones, once those have ended or been silent for the lease.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Final
from uuid import uuid4

from linkcheck.engine.shards.channel import Channel
from linkcheck.engine.shards.messages import SIGN_OF_LIFE, ShardReport, decoded
from linkcheck.engine.shards.relay import Message, relay
from linkcheck.engine.shards.scheduler import (
    CLOSES_WITHIN,
    CONNECTS_WITHIN,
    LOCAL,
    ClusterError,
    WorkerWatch,
    connected,
    require_build,
    threads_of,
)

LEASE: Final = 30.0
"""Seconds of silence after which a shard's worker is taken for lost; its process has ended by then."""
SHARDS_PER_THREAD: Final = 2
WORKERS_RETURN_WITHIN: Final = 300.0
"""Seconds that a run waits for new workers where all are gone: a new machine takes some minutes to start."""
_MOST_WAITING: Final = 256
"""Messages that wait at the scheduler; with more, workers wait."""


@asynccontextmanager
async def dask_cluster(address: str, say: Callable[[str], None], lease: float = LEASE) -> AsyncGenerator[DaskWorkers]:
    """Connect to a cluster (``scheduler.connected``); ``say`` is told what becomes of workers. Raises ClusterError."""
    async with connected(address) as client:
        workers = DaskWorkers(client, WorkerWatch(say, lease * 2 / 3), lease, one_machine=address == LOCAL)
        await workers.begin()
        try:
            yield workers
        finally:
            await workers.end()


class DaskWorkers:
    """Workers of a Dask cluster, as ``Workers``."""

    def __init__(self, client: Any, watch: WorkerWatch, lease: float, *, one_machine: bool) -> None:  # noqa: ANN401
        self._watch = watch
        self.one_machine = one_machine
        self._client = client
        self.lease: float | None = lease / 2
        self._silence = lease
        self._run = f"linkcheck-{uuid4().hex}"
        self._threads = 1
        self._futures: dict[int, Any] = {}
        self._copies: dict[str, _Copy] = {}
        """Those that have begun, and have not been given up."""
        self._begun: defaultdict[int, asyncio.Queue[_Copy]] = defaultdict(asyncio.Queue)
        self._tasks: list[asyncio.Task[None]] = []

    async def begin(self) -> None:
        """Open the inbox."""
        self._threads = await threads_of(self._client)
        self._inbox = await self._mailbox(self._run, _MOST_WAITING)
        self._tasks = [asyncio.create_task(self._receive()), asyncio.create_task(self._show_life())]
        for task in self._tasks:
            task.add_done_callback(self._tell_all)

    async def end(self) -> None:
        """Give up every shard."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*map(self._give_up, list(self._copies.values())))

    def shards(self, queries: int) -> int:
        """As in Workers."""
        return max(1, min(queries, SHARDS_PER_THREAD * self._threads))

    def at_once(self, shards: int) -> int:
        """As in Workers."""
        return min(shards, self._threads)

    @asynccontextmanager
    async def launch(self, number: int) -> AsyncGenerator[Channel]:
        """As in Workers: wait until a worker has begun with the shard."""
        self._require_cluster()
        future = self._futures.get(number)
        if future is None or future.done():
            key = f"{self._run}-{number}-{uuid4().hex[:8]}"
            future = self._futures[number] = self._client.submit(
                relay, self._run, number, self._silence, key=key, pure=False
            )
        copy = await self._first(self._begun[number].get, future)
        copy.begin()
        try:
            yield copy
        finally:
            await self._give_up(copy)

    async def _first(self, begun: Callable[[], Awaitable[_Copy]], future: Any) -> _Copy:  # noqa: ANN401
        """Return the copy that begins. Raises ClusterError where the task fails before it can say so."""
        waiting = asyncio.ensure_future(begun())
        failing = asyncio.ensure_future(future.exception())
        try:
            await asyncio.wait({waiting, failing, *self._tasks}, return_when=asyncio.FIRST_COMPLETED)
            if waiting.done():
                return waiting.result()
            self._require_cluster()
            if failing.done() and failing.result() is not None:
                raise ClusterError(f"--dask: a worker cannot do a shard: {failing.result()!r}")
            # It has ended, and its first word is still on its way.
            async with asyncio.timeout(CONNECTS_WITHIN):
                return await waiting
        finally:
            waiting.cancel()
            failing.cancel()
            await asyncio.gather(waiting, failing, return_exceptions=True)

    def _require_cluster(self) -> None:
        """Raise what has ended the connection."""
        for task in self._tasks:
            if task.done():
                task.result()

    def _tell_all(self, _: asyncio.Task[None]) -> None:
        for copy in self._copies.values():
            copy.hear(None)

    async def _receive(self) -> None:
        """Hand each message of the inbox to the shard's copy that it is from."""
        while True:
            message: Message = await self._inbox.get()
            number, name, build, reports = message
            require_build(build)
            if reports is not None and not reports:
                orders = await self._mailbox(f"{self._run}-{name}")
                copy = self._copies[name] = _Copy(name, orders.put, self._silence)
                self._begun[number].put_nowait(copy)
            elif name in self._copies:
                self._copies[name].hear(reports)

    async def _show_life(self) -> None:
        """Tell those who wait for work and those who have some that the run is there, and see that there are any."""
        loop = asyncio.get_running_loop()
        seen = loop.time()
        while True:
            await asyncio.sleep(self._silence / 8)
            workers = (await self._client.scheduler.identity(n_workers=-1))["workers"]
            self._watch.look(workers, loop.time())
            if workers:
                seen = loop.time()
            elif loop.time() - seen > WORKERS_RETURN_WITHIN:
                raise ClusterError(f"--dask: for {WORKERS_RETURN_WITHIN / 60:.0f} min there has been no worker")
            for copy in list(self._copies.values()):
                if copy.is_heard:
                    await copy.send(SIGN_OF_LIFE)

    async def _give_up(self, copy: _Copy) -> None:
        del self._copies[copy.name]
        with suppress(Exception):
            async with asyncio.timeout(CLOSES_WITHIN):
                await copy.send(b"")

    async def _mailbox(self, name: str, most: int = 0) -> Any:  # noqa: ANN401
        from distributed import Queue  # noqa: PLC0415

        return await Queue(name, client=self._client, maxsize=most)


class _Copy:
    """One copy of a shard, as a Channel."""

    def __init__(self, name: str, send: Callable[[bytes], Awaitable[None]], silence: float) -> None:
        self.name = name
        self._send = send
        self._reports: asyncio.Queue[Sequence[bytes] | None] = asyncio.Queue()
        self._silence = silence
        self._heard: float | None = None
        self._unread: list[bytes] = []

    async def send(self, work: bytes) -> None:
        """As in Channel."""
        await self._send(work)

    def begin(self) -> None:
        """Expect reports from now on."""
        self._heard = asyncio.get_running_loop().time()

    def hear(self, reports: Sequence[bytes] | None) -> None:
        """Take a message."""
        self.begin()
        self._reports.put_nowait(reports)

    @property
    def is_heard(self) -> bool:
        """Whether it is told that the run is there: one that is silent must have ended before it is taken for lost.

        It ends half the lease after the last sign of life.
        """
        return self._heard is None or asyncio.get_running_loop().time() - self._heard < self._silence / 4

    async def receive(self) -> ShardReport | None:
        """As in Channel."""
        if not self._unread:
            try:
                async with asyncio.timeout(self._silence):
                    reports = await self._reports.get()
            except TimeoutError:
                return None
            if reports is None:
                return None
            self._unread = list(reports)
        return decoded(self._unread.pop(0))
