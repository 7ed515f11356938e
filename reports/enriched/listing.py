"""The whole list in its own order, headings and nesting, each link with what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from linkcheck.model import Document, Entry, EntryKind, Occurrence, OccurrenceKind, Run
from reports import escape, facts
from reports.addresses import short
from reports.enriched.annotations import remarks
from reports.enriched.cells import Lines, folded
from reports.words import Catalogue

PROSE_LIMIT: Final = 400
"""Characters of an entry's own words."""
DEEPEST: Final = 12
MOST_UNLINKED: Final = 500
"""Entries without a link that are told of."""


@dataclass(slots=True)
class Listing:
    """Writes the lists of one run back, a line an entry."""

    run: Run
    words: Catalogue
    terse: bool = False

    def lines(self) -> Iterator[str]:
        """Yield the lines of every list, several lists under a heading each."""
        several = len(self.run.documents) > 1
        for document in self.run.documents:
            if several:
                yield from ("", f"### {escape.markdown(document.file)}", "")
            yield from self._document(document, shift=3 if several else 2)

    def _document(self, document: Document, *, shift: int) -> Iterator[str]:
        depths: list[int] = []
        before: EntryKind | None = None
        for entry in document.outline:
            text = self._entry(entry, document)
            if not text:
                continue
            if entry.kind is EntryKind.ITEM:
                while depths and depths[-1] >= entry.depth:
                    depths.pop()
                if before not in (EntryKind.ITEM, None):
                    yield ""
                yield "  " * min(len(depths), DEEPEST) + f"- {text}"
                depths.append(entry.depth)
            elif entry.kind is EntryKind.ROW:
                depths = []
                if before not in (EntryKind.ROW, None):
                    yield ""
                yield f"- {text}"
            else:
                depths = []
                heading = "#" * min(entry.depth + shift, 6) + " " if entry.kind is EntryKind.HEADING else ""
                yield from ("", heading + text) if before else (heading + text,)
            before = entry.kind
        yield from self._elsewhere(document)

    def _elsewhere(self, document: Document) -> Iterator[str]:
        """Yield the links that stand in no entry of the outline, so that none is lost. Pictures are no reading."""
        told = {index for entry in document.outline for index in entry.occurrences}
        rest = [o for i, o in enumerate(document.occurrences) if i not in told and self._is_read(o)]
        if rest:
            if told:
                yield from ("", f"**{self.words('section-elsewhere')}**", "")
            yield from (f"- {self._link(o)}{self._remark(o, ' — ', '')}" for o in rest)

    def _entry(self, entry: Entry, document: Document) -> str:
        places = [document.occurrences[i] for i in entry.occurrences if i < len(document.occurrences)]
        text = entry.text.replace(" | ", " · ") if entry.kind is EntryKind.ROW else entry.text
        return self._linked(escape.plain(text, PROSE_LIMIT), [o for o in places if self._is_read(o)])

    def _is_read(self, place: Occurrence) -> bool:
        """Tell whether a place is one to read: a badge is not, unless it is broken."""
        if place.kind is not OccurrenceKind.IMAGE:
            return True
        record = self.run.records.about(place.identity)
        return record is not None and record.verdict.is_gone

    def _linked(self, text: str, places: list[Occurrence]) -> str:
        """Return an entry's words with its links in their places, the remarks behind the one or behind each."""
        pieces: list[str] = []
        rest, missing = text, []
        several = len(places) > 1
        for place in places:
            words = escape.plain(place.text, PROSE_LIMIT)
            head, found, tail = rest.partition(words) if words else (rest, "", "")
            if not found:
                missing.append(place)
                continue
            pieces += [
                _words(head, pieces, before_link=True),
                self._link(place),
                self._remark(place, " (", ")") if several else "",
            ]
            rest = tail
        pieces.append(_words(rest, pieces, before_link=False))
        for place in missing:
            remark = self._remark(place, " (", ")") if several else ""
            pieces.append((" " if any(pieces) else "") + self._link(place) + remark)
        line = "".join(pieces).strip()
        return line if several or not places else line + self._remark(places[0], " — ", "")

    def _link(self, place: Occurrence) -> str:
        return escape.markdown_link(place.text or short(place.url), place.url, PROSE_LIMIT)

    def _remark(self, place: Occurrence, before: str, after: str) -> str:
        record = self.run.records.about(place.identity)
        said = remarks(record, place.text, self.run, self.words, terse=self.terse) if record else ""
        return before + said + after if said else ""


def unlinked(run: Run, words: Catalogue, lines: Lines) -> list[str]:
    """Return the entries without a link, folded away: what a keeper may want to find an address for."""
    number, rows = 0, []
    for number, (file, line, text, section) in enumerate(facts.unlinked(run), 1):
        if number > MOST_UNLINKED:
            continue
        above = " › ".join(escape.markdown(name, 60) for name in section[-2:])
        rows.append(f"- {escape.markdown(text)} ({lines.link(file, line)}{', ' + above if above else ''})")
    if not rows:
        return []
    if number > len(rows):
        rows += ["", words("rows-more", n=number - len(rows))]
    return [f"## {words('section-unlinked')}", "", *folded(words("items", n=number), rows), ""]


def _words(text: str, before: list[str], *, before_link: bool) -> str:
    """Return an entry's words between its links; only those at its beginning could begin a block."""
    within = escape.markdown_within(text, PROSE_LIMIT, before_link=before_link)
    return within if any(before) else escape.block_safe(within.lstrip())
