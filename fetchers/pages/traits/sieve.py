"""Patterns of which most texts match none, tried only on those that can match. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import pairwise
from typing import Final, Generic, TypeAlias, TypeVar

from fetchers.pages.traits.shape import fold, fold_ascii, fold_plain

try:
    from fetchers.pages.traits.needles import needles
except ImportError:  # pragma: no cover - it rests on Python's own reader of patterns, which is no promise

    def needles(pattern: str) -> tuple[str, ...]:  # noqa: ARG001
        """Return what is in every text."""
        return ("",)


T = TypeVar("T")
_Pair: TypeAlias = tuple[str, str]
_ANY: Final = ("", "")
"""The pair of a needle that is too short to have one."""


class Text(str):
    """A text that many patterns are sought in."""

    __slots__ = ("__dict__",)

    @cached_property
    def folded(self) -> str:
        """The text with all cases alike."""
        return fold(self)

    @cached_property
    def folded_ascii(self) -> str:
        """The same, fit for ASCII needles only: of long markup, at a tenth of the cost."""
        return fold_ascii(self)


class PlainText(Text):
    """A text that is ``plain`` already."""

    __slots__ = ()

    @cached_property
    def folded(self) -> str:
        """The text with all cases alike."""
        return fold_plain(self)


class Needles:
    """Strings of which one at least is in every text that has something to match."""

    def __init__(self, needles: Iterable[str]) -> None:
        self._ascii, self._others = _parted(needles)

    def __iter__(self) -> Iterator[str]:
        yield from self._ascii
        yield from self._others

    def occur_in(self, text: str) -> bool:
        """Whether a match is possible: False is certain."""
        asked = text if isinstance(text, Text) else Text(text)
        return _any_in(self._ascii, asked.folded_ascii) or (not asked.isascii() and _any_in(self._others, asked.folded))


class Sieve:
    """A pattern that is read and compiled when it is needed first."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> None:
        self._pattern = pattern
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself, for texts that have passed."""
        return re.compile(self._pattern, self._flags)

    @cached_property
    def needles(self) -> Needles:
        """What a text must have."""
        return Needles(needles(self._pattern))

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text."""
        return self.compiled.search(text) if self.needles.occur_in(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield all matches in a text."""
        return self.compiled.finditer(text) if self.needles.occur_in(text) else iter(())


class Selection(Generic[T]):
    """Many things with needles each, of which few have to do with any one text: each needle is known by two letters."""

    def __init__(self, things: Iterable[tuple[T, Needles]]) -> None:
        self._things: list[T] = []
        places: dict[str, list[int]] = {}
        for place, (thing, needles_of_it) in enumerate(things):
            self._things.append(thing)
            for needle in needles_of_it:
                places.setdefault(needle, []).append(place)
        common = Counter(pair for needle in places for pair in _pairs(needle))
        self._known_by: dict[_Pair, list[tuple[str, list[int]]]] = {}
        for needle, those in places.items():
            rarest = min(_pairs(needle), key=common.__getitem__, default=_ANY)
            self._known_by.setdefault(rarest, []).append((needle, those))

    def of(self, text: str) -> list[T]:
        """Return the things that may have something to find in a text, in their order."""
        folded = text.folded if isinstance(text, Text) else fold(text)
        hints = self._known_by.keys() & {*_pairs(folded), _ANY}
        found = {
            place for hint in hints for needle, those in self._known_by[hint] if needle in folded for place in those
        }
        return [self._things[place] for place in sorted(found)]


@cache
def sieve(pattern: str) -> Sieve:
    """Return the one sieve of a pattern of our tables."""
    return Sieve(pattern)


def _pairs(text: str) -> set[_Pair]:
    return set(pairwise(text))


def _parted(needles: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Set ASCII apart: most texts have nothing else, and cannot have the rest."""
    found = tuple(dict.fromkeys(needles))
    return tuple(filter(str.isascii, found)), tuple(needle for needle in found if not needle.isascii())


def _any_in(needles: tuple[str, ...], text: str) -> bool:
    for needle in needles:  # noqa: SIM110 - any() takes twice the time
        if needle in text:
            return True
    return False
