"""Deal the queries of a run into shards, so that no two of them have links of one site. Pure.

Whatever shares a pace is one group and goes to one shard: the hosts of a registrable domain, the pages and the API of a
service, and services that are asked on behalf of one another.
"""

from __future__ import annotations

import heapq
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from fetchers import registry
from fetchers.addresses.domains import registrable
from fetchers.context import Access
from fetchers.net.host_policy import HostPolicy
from fetchers.net.pacing.policies import queue_name
from linkcheck.engine.forecast import Asked, asked, forecast, work_of
from linkcheck.engine.jobs import host_of
from linkcheck.model.packed import Packed
from linkcheck.plan import Query

_AGENCIES: Final = {"doi": ("crossref.org", "datacite.org")}
"""Domains that a service leads its API calls to, beside its own."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Queries that must be asked from one place, by their numbers."""

    numbers: Sequence[int]
    work: float
    """Seconds of processor."""
    paced: float
    """Least seconds from the first request to the last, as the services ask for."""


def deal(queries: Sequence[Query], shards: int, users: Mapping[str, HostPolicy], access: Access) -> list[Packed[Query]]:
    """Return the queries in at most so many parts, none of them empty, the one that takes longest first.

    Groups that mostly wait are put together, for waits overlap; the work is spread evenly. ``users`` are the policies
    of ``[hosts]``. The same queries are always dealt alike, and keep their order within a shard.
    """
    light = [asked(query) for query in queries]
    groups = [_weighed(numbers, light, users) for numbers in _groups(light, users, access)]
    parts = [_Part(number) for number in range(shards)]
    share = sum(group.work for group in groups) / shards
    for group in sorted((g for g in groups if g.paced > g.work), key=lambda g: (-g.paced, g.numbers[0])):
        roomy = [part for part in parts if part.work + group.work <= share] or parts
        min(roomy, key=lambda part: (part.increase(group), part.work, part.number)).add(group)
    heap = [(part.work, part.number) for part in parts]
    heapq.heapify(heap)
    for group in sorted((g for g in groups if g.paced <= g.work), key=lambda g: (-g.work, g.numbers[0])):
        part = parts[heap[0][1]]
        part.add(group)
        heapq.heapreplace(heap, (part.work, part.number))
    filled = sorted((part for part in parts if part.numbers), key=lambda part: (-part.seconds, part.number))
    return [Packed(Query, (queries[number] for number in sorted(part.numbers))) for part in filled]


def is_one_site(queries: Sequence[Query]) -> bool:
    """Whether all queries lead to one registrable domain, so that one shard would ask them all."""
    site = registrable(host_of(queries[0])) if queries else ""
    return all(registrable(host_of(query)) == site for query in queries)


class _Part:
    """A shard while it is filled."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.numbers: list[int] = []
        self.work = 0.0
        self.paced = 0.0

    @property
    def seconds(self) -> float:
        """Expected time: waits run side by side, work does not."""
        return max(self.work, self.paced)

    def increase(self, group: _Group) -> float:
        return max(self.work + group.work, self.paced, group.paced) - self.seconds

    def add(self, group: _Group) -> None:
        self.numbers += group.numbers
        self.work += group.work
        self.paced = max(self.paced, group.paced)


def _weighed(numbers: Sequence[int], queries: Sequence[Asked], users: Mapping[str, HostPolicy]) -> _Group:
    work = sum(work_of(queries[number].service) for number in numbers)
    paced = forecast((queries[number] for number in numbers), users).seconds if len(numbers) > 1 else 0.0
    return _Group(numbers, work, paced)


def _groups(queries: Sequence[Asked], users: Mapping[str, HostPolicy], access: Access) -> Iterable[list[int]]:
    """Return the numbers of the queries of each group: those that share a place, directly or through others."""
    bases = _bases(access)
    above: dict[str, str] = {}

    def root(place: str) -> str:
        while (parent := above.setdefault(place, place)) != place:
            above[place] = place = above[parent]
        return place

    homes: list[str] = []
    for query in queries:
        home, *others = _places(query, users, bases, access.papers)
        homes.append(sys.intern(home))
        for other in others:
            above[root(other)] = root(home)
    groups: dict[str, list[int]] = {}
    for number, home in enumerate(homes):
        groups.setdefault(root(home), []).append(number)
    return groups.values()


def places(queries: Iterable[Query], users: Mapping[str, HostPolicy], access: Access) -> set[str]:
    """Return the registrable domains that a shard with these queries, and no other, asks."""
    bases = _bases(access)
    return {
        place for query in queries for place in _places(asked(query), users, bases, access.papers) if " " not in place
    }


def _places(
    query: Asked, users: Mapping[str, HostPolicy], bases: Mapping[str, str], papers: frozenset[str]
) -> Iterator[str]:
    """Yield what a query shares with others: its domain, its queue, its service, and whom that asks as well."""
    host, name, _ = query
    yield registrable(host)
    queue = queue_name(host, users)
    if queue != host:
        yield registrable(queue.removeprefix("*."))
    services = [name]
    if name == "arxiv":
        services += ["huggingface"] if "code" in papers else []
        services += ["semanticscholar"] if "citations" in papers else []
    for service in services:
        yield from _service_places(service)
        if service in bases:
            yield bases[service]


@lru_cache(maxsize=64)
def _service_places(name: str) -> tuple[str, ...]:
    """Return a service and its domains, those that other services claim as well left out; nothing for a mere page."""
    hosts = registry.fetcher(name).hosts
    if not hosts:
        return ()
    own = [host for host in hosts if sum(bool(each.hosts) for each in registry.offered(host)) == 1]
    return (f"service {name}", *(registrable(host) for host in own), *_AGENCIES.get(name, ()))


def _bases(access: Access) -> dict[str, str]:
    """Return the domain of each service's API, by the fetcher's name."""
    urls = {
        "arxiv": access.arxiv_api,
        "github": access.github_api,
        "huggingface": access.huggingface,
        "doi": access.doi,
        **access.bases,
    }
    return {name: registrable((urlsplit(url).hostname or name).lower()) for name, url in urls.items()}
