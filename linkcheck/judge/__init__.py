"""Observation and history in, verdict out: a table of rules in order. Pure; sends no request.

``judge`` returns the opinion, ``explain`` how it came about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fetchers.codes import Code
from fetchers.facts import Observation
from linkcheck.judge.better import notes, suggestion
from linkcheck.judge.case import Case
from linkcheck.judge.index import speaker
from linkcheck.judge.rule import Rule
from linkcheck.judge.rules import RULES
from linkcheck.judge.templates import fill
from linkcheck.model import History, Judgement, Link

__all__ = ["RULES", "Rule", "Step", "explain", "judge"]


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that was asked, and whether it held."""

    rule: Rule
    held: bool


def judge(link: Link, observation: Observation, history: History = History()) -> Judgement:  # noqa: B008  frozen
    """Return what a careful maintainer would say of a link.

    ``doubt`` is set where an answer to a further question would make the judge surer; it is set only while
    ``observation.sibling`` is missing, so that judging again with it settles the matter.
    """
    case = Case(link, observation, history)
    rule = speaker(case)
    better = suggestion(case, rule)
    return Judgement(
        verdict=rule.verdict,
        reason=Code(fill(rule.code, case)),
        detail=fill(rule.sentence, case),
        confidence=rule.confidence,
        suggestion=better,
        notes=notes(case, rule, better),
        doubt=rule.doubt if observation.sibling is None else None,
        source=rule.source,
    )


def explain(link: Link, observation: Observation, history: History = History()) -> Iterator[Step]:  # noqa: B008  frozen
    """Yield the rules that were tried, in order; the last one matched."""
    case = Case(link, observation, history)
    for rule in RULES:
        held = rule.holds(case)
        yield Step(rule, held)
        if held:
            return
