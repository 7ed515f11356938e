"""The outline of a list: headings, items, paragraphs and rows, each with its section. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from linkcheck.model import EntryKind


@dataclass(slots=True, eq=False, kw_only=True)
class LinkText:
    """Plain text without inline markup; alternative texts of images count only if there is no other text.

    Held in pieces until ``settle``, so that only a few entries of a long list are open at a time.
    """

    _pieces: list[str] | None = None
    _alts: list[str] | None = None
    _text: str = ""

    def say(self, text: str) -> None:
        """Add a piece of text."""
        if self._pieces is None:
            self._pieces = [self._text, text] if self._text else [text]
        else:
            self._pieces.append(text)

    def depict(self, alt: str) -> None:
        """Add what an image says in words."""
        if self._alts is None:
            self._alts = [alt]
        else:
            self._alts.append(alt)

    def value(self) -> str:
        """Return the text, its white space collapsed."""
        if self._pieces is None and self._alts is None:
            return self._text
        return _collapsed("".join(self._pieces or ())) or _collapsed(" ".join(self._alts or ()))

    def settle(self, text: str | None = None) -> None:
        """Keep the text and no pieces: nothing more is said. ``text`` is all of it where nothing was said yet."""
        self._text = self.value() if text is None else _collapsed(text)
        self._pieces = self._alts = None


def _collapsed(text: str) -> str:
    """Return the text itself where nothing is to be done, so that an entry and the link that is all of it share it."""
    collapsed = " ".join(text.split())
    return text if text == collapsed else collapsed


@dataclass(slots=True, eq=False)
class Draft(LinkText):
    """An entry while it is read. ``links`` are the indices of those in it, told when all are read."""

    kind: EntryKind
    depth: int
    offset: int
    section: tuple[str, ...]
    has_children: bool = False
    links: Sequence[int] = ()
    text_end: int = 0
    """Where the first run of the entry's own inline text ends, in bytes; 0 where it has none."""
    is_told: bool = False
    """Whether a block of it has ended: what follows is not its first text."""

    def add_link(self, index: int) -> None:
        """Add a link to the entry."""
        if isinstance(self.links, list):
            self.links.append(index)
        else:
            self.links = [index]

    @property
    def is_entry(self) -> bool:
        """Whether there is anything to write back: words, links, or entries below it."""
        return bool(self.value() or self.links or self.has_children)


class Outline:
    """Follows the blocks of a document. ``current`` is the entry that text and links belong to."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.current: Draft | None = None
        self._cells: list[LinkText] | None = None
        self._headings: list[tuple[int, str]] = []
        self._items: list[Draft] = []
        self._quotes = 0
        self._history: list[tuple[int, tuple[str, ...]]] = [(0, ())]
        self._sections: dict[tuple[str, ...], tuple[str, ...]] = {}

    @property
    def words(self) -> LinkText | None:
        """Where text goes now: into the current entry, or the cell of a row."""
        if self._cells:
            return self._cells[-1]
        return self.current

    def open_heading(self, level: int, offset: int) -> None:
        """Start a heading; in a list item, a heading is the item's text."""
        if self._items:
            self.open_text(offset)
            return
        above = tuple(text for over, text in self._headings if over < level)
        self._begin(Draft(EntryKind.HEADING, level, offset, self._shared(above)))

    def close_heading(self, level: int, offset: int) -> None:
        """End a heading. One that is quoted heads nothing of this document."""
        heading = self.current
        self.close_text()
        if heading is None or heading.kind is not EntryKind.HEADING or self._quotes:
            return
        self._headings = [(over, text) for over, text in self._headings if over < level]
        if text := heading.value():
            self._headings.append((level, text))
        self._history.append((offset, tuple(text for _, text in self._headings)))

    def open_item(self, offset: int) -> None:
        """Start a list item: all open ones are its section."""
        if self._items:
            self._items[-1].has_children = True
        item = Draft(EntryKind.ITEM, len(self._items), offset, self._section())
        self._items.append(item)
        self._begin(item)

    def reach(self, end: int) -> None:
        """Note where inline text of the current entry ends."""
        entry = self.current
        if entry is not None and not entry.is_told and not entry.has_children:
            entry.text_end = end

    def close_item(self) -> None:
        """End the innermost list item."""
        self._items.pop().settle()
        self.close_text()

    def open_text(self, offset: int) -> None:
        """Start a paragraph or HTML block: in a list item, text of the item."""
        if self._items:
            self.current = self._items[-1]
            self.current.say(" ")
        else:
            self._begin(Draft(EntryKind.PARAGRAPH, 0, offset, self._section()))

    def close_text(self) -> None:
        """End a paragraph: what follows in a list item is the item's again."""
        if self.current is not None:
            self.current.is_told = True
        self._leave()
        self.current = self._items[-1] if self._items else None

    def open_row(self, offset: int) -> None:
        """Start a row of a table."""
        if self._items:
            self._items[-1].has_children = True
        self._begin(Draft(EntryKind.ROW, len(self._items), offset, self._section()))
        self._cells = []

    def open_cell(self, _: int) -> None:
        """Start the next cell of a row."""
        if self._cells is not None:
            self._cells.append(LinkText())

    def close_row(self) -> None:
        """End a row: its text is that of its cells, with bars between."""
        if self.current is not None:
            self.current.say(" | ".join(cell.value() for cell in self._cells or ()).strip(" |"))
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

    def _begin(self, draft: Draft) -> None:
        self._leave()
        self.current = draft
        self.drafts.append(draft)

    def _leave(self) -> None:
        """Settle the current entry, unless it is an item, which ends by itself: text may follow its children."""
        if self.current is not None and self.current.kind is not EntryKind.ITEM:
            self.current.settle()

    def _section(self) -> tuple[str, ...]:
        """Return the path to what comes next. Above an open item nothing changes: only its own text is new."""
        if not self._items:
            return self._shared(tuple(text for _, text in self._headings))
        inner = self._items[-1]
        label = inner.value().rstrip(" :：")
        return self._shared((*inner.section, label)) if label else inner.section

    def _shared(self, section: tuple[str, ...]) -> tuple[str, ...]:
        """Return one object for all entries of a section."""
        return self._sections.setdefault(section, section)
