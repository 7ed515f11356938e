"""How long a command takes before it does anything.

Prints the median wall time of each command, in milliseconds and as a multiple of ``python -c pass`` on this machine,
the commands taking turns in one run; and ``--version`` of the peers, which is all that can be compared.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import commandline
from benchmarks.measuring import ROOT

BARE = "python -c pass"
COMMANDS = {
    BARE: [sys.executable, "-c", "pass"],
    "linkcheck --version": [sys.executable, "-m", "linkcheck", "--version"],
    "linkcheck links list.md": [sys.executable, "-m", "linkcheck", "links", "list.md"],
}


def main() -> None:
    """Measure and print."""
    runs = commandline.parser(__doc__, runs=15).parse_args().runs
    peers = {f"{name} --version": [command[0], "--version"] for name, command in commandline.peers(Path()).items()}
    commands = {**COMMANDS, **peers}
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            times[name].append(_seconds(command))
    medians = {name: statistics.median(values[1:]) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:28} {1000 * median:7.1f} ms   {median / medians[BARE]:5.1f} x {BARE}")


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
