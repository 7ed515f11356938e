"""What a rule is, and how one speaks. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from linkcheck.judge.case import Case
from linkcheck.judge.conditions import ANYWHERE, Condition
from linkcheck.model import Confidence, Doubt, Verdict

Test = Callable[[Case], bool]


def _always(_: Case) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of docs/verdicts.md: if it holds, and no rule before it did, this is the opinion.

    It holds where the facts are as ``where`` wants them and the ``test``, if there is one, agrees. ``reason`` and
    ``detail`` may name facts of the case in braces: see ``linkcheck.judge.placeholders``.
    """

    reason: str
    verdict: Verdict
    where: Condition = ANYWHERE
    test: Test = _always
    detail: str
    source: str
    confidence: Confidence = Confidence.HIGH
    doubt: Doubt | None = None
    """What should be asked before this is believed; not asked twice."""
    notes: tuple[str, ...] = ()

    def holds(self, case: Case) -> bool:
        """Tell whether the rule holds, whatever those before it say."""
        return self.where.holds(case.facts) and self.test(case)
