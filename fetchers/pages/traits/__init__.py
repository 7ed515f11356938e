"""Named facts about head and body of one answer: walls, not-found pages, parking lots. Data tables and pure rules.

A trait is a fact, not an opinion: ``linkcheck.judge`` decides what it means beside a status and a history.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fetchers.facts import Page, Witness
from fetchers.pages.traits import access_walls as walls
from fetchers.pages.traits import challenges, pagefacts, parked
from fetchers.pages.traits import default_pages as hosts
from fetchers.pages.traits import not_found as lost
from fetchers.pages.traits import server_errors as ill
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.shape import SHORT
from fetchers.pages.traits.table import Table

_MARKERS: Final = challenges.MARKERS + walls.MARKERS + parked.MARKERS + hosts.MARKERS + ill.MARKERS + pagefacts.MARKERS
_TABLE: Final = Table(_MARKERS)
_OF_THE_PAGE: Final = lost.RULES + pagefacts.RULES

TRAITS: Final = frozenset(marker.trait for marker in _MARKERS) | {name for name, _, _ in _OF_THE_PAGE}
"""Every name that ``find_witnesses`` can give."""


def find_witnesses(
    *, status: int | None, headers: Mapping[str, str], text: str, page: Page | None, url: str, final_url: str
) -> dict[str, frozenset[Witness]]:
    """Return the traits of an answer, each with the kinds of sign it rests on.

    ``headers`` have lower-case names, ``text`` is the decoded body ("" where it is no text), ``page`` what was read
    from it, ``url`` the address that was asked for and ``final_url`` that of the last hop.
    """
    evidence = Evidence(status, headers, text, page, url, final_url)
    found = _TABLE.marked(evidence)
    if status is not None and 200 <= status < 300:
        for name, rule, kinds in _OF_THE_PAGE:
            if rule(evidence):
                found[name] = found.get(name, frozenset()) | kinds
    common = _of_the_answer(evidence)
    return {trait: kinds | common for trait, kinds in found.items()} if common else found


def _of_the_answer(evidence: Evidence) -> frozenset[Witness]:
    """Return the kinds of sign that stand beside every mark of an answer."""
    is_short = evidence.page is not None and evidence.length <= SHORT
    is_refused = evidence.status is not None and evidence.status >= 400
    kinds = ((Witness.LENGTH, is_short), (Witness.STATUS, is_refused))
    return frozenset(kind for kind, there in kinds if there)


def find_traits(
    *, status: int | None, headers: Mapping[str, str], text: str, page: Page | None, url: str, final_url: str
) -> frozenset[str]:
    """Return the traits of an answer, without what they rest on: see ``find_witnesses``."""
    found = find_witnesses(status=status, headers=headers, text=text, page=page, url=url, final_url=final_url)
    return frozenset(found)
