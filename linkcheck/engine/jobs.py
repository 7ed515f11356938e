"""Group queries into jobs, one per fetcher call, in the order in which they start. Pure."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from fetchers import registry
from fetchers.fetcher import Fetcher
from fetchers.values import dataclass
from linkcheck.plan import Query, SelectedQueries

SCOUTS: Final = 24


@dataclass(frozen=True, slots=True)
class Job:
    """One call of a fetcher. Its queries are read when it starts: a million jobs may wait."""

    fetcher: Fetcher
    queries: Sequence[Query]
    """Those of many jobs; its own are from ``first`` up to ``end``."""
    first: int
    end: int
    begin: Callable[[Job], asyncio.Future[None]]
    host: str
    """That of the first request."""

    @property
    def asks(self) -> Sequence[Query]:
        """What is asked for."""
        return self.queries[self.first : self.end]

    @property
    def is_batch(self) -> bool:
        """Whether a site is asked for many links at once, not a single host."""
        return self.fetcher.batch > 1

    def start(self) -> asyncio.Future[None]:
        """Start, and return what is done when the job has ended."""
        return self.begin(self)


def jobs(asks: Sequence[Query], begin: Callable[[Job], asyncio.Future[None]]) -> Iterator[Job]:
    """Yield batches, then single asks."""
    singles: list[Job] = []
    batches: dict[str, list[tuple[str, int]]] = {}
    for number, ask in enumerate(asks):
        fetcher, host = registry.fetcher(ask.target.fetcher), sys.intern(host_of(ask))
        if fetcher.batch == 1:
            singles.append(Job(fetcher, asks, number, number + 1, begin, host))
        else:
            batches.setdefault(fetcher.name, []).append((host, number))
    for name, group in batches.items():
        # One language of a wiki, one enterprise host …: neighbours in a batch share their call where hosts matter.
        group.sort()
        own = SelectedQueries(asks, [number for _, number in group])
        fetcher = registry.fetcher(name)
        for start in range(0, len(group), fetcher.batch):
            yield Job(fetcher, own, start, start + fetcher.batch, begin, group[start][0])
    yield from _scouts_first(singles)


def _scouts_first(jobs: Sequence[Job]) -> Iterator[Job]:
    """Put a few jobs from all over the list first: the network check must not rest on its first section alone."""
    scouts = range(0, len(jobs), max(1, len(jobs) // SCOUTS))
    yield from (jobs[number] for number in scouts)
    taken = set(scouts)
    yield from (job for number, job in enumerate(jobs) if number not in taken)


def host_of(ask: Query) -> str:
    """Return the host of the first request."""
    return ask.target.address.host
