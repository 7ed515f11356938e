"""Rules on a service's own word: it comes before everything else. Data."""

from __future__ import annotations

from typing import Final

from fetchers.interface import Standing
from linkcheck.judge.case import Case
from linkcheck.judge.rule import Rule, Test
from linkcheck.model import Verdict


def _says(standing: Standing) -> Test:
    return lambda case: case.standing is standing


def _absent_behind_a_page(case: Case) -> bool:
    """A page was served with 200, and the site itself says that it is only a shell."""
    return case.standing is Standing.ABSENT and case.is_ok and case.observation.page is not None


_SOURCE: Final = "the service's own interface"

RULES: Final = (
    Rule(
        reason="{code}",
        verdict=Verdict.SOFT_DEAD,
        test=_absent_behind_a_page,
        detail="{said}",
        source=_SOURCE,
    ),
    Rule(reason="{code}", verdict=Verdict.DEAD, test=_says(Standing.ABSENT), detail="{said}", source=_SOURCE),
    Rule(reason="{code}", verdict=Verdict.DEAD, test=_says(Standing.HIDDEN), detail="{said}", source=_SOURCE),
    Rule(reason="{code}", verdict=Verdict.BLOCKED, test=_says(Standing.RESTRICTED), detail="{said}", source=_SOURCE),
    Rule(reason="{code}", verdict=Verdict.BLOCKED, test=_says(Standing.REFUSED), detail="{said}", source=_SOURCE),
    Rule(reason="{code}", verdict=Verdict.UNREACHABLE, test=_says(Standing.LIMITED), detail="{said}", source=_SOURCE),
    Rule(reason="{code}", verdict=Verdict.UNREACHABLE, test=_says(Standing.DOWN), detail="{said}", source=_SOURCE),
)
