"""How long a command takes before it does anything: ``python -m benchmarks.startup [RUNS]``.

Prints the median wall time of each command, in milliseconds and as a multiple of ``python -c pass`` on this machine,
the commands taking turns in one run.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    "linkcheck --version": ["-m", "linkcheck", "--version"],
    "linkcheck links list.md": ["-m", "linkcheck", "links", "list.md"],
}


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs + 1):
        for name, arguments in COMMANDS.items():
            times[name].append(_seconds(arguments))
    medians = {name: statistics.median(values[1:]) for name, values in times.items()}
    bare = medians["python -c pass"]
    for name, median in medians.items():
        print(f"{name:28} {1000 * median:7.1f} ms   {median / bare:5.1f} x python -c pass")


def _seconds(arguments: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
