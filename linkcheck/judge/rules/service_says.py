"""Rules for what a service's API says of its own item: they come first. Data."""

from __future__ import annotations

from typing import Final

from fetchers.facts import Availability
from linkcheck.judge.case import Case
from linkcheck.judge.conditions import OK, Condition
from linkcheck.judge.rule import Rule
from linkcheck.model import Verdict
from linkcheck.model.reasons import Reason

_SOURCE: Final = "the service's own interface"


def _says(standing: Availability, verdict: Verdict) -> Rule:
    return Rule(reason=Reason.SERVICE, verdict=verdict, where=Condition(standing=standing), source=_SOURCE)


def _is_shell(case: Case) -> bool:
    """True if a page was served, but the site itself says that the item does not exist."""
    return case.observation.page is not None


RULES: Final = (
    Rule(
        reason=Reason.SERVICE,
        verdict=Verdict.SOFT_DEAD,
        where=Condition(standing=Availability.ABSENT, statuses=OK),
        test=_is_shell,
        source=_SOURCE,
    ),
    _says(Availability.ABSENT, Verdict.DEAD),
    _says(Availability.HIDDEN, Verdict.DEAD),
    _says(Availability.RESTRICTED, Verdict.BLOCKED),
    _says(Availability.REFUSED, Verdict.BLOCKED),
    _says(Availability.LIMITED, Verdict.UNREACHABLE),
    _says(Availability.DOWN, Verdict.UNREACHABLE),
)
