"""The way to one shard: a process started here, or (``cluster.py``) on a worker somewhere else."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Final, Protocol

from linkcheck.engine.shards.messages import ShardReport, read_report

WORTH_SHARDS: Final = 2000
"""Queries from which on further processes pay: each takes 0.55 s of processor to start, and hands on what it learns.

Measured with pages of as many domains on two processors: 1,000 end 7 % sooner for 47 % more processor, 2,000 20 % for
29 %, 6,000 29 % for 17 %.
"""
ENDS_WITHIN: Final = 0.5
"""Seconds in which a shard ends by itself."""
_LIMIT: Final = 1 << 20
"""Bytes of reports that wait in memory to be read."""
_PASSED_ON: Final = (
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH", "TZ", "HOME",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "OPENSSL_CONF",
    "http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
)  # fmt: skip
"""The variables that a shard is given: no token is among them."""


class Channel(Protocol):
    """One life of a shard."""

    async def send(self, work: bytes) -> None:
        """Give it its work. A shard that is gone is found out by ``receive``."""

    async def receive(self) -> ShardReport | None:
        """Return its next report; None: it is gone, and no longer asks anybody."""


class Workers(Protocol):
    """Where shards run."""

    one_machine: bool
    """Whether all have the network of this machine: what one shows of it holds for all."""
    lease: float | None
    """Seconds after which a shard ends unless it is told to go on; None: it ends with this process alone."""

    def shards(self, queries: int) -> int:
        """Return how many shards are worth having; 1: none, this process asks by itself."""

    def at_once(self, shards: int) -> int:
        """Return how many of so many shards run side by side."""

    def launch(self, number: int) -> AbstractAsyncContextManager[Channel]:
        """Start the shard of that number, again where it has been before, and end it with the block."""


class LocalProcesses:
    """Workers that are processes of this machine."""

    one_machine = True
    lease: float | None = None

    def __init__(self, shards: int = 0) -> None:
        """``shards``: how many; 0: one for each processor, where there is enough to ask."""
        self._shards = shards

    def shards(self, queries: int) -> int:
        """As in Workers."""
        return self._shards or (processors() if queries >= WORTH_SHARDS else 1)

    def at_once(self, shards: int) -> int:
        """As in Workers."""
        return shards

    @asynccontextmanager
    async def launch(self, number: int) -> AsyncGenerator[Channel]:  # noqa: ARG002
        """As in Workers."""
        process = await start_process()
        try:
            yield _Pipes(process)
        finally:
            await end_process(process)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


async def start_process() -> asyncio.subprocess.Process:
    """Start a process that waits for its work. Raises OSError."""
    return await asyncio.create_subprocess_exec(
        *command(), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, env=environment(), limit=_LIMIT
    )


def command(module: str = "linkcheck.engine.shards.process") -> tuple[str, ...]:
    """Return the command line of a shard, with no secret on it: the same modules as here, wherever they were found."""
    code = f"import sys; sys.path[:] = {sys.path!r}; from {module} import main; main()"
    return (sys.executable, "-I", "-c", code)


def environment() -> dict[str, str]:
    """Return the environment of a shard, without tokens."""
    return {name: os.environ[name] for name in _PASSED_ON if name in os.environ}


async def end_process(process: asyncio.subprocess.Process) -> None:
    """End it at once, whatever it is at: it ends by itself when its standard input does, unless it stands still."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(ENDS_WITHIN):
            await process.wait()
    except TimeoutError:
        pass
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
    await process.wait()
    transport = getattr(process, "_transport", None)
    if transport is not None:
        transport.close()


class _Pipes:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def send(self, work: bytes) -> None:
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.write(work)
                await self._process.stdin.drain()

    async def receive(self) -> ShardReport | None:
        return None if self._process.stdout is None else await read_report(self._process.stdout)
