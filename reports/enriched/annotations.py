"""The annotation after each link of the list: its state, title, authors, stars, dates and notes, compactly."""

from __future__ import annotations

from typing import Final

from fetchers.codes import Note
from fetchers.facts import Metadata
from linkcheck.model import Fact, Presentation, Record, Run, Verdict
from linkcheck.model.dates import is_active
from reports import derived, escape
from reports.enriched.written import CITED
from reports.short_address import short
from reports.words import Catalogue

DESCRIPTION_LIMIT: Final = 100
NAME_LIMIT: Final = 60
MARKS: Final = {
    Verdict.DEAD: "❌",
    Verdict.SOFT_DEAD: "❌",
    Verdict.INVALID: "❌",
    Verdict.FRAGMENT_MISSING: "❌",
    Verdict.INSECURE: "⚠️",
    Verdict.BLOCKED: "❔",
    Verdict.UNREACHABLE: "❔",
}
"""What catches the eye in a long list; the word for it stands beside it."""


def remarks(record: Record, text: str, run: Run, words: Catalogue, *, terse: bool = False, beside: str = "") -> str:
    """Return the remarks on a link whose own words are ``text``, escaped; empty where nothing is to be said.

    ``beside``: the addresses of its entry. Code that the list itself links to is not linked a second time.
    """
    parts = [_state(record, words), *_notes(record, run, words)]
    metadata, wanted = record.metadata, run.presentation.facts
    if metadata is not None and not record.verdict.is_gone:
        said = _who(record, text, words) if Fact.AUTHORS in wanted and not terse else []
        said += [derived.starred(record, run.presentation)] if Fact.STARS in wanted else []
        if Fact.DATES in wanted and (derived.is_archived(record) or not derived.is_quiet(record, run)):
            said += _active_or_dates(record, metadata, run, words)
        said += _of_paper(record, words, beside, run.presentation) if Fact.PAPERS in wanted else []
        parts += _title(record, text, words) if Fact.TITLES in wanted and not terse else []
        parts += said
        if any(said) and record.verdict.is_open and metadata.as_of and derived.is_dated_facts(metadata, record.checked):
            parts.append(words("facts-of", date=derived.month(derived.rfc3339(metadata.as_of))))
        parts += _description(record, text) if Fact.DESCRIPTIONS in wanted and not terse else []
    return " · ".join(part for part in parts if part)


def _state(record: Record, words: Catalogue) -> str:
    if record.verdict in (Verdict.ALIVE, Verdict.SKIPPED):
        return ""
    if record.verdict is Verdict.MOVED:
        url = record.suggestion.url if record.suggestion else record.final_url
        return words("moved-to", link=escape.markdown_link(short(url), url)) if url else ""
    return f"{MARKS[record.verdict]} {words.verdict(record.verdict)}"


def _notes(record: Record, run: Run, words: Catalogue) -> list[str]:
    parts = []
    if derived.is_archived(record):
        parts.append(words("archived"))
    elif derived.is_quiet(record, run):
        parts.append(words("last-push", date=derived.last_push(record)))
    if newer := derived.newer_version(record):
        parts.append(words("newer-version", version=newer))
    return [*parts, *words.notes(record, _venue(record))]


def _venue(record: Record) -> str:
    return escape.markdown(record.metadata.venue, NAME_LIMIT) if record.metadata and record.metadata.venue else ""


def _title(record: Record, text: str, words: Catalogue) -> list[str]:
    title = derived.telling_title(record, text)
    if title is None or (record.is_of_repository and "/" in title):
        return []
    return [words("quoted", text=escape.markdown(title))]


def _who(record: Record, text: str, words: Catalogue) -> list[str]:
    metadata = record.metadata
    if metadata is None:
        return []
    names = [escape.markdown(name, NAME_LIMIT) for name in metadata.authors[:4] if name.strip()]
    telling = derived.telling_title(record, text)
    owner, slash, _ = (derived.real_title(record) or "").partition("/")
    if record.is_of_repository and slash and derived.squeezed(owner) not in derived.squeezed(text):
        names = [escape.markdown(owner, NAME_LIMIT)]
    elif record.is_of_repository or (slash and metadata.authors == (owner,) and telling):
        names = []
    said = [words.listed(names)] if names else []
    venue = "" if Note.PUBLISHED.code in record.notes else _venue(record)
    return [*said, venue] if venue else said


def obituary(record: Record, words: Catalogue) -> str:
    """Return what a link was that is gone, from its last known facts: what a keeper looks for a substitute by."""
    metadata, title = record.metadata, derived.real_title(record)
    if metadata is None or title is None:
        return ""
    authors = [escape.markdown(name, NAME_LIMIT) for name in metadata.authors[:4] if name.strip()]
    parts = [words("quoted", text=escape.markdown(title)), *([words.listed(authors)] if authors else [])]
    return words("was", what=" · ".join([*parts, *_dates(record, metadata, words)]))


def _of_paper(record: Record, words: Catalogue, beside: str, presentation: Presentation) -> list[str]:
    """Return citations, and a link to the code."""
    metadata = record.metadata
    if metadata is None:
        return []
    number = metadata.citations
    said = [words("cited", n=number, times=presentation.count(record.link.url, CITED, number))] if number else []
    if metadata.code is None or metadata.code.partition("github.com/")[2].lower() in beside.lower():
        return said
    return [*said, escape.markdown_link(words("code"), metadata.code)]


def _active_or_dates(record: Record, metadata: Metadata, run: Run, words: Catalogue) -> list[str]:
    """Return the dates of a link: of a repository that is pushed to again and again, that it is active."""
    goes_on = record.is_of_repository and not derived.is_archived(record) and is_active(metadata.updated, run.finished)
    return [words("active")] if goes_on else _dates(record, metadata, words)


def _dates(record: Record, metadata: Metadata, words: Catalogue) -> list[str]:
    published, updated = derived.month(metadata.published), derived.month(metadata.updated)
    if record.is_of_repository:
        return [words("pushed", date=updated)] if updated else []
    if published and metadata.date_source == "guess":
        return [words("about", date=published[:4])]
    dates = [words("published", date=published)] if published else []
    version = escape.markdown(metadata.version or "", 20)
    if metadata.kind == "paper" and version and version != "v1" and updated and updated != published:
        dates.append(words("revised", version=version, date=updated))
    return dates or ([words("published", date=updated)] if updated else [])


def _description(record: Record, text: str) -> list[str]:
    metadata = record.metadata
    if metadata is None or not metadata.description or metadata.kind not in ("repository", "model", "dataset", "space"):
        return []
    description = escape.plain(metadata.description, DESCRIPTION_LIMIT)
    return [] if derived.squeezed(description) in derived.squeezed(text) else [escape.markdown(description)]
