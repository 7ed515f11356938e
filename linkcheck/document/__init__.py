"""Markdown in, places of addresses and the outline of the list out. Pure.

The parser is pyromark (pulldown-cmark): CommonMark and GitHub's tables, footnotes, strikethrough and task lists, with
byte ranges, at some 20 MB/s. Where an address stands inside its link, bare addresses, raw HTML, front matter, comments
and the outline are ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from linkcheck.document.collector import Place
from linkcheck.document.display_math import Math
from linkcheck.document.event_walker import Reader
from linkcheck.document.frontmatter import read_front_matter
from linkcheck.document.outline import Draft
from linkcheck.document.source import Source
from linkcheck.model import Document, Entry, EntryKind, Occurrence

__all__ = ["EditableText", "occurrence_of", "read_document", "read_editable"]


@dataclass(frozen=True, slots=True)
class EditableText:
    """A Markdown text, parsed once, with what an edit has to know. Offsets are bytes of its UTF-8."""

    text: str
    document: Document
    links: tuple[tuple[int, int], ...]
    """Of each occurrence, the span of its whole construct (``[text](address)``); empty where it has none."""
    entries: tuple[tuple[int, int], ...]
    """Of each entry of the outline, where it starts and where its own first text ends; equal where it has none."""

    @property
    def data(self) -> bytes:
        """The text's bytes, which the offsets count."""
        return self.text.encode("utf-8", "surrogatepass")

    def in_tables(self) -> frozenset[int]:
        """Return the indices of the occurrences in rows of tables, where a pipe has to be escaped."""
        rows = (entry for entry in self.document.outline if entry.kind is EntryKind.ROW)
        return frozenset(index for row in rows for index in row.occurrences)


def read_document(text: str, file: str, *, include_code: bool = False, bare: bool = True) -> Document:
    """Return every address in a Markdown text with its place, and the outline of the text. Never raises.

    ``include_code`` reports addresses in code too; ``bare=False`` leaves out addresses without any mark, as
    CommonMark does without GitHub's extension. Spans are those of the address itself: of a reference link, in its
    definition, so that each use of one definition is an occurrence with the same span. A link without destination
    (``[todo]()``) has an empty ``url``. The address of ``www.…`` is what its link leads to, ``http://www.…``; that
    of a mail address ``mailto:…``.
    """
    return _read(text, file, include_code=include_code, bare=bare, extents=False).document


def read_editable(text: str, file: str = "") -> EditableText:
    """Return a text with the document that ``read_document`` makes of it, and how far its links and entries reach."""
    return _read(text, file, include_code=False, bare=True, extents=True)


def _read(text: str, file: str, *, include_code: bool, bare: bool, extents: bool) -> EditableText:
    source = Source(text)
    reader = Reader(source, include_code=include_code, bare=bare)
    reader.read()
    collector = reader.collector
    math = Math(reader.markdown, reader.start)
    hides = reader.ignoring.hides
    places = [
        place
        for place in (*(read_front_matter(source, reader.start) if bare else ()), *_taken(collector.places))
        if not (hides(place.at) or hides(place.start) or math.swallows(place.at, place.url))
    ]
    places.sort(key=lambda place: place.at)
    base = source.base
    links = tuple((place.whole[0] + base, place.whole[1] + base) for place in places) if extents else ()
    occurrences = tuple(occurrence_of(source, file, index, place) for index, place in enumerate(_taken(places)))
    drafts = [draft for draft in _taken(collector.outline.drafts) if draft.is_entry]
    entries = tuple((d.offset + base, max(d.text_end, d.offset) + base) for d in drafts) if extents else ()
    document = Document(
        file=file,
        occurrences=occurrences,
        outline=tuple(_entry(source, draft) for draft in _taken(drafts)),
        warnings=tuple(reader.ignoring.warnings),
        undefined=tuple(occurrence_of(source, file, 0, p) for p in collector.undefined_places if not hides(p.at)),
    )
    return EditableText(text, document, links, entries)


Item = TypeVar("Item")


def _taken(items: list[Item]) -> Iterator[Item]:
    """Pop the items in order, so that the list shrinks while the result grows (peak memory: one copy)."""
    items.reverse()
    while items:
        yield items.pop()


def occurrence_of(source: Source, file: str, index: int, place: Place) -> Occurrence:
    """Return a place as an occurrence, and tell its entry the index."""
    if place.entry is not None:
        place.entry.add_link(index)
    line, column = source.position(place.start)
    return Occurrence(
        url=place.url,
        file=file,
        line=line,
        column=column,
        start=place.start + source.base,
        end=place.end + source.base,
        text=place.value(),
        kind=place.kind,
        section=place.section,
    )


def _entry(source: Source, draft: Draft) -> Entry:
    return Entry(
        kind=draft.kind,
        depth=draft.depth,
        line=source.position(draft.offset)[0],
        text=draft.value(),
        occurrences=tuple(draft.links),
    )
