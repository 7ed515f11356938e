"""Which facts the user wants in reports, and when a repository counts as quiet. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from linkcheck.model.counts import rounded
from linkcheck.model.lists import Occurrence


class Fact(StrEnum):
    """A kind of fact that the enriched list may write beside a link."""

    TITLES = "titles"
    AUTHORS = "authors"
    STARS = "stars"
    DATES = "dates"
    DESCRIPTIONS = "descriptions"
    PAPERS = "papers"
    """Code and citations."""
    QUIET = "quiet"
    """Repositories without a push for long."""


@dataclass(frozen=True, slots=True)
class QuietException:
    """Where another time holds: for an address, below a heading, or on a host. ``months`` None: never quiet."""

    months: int | None
    url: str = ""
    section: str = ""
    host: str = ""

    def fits(self, url: str, host: str, places: tuple[Occurrence, ...]) -> bool:
        """Tell whether a link is meant."""
        if self.url:
            return self.url == url
        if self.host:
            return host == self.host or host.endswith("." + self.host)
        return bool(places) and all(self.section in place.section for place in places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """What is written of the facts."""

    facts: frozenset[Fact] = frozenset(Fact)
    quiet_months: int | None = 24
    """Months without a push before a repository is called quiet: finished is not dead (best-of-generator#56)."""
    exceptions: tuple[QuietException, ...] = ()
    """The first that fits decides."""
    written: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Counts as the last version of a report shows them, by address and the sign before them."""

    def count(self, url: str, sign: str, number: int) -> str:
        """Return a count as it is shown: as it was, until it is a tenth off."""
        return rounded(number, self.written.get((url, sign), ""))

    def quiet_after(self, url: str, host: str, places: tuple[Occurrence, ...]) -> int | None:
        """Return the months that hold for a link; None: it is never called quiet."""
        if Fact.QUIET not in self.facts:
            return None
        fitting = (each.months for each in self.exceptions if each.fits(url, host, places))
        return next(fitting, self.quiet_months)
