"""What arXiv's feed says of a paper, as our metadata. Pure: results in, facts out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fetchers.codes import Code, Note
from fetchers.facts import Metadata
from fetchers.sites.arxiv.ids import ArxivId, parse_id
from fetchers.sites.arxiv.statements import code_of, is_withdrawn, venue_of

if TYPE_CHECKING:
    import arxiv


@dataclass(frozen=True, slots=True)
class Paper:
    """One entry of a feed: which version it is, and what it says."""

    id: ArxivId
    metadata: Metadata
    notes: tuple[Code, ...] = ()


def papers_of(results: Iterable[arxiv.Result]) -> dict[str, Paper]:
    """Return the papers of a feed by identifier without version, the latest version where several came.

    The order of a feed is by score and means nothing (arxiv-search): papers are matched by identifier alone.
    """
    papers: dict[str, Paper] = {}
    for result in results:
        found = parse_id(result.get_short_id())
        if found is None:
            continue
        known = papers.get(found.paper)
        if known is None or known.id.version < found.version:
            papers[found.paper] = _paper(result, found)
    return papers


def _paper(result: arxiv.Result, found: ArxivId) -> Paper:
    comment, abstract = result.comment or "", result.summary or ""
    doi = _line(result.doi)
    # The DOI that arXiv itself gives (10.48550) is the preprint's own.
    published = None if doi is None or doi.lower().startswith("10.48550/") else doi
    is_gone = is_withdrawn(comment, abstract)
    venue = _line(result.journal_ref) or (None if is_gone else venue_of(comment))
    metadata = Metadata(
        kind="paper",
        title=_line(result.title),
        authors=tuple(name for author in result.authors if (name := _line(author.name))),
        published=_time(result.published),
        updated=_time(result.updated),
        date_source="api",
        site="arXiv",
        version=f"v{found.version}" if found.version else None,
        topics=tuple(result.categories),
        doi=doi,
        venue=venue,
        published_as=published,
        code=code_of(comment, abstract),
    )
    notes = (Note.WITHDRAWN,) if is_gone else (Note.PUBLISHED,) if venue or published else ()
    return Paper(found, metadata, tuple(note.code for note in notes))


def _line(text: str | None) -> str | None:
    """Collapse whitespace: of old feeds titles were broken over lines."""
    return " ".join((text or "").split()) or None


def _time(moment: object) -> str | None:
    text = getattr(moment, "isoformat", lambda: "")()
    return text.replace("+00:00", "Z") or None
