"""Finds the first rule that holds, skipping those whose preconditions fail; derived from the table. Pure.

A run meets a few hundred combinations of bare facts. For each of them the rules that want other facts are left out
once, which leaves a tenth of the table for an ordinary page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from linkcheck.judge.case import Case
from linkcheck.judge.conditions import ConditionFacts
from linkcheck.judge.rule import Rule
from linkcheck.judge.rules import RULES

_WANTED: Final = frozenset[str]().union(*(rule.where.traits | rule.where.hints | rule.where.signs for rule in RULES))
"""Traits that some rule wants: others do not tell one combination from another."""


def speaker(case: Case) -> Rule:
    """Return the first rule that holds; the last one always does."""
    facts = case.facts
    wanted = facts._replace(traits=facts.traits & _WANTED, hints=facts.hints & _WANTED)
    return next(rule for rule in possible(wanted) if rule.test(case))


@lru_cache(maxsize=1024)
def possible(facts: ConditionFacts) -> tuple[Rule, ...]:
    """Return the rules whose preconditions match, in order."""
    return tuple(rule for rule in RULES if rule.where.holds(facts))
