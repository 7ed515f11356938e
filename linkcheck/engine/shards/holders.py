"""Which shard may ask which place (a registrable domain): each from one of them at a time, whatever redirects to it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final

from fetchers.addresses.domains import registrable
from fetchers.net.pacing.leases import API
from fetchers.net.pacing.policies import API_QUOTAS, QUOTAS
from fetchers.net.pacing.quota import Quota, Spent
from fetchers.net.pacing.rate_controller import Pace
from linkcheck.engine.shards.messages import Order, ShardReport

NEVER: Final = float("inf")
_WITH_QUOTA: Final = QUOTAS.keys() | API_QUOTAS.keys()
_MOST_COUNTED: Final = max(quota.requests for quota in (*QUOTAS.values(), *API_QUOTAS.values()))


class Holders:
    """Hands places from shard to shard. One that is dealt to a shard is its own until another wants it."""

    def __init__(self, own: Sequence[Collection[str]], clock: Callable[[], float]) -> None:
        """``own``: the places of each shard, by its number."""
        self._owner = {place: number for number, places in enumerate(own) for place in places}
        self._lent: dict[str, int] = {}
        """Who holds places that are not with their owner, or have none."""
        self._waiting: dict[str, deque[int]] = {}
        self._clock = clock
        self._tell: dict[int, Callable[[Order], None]] = {}
        """How those that run are told."""
        self._ended: dict[int, float] = {}
        """When each shard's last life ended."""
        self._left: dict[str, tuple[float, Mapping[str, Pace]]] = {}
        """How places were asked that are in nobody's hands, and since when."""
        self._asked: dict[str, deque[float]] = {}
        """When hosts with a quota were asked: a shard that dies tells nothing of it."""

    def begin(self, number: int, tell: Callable[[Order], None]) -> frozenset[str]:
        """Begin a life of a shard; return the places of its own that others hold."""
        self._tell[number] = tell
        return frozenset(place for place, holder in self._lent.items() if self._owner.get(place) == number != holder)

    def known(self, number: int) -> dict[str, Mapping[str, Pace]]:
        """Return how places that a shard holds were asked before this life."""
        places = {*self._left, *map(registrable, self._asked)}
        return {place: self._known(place) for place in places if self._holder(place) == number}

    def end(self, number: int) -> None:
        """End the life of a shard: what it holds is free for whoever waits."""
        if self._tell.pop(number, None) is None:
            return
        self._ended[number] = self._clock()
        for place in [place for place in self._waiting if self._holder(place) == number]:
            self._pass_on(place, {}, 0.0)

    def hear(self, number: int, report: ShardReport) -> None:
        """Hand on what a shard gives up, and have it ask what it wants as soon as whoever holds it gives it up."""
        now = self._clock()
        for host in _WITH_QUOTA & report.by_host.keys():
            moments = self._asked.setdefault(host, deque(maxlen=_MOST_COUNTED))
            moments.extend([now] * report.by_host[host])
        for place, paces in report.given_up.items():
            if self._holder(place) == number:
                self._pass_on(place, paces, 0.0)
        for place in report.wanted:
            self._want(number, place)

    def _want(self, number: int, place: str) -> None:
        holder = self._holder(place)
        if holder in self._tell and holder != number:
            waiting = self._waiting.setdefault(place, deque())
            waiting.append(number)
            if len(waiting) == 1:
                self._tell[holder](Order(place, None))
        else:
            ended = None if holder is None else self._ended.get(holder)
            self._grant(number, place, self._known(place), NEVER if ended is None else self._clock() - ended)

    def _known(self, place: str) -> Mapping[str, Pace]:
        """Return how a place was asked that is in nobody's hands."""
        now = self._clock()
        since, paces = self._left.get(place, (now, {}))
        known = {name: pace.later(now - since) for name, pace in paces.items()}
        for host in _WITH_QUOTA & self._asked.keys():
            ages = [now - moment for moment in self._asked[host]]
            for name, quota in _quotas(host):
                # Which of the two it was is not told: both are taken for used.
                if registrable(host) == place and name not in known:
                    known[name] = Pace(0.0, 0.0, Spent(quota, ages[-quota.requests :]).later(0.0))
        return known

    def _holder(self, place: str) -> int | None:
        return self._lent.get(place, self._owner.get(place))

    def _pass_on(self, place: str, paces: Mapping[str, Pace], ago: float) -> None:
        waiting = self._waiting.pop(place, deque())
        while waiting and waiting[0] not in self._tell:
            waiting.popleft()
        if not waiting:
            self._left[place] = self._clock() - ago, paces
            return
        self._grant(waiting.popleft(), place, paces, ago)
        if waiting:
            self._waiting[place] = waiting
            self._tell[self._lent[place]](Order(place, None))

    def _grant(self, number: int, place: str, paces: Mapping[str, Pace], ago: float) -> None:
        self._lent[place] = number
        self._left.pop(place, None)
        self._tell[number](Order(place, paces, ago))


def _quotas(host: str) -> Iterator[tuple[str, Quota]]:
    """Yield the quotas of a host by the names of their queues."""
    if host in QUOTAS:
        yield host, QUOTAS[host]
    if host in API_QUOTAS:
        yield f"{host}{API}", API_QUOTAS[host]
