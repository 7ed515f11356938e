"""Shards on the workers of a Dask cluster. Dask chooses the worker and begins a lost shard again; the rest is ours.

Only the run knows what is stored, so it alone hands out work: a copy of a shard says that it has begun, and is given
what has not come from earlier ones, once those have ended or been silent for the lease.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Final
from uuid import uuid4

from linkcheck.engine.shards.channel import Channel
from linkcheck.engine.shards.messages import ShardReport, decoded
from linkcheck.engine.shards.relay import Message, relay
from linkcheck.engine.shards.scheduler import (
    CLOSES_WITHIN,
    CONNECTS_WITHIN,
    LOCAL,
    ClusterError,
    connected,
    require_build,
    threads_of,
)

LEASE: Final = 30.0
"""Seconds of silence after which a shard's worker is taken for lost; its process has ended by then."""
SHARDS_PER_THREAD: Final = 2
_MOST_WAITING: Final = 256
"""Messages that wait at the scheduler; with more, workers wait."""


@asynccontextmanager
async def dask_cluster(address: str, lease: float = LEASE) -> AsyncGenerator[DaskWorkers]:
    """Connect to a cluster (``scheduler.connected``). Raises ClusterError."""
    async with connected(address) as client:
        workers = DaskWorkers(client, lease, one_machine=address == LOCAL)
        await workers.begin()
        try:
            yield workers
        finally:
            await workers.end()


class DaskWorkers:
    """Workers of a Dask cluster, as ``Workers``."""

    def __init__(self, client: Any, lease: float, *, one_machine: bool) -> None:  # noqa: ANN401  of an optional library
        self.one_machine = one_machine
        self._client = client
        self.lease: float | None = lease / 2
        self._silence = lease
        self._run = f"linkcheck-{uuid4().hex}"
        self._threads = 1
        self._futures: dict[int, Any] = {}
        self._copies: dict[int, asyncio.Queue[str]] = {}
        self._reports: dict[str, asyncio.Queue[Sequence[bytes] | None]] = {}
        self._receiving: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Open the inbox."""
        self._threads = await threads_of(self._client)
        self._inbox = await self._mailbox(self._run, _MOST_WAITING)
        self._receiving = asyncio.create_task(self._receive())

    async def end(self) -> None:
        """Give up every shard."""
        if self._receiving is not None:
            self._receiving.cancel()
            await asyncio.gather(self._receiving, return_exceptions=True)

    def shards(self, queries: int) -> int:
        """As in Workers."""
        return max(1, min(queries, SHARDS_PER_THREAD * self._threads))

    def at_once(self, shards: int) -> int:
        """As in Workers."""
        return min(shards, self._threads)

    @asynccontextmanager
    async def launch(self, number: int) -> AsyncGenerator[Channel]:
        """As in Workers: wait until a worker has begun with the shard."""
        future = self._futures.get(number)
        if future is None or future.done():
            key = f"{self._run}-{number}-{uuid4().hex[:8]}"
            future = self._futures[number] = self._client.submit(
                relay, self._run, number, self._silence, key=key, pure=False
            )
        copy = await self._first(self._begun(number).get, future)
        orders = await self._mailbox(f"{self._run}-{copy}")
        try:
            yield _Mail(orders.put, self._reports.setdefault(copy, asyncio.Queue()), self._silence)
        finally:
            del self._reports[copy]
            with suppress(Exception):
                async with asyncio.timeout(CLOSES_WITHIN):
                    await orders.put(b"")

    async def _first(self, begun: Callable[[], Awaitable[str]], future: Any) -> str:  # noqa: ANN401
        """Return the copy that begins. Raises ClusterError where the task fails before it can say so."""
        waiting = asyncio.ensure_future(begun())
        failing = asyncio.ensure_future(future.exception())
        try:
            await asyncio.wait(
                {waiting, failing, *filter(None, [self._receiving])}, return_when=asyncio.FIRST_COMPLETED
            )
            if waiting.done():
                return waiting.result()
            if self._receiving is not None and self._receiving.done():
                self._receiving.result()
            if failing.done() and failing.result() is not None:
                raise ClusterError(f"--dask: a worker cannot do a shard: {failing.result()!r}")
            # It has ended, and its first word is still on its way.
            async with asyncio.timeout(CONNECTS_WITHIN):
                return await waiting
        finally:
            waiting.cancel()
            failing.cancel()
            await asyncio.gather(waiting, failing, return_exceptions=True)

    async def _receive(self) -> None:
        """Hand each message of the inbox to the shard's copy that it is from."""
        while True:
            message: Message = await self._inbox.get()
            number, copy, build, reports = message
            require_build(build)
            if reports is not None and not reports:
                self._begun(number).put_nowait(copy)
            elif copy in self._reports:
                self._reports[copy].put_nowait(reports)

    def _begun(self, number: int) -> asyncio.Queue[str]:
        return self._copies.setdefault(number, asyncio.Queue())

    async def _mailbox(self, name: str, most: int = 0) -> Any:  # noqa: ANN401
        from distributed import Queue  # noqa: PLC0415

        return await Queue(name, client=self._client, maxsize=most)


class _Mail:
    """One copy of a shard."""

    def __init__(
        self,
        send: Callable[[bytes], Awaitable[None]],
        reports: asyncio.Queue[Sequence[bytes] | None],
        silence: float,
    ) -> None:
        self._send = send
        self._reports = reports
        self._silence = silence
        self._waiting: list[bytes] = []

    async def send(self, work: bytes) -> None:
        await self._send(work)

    async def receive(self) -> ShardReport | None:
        if not self._waiting:
            try:
                async with asyncio.timeout(self._silence):
                    reports = await self._reports.get()
            except TimeoutError:
                return None
            if reports is None:
                return None
            self._waiting = list(reports)
        return decoded(self._waiting.pop(0))
