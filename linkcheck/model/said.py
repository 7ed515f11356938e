"""What is said of a link: verdicts, judgements, histories, records. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fetchers.interface import Metadata, Redirect, Target
from linkcheck.model.lists import Occurrence


class Verdict(StrEnum):
    """What a careful maintainer would say of a link."""

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
        """Nobody can tell from here, in either direction."""
        return self in (Verdict.BLOCKED, Verdict.UNREACHABLE)


class Why(StrEnum):
    """What kind of better address a suggestion is."""

    MOVED = "moved"
    HTTPS = "https"
    TRACKING = "tracking"
    CANONICAL = "canonical"
    ARCHIVED_COPY = "archived-copy"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A better address for a list, and why it is better."""

    url: str
    why: Why


class Confidence(StrEnum):
    """How sure the rule that spoke is."""

    HIGH = "high"
    LOW = "low"


class Doubt(StrEnum):
    """What the judge would have asked before it is believed."""

    SIBLING = "sibling"
    """How the server treats an address that cannot exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An opinion: what the rule that spoke says of one link."""

    verdict: Verdict
    reason: str
    """Machine-readable and stable: http-404, nxdomain, parked … (``[a-z0-9-]+``)."""
    detail: str
    """One sentence for a person."""
    confidence: Confidence = Confidence.HIGH
    suggestion: Suggestion | None = None
    notes: tuple[str, ...] = ()
    doubt: Doubt | None = None
    source: str = ""
    """What the rule that spoke rests on: a specification, a manual, a study. Empty where no rule of the judge spoke."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What earlier runs knew of one link. Empty for a link seen for the first time."""

    verdict: Verdict | None = None
    since: datetime | None = None
    last_alive: datetime | None = None
    failures: int = 0
    """Consecutive checks that did not find it alive."""
    failing_days: int = 0
    """Distinct days among those checks."""
    first_failure: datetime | None = None
    last_failure: datetime | None = None
    """The last check that counted as a day of failing."""
    confirmed: bool = False
    """Whether the verdict has held over enough checks and days to act on."""
    title: str | None = None
    language: str | None = None
    metadata: Metadata | None = None
    """The last facts read, with their date in ``as_of``."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a link's verdict: what it became, when, and by which reason."""

    at: datetime
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Past:
    """All that earlier runs knew of one link: its history, and every change of its verdict, oldest first."""

    history: History = History()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One address as written, with its places and what a fetcher made of it (None: no fetcher asked)."""

    url: str
    key: str
    occurrences: tuple[Occurrence, ...]
    target: Target | None = None
    ruling: Judgement | None = None
    """A person's word on it, from the settings: it wins over what the judge would say."""
    accepted: tuple[int, ...] = ()
    """Statuses that mean alive on its host, by the user's word."""

    @property
    def fetcher(self) -> str:
        """The fetcher's name in reports."""
        return self.target.fetcher if self.target else "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a run says of one link."""

    link: Link
    verdict: Verdict
    reason: str
    detail: str
    checked: datetime
    confidence: Confidence = Confidence.HIGH
    source: str = ""
    """What the rule that spoke rests on."""
    confirmed: bool = False
    status: int | None = None
    final_url: str | None = None
    redirects: tuple[Redirect, ...] = ()
    suggestion: Suggestion | None = None
    since: datetime | None = None
    last_alive: datetime | None = None
    failures: int = 0
    metadata: Metadata | None = None
    notes: tuple[str, ...] = ()
    before: Verdict | None = None
    """The verdict of the run before, None where the link is new."""
    stored: bool = False
    """Whether this is a stored fact that was fresh enough not to be asked again."""
    earlier: Metadata | None = None
    """The facts that the run before had, to tell what has changed; None where it had none."""
    events: tuple[Event, ...] = ()
    """Every change of its verdict that is known, oldest first."""

    @property
    def is_unreached(self) -> bool:
        """Whether the run ended before the link's turn came: what stands here is what was known of it, if anything."""
        return self.reason == "not-reached"
