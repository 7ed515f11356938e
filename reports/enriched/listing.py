"""The list itself, as its author wrote it, with an annotation after each link.

The document's own bytes are written back: tables stay tables, pictures pictures. Only these are changed: facts are put
behind links, headings stand one level down (the page has its own title), relative links lead to the list's folder, and
anchors that the page's own headings have taken get the number that GitHub gives them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from linkcheck.document import read_editable
from linkcheck.document.credentials import hide_in_text
from linkcheck.document.frontmatter import front_matter_end
from linkcheck.editing.address_escaping import written
from linkcheck.editing.marks import mark_position
from linkcheck.model import Document, EntryKind, Occurrence, OccurrenceKind, Run
from reports import derived, escape
from reports.enriched.annotations import remarks
from reports.enriched.cells import Lines, folded
from reports.short_address import short
from reports.words import Catalogue

FILE_LEVEL: Final = 2
"""The level of a list's name above its lines; its own headings stand one level down, below it or beside it."""
MOST_UNLINKED: Final = 500
"""Entries without a link that are listed."""
_SETEXT: Final = re.compile(rb"[ >\t]*(=+|-+)[ \t]*\r?\n?\Z")
_HTML_HEADING: Final = re.compile(rb"<(/?)[hH]([1-5])(?=[\s>])")
_LOCAL: Final = re.compile(r"(?![A-Za-z][A-Za-z0-9+.-]*:|//|#|\Z)")
_LABEL: Final = re.compile(rb"\]\s?\[[^\]\[]*\]\Z")

Splice = tuple[int, int, bytes]
"""A byte span and its replacement."""


@dataclass(slots=True)
class Listing:
    """Writes the lists of one run back. ``taken`` are anchors of the page's own headings above the list.

    ``inlined``: references become inline links, because their definitions may stand in another file.
    """

    run: Run
    words: Catalogue
    link_base: str = ""
    terse: bool = False
    taken: Collection[str] = field(default_factory=frozenset)
    inlined: bool = False

    def lists(self) -> Iterator[list[str]]:
        """Yield the lines of each list, of several with a heading of its own."""
        several, last = len(self.run.documents) > 1, len(self.run.documents)
        for number, document in enumerate(self.run.documents, 1):
            above = [*([""] if number == 1 else []), f"{'#' * FILE_LEVEL} {escape.markdown(document.file)}", ""]
            yield [*(above if several else []), *self._of(document), *([""] if number < last else [])]

    def _of(self, document: Document) -> list[str]:
        if document.text is None:
            return [f"- {self._bare(place)}" for place in document.occurrences]
        # What was read of the document is let go before its lines are made: it takes more room than they do.
        inlined = self.inlined or len(self.run.documents) > 1
        data, splices = _Rewriting(self, document, document.text, inlined=inlined).splices()
        return _lines(data, splices)

    def remark(self, place: Occurrence, before: str, after: str, beside: str = "") -> str:
        """Return the remarks on a link between two marks, empty where nothing is to be said."""
        record = self.run.records.about(place.identity)
        said = remarks(record, place.text, self.run, self.words, terse=self.terse, beside=beside) if record else ""
        return before + said + after if said else ""

    def is_gone(self, place: Occurrence) -> bool:
        """Tell whether a link is gone."""
        record = self.run.records.about(place.identity)
        return record is not None and record.verdict.is_gone

    def _bare(self, place: Occurrence) -> str:
        """An address given at the command line, which is in no document."""
        return escape.markdown_link(place.text or short(place.url), place.url) + self.remark(place, " — ", "")


class _Rewriting:
    """One document on its way into the page."""

    def __init__(self, listing: Listing, document: Document, text: str, *, inlined: bool) -> None:
        self._listing = listing
        self._file = document.file
        self._source = read_editable(text, document.file)
        self._data, self._read = self._source.data, self._source.document
        self._known: Mapping[int, Occurrence] = {place.start: place for place in document.occurrences}
        """The run's own occurrences: local links have their identity there, credentials are left out."""
        self._inlined = inlined

    def splices(self) -> tuple[bytes, list[Splice]]:
        """Return the document, and what the page has instead of some of its bytes."""
        return self._data, sorted([*self._headings(), *self._links(), *self._remarks()])

    def _headings(self) -> Iterator[Splice]:
        """Every heading one level down; level six stays."""
        for entry, (start, end) in zip(self._read.outline, self._source.entries, strict=True):
            if entry.kind is not EntryKind.HEADING:
                continue
            if self._data[start : start + 1] == b"#":
                if entry.depth < 6:
                    yield start, start, b"#"
            elif self._data[start : start + 1] != b"<":
                yield from self._setext(start, end)
        for match in _HTML_HEADING.finditer(self._data):
            yield match.start(2), match.end(2), str(int(match[2]) + 1).encode()

    def _setext(self, start: int, end: int) -> Iterator[Splice]:
        """``===`` becomes ``---``, and the second level, which has no next, a heading with number signs."""
        line = self._data.find(b"\n", end) + 1
        after = self._data.find(b"\n", line) + 1 or len(self._data)
        underline = _SETEXT.match(self._data[line:after])
        if not line or not underline:
            return
        if underline[1][:1] == b"=":
            yield line + underline.start(1), line + underline.end(1), b"-" * max(len(underline[1]), 3)
        elif b"\n" not in self._data[start:end]:
            yield start, start, b"### "
            yield line, after, b""

    def _links(self) -> Iterator[Splice]:
        """Addresses that would lead elsewhere from the page: relative ones, and anchors that the page has taken."""
        seen: set[tuple[int, int]] = set()
        rows = self._source.in_tables()
        for index, place in enumerate(self._read.occurrences):
            url = self._address(place)
            if url != place.url and (place.start, place.end) not in seen:
                seen.add((place.start, place.end))
                new = written(url, place, self._data, in_table=index in rows)
                if new is not None:
                    yield place.start, place.end, new.encode()
            if self._inlined and place.kind in (OccurrenceKind.REFERENCE, OccurrenceKind.IMAGE):
                yield from self._inline(index, url)

    def _address(self, place: Occurrence) -> str:
        url = place.url
        if url.startswith("#") and url[1:].casefold() in self._listing.taken:
            return f"{url}-1"
        known = self._known.get(place.start)
        if known is not None and known.url.startswith(("http:", "https:")):
            return known.url
        if not _LOCAL.match(url):
            return url
        # A list outside of this folder is named by its whole path.
        base = "" if self._file.startswith("/") and not url.startswith("/") else self._listing.link_base
        if place.kind is OccurrenceKind.IMAGE:
            base = base.replace("/blob/", "/raw/")
        path, mark, rest = _split(url)
        folder = posixpath.dirname(self._file.replace("\\", "/"))
        joined = path.lstrip("/") if path.startswith("/") else posixpath.join(quote(folder), path)
        return base + posixpath.normpath(joined) + ("/" if path.endswith("/") else "") + mark + rest

    def _inline(self, index: int, url: str) -> Iterator[Splice]:
        """A reference as an inline link: two documents of one page may define the same label."""
        start, end = self._source.links[index]
        place = self._read.occurrences[index]
        if start <= place.start < end or end <= start:
            return
        label = _LABEL.search(self._data, start, end)
        destination = (
            f"(<{escape.destination(url)}>)".encode() if " " in url else f"({escape.destination(url)})".encode()
        )
        yield (label.start() + 1 if label else end), end, destination

    def _remarks(self) -> Iterator[Splice]:
        """Facts behind links; those of an entry's only link at its end where a description follows the link."""
        for entry, extent in zip(self._read.outline, self._source.entries, strict=True):
            if entry.kind is EntryKind.HEADING or extent[0] == extent[1]:
                continue
            places = [index for index in entry.occurrences if self._is_told(index)]
            beside = " ".join(self._read.occurrences[index].url for index in entry.occurrences)
            for index in places:
                known = self._place(index)
                several = len(places) > 1 or entry.kind is EntryKind.ROW
                at, is_end = mark_position(self._data, entry, extent, self._source.links[index], alone=not several)
                if is_end and self._listing.is_gone(known):
                    at, is_end = self._source.links[index][1], False
                said = self._listing.remark(known, *((" — ", "") if is_end else (" (", ")")), beside)
                if said:
                    yield at, at, said.encode()

    def _place(self, index: int) -> Occurrence:
        place = self._read.occurrences[index]
        return self._known.get(place.start, place)

    def _is_told(self, index: int) -> bool:
        """Tell whether a place is one to read: a picture is not, unless it is broken and not part of a link."""
        place, (start, end) = self._read.occurrences[index], self._source.links[index]
        if end <= start:
            return False
        inside = any(
            s <= start and end <= e and (s, e) != (start, end)
            for s, e in self._source.links[max(index - 1, 0) : index + 2]
        )
        if place.kind is OccurrenceKind.IMAGE:
            return not inside and self._listing.is_gone(self._place(index))
        return True


def _lines(data: bytes, splices: Iterable[Splice]) -> list[str]:
    """Return a document's lines as the page has them."""
    page = bytearray()
    position = front_matter_end(data)
    for begin, end, new in splices:
        if begin >= position:
            page += data[position:begin] + new
            position = end
    page += data[position:]
    text = page.decode("utf-8", "replace").removeprefix("\ufeff")
    return [hide_in_text(line) if "@" in line else line for line in text.strip("\r\n").splitlines()]


def _split(url: str) -> tuple[str, str, str]:
    """Return a relative reference's path, and its query and fragment with the mark before them."""
    match = re.search(r"[?#]", url)
    return (url, "", "") if match is None else (url[: match.start()], match[0], url[match.end() :])


def unlinked(run: Run, words: Catalogue, lines: Lines) -> list[str]:
    """Return the entries without a link, folded away: what a keeper may want to find an address for."""
    number, rows = 0, []
    for number, (file, line, text, section) in enumerate(derived.unlinked(run), 1):
        if number > MOST_UNLINKED:
            continue
        above = " › ".join(escape.markdown(name, 60) for name in section[-2:])
        rows.append(f"- {escape.markdown(text)} ({lines.link(file, line)}{', ' + above if above else ''})")
    if not rows:
        return []
    if number > len(rows):
        rows += ["", words("rows-more", n=number - len(rows))]
    return [f"## {words('section-unlinked')}", "", *folded(words("items", n=number), rows), ""]
