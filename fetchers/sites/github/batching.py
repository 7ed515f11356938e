"""How many repositories are asked for in one question, and how they are dealt out over the connections. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from fetchers.sites.github.query import Group, weight

_WORTH_A_QUESTION: Final = 25
"""Aliases: fewer are not asked for apart only to keep another connection busy. A question costs a point, and there are
5000 an hour (1000 in a workflow)."""


def weight_of(groups: Iterable[Group]) -> int:
    """Return the aliases of all groups."""
    return sum(map(weight, groups))


def batches(groups: Sequence[Group], size: int, connections: int = 1) -> list[list[Group]]:
    """Return batches of about equal weight, of at most ``size`` aliases each; one group is never split.

    Their number fills all connections as often as each other: five questions on two of them take as long as six.
    """
    if not groups:
        return []
    total = weight_of(groups)
    fewest = ceil(total / size)
    count = max(fewest, min(ceil(fewest / connections) * connections, total // _WORTH_A_QUESTION))
    found: list[list[Group]] = [[]]
    dealt = here = 0
    for item in groups:
        cost = weight(item)
        is_full = dealt * count >= total * len(found) or here + cost > size
        if found[-1] and is_full:
            found.append([])
            here = 0
        found[-1].append(item)
        here += cost
        dealt += cost
    return found
