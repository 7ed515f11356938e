"""A section of the page: a heading and a table, limited to what a page can show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, ParamSpec

from reports.enriched.cells import folded, size, table
from reports.words import Catalogue

SECTIONS_SHARE: Final = 250_000
"""Bytes that the sections above the list may take together."""
OPEN_ROWS: Final = 15
"""Rows a section shows before it folds; what needs attention shows more."""

Row = tuple[str, ...]
Facts = ParamSpec("Facts")


class Rows:
    """Rows of one section, made only as long as there is room for them; of the others the number is kept."""

    def __init__(self, *, optional: int = 0) -> None:
        """``optional`` cells at the end of each row may yet be left out: they do not count as taking room."""
        self.made: list[Row] = []
        self.number = 0
        self._optional = optional
        self._room = SECTIONS_SHARE

    def add(self, make: Callable[Facts, Row], *facts: Facts.args, **more: Facts.kwargs) -> None:
        """Take one more row, which ``make`` makes of the facts."""
        self.number += 1
        if self._room >= 0:
            row = make(*facts, **more)
            self.made.append(row)
            self._room -= _size(row[: len(row) - self._optional])


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, an introduction where one is needed, and a table. ``columns`` empty: rows are lines of a list."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    """As many as there may be room for."""
    number: int
    """How many there are."""
    summary: str = ""
    intro: str = ""
    open_rows: int = field(default=OPEN_ROWS)

    def lines(self, words: Catalogue, budget: int) -> list[str]:
        """Return the section in at most about ``budget`` bytes, saying how many rows that leaves out."""
        kept, spent = 0, 0
        for row in self.rows:
            spent += _size(row)
            if spent > budget and kept:
                break
            kept += 1
        shown = self.rows[:kept]
        body = table(self.columns, shown) if self.columns else [f"- {row[0]}" for row in shown]
        if kept < self.number:
            body += ["", words("rows-more", n=self.number - kept)]
        if self.number > self.open_rows:
            body = folded(self.summary, body)
        return [f"## {self.heading}", "", *([self.intro, ""] if self.intro else []), *body, ""]


def joined(groups: Iterable[Rows]) -> tuple[tuple[Row, ...], int]:
    """Return the rows of several one after another, and how many there are in all."""
    parts = list(groups)
    made: list[Row] = []
    for rows in parts:
        made += rows.made
        if len(rows.made) < rows.number:
            break
    return tuple(made), sum(rows.number for rows in parts)


def _size(row: Row) -> int:
    return size([" | ".join(row)]) + 6
