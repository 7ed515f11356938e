"""CSL JSON, in which registration agencies describe what a DOI names (citationstyles.org). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fetchers.facts import Metadata
from fetchers.json_values import at, count, date, items, mapping, plain, text

MEDIA_TYPE: Final = "application/vnd.citationstyles.csl+json"
_DATES: Final = ("issued", "published", "published-online", "published-print")
_KINDS: Final = {
    "book": "book", "edited-book": "book", "monograph": "book", "reference-book": "book", "dataset": "dataset",
    "software": "software", "motion_picture": "video", "webpage": "page", "post-weblog": "article",
}  # fmt: skip


def metadata_of(facts: Mapping[str, Any], doi: str) -> Metadata | None:
    """Return what a CSL item says, None where it has no title and so says nothing to a reader."""
    title = _first(facts.get("title"))
    if title is None:
        return None
    issued = next((found for name in _DATES if (found := day_of(facts.get(name)))), None)
    venue = _first(facts.get("container-title")) or text(facts.get("publisher"))
    language = text(facts.get("language"))
    return Metadata(
        kind=_KINDS.get(str(facts.get("type")), "paper"),
        title=title,
        authors=tuple(name for author in items(facts.get("author")) if (name := _name(mapping(author)))),
        published=issued,
        date_source="api" if issued else None,
        venue=venue,
        doi=doi,
        language=language,
    )


def day_of(value: object) -> str | None:
    """Return the day that ``{"date-parts": [[2020, 5, 1]]}`` names; None where it names a month or a year alone."""
    parts = [number for part in items(at(value, "date-parts", 0))[:3] if (number := _number(part)) is not None]
    return date("{:04}-{:02}-{:02}".format(*parts)) if len(parts) == 3 else None


def _number(value: object) -> int | None:
    """Agencies send numbers, digits and null."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 5:
        return int(value)
    return count(value)


def _first(value: object) -> str | None:
    """Crossref's own form has arrays of titles, CSL a text."""
    return plain(value) or plain(at(value, 0))


def _name(author: Mapping[str, Any]) -> str | None:
    whole = text(author.get("literal")) or text(author.get("name"))
    return whole or text(" ".join(part for key in ("given", "family") if (part := text(author.get(key)))))
