"""All rules in the order in which they are asked; the first that holds speaks. Data.

The order (docs/verdicts.md is made from it): the service's own word; walls on any status; limits and passing
failures; what is gone, by status and below HTTP; sites in error; soft-dead pages, cheapest first; fragments; TLS;
redirects; the rest.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from linkcheck.judge.rule import Rule
from linkcheck.judge.rules import alive, gone, network_failures, refusals, service_says


def _unless_vouched_for(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Restrict rules about a page's looks to links that no service has vouched for."""
    return tuple(replace(rule, where=replace(rule.where, unserviced=True)) for rule in rules)


RULES: Final[tuple[Rule, ...]] = (
    *service_says.RULES,
    *_unless_vouched_for(
        (
            *network_failures.NOT_ASKED,
            *refusals.WALLS,
            *refusals.LIMITS,
            *network_failures.GONE,
            *network_failures.PASSING,
            *gone.BY_STATUS,
            *refusals.STATUSES,
            *refusals.ILL,
            *gone.SOFT,
            *gone.DOUBTED,
        )
    ),
    *alive.FRAGMENTS,
    *_unless_vouched_for(network_failures.INSECURE),
    *_unless_vouched_for(alive.DOUBTED),
    *alive.REDIRECTS,
    *alive.FINE,
)
