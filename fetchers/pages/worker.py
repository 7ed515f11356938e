"""One reading process, as this one sees it: orders in, results out, first in, first out; it may die without harm."""

from __future__ import annotations

import asyncio
import os
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Final, cast

from fetchers.pages.orders import HEAD_BYTES, ReadOrder, Result, frame, length, result_of

_PATIENCE: Final = 30.0
"""Seconds for one page: the largest takes a few hundred milliseconds."""
_FAREWELL: Final = 1.0
"""Seconds in which a process that has nothing more to do has to end."""
_MOST_STARTS: Final = 3
_ENVIRONMENT: Final = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""What it is told of the environment: never a token."""


class WorkerDied(Exception):  # noqa: N818  what has happened, not an error of the caller's
    """The process ended before the result came. ``was_reading``: this order may have been why."""

    def __init__(self, *, was_reading: bool) -> None:
        super().__init__("the reading process ended")
        self.was_reading = was_reading


class Worker:
    """A process that is started when asked to, and started again, a few times, when it dies."""

    def __init__(self) -> None:
        self._pipe: _Pipe | None = None
        self._starting: asyncio.Task[None] | None = None
        self._starts = 0
        self.load = 0
        """Bytes of the orders without a result yet."""

    @property
    def is_open(self) -> bool:
        """Whether orders are taken: from the process's start on, to be carried out when it is ready."""
        return self._pipe is not None and self._pipe.is_open

    @property
    def is_ready(self) -> bool:
        """Whether orders are carried out."""
        return self.is_open and self._pipe is not None and self._pipe.is_ready

    def start(self) -> None:
        """Start the process, without waiting for it."""
        if self._starts < _MOST_STARTS:
            self._starts += 1
            self._starting = asyncio.create_task(self._start())

    async def close(self) -> None:
        """End the process."""
        self._starts = _MOST_STARTS
        if self._starting is not None:
            self._starting.cancel()
            with suppress(asyncio.CancelledError):
                await self._starting
        if self._pipe is not None:
            await self._pipe.close()

    async def read(self, order: ReadOrder, size: int) -> Result | None:
        """Have an order of so many bytes carried out; None where it cannot be written down. Raises WorkerDied."""
        if self._pipe is None:
            raise WorkerDied(was_reading=False)
        try:
            message = frame(order)
        except ValueError:
            return None
        self.load += size
        try:
            return await self._pipe.send(message)
        finally:
            self.load -= size

    async def _start(self) -> None:
        loop = asyncio.get_running_loop()
        # The same modules as here, wherever they were found.
        code = f"import sys; sys.path[:] = {sys.path!r}; from fetchers.pages.process import main; main()"
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        # Where no process can be started, this one reads.
        with suppress(OSError):
            _, self._pipe = await loop.subprocess_exec(
                lambda: _Pipe(self.start), sys.executable, "-I", "-c", code, stderr=asyncio.subprocess.DEVNULL,
                env=environment,
            )  # fmt: skip


class _Pipe(asyncio.SubprocessProtocol):
    """Both directions of one process's life."""

    def __init__(self, on_death: Callable[[], None]) -> None:
        self.is_open = True
        self.is_ready = False
        self.orders: deque[asyncio.Future[Result]] = deque()
        self._on_death = on_death
        self._transport: asyncio.SubprocessTransport | None = None
        self._buffer = bytearray()
        self._read = 0
        self._watch: asyncio.TimerHandle | None = None
        self._is_closing = False
        self._ended = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the process."""
        self._transport = cast("asyncio.SubprocessTransport", transport)

    def pipe_data_received(self, fd: int, data: bytes) -> None:  # noqa: ARG002 - only results are piped
        """Take results as they come, whole or in parts."""
        self._buffer += data
        start = 0
        while len(self._buffer) >= start + HEAD_BYTES:
            end = start + HEAD_BYTES + length(self._buffer[start : start + HEAD_BYTES])
            if len(self._buffer) < end:
                break
            self._take(bytes(self._buffer[start + HEAD_BYTES : end]))
            start = end
        del self._buffer[:start]

    def process_exited(self) -> None:
        """Take no more orders."""
        self.is_open = False

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Tell everybody who still waits when the last result has come; the first of them may know why."""
        self.is_open = False
        if self._transport is not None:
            self._transport.close()
        for number, order in enumerate(self.orders):
            if not order.done():
                order.set_exception(WorkerDied(was_reading=number == 0 and self.is_ready))
        self.orders.clear()
        if self._watch is not None:
            self._watch.cancel()
        if not self._ended.done():
            self._ended.set_result(None)
        if not self._is_closing:
            self._on_death()

    async def send(self, message: bytes) -> Result:
        """Send an order and wait for its result. Raises WorkerDied."""
        pipe = self._transport.get_pipe_transport(0) if self._transport is not None else None
        if pipe is None or not self.is_open:
            raise WorkerDied(was_reading=False)
        order = asyncio.get_running_loop().create_future()
        self.orders.append(order)
        cast("asyncio.WriteTransport", pipe).write(message)
        if self._watch is None:
            self._arm()
        return cast("Result", await order)

    async def close(self) -> None:
        """End the process: its input ends, and it is not waited for long."""
        self._is_closing = True
        if self._transport is None or self._ended.done():
            return
        if (pipe := self._transport.get_pipe_transport(0)) is not None:
            pipe.close()
        try:
            async with asyncio.timeout(_FAREWELL):
                await asyncio.shield(self._ended)
        except TimeoutError:
            self._kill()
            await self._ended
        self._transport.close()

    def _take(self, body: bytes) -> None:
        if not body:
            self.is_ready = True
            return
        try:
            result = result_of(body)
        except ValueError:
            # Only a process that a page has taken over writes what is no result.
            self._kill()
            return
        self._read += 1
        order = self.orders.popleft()
        if not order.done():
            order.set_result(result)

    def _arm(self) -> None:
        self._watch = asyncio.get_running_loop().call_later(_PATIENCE, self._look, self._read)

    def _look(self, read_before: int) -> None:
        """Kill a process that has been at one page for all this time."""
        self._watch = None
        if self.orders and self._read == read_before:
            self._kill()
        elif self.orders:
            self._arm()

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            if self._transport is not None:
                self._transport.kill()
