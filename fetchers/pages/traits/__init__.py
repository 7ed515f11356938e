"""Named facts about head and body of one answer: walls, not-found pages, parking lots. Data tables and pure rules.

A trait is a fact, not an opinion: ``linkcheck.judge`` decides what it means beside a status and a history.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fetchers.facts import Page
from fetchers.pages.traits import access_walls as walls
from fetchers.pages.traits import challenges, pagefacts, parked
from fetchers.pages.traits import default_pages as hosts
from fetchers.pages.traits import not_found as lost
from fetchers.pages.traits import server_errors as ill
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.table import Table

_MARKERS: Final = challenges.MARKERS + walls.MARKERS + parked.MARKERS + hosts.MARKERS + ill.MARKERS + pagefacts.MARKERS
_TABLE: Final = Table(_MARKERS)
_OF_THE_PAGE: Final = lost.RULES + pagefacts.RULES

TRAITS: Final = frozenset(marker.trait for marker in _MARKERS) | {name for name, _ in _OF_THE_PAGE}
"""Every name that ``find_traits`` can give."""


def find_traits(
    *, status: int | None, headers: Mapping[str, str], text: str, page: Page | None, url: str, final_url: str
) -> frozenset[str]:
    """Return the traits of an answer.

    ``headers`` have lower-case names, ``text`` is the decoded body ("" where it is no text), ``page`` what was read
    from it, ``url`` the address that was asked for and ``final_url`` that of the last hop.
    """
    evidence = Evidence(status, headers, text, page, url, final_url)
    found = _TABLE.marked(evidence)
    if status is not None and 200 <= status < 300:
        found.update(name for name, rule in _OF_THE_PAGE if rule(evidence))
    return frozenset(found)
