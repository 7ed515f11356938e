"""A list too long for one page, split into several at its own headings. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reports.enriched.cells import size

PART_LIMIT: Final = 400_000
"""Bytes of list in one file, which leaves room for its heading and its links."""
_HEADING: Final = re.compile(r"(#{1,6}) (.*)")


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of the list for one file, and the headings of its top sections as written."""

    lines: tuple[str, ...]
    headings: tuple[str, ...]
    continues: str = ""
    """The heading of the section that these lines begin in the middle of."""


def split(lines: Sequence[str], limit: int = PART_LIMIT) -> list[Part]:
    """Return the lines in parts of at most ``limit`` bytes: whole top sections, as many as fit, a file.

    A section too large for one file is split at its own sections, and one without any between its entries.
    """
    parts: list[list[str]] = []
    room = 0
    for unit in _units(lines, limit):
        room -= size(unit)
        if not parts or room < 0:
            parts.append([])
            room = limit - size(unit)
        parts[-1] += unit
    return list(_parts(parts, top_level(lines)))


def top_level(lines: Sequence[str]) -> int:
    """Return the level of the top sections: the outermost that has several headings; 0 where no level has."""
    levels = [len(match[1]) for line in lines if (match := _HEADING.match(line))]
    return next((level for level in sorted(set(levels)) if levels.count(level) > 1), 0)


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


def _at_headings(lines: Sequence[str], level: int) -> list[list[str]]:
    """Return the lines in pieces, each beginning at a heading of ``level`` or above."""
    pieces: list[list[str]] = [[]]
    for line in lines:
        match = _HEADING.match(line)
        if match and len(match[1]) <= level and any(pieces[-1]):
            pieces.append([])
        pieces[-1].append(line)
    return pieces


def _parts(pieces: Iterable[list[str]], level: int) -> Iterator[Part]:
    section = ""
    for lines in pieces:
        marks = [match for line in lines if (match := _HEADING.match(line))]
        top = [match[2] for match in marks if len(match[1]) == level] or [match[2] for match in marks[:1]]
        begins = next((bool(_HEADING.match(line)) for line in lines if line), True)
        yield Part(tuple(lines), tuple(top), continues="" if begins else section)
        section = top[-1] if top else section
