"""Verdict, confidence and suggestion: the judge's opinion of a link. Pure data."""

from __future__ import annotations

from enum import StrEnum

from fetchers.codes import Code
from fetchers.values import dataclass
from linkcheck.model.reasons import Reason


class Verdict(StrEnum):
    """What a careful maintainer would call a link."""

    ALIVE = "alive"
    MOVED = "moved"
    DEAD = "dead"
    SOFT_DEAD = "soft-dead"
    INVALID = "invalid"
    FRAGMENT_MISSING = "fragment-missing"
    INSECURE = "insecure"
    BLOCKED = "blocked"
    UNREACHABLE = "unreachable"
    SKIPPED = "skipped"

    @property
    def is_found(self) -> bool:
        """The content is there for a reader."""
        return self in (Verdict.ALIVE, Verdict.MOVED, Verdict.INSECURE)

    @property
    def is_gone(self) -> bool:
        """A maintainer should act: replace, correct or remove."""
        return self in (Verdict.DEAD, Verdict.SOFT_DEAD, Verdict.INVALID, Verdict.FRAGMENT_MISSING)

    @property
    def is_open(self) -> bool:
        """Unknown: neither alive nor dead can be concluded from here."""
        return self in (Verdict.BLOCKED, Verdict.UNREACHABLE)


class SuggestionKind(StrEnum):
    """What kind of better address a suggestion is."""

    MOVED = "moved"
    HTTPS = "https"
    TRACKING = "tracking"
    CANONICAL = "canonical"
    ARCHIVED_COPY = "archived-copy"
    SPELLING = "spelling"


class EditKind(StrEnum):
    """Kinds of edits, in the order in which they win an address that several would change."""

    SPELLING = "spelling"
    ANCHORS = "anchors"
    MOVED = "moved"
    PUBLISHED = "published"
    VERSIONS = "versions"
    PDF_TO_ABS = "pdf-to-abs"
    HTTPS = "https"
    REDIRECTOR = "redirector"
    TRACKING = "tracking"
    ARCHIVED_COPY = "archived-copy"
    MARK_GONE = "mark-gone"
    TITLES = "titles"
    ENRICH = "enrich"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A better address for a list, and why it is better."""

    url: str
    why: SuggestionKind


class Confidence(StrEnum):
    """How sure the deciding rule is."""

    HIGH = "high"
    LOW = "low"


class Doubt(StrEnum):
    """A further question that would settle the verdict."""

    SIBLING = "sibling"
    """Ask how the server answers an address that cannot exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The opinion of the deciding rule on one link."""

    verdict: Verdict
    reason: Code
    """Its words are in ``linkcheck.model.reasons``."""
    detail: str
    """One sentence for a person."""
    confidence: Confidence = Confidence.HIGH
    suggestion: Suggestion | None = None
    notes: tuple[Code, ...] = ()
    doubt: Doubt | None = None
    source: str = ""
    """The specification, manual or study that the deciding rule rests on; empty where the settings decided."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's word on one link, from the settings: it wins over what the judge would say."""

    verdict: Verdict
    reason: Reason
    said: str
    """Why, in the person's own words."""
    date: str
