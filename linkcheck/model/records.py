"""A link, its history between runs, and the record that one run makes of it. Pure data."""

from __future__ import annotations

from datetime import datetime

from fetchers.addresses.address import Address
from fetchers.codes import Code
from fetchers.facts import Metadata, Redirect, Target
from fetchers.values import dataclass
from linkcheck.model.lists import Occurrence
from linkcheck.model.reasons import Reason
from linkcheck.model.verdicts import Confidence, Ruling, Suggestion, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What earlier runs learnt about one link; empty for a new link."""

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
    confirmed_on: datetime | None = None
    """When it was first confirmed to be gone; None again once it is found."""
    title: str | None = None
    language: str | None = None
    metadata: Metadata | None = None
    """The last facts read, with their date in ``as_of``."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change of a link's verdict: when, to what, and why."""

    at: datetime
    verdict: Verdict
    reason: Code


@dataclass(frozen=True, slots=True)
class Past:
    """The history of one link and every change of its verdict, oldest first."""

    history: History = History()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One address as written, with its occurrences; ``target`` is None where no fetcher is asked."""

    url: str
    key: str
    occurrences: tuple[Occurrence, ...]
    target: Target | None = None
    address: Address | None = None
    """``url`` parsed; None where it is not asked for."""
    ruling: Ruling | None = None
    accepted: tuple[int, ...] = ()
    """Statuses that the settings accept as alive on its host."""
    leads_to: str = ""
    """What a local link leads to; else empty."""

    @property
    def identity(self) -> str:
        """The name under which its record and its history are kept."""
        return self.leads_to or self.url

    @property
    def fetcher(self) -> str:
        """The fetcher's name in reports."""
        return self.target.fetcher if self.target else "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The result of one run for one link."""

    link: Link
    verdict: Verdict
    reason: Code
    detail: str
    checked: datetime
    confidence: Confidence = Confidence.HIGH
    source: str = ""
    """The specification or study that the deciding rule rests on."""
    confirmed: bool = False
    confirmed_on: datetime | None = None
    """When it was first confirmed gone, this run included; kept while later checks are undecided."""
    newly_confirmed: bool = False
    """Whether this run confirmed it, and no run before."""
    status: int | None = None
    final_url: str | None = None
    redirects: tuple[Redirect, ...] = ()
    suggestion: Suggestion | None = None
    since: datetime | None = None
    last_alive: datetime | None = None
    failures: int = 0
    metadata: Metadata | None = None
    notes: tuple[Code, ...] = ()
    before: Verdict | None = None
    """The verdict of the run before; None where the link is new."""
    stored: bool = False
    """Whether it was answered from the store, without a request."""
    earlier: Metadata | None = None
    """The metadata of the run before, to tell what has changed."""
    events: tuple[Event, ...] = ()
    """Every known change of its verdict, oldest first."""

    @property
    def is_unreached(self) -> bool:
        """Whether the run ended before the link was checked; the record then repeats what was known before."""
        return self.reason == Reason.NOT_REACHED.code

    @property
    def is_of_repository(self) -> bool:
        """Whether stars and dates are those of a repository: the link leads to it, or to a part of it."""
        facts = self.metadata
        return facts is not None and (
            facts.kind == "repository" or (self.link.fetcher == "github" and facts.stars is not None)
        )
