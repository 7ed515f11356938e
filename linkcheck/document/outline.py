"""The order and nesting of a list: headings, items, paragraphs and rows, and the section each stands in. Pure."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from linkcheck.model import EntryKind


@dataclass(slots=True)
class Words:
    """Text as it is read, inline marks already gone; what images say in words counts where nothing else does."""

    text: list[str] = field(default_factory=list)
    alts: list[str] = field(default_factory=list)

    def value(self) -> str:
        """Return the text, its white space collapsed."""
        return " ".join("".join(self.text).split()) or " ".join(" ".join(self.alts).split())


@dataclass(slots=True, eq=False)
class Draft:
    """An entry while it is read."""

    kind: EntryKind
    depth: int
    offset: int
    section: tuple[str, ...]
    words: Words = field(default_factory=Words)
    has_children: bool = False


class Outline:
    """Follows the blocks of a document. ``current`` is the entry that text and links belong to."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self._cells: list[Words] | None = None
        self._headings: list[tuple[int, str]] = []
        self._items: list[Draft] = []
        self._quotes = 0
        self._history: list[tuple[int, tuple[str, ...]]] = [(0, ())]

    @property
    def words(self) -> Words | None:
        """Where text goes now: into the current entry, or the cell of a row."""
        if self._cells:
            return self._cells[-1]
        return self.current.words if self.current else None

    def open_heading(self, level: int, offset: int) -> None:
        """Start a heading; in a list item, a heading is the item's text."""
        if self._items:
            self.open_text(offset)
            return
        above = tuple(text for over, text in self._headings if over < level)
        self.current = Draft(EntryKind.HEADING, level, offset, above)
        self.drafts.append(self.current)

    def close_heading(self, level: int, offset: int) -> None:
        """End a heading. One that is quoted heads nothing of this document."""
        heading = self.current
        self.close_text()
        if heading is None or heading.kind is not EntryKind.HEADING or self._quotes:
            return
        self._headings = [(over, text) for over, text in self._headings if over < level]
        if text := heading.words.value():
            self._headings.append((level, text))
        self._history.append((offset, tuple(text for _, text in self._headings)))

    def open_item(self, offset: int) -> None:
        """Start a list item: all open ones are its section."""
        if self._items:
            self._items[-1].has_children = True
        self.current = Draft(EntryKind.ITEM, len(self._items), offset, self._section())
        self._items.append(self.current)
        self.drafts.append(self.current)

    def close_item(self) -> None:
        """End the innermost list item."""
        self._items.pop()
        self.close_text()

    def open_text(self, offset: int) -> None:
        """Start a paragraph or HTML block: in a list item, text of the item."""
        if self._items:
            self.current = self._items[-1]
            self.current.words.text.append(" ")
        else:
            self.current = Draft(EntryKind.PARAGRAPH, 0, offset, self._section())
            self.drafts.append(self.current)

    def close_text(self) -> None:
        """End a paragraph: what follows in a list item is the item's again."""
        self.current = self._items[-1] if self._items else None

    def open_row(self, offset: int) -> None:
        """Start a row of a table."""
        if self._items:
            self._items[-1].has_children = True
        self.current = Draft(EntryKind.ROW, len(self._items), offset, self._section())
        self.drafts.append(self.current)
        self._cells = []

    def open_cell(self, _: int) -> None:
        """Start the next cell of a row."""
        if self._cells is not None:
            self._cells.append(Words())

    def close_row(self) -> None:
        """End a row: its text is that of its cells, with bars between."""
        if self.current is not None:
            self.current.words.text.append(" | ".join(cell.value() for cell in self._cells or ()).strip(" |"))
        self._cells = None
        self.close_text()

    def open_quote(self, _: int) -> None:
        """Enter a block quote or footnote."""
        self._quotes += 1

    def close_quote(self) -> None:
        """Leave a block quote or footnote."""
        self._quotes -= 1

    def headings_at(self, offset: int) -> tuple[str, ...]:
        """Return the headings above a byte offset, for what stands outside every entry."""
        return self._history[bisect_right(self._history, offset, key=lambda pair: pair[0]) - 1][1]

    def _section(self) -> tuple[str, ...]:
        labels = (item.words.value().rstrip(" :：") for item in self._items)
        return (*(text for _, text in self._headings), *(label for label in labels if label))
