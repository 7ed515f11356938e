"""Records as a run makes them, for what edits are made of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fetchers.facts import Metadata
from linkcheck.document import read_document, read_editable
from linkcheck.editing import Edit, EditKind
from linkcheck.editing.address_escaping import wire, written
from linkcheck.model import (
    Confidence,
    Link,
    Occurrence,
    OccurrenceKind,
    Record,
    Suggestion,
    SuggestionKind,
    Verdict,
)

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def record(place: Occurrence | str, verdict: Verdict = Verdict.ALIVE, **fields: Any) -> Record:
    if isinstance(place, str):
        place = Occurrence(
            url=place, file="list.md", line=1, column=1, start=0, end=0, text="a", kind=OccurrenceKind.INLINE
        )
    known: dict[str, Any] = {"reason": "ok", "detail": "", "checked": NOW, "confidence": Confidence.HIGH}
    link = fields.pop("link", None) or Link(url=place.url, key=place.url, occurrences=(place,))
    return Record(link=link, verdict=verdict, **{**known, **fields})


def records_of(text: str, *changed: Record) -> dict[str, Record]:
    """A record for each link of a text: alive, unless another is given."""
    found = {place.url: record(place) for place in read_document(text, "list.md").occurrences}
    return {**found, **{each.link.url: each for each in changed}}


def moved(url: str, to: str, *, text: str = "A page", title: str | None = "A page", **fields: Any) -> Record:
    place = read_document(f"[{text}]({url})", "list.md").occurrences[0]
    return record(
        place,
        Verdict.MOVED,
        suggestion=Suggestion(to, SuggestionKind.MOVED),
        final_url=to,
        metadata=Metadata(title=title),
        **{"reason": "redirect-permanent", **fields},
    )


def repository(url: str, stars: int | None = None, updated: str | None = None, **facts: Any) -> Record:
    return record(url, metadata=Metadata(kind="repository", stars=stars, updated=updated, **facts))


def rewritten(text: str, new: str) -> list[Edit]:
    """Edits that give every address of a text, once each, another one."""
    source = read_editable(text, "list.md")
    data, rows = source.data, source.in_tables()
    edits, seen = [], set()
    for index, place in enumerate(source.document.occurrences):
        span = (place.start, place.end)
        replacement = written(new, place, data, in_table=index in rows)
        if span in seen or place.url.startswith("mailto:") or replacement is None:
            continue
        seen.add(span)
        edits.append(
            Edit(start=span[0], end=span[1], replacement=replacement, kind=EditKind.MOVED, line=place.line,
                 url=place.url, old=place.url, new=wire(new, place, data))
        )  # fmt: skip
    return edits
