"""What a rule is, and how one speaks. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from linkcheck.judge.case import Case
from linkcheck.model import Confidence, Doubt, Verdict

Test = Callable[[Case], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of docs/verdicts.md: if ``test`` holds, and no rule before it did, this is the opinion.

    ``reason`` and ``detail`` may name facts of the case in braces: see ``Case.words``.
    """

    reason: str
    verdict: Verdict
    test: Test
    detail: str
    source: str
    confidence: Confidence = Confidence.HIGH
    doubt: Doubt | None = None
    """What should be asked before this is believed; not asked twice."""
    notes: tuple[str, ...] = ()
