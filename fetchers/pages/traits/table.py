"""The tables of marks, arranged so that an answer is held against few of them. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from math import inf
from typing import TypeAlias

from fetchers.facts import Witness
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.marker import Marker

_Row: TypeAlias = tuple[Marker, frozenset[Witness]]


class Table:
    """Marks, by the statuses they go with and the lengths of pages they may stand on."""

    def __init__(self, markers: Iterable[Marker]) -> None:
        self._markers = sorted(markers, key=_limit)
        self._by_status: dict[int | None, tuple[list[_Row], list[float]]] = {}

    def marked(self, evidence: Evidence) -> dict[str, frozenset[Witness]]:
        """Return the traits of all marks that hold, each with the kinds of sign it rests on."""
        rows, limits = self._with(evidence.status)
        found: dict[str, frozenset[Witness]] = {}
        for marker, kinds in rows[bisect_left(limits, evidence.length) :]:
            known = found.get(marker.trait)
            if (known is None or not kinds <= known) and marker.is_seen(evidence):
                found[marker.trait] = kinds if known is None else known | kinds
        return found

    def _with(self, status: int | None) -> tuple[list[_Row], list[float]]:
        """Return the marks that go with a status, from short pages' to any page's, and their limits."""
        if status not in self._by_status:
            fitting = [marker for marker in self._markers if not marker.status or status in marker.status]
            rows = [(marker, marker.witnesses) for marker in fitting]
            self._by_status[status] = rows, [_limit(marker) for marker in fitting]
        return self._by_status[status]


def _limit(marker: Marker) -> float:
    return inf if marker.most_words is None else marker.most_words
