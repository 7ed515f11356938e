"""A list as read: the occurrences of its links, and its outline. Pure data."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import field, replace
from enum import StrEnum
from typing import Self

from fetchers.values import dataclass
from linkcheck.model.packed import Packed


class OccurrenceKind(StrEnum):
    """How an address is written in the Markdown."""

    INLINE = "inline"
    REFERENCE = "reference"
    AUTOLINK = "autolink"
    BARE = "bare"
    IMAGE = "image"
    HTML = "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A place in a file where an address stands.

    ``line`` and ``column`` are 1-based and those of the address itself, the column in characters; ``start`` and
    ``end`` are its byte span in the file's UTF-8 text. ``url`` is the address after Markdown's own unescaping.
    ``section`` is the path of headings and parent list items above it, outermost first.
    """

    url: str
    file: str
    line: int
    column: int
    start: int
    end: int
    text: str
    kind: OccurrenceKind
    section: tuple[str, ...] = ()
    leads_to: str = ""
    """What a local link leads to: a file and a fragment (``linkcheck.local``)."""

    @property
    def identity(self) -> str:
        """What tells its link from others: ``[next](next.md)`` of two folders are two links."""
        return self.leads_to or self.url


class EntryKind(StrEnum):
    """What an entry of the outline is."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    ROW = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One heading, list item, paragraph or table row of a list, in its order: what a report writes back.

    ``depth`` is the heading's level (1 to 6), or how deep the item is nested (0 outermost). ``text`` is the entry's
    own text without its children, inline marks removed; ``occurrences`` are indices into Document.occurrences.
    """

    kind: EntryKind
    depth: int
    line: int
    text: str
    occurrences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One list as read: its links with their places, and its outline."""

    file: str
    occurrences: Sequence[Occurrence]
    outline: Sequence[Entry] = ()
    warnings: tuple[str, ...] = ()
    """Warnings about how the file was read (an encoding other than UTF-8, …)."""
    undefined: tuple[Occurrence, ...] = ()
    """Reference links without a definition, in a file that defines others; ``url`` is the label."""
    packed: bytes = field(default=b"", repr=False)
    """The text, compressed: a report that writes the list back needs it."""

    @property
    def text(self) -> str | None:
        """Return the document's text; None where it was not kept."""
        return zlib.decompress(self.packed).decode("utf-8", "surrogatepass") if self.packed else None

    def keeping(self, text: str) -> Self:
        """Return the document with its text, packed as it is held for a whole run."""
        return replace(
            self,
            packed=zlib.compress(text.encode("utf-8", "surrogatepass"), 1),
            occurrences=Packed(Occurrence, self.occurrences),
            outline=Packed(Entry, self.outline),
        )
