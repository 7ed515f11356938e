"""A list too long for one page, split into several at its own headings. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reports.enriched.cells import size

PART_LIMIT: Final = 400_000
"""Bytes of list in one file, which leaves room for its heading and its links."""
_HEADING: Final = re.compile(r"(#{1,6}) (.*)")
_FENCE: Final = re.compile(r" {0,3}(`{3,}(?!.*`)|~{3,})")


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of the list for one file, and the headings of its top sections as written."""

    lines: tuple[str, ...]
    headings: tuple[str, ...]
    continues: str = ""
    """The heading of the section that these lines begin in the middle of."""


def split(lists: Iterable[Sequence[str]], level: int, limit: int) -> Iterator[Part]:
    """Yield the lines of lists in parts of at most ``limit`` bytes: whole top sections, as many as fit, a file.

    ``level`` is that of the top sections. A section too large for one file is split at its own sections, and one
    without any between its entries. No more is held than one list and one part.
    """
    part: list[str] = []
    room, section = limit, ""
    for unit in _units_of(lists, level, limit):
        room -= size(unit)
        if part and room < 0:
            yield (made := _part(part, level, section))
            section = made.headings[-1] if made.headings else section
            part = []
        if not part:
            room = limit - size(unit)
        part += unit
    if part:
        yield _part(part, level, section)


def top_level(lines: Sequence[str]) -> int:
    """Return the level of the top sections: the outermost that has several headings; 0 where no level has."""
    levels = [depth for _, depth, _ in _headings(lines)]
    return next((level for level in sorted(set(levels)) if levels.count(level) > 1), 0)


def _headings(lines: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield place, level and words of each heading; a comment in a code block is none."""
    fence = ""
    for place, line in enumerate(lines):
        if mark := _FENCE.match(line):
            opened, rest = mark[1], line[mark.end() :]
            if not fence:
                fence = opened
            elif opened.startswith(fence) and not rest.strip():
                fence = ""
        elif not fence and (match := _HEADING.match(line)):
            yield place, len(match[1]), match[2]


def _units_of(lists: Iterable[Sequence[str]], level: int, limit: int) -> Iterator[list[str]]:
    for lines in lists:
        for piece in _at_headings(lines, level) if level else [lines]:
            yield from _units(piece, limit)


def _units(lines: Sequence[str], limit: int) -> Iterator[list[str]]:
    """Yield pieces that may not be torn apart, none larger than ``limit`` unless a single line is."""
    if size(lines) <= limit:
        yield list(lines)
        return
    level = top_level(lines)
    pieces = _at_headings(lines, level) if level else []
    if len(pieces) > 1:
        for piece in pieces:
            yield from _units(piece, limit)
        return
    # Small pieces, so that the sections around them find room in the same files.
    yield from _between_entries(lines, limit // 8)


def _between_entries(lines: Sequence[str], limit: int) -> Iterator[list[str]]:
    room = 0
    unit: list[str] = []
    for line in lines:
        room -= size([line])
        if unit and room < 0:
            yield _outdented(unit)
            unit = []
        if not unit:
            room = limit - size([line])
        unit.append(line)
    yield _outdented(unit)


def _outdented(lines: list[str]) -> list[str]:
    """Return lines of a nested list that begin in the middle of it, so that the first are no code block."""
    base, moved = len(lines[0]), []
    for line in lines:
        if line:
            base = min(base, len(line) - len(line.lstrip(" ")))
        moved.append(line[base:])
    return moved


def _at_headings(lines: Sequence[str], level: int) -> list[Sequence[str]]:
    """Return the lines in pieces, each beginning at a heading of ``level`` or above."""
    cuts = [place for place, depth, _ in _headings(lines) if depth <= level]
    if cuts and not any(lines[: cuts[0]]):
        cuts[0] = 0
    return [lines[start:end] for start, end in pairwise([*([0] if cuts[:1] != [0] else []), *cuts, len(lines)])]


def _part(lines: list[str], level: int, section: str) -> Part:
    marks = list(_headings(lines))
    top = [words for _, depth, words in marks if depth == level] or [words for _, _, words in marks[:1]]
    first = next((place for place, line in enumerate(lines) if line), 0)
    begins = not any(lines) or bool(marks and marks[0][0] == first)
    return Part(tuple(lines), tuple(top), continues="" if begins else section)
