"""Which shard may ask which place (a registrable domain): each from one of them at a time, whatever redirects to it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from fetchers.net.pacing.rate_controller import Pace
from linkcheck.engine.shards.messages import Order, ShardReport

NEVER: Final = float("inf")


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

    def begin(self, number: int, tell: Callable[[Order], None]) -> frozenset[str]:
        """Begin a life of a shard; return the places of its own that others hold."""
        self._tell[number] = tell
        return frozenset(place for place, holder in self._lent.items() if self._owner.get(place) == number != holder)

    def end(self, number: int) -> None:
        """End the life of a shard: what it holds is free for whoever waits."""
        if self._tell.pop(number, None) is None:
            return
        self._ended[number] = self._clock()
        for place in [place for place in self._waiting if self._holder(place) == number]:
            self._pass_on(place, {}, 0.0)

    def hear(self, number: int, report: ShardReport) -> None:
        """Hand on what a shard gives up, and have it ask what it wants as soon as whoever holds it gives it up."""
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
            self._grant(number, place, {}, NEVER if ended is None else self._clock() - ended)

    def _holder(self, place: str) -> int | None:
        return self._lent.get(place, self._owner.get(place))

    def _pass_on(self, place: str, paces: Mapping[str, Pace], ago: float) -> None:
        waiting = self._waiting.pop(place, deque())
        while waiting and waiting[0] not in self._tell:
            waiting.popleft()
        if not waiting:
            return
        self._grant(waiting.popleft(), place, paces, ago)
        if waiting:
            self._waiting[place] = waiting
            self._tell[self._lent[place]](Order(place, None))

    def _grant(self, number: int, place: str, paces: Mapping[str, Pace], ago: float) -> None:
        self._lent[place] = number
        self._tell[number](Order(place, paces, ago))
