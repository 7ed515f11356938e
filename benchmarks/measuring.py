"""A command's wall time, processor time and peak memory, and the peers that are there to be measured beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
OURS: Final = (sys.executable, "-m", "linkcheck", "check", "--allow-private", "--no-state", "--no-progress")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took. Seconds; ``peak`` is its largest resident size in MB."""

    wall: float
    cpu: float
    peak: float
    code: int

    def __str__(self) -> str:
        return f"{self.wall:7.2f} s wall  {self.cpu:7.2f} s processor  {self.peak:6.0f} MB peak  exit {self.code}"


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end, its output thrown away."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


def tools(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the commands to measure: ours, and lychee where it is on the PATH. A list's file is still to be added."""
    found: dict[str, tuple[str, ...]] = {"linkcheck": (*OURS, "--format", "json", "-o", str(folder / "ours.json"))}
    if lychee := shutil.which("lychee"):
        found["lychee"] = (lychee, "-n", "-f", "json", "-o", str(folder / "lychee.json"))
    return found


def median(costs: Sequence[Cost]) -> Cost:
    """Return the cost whose wall time is the median."""
    return sorted(costs, key=lambda cost: cost.wall)[len(costs) // 2]
