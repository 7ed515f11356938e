"""What arXiv's feed says of a paper, as our metadata. Pure: results in, facts out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fetchers.codes import Code, Note
from fetchers.facts import Metadata
from fetchers.sites.arxiv.ids import ArxivId, parse_id

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
_LONGEST: Final = 2000
"""Characters of a comment that are read."""
_SENTENCE: Final = re.compile(r"[;|\n]|(?<!Proc)[.!?](?=\s+[^a-z\s]|\s*\Z)")
_CLAUSE: Final = re.compile(r",(?=\s)|(?<=\s)[-–—](?=\s)")
# A venue is named with its year, so that no number of pages and no journal's style file is taken for one. The digits
# of an address or of an arXiv identifier are no year.
_YEAR: Final = r"(?:(?<![\d/.:])(?:19|20)\d\d(?![\d/]|\.\d)|['’]\d\d(?!\d))"
_ACCEPTED: Final = re.compile(
    r"\b(?:accepted|published|appeared|appears?|to appear|presented)\b[\w /-]{0,40}?"
    r"\b(?:at|in|to|by|on|for)\b:?\s+(?:the\s+)?(?=(?-i:[\"'“(]*[A-Z0-9])|proc)|\bin\s+(?:the\s+)?(?=proceedings of)",
    re.IGNORECASE,
)
_PREAMBLE: Final = re.compile(r"(?:the\s+)?proc(?:eedings|\.)?\s+(?:of\s+)?|the\s+", re.IGNORECASE)
_UP_TO_YEAR: Final = re.compile(rf"(?P<venue>[^:]{{0,200}}?{_YEAR}(?:[^(),;]{{0,30}}\))?)(?:\s*\([^(),]{{2,40}}\))?")
_ACRONYM: Final = re.compile(
    r"\(\s*([A-Z][\w@/&-]*[A-Z][\w@/&-]*?)(?:,?\s*((?:19|20)\d\d|['’]\d\d)(?: [\w -]{0,30})?)?\s*\)"
)
_NAMED: Final = re.compile(
    rf"(?P<name>[A-Z][\w&/-]{{1,30}}?)(?: [\w&-]{{1,30}}){{0,2}}? ?{_YEAR}(?P<rest>.*)\Z", re.DOTALL
)
"""A clause that is a venue's short name and its year: CVPR 2024, ICCV Workshops 2023."""
_REST: Final = re.compile(
    r"\s*(?:\(?(?:oral|spotlight|poster|highlight|best paper|camera[- ]ready|main|findings|long paper|short paper|"
    r"accept\w*|conference|proceedings)\b.*)?\Z",
    re.IGNORECASE,
)
_NOT_THERE: Final = re.compile(
    r"\b(?:submitted|submission|under (?:review|submission)|in review|rejected|not (?:yet )?accepted|withdrawn|"
    r"extended|extension|extends|earlier|previous|preliminary|(?:abridged|full|long|short|longer|shorter|conference|"
    r"journal) version|a version of|part of this|supersedes|based on|challenge|competition|winner|rank|solution|"
    r"template|style|tutorial)\b",
    re.IGNORECASE,
)
"""Of another paper, or of no decision."""
_REPOSITORY: Final = re.compile(
    r"\b(?:https?://)?(?:www\.)?github\.com/(?P<owner>[A-Za-z0-9][A-Za-z0-9-]{0,38})/(?P<name>[\w.-]{1,100})",
    re.IGNORECASE,
)
_NOT_OWNERS: Final = frozenset({"orgs", "topics", "search", "features", "sponsors", "marketplace", "about", "settings"})


def is_withdrawn(comment: str, abstract: str) -> bool:
    """Tell whether the latest version is withdrawn; earlier ones stay readable."""
    return bool(_WITHDRAWN.search(comment[:_LONGEST]) or _WITHDRAWN_ABSTRACT.search(abstract[:_LONGEST]))


def venue_of(comment: str) -> str | None:
    """Return the venue that has accepted a paper, by its authors' comment; None where none is stated with its year.

    An acronym in brackets is what readers know it by: "(ISSTA 2023)", "(ICST) 2024".
    """
    for sentence in _SENTENCE.split(comment[:_LONGEST]):
        if not _NOT_THERE.search(sentence) and (found := _accepted(sentence) or _named(sentence)):
            return found
    return None


def _accepted(sentence: str) -> str | None:
    trigger = _ACCEPTED.search(sentence)
    if trigger is None:
        return None
    rest = sentence[trigger.end() :]
    if preamble := _PREAMBLE.match(rest):
        rest = rest[preamble.end() :].removeprefix("the ")
    found = _UP_TO_YEAR.match(rest)
    if found is None or "://" in found[0]:
        return None
    whole, year = found[0], re.search(_YEAR, rest)
    if whole[:4] == (year and year[0]):  # "2025 IEEE Conference on …": the name is behind its year
        whole = _CLAUSE.split(rest)[0] if "(" not in rest else rest[: rest.find(")") + 1]
    if acronym := _ACRONYM.search(whole):
        return f"{acronym[1]} {acronym[2] or (year[0] if year else '')}".strip()
    whole = whole.strip(" .\"'“”")
    return (whole if whole.count("(") == whole.count(")") else whole.strip("()")) or None


def _named(sentence: str) -> str | None:
    for clause in _CLAUSE.split(sentence):
        named = _NAMED.match(clause.strip(" ()[]*"))
        if named is not None and sum(map(str.isupper, named["name"])) > 1 and _REST.match(named["rest"]):
            return named[0][: named.start("rest")]
    return None


def code_of(comment: str, abstract: str) -> str | None:
    """Return the address of the one repository on GitHub that comment or abstract names; None where they name more.

    Of several, none is surely the paper's own: an abstract may name the code it compares itself with.
    """
    found: dict[str, str] = {}
    for text in (comment, abstract):
        for match in _REPOSITORY.finditer(text[: 2 * _LONGEST]):
            name = match["name"].rstrip(".").removesuffix(".git")
            if name and match["owner"].lower() not in _NOT_OWNERS:
                found.setdefault(f"{match['owner']}/{name}".lower(), f"https://github.com/{match['owner']}/{name}")
    return next(iter(found.values())) if len(found) == 1 else None
