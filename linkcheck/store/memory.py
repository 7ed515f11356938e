"""What earlier runs knew and no request can tell: since when a link is gone, which edits were declined."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Annotated, Final, Self

from msgspec import Meta, Struct

from fetchers.facts import Metadata
from linkcheck.model import History, Verdict

EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Earlier dates in a memory are refused."""

Text = Annotated[str, Meta(max_length=8_000)]
Moment = Annotated[datetime, Meta(tz=True)]


class Declined(Struct, frozen=True, forbid_unknown_fields=True):
    """An edit that a person did not want, so that it is not proposed again: its kind, and what was proposed."""

    why: Text
    """An EditKind, or a SuggestionKind: a reader refuses others."""
    url: Text
    on: Moment


@dataclass(frozen=True, slots=True)
class Remembered:
    """The memory's entry for one link."""

    verdict: Verdict | None = None
    """None where only declined edits are known: the link is fine."""
    since: datetime | None = None
    last_alive: datetime | None = None
    failing_days: int = 0
    first_failure: datetime | None = None
    last_failure: datetime | None = None
    confirmed_on: datetime | None = None
    title: str | None = None
    facts: Metadata | None = None
    """What it was when it was last found."""
    declined: tuple[Declined, ...] = ()

    @property
    def latest(self) -> datetime:
        """The latest date in it."""
        moments = (self.since, self.last_alive, self.last_failure, self.confirmed_on)
        return max((moment for moment in moments if moment), default=EARLIEST)

    def history(self, other: History) -> History:
        """Return it as a run's history, over what ``other`` knows beside it (facts, language)."""
        return replace(
            other,
            verdict=self.verdict or Verdict.ALIVE,
            since=self.since,
            last_alive=self.last_alive or other.last_alive,
            failures=self.failing_days,
            failing_days=self.failing_days,
            first_failure=self.first_failure,
            last_failure=self.last_failure,
            confirmed=self.confirmed_on is not None and self.verdict is not None and self.verdict.is_gone,
            confirmed_on=self.confirmed_on,
            title=self.title or other.title,
            metadata=other.metadata or self.facts,
        )

    @classmethod
    def of(cls, history: History, declined: tuple[Declined, ...] = ()) -> Self:
        """Return what the memory keeps of a history."""
        if history.verdict is None or history.verdict.is_found or history.verdict is Verdict.SKIPPED:
            return cls(declined=declined)
        return cls(
            verdict=history.verdict,
            since=history.since,
            last_alive=history.last_alive,
            failing_days=history.failing_days,
            first_failure=history.first_failure if history.failing_days else None,
            last_failure=history.last_failure,
            confirmed_on=history.confirmed_on,
            title=history.title,
            facts=history.metadata,
            declined=declined,
        )


@dataclass(slots=True)
class LinkMemory:
    """The memory as read. ``exists``: whether there was a file; without one nothing is known, not even what is fine."""

    exists: bool = False
    links: dict[str, Remembered] = field(default_factory=dict)

    @property
    def latest(self) -> datetime:
        """The latest date in it."""
        return max((entry.latest for entry in self.links.values()), default=EARLIEST)

    def declined(self, url: str) -> tuple[Declined, ...]:
        """Return the edits of a link that a person did not want."""
        entry = self.links.get(url)
        return entry.declined if entry else ()
