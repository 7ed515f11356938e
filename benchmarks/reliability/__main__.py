"""Prints the figures of docs/reliability.md: ``python -m benchmarks.reliability [KILLS [SOAK]]``.

KILLS is how often a run is killed [200], SOAK how many links the soak has [20000]; 0 leaves it out.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from benchmarks.reliability import faults, soak


def main(kills: int = 200, links: int = 20_000) -> None:
    """Measure and print."""
    command = f"python -m benchmarks.reliability {kills} {links}"
    if kills:
        print(f"Made by `{command}` on {datetime.now(UTC):%Y-%m-%d}; {faults.LINKS} links a run.\n")
        faults.measure(kills)
    if links:
        print(f"\nMade by `{command}` on {datetime.now(UTC):%Y-%m-%d}.\n")
        soak.measure(links)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
