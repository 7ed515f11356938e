"""A command's wall time, processor time and peak memory."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

SAMPLE_EVERY: Final = 0.2
"""Seconds: a sample makes the system walk through all pages of a process."""
ROOT: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took, its worker processes included. Seconds; ``peak`` is the largest size in MB.

    Of one process that is its resident size; of several the sum of their shares, sampled, for they share pages.
    """

    wall: float
    cpu: float
    peak: float
    code: int

    def __str__(self) -> str:
        return f"{self.wall:7.2f} s wall  {self.cpu:7.2f} s processor  {self.peak:6.0f} MB peak  exit {self.code}"


def run(command: Sequence[str], stderr: BinaryIO | int = subprocess.DEVNULL) -> Cost:
    """Run a command to its end, its output thrown away, but for standard error where somebody wants it."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=stderr)
    family = _Family(process.pid)
    family.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    family.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = max(usage.ru_maxrss / 1024, family.peak)
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak, process.returncode)


class _Family(threading.Thread):
    """Watches a process and those it starts; ``peak`` stays 0 where it starts none, or the system does not tell."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self._pid = pid
        self._ended = threading.Event()

    def run(self) -> None:
        """Sample until stopped."""
        while not self._ended.wait(SAMPLE_EVERY):
            pids = list(family(self._pid))
            if len(pids) > 1:
                self.peak = max(self.peak, sum(map(share, pids)))

    def stop(self) -> None:
        """End, with the last sample taken."""
        self._ended.set()
        self.join()


def family(pid: int) -> Iterator[int]:
    """Yield a process and all below it. Those that end meanwhile are left out."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                yield from family(int(child))


def share(pid: int) -> float:
    """Return the MB of a process, of a page that several share its part."""
    try:
        (line,) = (line for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() if line[:4] == "Pss:")
    except (OSError, ValueError):  # it has ended
        return 0.0
    return int(line.split()[1]) / 1024


def in_turns(commands: Mapping[str, Sequence[str]], runs: int) -> Mapping[str, Cost]:
    """Run each command so often, all taking turns, and return the median of each."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            costs[name].append(run(command))
    return {name: median(found) for name, found in costs.items()}


def median(costs: Sequence[Cost]) -> Cost:
    """Return the cost whose wall time is the median."""
    return sorted(costs, key=lambda cost: cost.wall)[len(costs) // 2]
