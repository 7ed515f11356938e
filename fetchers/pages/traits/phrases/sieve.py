"""Patterns of which most texts match none, tried only on the texts that can match. Pure.

The tables hold hundreds of long alternations, and a page matches none of nearly all. RE2's ``FilteredRE2`` works out
the plain strings that every match of a pattern has in it, and looks for those of all patterns in one pass over a text;
the few patterns that are left are tried by ``re``, whose lookarounds RE2 does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, reduce
from operator import itemgetter
from typing import Final, Generic, TypeVar

import re2

T = TypeVar("T")

_TOKEN: Final = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<look>\(\?<?[=!])|\{(?P<least>\d+)(?:,\d*)?\}|[^\\\[(){]+|.", re.DOTALL
)


class Selection(Generic[T]):
    """Things with a pattern each, of which few can have anything to say of any one text."""

    def __init__(self, things: Iterable[tuple[T, str]]) -> None:
        self._things: list[T] = []
        self._filter = re2.Filter()
        options = re2.Options()  # of every case it keeps the lower one, which is that of the text
        options.log_errors = False
        for thing, pattern in things:
            self._things.append(thing)
            self._filter.Add(loosened(pattern), options)
        self._filter.Compile()

    def of(self, text: str) -> list[T]:
        """Return the things whose pattern may match somewhere in a text, in their order; the rest certainly do not.

        Letters beyond ASCII have to be small, as they are in texts that are ``plain``: lowering them is dear.
        """
        found = self._filter.Match(text.encode("utf-8", "replace").lower(), potential=True) if text else None
        return [self._things[place] for place in sorted(found or ())]


class SelectionByLetters(Generic[T]):
    """A selection in parts: of things that every match has certain letters of, each made when a text has one first.

    Of 46 languages half are written in letters of their own, and most runs meet one or two of these.
    """

    def __init__(self, things: Iterable[tuple[T, str, str]]) -> None:
        """Each thing with its pattern and letters; "" for a pattern that may match without any."""
        self._parts: list[_Alphabet[T]] = []
        for place, (thing, pattern, letters) in enumerate(things):
            own = _Alphabet(frozenset(letters), [((place, thing), pattern)])
            # Of one alphabet: what shares letters is asked together.
            shared = [part for part in self._parts if part.letters & own.letters or not (part.letters or own.letters)]
            self._parts = [part for part in self._parts if part not in shared]
            self._parts.append(reduce(_Alphabet.with_all, shared, own))
        self._any = _class_of(frozenset().union(*(part.letters for part in self._parts)))

    def of(self, text: str) -> list[T]:
        """Return the things whose pattern may match somewhere in a text, in their order; the rest certainly do not."""
        has_letters = not text.isascii() and self._any.search(text) is not None
        parts = [part for part in self._parts if not part.letters or (has_letters and part.pattern.search(text))]
        found = sorted((each for part in parts for each in part.selection.of(text)), key=itemgetter(0))
        return [thing for _, thing in found]


class _Alphabet(Generic[T]):
    """Things of one alphabet, each with its place among all."""

    def __init__(self, letters: frozenset[str], things: list[tuple[tuple[int, T], str]]) -> None:
        self.letters = letters
        self._things = things

    def with_all(self, other: _Alphabet[T]) -> _Alphabet[T]:
        return _Alphabet(self.letters | other.letters, [*self._things, *other._things])

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return _class_of(self.letters)

    @cached_property
    def selection(self) -> Selection[tuple[int, T]]:
        return Selection(self._things)


def _class_of(letters: frozenset[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, sorted(letters)))}]" if letters else r"(?!)", re.IGNORECASE)


class Sieve:
    """One pattern, compiled when a text first needs it."""

    def __init__(self, pattern: str, parts: Iterable[str] = ()) -> None:
        """``parts``: patterns of which one matches wherever the whole does.

        RE2 gives up on the strings of an alternation with hundreds of branches, and lets every text pass; of the
        branches one by one it knows them.
        """
        self.pattern = pattern
        self._parts = tuple(parts) or (pattern,)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself, for texts that have passed."""
        return re.compile(self.pattern, re.IGNORECASE)

    @cached_property
    def _selection(self) -> Selection[str]:
        return Selection((part, part) for part in self._parts)

    @cached_property
    def _always_tried(self) -> tuple[frozenset[str], re.Pattern[str] | None]:
        """The parts that RE2 lets pass any text, being too short (``j9``), and one pattern of them all."""
        parts = self._selection.of("\n") if len(self._parts) > 1 else []
        union = re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE) if parts else None
        return frozenset(parts), union

    def _may_match(self, text: str) -> bool:
        parts, union = self._always_tried
        return not parts.issuperset(self._selection.of(text)) or (union is not None and bool(union.search(text)))

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in a text."""
        return self.compiled.search(text) if self._may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield all matches in a text."""
        return self.compiled.finditer(text) if self._may_match(text) else iter(())


def loosened(pattern: str) -> str:
    """Return a pattern that matches wherever ``pattern`` does, and perhaps elsewhere, and is quick to compile.

    Lookarounds are taken out, and what is counted may come any number of times: RE2 writes out ``.{0,60}`` sixty times.
    """
    kept: list[str] = []
    place = depth = skipped_from = 0
    while token := _TOKEN.match(pattern, place):
        text, place = token[0], token.end()
        if text[0] == "(":
            depth += 1
            if skipped_from == 0 and token["look"]:
                skipped_from = depth
        if skipped_from == 0:
            kept.append(text if token["least"] is None else "+" if int(token["least"]) else "*")
        if text == ")":
            if depth == skipped_from:
                skipped_from = 0
            depth -= 1
    return "".join(kept)
