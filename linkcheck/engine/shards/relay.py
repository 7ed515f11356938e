"""What a Dask worker does: run one shard's process, and carry messages between it and the run, through the scheduler.

The run says every few seconds to each shard that it is there: that renews the shard's lease. A worker that is cut off
without dying, or whose run has been killed, hears nothing; its shard ends by itself, so that another may be given the
rest.
"""

from __future__ import annotations

import queue
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final, Protocol
from uuid import uuid4

from linkcheck.engine.shards.channel import command, environment
from linkcheck.engine.shards.messages import SIGN_OF_LIFE, ShardReport, encoded, read_frame
from linkcheck.engine.shards.scheduler import BUILD

CARRY_WITHIN: Final = 0.25
"""Seconds of reports carried together: each message costs the scheduler about a millisecond."""
RENEWS_WITHIN: Final = 1.0
"""Seconds after which the run is told that a shard lives which has said nothing."""
_NOTHING_NEW: Final = encoded(ShardReport())[len(SIGN_OF_LIFE) :]

Message = tuple[int, str, str, Sequence[bytes] | None]
"""Shard, copy, build, and its reports: none where it begins, None where it has died."""


class _Mailbox(Protocol):
    """A ``distributed.Queue`` within a task."""

    def put(self, value: object, timeout: float | None = None) -> None: ...

    def get(self, timeout: float | None = None) -> object: ...


def relay(run: str, number: int, lease: float) -> None:
    """Do one shard of a run, within a task. Raises TimeoutError where nothing is heard of the run for the lease."""
    from distributed import Queue, get_client  # noqa: PLC0415  the optional extra

    client, copy = get_client(), uuid4().hex
    carry(Queue(run, client=client), Queue(f"{run}-{copy}", client=client), (number, copy), lease)


def carry(inbox: _Mailbox, orders: _Mailbox, who: tuple[int, str], lease: float) -> None:
    """Wait for the work, do it, and put every report into the run's inbox; an empty order ends it."""
    inbox.put((*who, BUILD, []), timeout=lease / 4)
    # A copy waits until the one before it has ended, or its lease has lapsed.
    while (work := orders.get(timeout=lease)) == SIGN_OF_LIFE:
        pass
    if not isinstance(work, bytes) or not work:
        return
    with subprocess.Popen(command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()) as process:  # noqa: S603
        stdin, stdout = process.stdin, process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("a process without pipes")
        try:
            threading.Thread(target=_obey, args=(orders, process, lease), daemon=True).start()
            stdin.write(work)
            stdin.flush()
            frames: queue.Queue[bytes | None] = queue.Queue(maxsize=256)
            threading.Thread(target=_read_all, args=(lambda: read_frame(stdout), frames), daemon=True).start()
            is_alive = True
            while is_alive:
                reports, is_alive = _together(frames)
                if reports:
                    inbox.put((*who, BUILD, reports), timeout=lease / 4)
        except BrokenPipeError:  # it was gone before it had its work
            pass
        finally:
            process.kill()
            with suppress(OSError):
                stdin.close()
    inbox.put((*who, BUILD, None), timeout=lease / 4)


def _together(frames: queue.Queue[bytes | None]) -> tuple[list[bytes], bool]:
    """Return the reports of a moment, and whether more may come."""
    reports: list[bytes] = []
    wait = threading.Event()
    try:
        frame = frames.get(timeout=RENEWS_WITHIN)
    except queue.Empty:
        # A process may take long to start, on a machine that is busy.
        return [_NOTHING_NEW], True
    if frame is not None:
        wait.wait(CARRY_WITHIN)
    while frame is not None:
        reports.append(frame)
        try:
            frame = frames.get_nowait()
        except queue.Empty:
            return reports, True
    return reports, False


def _read_all(read: Callable[[], bytes | None], frames: queue.Queue[bytes | None]) -> None:
    while (frame := read()) is not None:
        frames.put(frame)
    frames.put(None)


def _obey(orders: _Mailbox, process: subprocess.Popen[bytes], lease: float) -> None:
    """Pass orders on, and end the shard when the run says so, or says nothing any more."""
    # Whatever the connection's end is called; a shard that is gone has closed its input.
    with suppress(Exception):
        while isinstance(order := orders.get(timeout=lease), bytes) and order and process.stdin is not None:
            process.stdin.write(order)
            process.stdin.flush()
    process.kill()
