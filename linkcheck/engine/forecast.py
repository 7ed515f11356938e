"""Forecast the least time a run takes, and why, before anything is asked. Pure."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final, NamedTuple

from fetchers import registry
from fetchers.net.host_policy import HostPolicy
from fetchers.net.pacing.policies import API_QUOTAS, QUOTAS, policy_for, queue_name
from fetchers.net.pacing.quota import Quota
from linkcheck.engine.jobs import host_of
from linkcheck.plan import Query

LONG_RUN: Final = 10_000
"""Links; a longer run prints its forecast first."""
_MOST_TOLD: Final = 8
_WORTH_TELLING: Final = 5.0
"""Seconds."""

WORK_OF_PAGE: Final = 0.004
"""Seconds of processor for a page under TLS (BENCHMARKS.md)."""
WORK_IN_BATCH: Final = 0.0004
"""The same for a link that is answered in a batch."""

# What is asked for by the hundred at an address of the service's own (the sites' guides).
_IN_BATCHES: Final[Mapping[str, tuple[str, int]]] = {
    "arxiv": ("export.arxiv.org", 100),
    "semanticscholar": ("api.semanticscholar.org", 100),
}


@dataclass(frozen=True, slots=True)
class Need:
    """The links of one service or host, and the pace at which it may be asked."""

    name: str
    links: int
    per_question: int
    interval: float
    quota: Quota | None

    @property
    def seconds(self) -> float:
        """Least time from the first request to the last."""
        questions = ceil(self.links / self.per_question)
        return max((questions - 1) * self.interval, 0.0 if self.quota is None else self.quota.least_seconds(questions))

    @property
    def why(self) -> str:
        """The pace, in words."""
        batch = f"{self.per_question} a question" if self.per_question > 1 else ""
        apart = f"{self.interval:g} s apart" if self.interval else ""
        quota = f"at most {self.quota.requests:,} in {span(self.quota.seconds)}" if self.quota else ""
        return ", ".join(filter(None, (batch, apart, quota)))


@dataclass(frozen=True, slots=True)
class Forecast:
    """A run before its first request. ``seconds`` is a lower bound: answers take time as well."""

    links: int
    """Links to ask for."""
    hosts: int
    single_hosts: int
    """Hosts with a single link."""
    needs: tuple[Need, ...]
    """Longest first."""
    work: float
    """Seconds of processor, about."""

    @property
    def seconds(self) -> float:
        """Least time of the run: services are asked side by side, so the slowest decides."""
        return max((need.seconds for need in self.needs), default=0.0)

    def lines(self) -> Iterator[str]:
        """Yield the forecast as lines for the terminal."""
        yield f"links to ask for: {self.links:,}; hosts: {self.hosts:,}, with one link alone: {self.single_hosts:,}"
        yield from self._paces()
        if self.work >= _WORTH_TELLING:
            yield f"the work itself: about {span(self.work)} of one processor, less on several (--shards)"

    def _paces(self) -> Iterator[str]:
        long = [need for need in self.needs if need.seconds >= _WORTH_TELLING]
        if not long:
            yield "no service's pace is waited for; the answers themselves take what they take"
            return
        first = long[0]
        yield f"at least {span(first.seconds)}: {first.links:,} links of {first.name}, {first.why}"
        for need in long[1:_MOST_TOLD]:
            yield f"meanwhile, {span(need.seconds)}: {need.links:,} links of {need.name}, {need.why}"
        if len(long) > _MOST_TOLD:
            yield f"and {len(long) - _MOST_TOLD:,} more hosts that take less"


class Asked(NamedTuple):
    """What a query's share of the time depends on."""

    host: str
    """That of the first request."""
    service: str
    """The fetcher's name."""
    links: int


def asked(query: Query) -> Asked:
    """Return what a query's share of the time depends on."""
    return Asked(sys.intern(host_of(query)), sys.intern(query.target.fetcher), len(query.links))


def foresee(queries: Iterable[Query], users: Mapping[str, HostPolicy]) -> Forecast:
    """Return the forecast for these queries; ``users`` are the policies of ``[hosts]``."""
    return forecast(map(asked, queries), users)


def forecast(queries: Iterable[Asked], users: Mapping[str, HostPolicy]) -> Forecast:
    """Return the forecast for queries of which only so much is at hand."""
    hosts: Counter[str] = Counter()
    paces: Counter[tuple[str, int]] = Counter()
    address_of: dict[str, str] = {}
    links, work = 0, 0.0
    for query in queries:
        links += query.links
        hosts[query.host] += 1
        host, size = _IN_BATCHES.get(query.service, (query.host, 1))
        name = queue_name(host, users)
        address_of.setdefault(name, host)
        paces[name, size] += 1
        work += work_of(query.service)
    needs = [_need(name, address_of[name], count, size, users) for (name, size), count in paces.items()]
    return Forecast(
        links=links,
        hosts=len(hosts),
        single_hosts=sum(count == 1 for count in hosts.values()),
        needs=tuple(sorted((need for need in needs if need.why), key=lambda need: -need.seconds)),
        work=work,
    )


def work_of(service: str) -> float:
    """Return the seconds of processor that a link of a service takes, by the fetcher's name."""
    return WORK_IN_BATCH if registry.fetcher(service).batch > 1 else WORK_OF_PAGE


def span(seconds: float) -> str:
    """Return a duration in words: ``4 min 20 s``."""
    minutes, rest = divmod(ceil(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min"), (0 if hours else rest, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"


def _need(name: str, host: str, count: int, size: int, users: Mapping[str, HostPolicy]) -> Need:
    # Of a service with two quotas the wider one: which of the two a link needs may be known only afterwards.
    quota = API_QUOTAS.get(host, QUOTAS.get(host))
    return Need(name, count, size, policy_for(host, users).interval or 0.0, quota)
