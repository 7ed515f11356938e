"""The tables of marks, arranged so that an answer is held against few of them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
from math import inf
from typing import Final

from fetchers.facts import Witness
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.marker import Marker
from fetchers.pages.traits.phrases.sieve import Selection

_PLACES: Final[tuple[tuple[Callable[[Marker], str], Callable[[Evidence], str]], ...]] = (
    (lambda marker: marker.url, lambda evidence: evidence.address),
    (lambda marker: marker.title, lambda evidence: f"{evidence.title}\n{evidence.heading}"),
    (lambda marker: marker.visible, lambda evidence: evidence.stated),
    (lambda marker: marker.html, lambda evidence: evidence.html),
)
"""A pattern of a mark, and the text that it is sought in."""


class Table:
    """Marks, by status and by the part of the response that they match."""

    def __init__(self, markers: Iterable[Marker]) -> None:
        self._markers = tuple(markers)

    @cached_property
    def _selections(self) -> list[Selection[int]]:
        """Places of marks, by pattern. Built when the first answer comes: a run that reads no page does without."""
        rows = list(enumerate(self._markers))
        return [Selection((n, pattern) for n, marker in rows if (pattern := of(marker))) for of, _ in _PLACES]

    @cached_property
    def _wanted(self) -> list[int]:
        """For each mark, the number of parts of the response that it has to match."""
        return [sum(bool(of(marker)) for of, _ in _PLACES) for marker in self._markers]

    @cached_property
    def _unplaced(self) -> frozenset[int]:
        """Marks that want something of no place, and may be in any answer."""
        return frozenset(number for number, places in enumerate(self._wanted) if not places)

    def marked(self, evidence: Evidence) -> dict[str, frozenset[Witness]]:
        """Return the traits of all marks that hold, each with the kinds of sign it rests on."""
        met = Counter(
            n
            for (_, text_of), chosen in zip(_PLACES, self._selections, strict=True)
            for n in chosen.of(text_of(evidence))
        )
        possible = self._unplaced.union(n for n, places in met.items() if places == self._wanted[n])
        found: dict[str, frozenset[Witness]] = {}
        for marker in map(self._markers.__getitem__, sorted(possible)):
            if (
                evidence.length <= _limit(marker)
                and (not marker.status or evidence.status in marker.status)
                and marker.is_seen(evidence)
            ):
                found[marker.trait] = found.get(marker.trait, frozenset()) | marker.witnesses
        return found


def _limit(marker: Marker) -> float:
    return inf if marker.most_words is None else marker.most_words
