"""The way to a Dask cluster: a scheduler's address, or a cluster on this machine; and the build that all must have."""

from __future__ import annotations

import asyncio
import logging
import os
import pkgutil
import re
import sys
import warnings
from collections.abc import AsyncGenerator, Callable, Mapping
from concurrent.futures import CancelledError
from contextlib import asynccontextmanager, nullcontext, suppress
from tempfile import TemporaryDirectory
from typing import Any, Final

from linkcheck import __version__
from linkcheck.engine.shards.channel import command, end_process, environment, processors

LOCAL: Final = "local"
BUILD: Final = f"linkcheck {__version__} on Python {sys.version_info.major}.{sys.version_info.minor}"
"""What the run and its workers must have in common: another Python has other tables of Unicode, and reads otherwise."""
CONNECTS_WITHIN: Final = 10.0
CLOSES_WITHIN: Final = 0.25
"""Seconds for good manners at the end; a run that is interrupted has one for all of it."""
_SCHEDULER: Final = re.compile(r"(?:tcp|tls|ws|wss)://[^/\s]+:\d{1,5}/?")


class ClusterError(Exception):
    """The cluster cannot be used; the message is one clear line."""


class ClusterLostError(ClusterError):
    """The cluster was there when the run began."""


def require_build(theirs: str) -> None:
    """Raise ClusterError where a worker's build is not ours."""
    if theirs != BUILD:
        raise ClusterError(f"--dask: a worker has {theirs}, and this is {BUILD}; install one for all")


@asynccontextmanager
async def connected(address: str) -> AsyncGenerator[Any]:
    """Connect to a scheduler that has workers (``tcp://…``), or to a cluster that is started here (``local``).

    Yields a ``distributed.Client``. Raises ClusterError.
    """
    if address != LOCAL and not _SCHEDULER.fullmatch(address):
        raise ClusterError(f"--dask {address}: write tcp://HOST:8786 (or tls://, ws://, wss://), or local")
    try:
        from distributed import Client  # noqa: PLC0415  the optional extra
        from distributed.comm.core import CommClosedError  # noqa: PLC0415
    except ImportError:
        raise ClusterError("--dask needs Dask: pip install 'awesome-linkcheck[dask]'") from None
    _hush()
    async with nullcontext(address) if address != LOCAL else _local_scheduler() as scheduler:
        try:
            client = await Client(scheduler, asynchronous=True, timeout=CONNECTS_WITHIN)
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterError(f"--dask {address}: no scheduler to be reached there: {error}") from None
        try:
            await _require_workers(client)
            await _require_builds(client)
            yield client
        except CommClosedError:  # before the client's status says so
            raise _lost() from None
        except (OSError, asyncio.CancelledError, CancelledError):
            require_connection(client)
            raise
        finally:
            with suppress(TimeoutError):
                async with asyncio.timeout(CLOSES_WITHIN):
                    await client.close()


def _hush() -> None:
    """Have Dask print nothing: what it warns of (a lost connection, other versions) is said by us, in one line."""
    warnings.filterwarnings("ignore", module=r"distributed\b")
    for name in ["distributed", *logging.root.manager.loggerDict]:
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).disabled = True


async def _require_workers(client: Any) -> None:  # noqa: ANN401  of an optional library
    try:
        await client.wait_for_workers(1, timeout=CONNECTS_WITHIN)
    except TimeoutError:
        raise ClusterError("--dask: the scheduler has no workers; start some with dask worker") from None


async def _require_builds(client: Any) -> None:  # noqa: ANN401
    """Ask each worker for its build: one without linkcheck would die of its first task, and the next of the same."""
    builds: dict[str, str | Exception] = {}
    with suppress(TimeoutError):
        async with asyncio.timeout(CONNECTS_WITHIN):
            builds = await client.run(pkgutil.resolve_name, f"{__name__}:BUILD", on_error="return")
    for worker, build in builds.items():
        if isinstance(build, ImportError | AttributeError):
            wanted = f"pip install 'awesome-linkcheck[dask]=={__version__}'"
            raise ClusterError(f"--dask: the worker {worker} has not this linkcheck; on it: {wanted}")
        if isinstance(build, str):
            require_build(build)


def require_connection(client: Any) -> None:  # noqa: ANN401
    """Raise ClusterLostError where the scheduler is gone. Dask gives its futures up as if they had been cancelled."""
    if client.status != "running":
        raise _lost() from None


def _lost() -> ClusterLostError:
    return ClusterLostError("--dask: the connection to the scheduler is lost; begin again once it is there.")


async def threads_of(client: Any) -> int:  # noqa: ANN401  of an optional library
    """Return how many tasks the workers do at once."""
    return sum((await client.nthreads()).values())


class WorkerWatch:
    """Says once of each worker that it is paused, silent or gone; Dask gives a silent one up after five minutes."""

    def __init__(self, say: Callable[[str], None], patience: float) -> None:
        """``patience``: seconds without a heartbeat after which a worker is called silent."""
        self._say = say
        self._patience = patience
        self._heard: dict[str, tuple[float, float]] = {}
        """The scheduler's time of each worker's last heartbeat, and since when we know it."""
        self._said: dict[str, str] = {}
        self._busy: set[str] = set()

    def look(self, workers: Mapping[str, Mapping[str, Any]], now: float) -> None:
        """Look at the workers as the scheduler tells of them (``Scheduler.identity``)."""
        for address in self._busy - workers.keys():
            self._say(f"--dask: the worker {address} is gone; its shard begins again on another")
        self._busy = {address for address, worker in workers.items() if _executes(worker)}
        for address, worker in workers.items():
            last, since = self._heard.get(address, (0.0, now))
            if worker["last_seen"] != last:
                last, since = self._heard[address] = worker["last_seen"], now
            said = ""
            if now - since > self._patience:
                said = "is silent; its shard goes to another once the scheduler gives it up (worker-ttl, 5 min)"
            elif worker["status"] == "paused":
                said = "is paused, for its memory is short; it begins no further shard"
            if said and said != self._said.get(address):
                self._say(f"--dask: the worker {address} {said}")
            self._said[address] = said


def _executes(worker: Mapping[str, Any]) -> bool:
    return bool(worker["metrics"]["task_counts"].get("executing"))


@asynccontextmanager
async def _local_scheduler() -> AsyncGenerator[str]:
    """Start a cluster of this machine; it, its workers and their files end with the block. Raises ClusterError.

    It is a process of its own: it has no secrets to hand down, and an interrupt from the keyboard does not reach it.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = await asyncio.create_subprocess_exec(
            *command(__name__),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=environment() | {"TMPDIR": folder},
            start_new_session=True,
        )
        try:
            line = b"" if process.stdout is None else await process.stdout.readline()
            address = line.decode(errors="replace").strip()
            if not _SCHEDULER.fullmatch(address):
                raise ClusterError(f"--dask {LOCAL}: no cluster could be started: {address or 'it ended at once'}")
            yield address
        finally:
            await end_process(process)


def main() -> None:
    """Be the cluster of this machine: print its address or what went wrong, and end with standard input."""
    from distributed import LocalCluster  # noqa: PLC0415  the optional extra

    # What Dask prints is not for the user; what becomes of workers is the run's to tell.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        cluster = LocalCluster(n_workers=processors(), threads_per_worker=1, dashboard_address="127.0.0.1:0")
    except Exception as error:  # noqa: BLE001  whatever it is, its words are for the user
        sys.stdout.write(f"{error!r}\n")
        return
    sys.stdout.write(f"{cluster.scheduler_address}\n")
    sys.stdout.flush()
    sys.stdin.read()
    os._exit(0)
