"""Rules on a service's own word: it comes before everything else. Data."""

from __future__ import annotations

from typing import Final

from fetchers.interface import Standing
from linkcheck.judge.case import Case
from linkcheck.judge.rule import Rule
from linkcheck.judge.where import OK, Where
from linkcheck.model import Verdict

_SOURCE: Final = "the service's own interface"


def _says(standing: Standing, verdict: Verdict) -> Rule:
    return Rule(reason="{code}", verdict=verdict, where=Where(standing=standing), detail="{said}", source=_SOURCE)


def _is_shell(case: Case) -> bool:
    """A page was served, and the site itself says that nothing is behind it."""
    return case.observation.page is not None


RULES: Final = (
    Rule(
        reason="{code}",
        verdict=Verdict.SOFT_DEAD,
        where=Where(standing=Standing.ABSENT, statuses=OK),
        test=_is_shell,
        detail="{said}",
        source=_SOURCE,
    ),
    _says(Standing.ABSENT, Verdict.DEAD),
    _says(Standing.HIDDEN, Verdict.DEAD),
    _says(Standing.RESTRICTED, Verdict.BLOCKED),
    _says(Standing.REFUSED, Verdict.BLOCKED),
    _says(Standing.LIMITED, Verdict.UNREACHABLE),
    _says(Standing.DOWN, Verdict.UNREACHABLE),
)
