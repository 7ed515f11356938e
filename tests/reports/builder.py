"""A builder that lays a list out line by line and makes a run of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from fetchers.addresses.address import parse
from fetchers.facts import Metadata, Target
from linkcheck.model import (
    Document,
    Entry,
    EntryKind,
    Link,
    Occurrence,
    OccurrenceKind,
    Record,
    RecordList,
    Run,
    Verdict,
)
from reports import escape

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)

_PAGE = parse("https://page.test/")
"""No report looks at the address that was asked."""

_FAR = 10**9
"""The places of a builder's list are not those of the text made for it."""


@dataclass
class ListBuilder:
    """Adds entries a line each, and makes a run of them."""

    file: str = "list.md"
    now: datetime = NOW
    _entries: list[Entry] = field(default_factory=list)
    _occurrences: list[Occurrence] = field(default_factory=list)
    _facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    _above: list[tuple[int, str]] = field(default_factory=list)

    def heading(self, text: str, depth: int = 1) -> ListBuilder:
        """Add a heading."""
        self._above = []
        return self._add(EntryKind.HEADING, text, depth, ())

    def item(
        self, text: str, *links: tuple[str, str], depth: int = 0, kind: OccurrenceKind = OccurrenceKind.INLINE
    ) -> ListBuilder:
        """Add a list item: its words, and (words, address) of each link in it."""
        self._above = [(d, t) for d, t in self._above if d < depth]
        self._add(EntryKind.ITEM, text, depth, links, kind)
        self._above.append((depth, text))
        return self

    def link(self, text: str, url: str, verdict: Verdict = Verdict.ALIVE, depth: int = 0, **facts: Any) -> ListBuilder:
        """Add an item that is one link, with what is known of it."""
        self.item(text, (text, url), depth=depth)
        return self.known(url, verdict=verdict, **facts)

    def known(self, url: str, **facts: Any) -> ListBuilder:
        """Say what is known of an address: fields of Record, ``metadata`` as a mapping."""
        self._facts[url] = facts
        return self

    def document(self) -> Document:
        """Return the list as read, with its text."""
        read = Document(file=self.file, occurrences=tuple(self._occurrences), outline=tuple(self._entries))
        return read.keeping("".join(f"{self._line(entry)}\n" for entry in self._entries))

    def _line(self, entry: Entry) -> str:
        """One entry as Markdown: its words, with the links in their places or behind them."""
        rest, text = escape.plain(entry.text), ""
        for place in (self._occurrences[index] for index in entry.occurrences):
            words = escape.plain(place.text)
            before, found, after = rest.partition(words) if words else (rest, "", "")
            if found:
                text += _within(before)
            # Whatever stands before it, an exclamation mark makes no picture of a link.
            text = re.sub(r"(?<!\\)!\Z", r"\\!", text)
            mark = "!" if place.kind is OccurrenceKind.IMAGE else ""
            text += mark + escape.markdown_link(place.text, place.url)
            rest = after if found else rest
        text += _within(rest)
        text = text if entry.occurrences else escape.block_safe(text.lstrip())
        if entry.kind is EntryKind.HEADING:
            return f"\n{'#' * entry.depth} {text}\n"
        return f"{'  ' * entry.depth}- {text}"

    def run(self, **fields: Any) -> Run:
        """Return the finished run over the list."""
        return run_of([self], **fields)

    def records(self) -> list[Record]:
        """Return a record for each address, in order."""
        places: dict[str, list[Occurrence]] = {}
        for occurrence in self._occurrences:
            places.setdefault(occurrence.url, []).append(occurrence)
        return [self._record(url, tuple(found)) for url, found in places.items()]

    def _add(
        self,
        kind: EntryKind,
        text: str,
        depth: int,
        links: tuple[tuple[str, str], ...],
        how: OccurrenceKind = OccurrenceKind.INLINE,
    ) -> ListBuilder:
        line = len(self._entries) + 1
        indices = []
        for words, url in links:
            indices.append(len(self._occurrences))
            column = 2 * depth + 3 + len(words) + 3 * len(indices)
            self._occurrences.append(
                Occurrence(
                    url=url,
                    file=self.file,
                    line=line,
                    column=column,
                    start=_FAR + 100 * line + column,
                    end=_FAR + 100 * line + column + len(url),
                    text=words,
                    kind=how,
                    section=tuple(t for _, t in self._above),
                )
            )
        self._entries.append(Entry(kind=kind, depth=depth, line=line, text=text, occurrences=tuple(indices)))
        return self

    def _record(self, url: str, places: tuple[Occurrence, ...]) -> Record:
        facts = dict(self._facts.get(url, {}))
        key = facts.pop("key", url)
        parts: Mapping[str, str] = facts.pop("parts", {})
        fetcher = facts.pop("fetcher", "generic")
        metadata = facts.pop("metadata", None)
        target = Target(fetcher=fetcher, kind="page", key=key, address=_PAGE, parts=parts)
        defaults = {"verdict": Verdict.ALIVE, "reason": "http-200", "detail": "The page is there.", "checked": self.now}
        return Record(
            link=Link(url=url, key=key, occurrences=places, target=target),
            metadata=Metadata(**metadata) if metadata else None,
            **{**defaults, **facts},
        )


def run_of(builders: list[ListBuilder], **fields: Any) -> Run:
    """Return a finished run over several lists."""
    now = builders[0].now
    defaults: dict[str, Any] = {
        "version": "1.2.3",
        "started": now - timedelta(seconds=12),
        "finished": now,
        "inputs": tuple(b.file for b in builders),
        "documents": tuple(b.document() for b in builders),
        "records": RecordList(r for b in builders for r in b.records()),
        "requests": 85,
    }
    return Run(**{**defaults, **fields})


def _within(text: str) -> str:
    """Return words as Markdown for the middle of a line, with the spaces at their ends."""
    inner = escape.markdown(text, 2_000)
    return f"{' ' * text[:1].isspace()}{inner}{' ' * text[-1:].isspace()}" if inner else " " * bool(text)
