"""What arXiv's feed says of a paper, as our metadata. Pure: results in, facts out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fetchers.facts import Metadata
from fetchers.sites.arxiv.ids import ArxivId, parse_id

if TYPE_CHECKING:
    import arxiv

# The index knows is_withdrawn, the API does not say it: the authors' or the administrators' comment is the only sign.
# "Withdrawn from ICLR 2024" is about a conference, and an earlier version that was withdrawn is replaced by this one.
_WITHDRAWN: Final = re.compile(
    r"(?<!not )(?<!not been )(?<!version )(?<!version was )\bwithdrawn\b(?!\s+from\s+(?!arxiv|the\s+arxiv))",
    re.IGNORECASE,
)
_WITHDRAWN_ABSTRACT: Final = re.compile(
    r"\A\W*(?:this|the)\s+(?:article|paper|submission|manuscript|work|preprint)\s+(?:has\s+been|was|is)\s+"
    r"(?:\w+\s+)?withdrawn\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One entry of a feed: which version it is, and what it says."""

    id: ArxivId
    metadata: Metadata
    withdrawn: bool = False


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
            papers[found.paper] = Paper(found, _metadata(result, found), _is_withdrawn(result))
    return papers


def _metadata(result: arxiv.Result, found: ArxivId) -> Metadata:
    return Metadata(
        kind="paper",
        title=_line(result.title),
        authors=tuple(name for author in result.authors if (name := _line(author.name))),
        published=_time(result.published),
        updated=_time(result.updated),
        date_source="api",
        site="arXiv",
        version=f"v{found.version}" if found.version else None,
        topics=tuple(result.categories),
        doi=_line(result.doi),
        venue=_line(result.journal_ref),
    )


def _is_withdrawn(result: arxiv.Result) -> bool:
    """Of the latest version: earlier ones stay readable."""
    return bool(_WITHDRAWN.search(result.comment or "") or _WITHDRAWN_ABSTRACT.search(result.summary or ""))


def _line(text: str | None) -> str | None:
    """Collapse whitespace: of old feeds titles were broken over lines."""
    return " ".join((text or "").split()) or None


def _time(moment: object) -> str | None:
    text = getattr(moment, "isoformat", lambda: "")()
    return text.replace("+00:00", "Z") or None
