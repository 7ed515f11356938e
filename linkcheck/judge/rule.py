"""The Rule type: precondition, test, verdict and sentence. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fetchers.codes import Code, Note, Worded
from linkcheck.judge.case import Case
from linkcheck.judge.conditions import ANYWHERE, Condition
from linkcheck.model import Confidence, Doubt, Verdict
from linkcheck.model.reasons import sentence

Test = Callable[[Case], bool]


def _always(_: Case) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of docs/verdicts.md: if it holds, and no rule before it did, this is the opinion.

    It holds where the facts are as ``where`` wants them and the ``test``, if there is one, agrees. The reason has the
    sentence that a person reads; ``detail`` replaces it where this rule knows better. Both may name facts of the case
    in braces: see ``linkcheck.judge.templates``.
    """

    reason: Worded
    verdict: Verdict
    where: Condition = ANYWHERE
    test: Test = _always
    source: str
    detail: str = ""
    confidence: Confidence = Confidence.HIGH
    doubt: Doubt | None = None
    """What should be asked before this is believed; not asked twice."""
    notes: tuple[Note, ...] = ()
    about: str = ""
    """Stands behind the reason in its code: the product of a challenge."""

    @property
    def code(self) -> Code:
        """The code of the verdict; a template as the sentence is."""
        return self.reason.about(self.about) if self.about else self.reason.code

    @property
    def sentence(self) -> str:
        """The sentence for the reader, as a template: capitalized, with a full stop."""
        return sentence(self.detail or self.reason.english)

    def holds(self, case: Case) -> bool:
        """Return True if the rule holds, regardless of earlier rules."""
        return self.where.holds(case.facts) and self.test(case)
