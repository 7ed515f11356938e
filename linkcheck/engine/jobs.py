"""Group queries into jobs, one per fetcher call, in the order in which they start. Pure."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fetchers import registry
from fetchers.fetcher import Fetcher
from linkcheck.plan import Query

SCOUTS: Final = 24


@dataclass(frozen=True, slots=True)
class Job:
    """One call of a fetcher."""

    fetcher: Fetcher
    asks: Sequence[Query]
    begin: Callable[[Job], asyncio.Future[None]]

    @property
    def is_batch(self) -> bool:
        """Whether a site is asked for many links at once, not a single host."""
        return self.fetcher.batch > 1

    def start(self) -> asyncio.Future[None]:
        """Start, and return what is done when the job has ended."""
        return self.begin(self)


def jobs(asks: Iterable[Query], begin: Callable[[Job], asyncio.Future[None]]) -> Iterator[Job]:
    """Yield batches, then single asks."""
    by_fetcher: dict[str, list[Query]] = {}
    for ask in asks:
        by_fetcher.setdefault(ask.target.fetcher, []).append(ask)
    singles: list[Job] = []
    for name, group in by_fetcher.items():
        fetcher = registry.fetcher(name)
        if fetcher.batch == 1:
            singles += [Job(fetcher, (ask,), begin) for ask in group]
            continue
        # One language of a wiki, one enterprise host …: neighbours in a batch share their call where hosts matter.
        group.sort(key=host_of)
        for start in range(0, len(group), fetcher.batch):
            yield Job(fetcher, group[start : start + fetcher.batch], begin)
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
