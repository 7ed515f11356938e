"""Which hosts this process may ask, where a run has several: a place is asked from one of them at a time.

A place is a registrable domain. A process holds its own from the start, and wants another where a redirect leads to it
(or a service is asked that it has no links of). It gives one up when another process wants it: once nothing is open
there, with the pace that it was asked at.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from typing import Final

from fetchers.addresses.domains import registrable
from fetchers.net.pacing.host_queue import HostQueue
from fetchers.net.pacing.rate_controller import Pace

Paces = Mapping[str, Pace]
"""How a place was asked, by the names of its queues."""

_NOTHING: Final = Pace(0.0, 0.0)
API: Final = " (API)"
"""Suffix of the name of an API's queue on a host that has another for its pages."""


def place_of(queue: str) -> str:
    """Return the place of a queue, by its name."""
    return registrable(queue.removesuffix(API).removeprefix("*."))


class Leases:
    """The places that this process holds; ``wanted`` and ``given_up`` are its news until ``take_news``."""

    def __init__(
        self, own: Collection[str], tell: Callable[[], None], known: Mapping[str, Paces] | None = None
    ) -> None:
        """``tell`` is called when there is news; ``known`` is how places were asked before this process began."""
        self._known = known or {}
        self._held = set(own)
        self._grants: dict[str, tuple[float, Paces, float]] = {}
        """Of places that were granted: when, and how they were asked before."""
        self._unused: set[str] = set()
        """Granted, and not asked since."""
        self._revoked: set[str] = set()
        self._queues: dict[str, list[HostQueue]] = {}
        self._tell = tell
        self._serve: Callable[[HostQueue, float], None] = lambda *_: None
        self._clock = time.monotonic
        self._wanted: dict[str, None] = {}
        self.wanted: list[str] = []
        self.given_up: dict[str, Paces] = {}

    def begin(self, serve: Callable[[HostQueue, float], None], clock: Callable[[], float]) -> None:
        """Serve the queues of one network, which knows none yet; those of the one before have ended."""
        self._serve, self._clock = serve, clock
        for place, paces in self._known.items():
            self._grants.setdefault(place, (clock(), paces, 0.0))
        self._known = {}
        self._queues.clear()
        self._wanted.clear()

    def add(self, queue: HostQueue) -> None:
        """Know a queue from now on."""
        place = place_of(queue.name)
        self._queues.setdefault(place, []).append(queue)
        queue.is_held = place in self._held and place not in self._revoked
        self._take_over(place, queue)

    def remove(self, queue: HostQueue) -> None:
        """Forget a queue of which whoever asks the place next need not know."""
        place = place_of(queue.name)
        self._queues[place].remove(queue)
        if not self._queues[place]:
            del self._queues[place]

    def _take_over(self, place: str, queue: HostQueue) -> None:
        if place in self._grants:
            when, paces, ago = self._grants[place]
            queue.rate.take_over(when, paces.get(queue.name), ago)

    def want(self, queue: HostQueue) -> None:
        """Ask for the place of a queue that has something to send."""
        place = place_of(queue.name)
        if place not in self._held and place not in self._wanted:
            self._wanted[place] = None
            self.wanted.append(place)
            self._tell()

    def grant(self, place: str, paces: Paces, ago: float) -> None:
        """Hold a place that was asked elsewhere until now, as ``paces`` say; what they do not know, so long ago."""
        self._wanted.pop(place, None)
        self._held.add(place)
        self._unused.add(place)
        now = self._clock()
        self._grants[place] = now, paces, ago
        for queue in self._queues.get(place, ()):
            queue.is_held = True
            self._take_over(place, queue)
            self._serve(queue, now)

    def revoke(self, place: str) -> None:
        """Give a place up as soon as nothing is open there, and the request that it was wanted for has been sent."""
        if place in self._held:
            self._revoked.add(place)
            self._give_up(place)

    def began(self, queue: HostQueue) -> None:
        """Count a request as sent."""
        if self._unused:
            self._unused.discard(place_of(queue.name))

    def ended(self, queue: HostQueue) -> None:
        """Give the place up where it is wanted elsewhere."""
        if self._revoked:
            self._give_up(place_of(queue.name))

    def end(self) -> None:
        """Give up all places of which something is to be known to whoever asks them next."""
        for place in self._queues:
            paces = self._paces(place) if place in self._held else {}
            if any(pace != _NOTHING for pace in paces.values()):
                self.given_up[place] = paces

    def _paces(self, place: str) -> Paces:
        """Return how a place is asked, by the queues that this process has, and those that it was told of."""
        now = self._clock()
        when, told, _ = self._grants.get(place, (now, {}, 0.0))
        paces = {name: pace.later(now - when) for name, pace in told.items()}
        return paces | {queue.name: queue.rate.pace(now) for queue in self._queues.get(place, ())}

    def _give_up(self, place: str) -> None:
        queues = self._queues.get(place, [])
        waiting = [queue for queue in queues if queue.peek() is not None]
        if place not in self._revoked or (waiting and place in self._unused):
            return
        for queue in queues:
            queue.is_held = False
        if any(queue.active for queue in queues):
            return
        for places in (self._revoked, self._held, self._unused):
            places.discard(place)
        self.given_up[place] = self._paces(place)
        self._grants.pop(place, None)
        self._tell()
        for queue in waiting:
            self.want(queue)
