"""What lists of a million to a hundred million links would take: simulated, from slopes that were measured.

Nothing is asked. The links are put on hosts as those of 577 real lists are, and dealt by time as shards are: the
longest first, each to the machine's process that has the least. What comes out is what the slopes make of that plan.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from benchmarks import commandline
from fetchers.net.pacing.rate_controller import DEFAULT_CONCURRENCY
from linkcheck.engine.forecast import span

LINKS: Final = (1_000_000, 10_000_000, 100_000_000)
CORES: Final = (2, 16, 128)

LINKS_SEEN, HOSTS_SEEN, SINGLE, LARGEST = 50_059, 22_987, 0.79, 0.049
"""Of 577 lists: addresses, hosts, the share of hosts with one link, the share of links of the largest host."""

WORK: Final = 0.0034
"""Seconds of processor of a https link (docs/scale.md); of it the run's own process:"""
RUN: Final = 0.0005
START: Final = 0.55
"""Seconds of processor of a shard's start."""
ANSWER: Final = 0.5
"""Seconds that a server takes: an assumption, for hosts with no pace of their own."""
PAGE: Final = 30
"""kB read of a page and its handshake: an assumption."""
STATE: Final = 1.4
"""kB on disk a link, on a real list."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Links on hosts: so many hosts with so many links each, the largest first."""

    hosts: list[tuple[int, int]]

    @property
    def largest(self) -> int:
        """Links of the largest host."""
        return self.hosts[0][1]


def plan(links: int) -> Plan:
    """Put links on hosts: four of five have one, the rest fall off as a power of their rank."""
    hosts = links * HOSTS_SEEN // LINKS_SEEN
    single = int(hosts * SINGLE)
    largest, others = int(links * LARGEST), hosts - single
    low, high = 0.1, 3.0
    for _ in range(50):
        middle = (low + high) / 2
        more = sum(count * size for count, size in _falling(largest, others, middle)) > links - single
        low, high = (middle, high) if more else (low, middle)
    return Plan([*_falling(largest, others, high), (single, 1)])


def _falling(largest: int, hosts: int, power: float) -> Iterator[tuple[int, int]]:
    """Yield how many hosts have how many links, by ranks that are a tenth apart."""
    rank = 1
    while rank <= hosts:
        following = min(hosts + 1, max(rank + 1, rank * 11 // 10))
        middle = (rank + following - 1) / 2
        yield following - rank, max(2, round(largest / middle**power))
        rank = following


def deal(found: Plan, cores: int) -> float:
    """Return the seconds until the last process has done its work, those that serve the largest hosts begun first."""
    heap = [START] * cores
    for count, size in found.hosts:
        # Hosts of one size are dealt together, some each, where there are many.
        for part in range(min(count, cores)):
            share = count // cores + (part < count % cores) if count > cores else 1
            heapq.heapreplace(heap, heap[0] + share * size * (WORK - RUN))
    return max(heap)


def main() -> None:
    """Simulate and print."""
    parser = commandline.parser(__doc__)
    parser.add_argument("--memory", type=float, default=0.42, metavar="KB", help="memory of the run, a link [0.42]")
    parser.add_argument("--interval", type=float, default=1.0, help="seconds that the largest host wants [1]")
    arguments = parser.parse_args()
    print("simulated, not run:")
    for links in LINKS:
        found = plan(links)
        hosts = sum(count for count, _ in found.hosts)
        print(f"{links:,} links on {hosts:,} hosts, {found.largest:,} on the largest")
        print(f"  processor {span(links * WORK)}; memory {links * arguments.memory / 1e6:,.1f} GB;"
              f" state {links * STATE / 1e6:,.1f} GB; read {links * PAGE / 1e6:,.0f} GB")  # fmt: skip
        free = found.largest * ANSWER / DEFAULT_CONCURRENCY
        print(f"  the largest host: {span(free)} at ten open requests, {span(found.largest * arguments.interval)} at"
              f" {arguments.interval:g} s apart; the run's own process: {span(links * RUN)}")  # fmt: skip
        for cores in CORES:
            others = max(deal(found, cores), links * RUN)
            print(f"  {cores:3} processors for shards: {span(others)}, with the largest host {span(max(others, free))}")


if __name__ == "__main__":
    main()
