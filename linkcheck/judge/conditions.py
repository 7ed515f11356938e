"""Preconditions of rules as data: status, failure and traits that an observation must have. Pure."""

from __future__ import annotations

import sys
from collections.abc import Container
from dataclasses import dataclass
from typing import Final, NamedTuple

from fetchers.facts import Availability, Observation
from fetchers.failure import FailureKind
from linkcheck.judge.witnesses import parted

OK: Final = range(200, 300)
FROM_400: Final = range(400, sys.maxsize)
"""Upwards without end: LinkedIn answers 999."""


class ConditionFacts(NamedTuple):
    """What an observation says without a look at addresses, texts or history."""

    status: int | None
    failure: FailureKind | None
    tls: FailureKind | None
    standing: Availability | None
    redirected: bool
    probed: bool
    traits: frozenset[str]
    """Traits that are proven, and neutral facts."""
    hints: frozenset[str] = frozenset()
    """What one weak witness says."""

    @classmethod
    def of(cls, observation: Observation, name: frozenset[str] = frozenset()) -> ConditionFacts:
        """Return the facts of an observation."""
        proven, hints = parted(observation, name)
        return cls(
            observation.status,
            observation.failure.kind if observation.failure else None,
            observation.tls.kind if observation.tls else None,
            observation.answer.standing if observation.answer else None,
            bool(observation.redirects),
            observation.sibling is not None,
            proven,
            hints,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a rule requires; every field that is given has to match."""

    statuses: Container[int] | None = None
    silent: bool = False
    """No status came."""
    failure: FailureKind | None = None
    tls: FailureKind | None = None
    standing: Availability | None = None
    unserviced: bool = False
    """No service of the site's own has spoken for the item: only then its page is believed."""
    redirected: bool = False
    probed: bool = False
    """It was asked for an address beside it, which cannot exist."""
    traits: frozenset[str] = frozenset()
    """Any of them, proven; empty: whatever traits there are."""
    hints: frozenset[str] = frozenset()
    """Any of them, told by one weak witness; empty: whatever hints there are."""
    signs: frozenset[str] = frozenset()
    """Any of them, proven or not: the rule itself brings another witness."""

    def holds(self, facts: ConditionFacts) -> bool:
        """Return True if the facts match."""
        if self.statuses is not None and (facts.status is None or facts.status not in self.statuses):
            return False
        return (
            (not self.silent or facts.status is None)
            and (self.failure is None or facts.failure is self.failure)
            and (self.tls is None or facts.tls is self.tls)
            and (self.standing is None or facts.standing is self.standing)
            and (not self.unserviced or facts.standing is None)
            and (not self.redirected or facts.redirected)
            and (not self.probed or facts.probed)
            and (not self.traits or not self.traits.isdisjoint(facts.traits))
            and (not self.hints or not self.hints.isdisjoint(facts.hints))
            and (not self.signs or not self.signs.isdisjoint(facts.traits | facts.hints))
        )


ANYWHERE: Final = Condition()
REDIRECTED: Final = Condition(redirected=True)


def status(*statuses: int) -> Condition:
    """Require one of these statuses at the last hop."""
    return Condition(statuses=frozenset(statuses))


def has(*traits: str) -> Condition:
    """Require one of these traits."""
    return Condition(traits=frozenset(traits))
