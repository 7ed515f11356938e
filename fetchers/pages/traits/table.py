"""The tables of marks, arranged so that an answer is held against few of them. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from math import inf

from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.marker import Marker


class Table:
    """Marks, by the statuses they go with and the lengths of pages they may stand on."""

    def __init__(self, markers: Iterable[Marker]) -> None:
        self._markers = sorted(markers, key=_limit)
        self._by_status: dict[int | None, tuple[list[Marker], list[float]]] = {}

    def marked(self, evidence: Evidence) -> set[str]:
        """Return the traits of all marks that hold."""
        markers, limits = self._with(evidence.status)
        found: set[str] = set()
        for marker in markers[bisect_left(limits, evidence.length) :]:
            if marker.trait not in found and marker.is_seen(evidence):
                found.add(marker.trait)
        return found

    def _with(self, status: int | None) -> tuple[list[Marker], list[float]]:
        """Return the marks that go with a status, from short pages' to any page's, and their limits."""
        if status not in self._by_status:
            fitting = [marker for marker in self._markers if not marker.status or status in marker.status]
            self._by_status[status] = fitting, [_limit(marker) for marker in fitting]
        return self._by_status[status]


def _limit(marker: Marker) -> float:
    return inf if marker.most_words is None else marker.most_words
