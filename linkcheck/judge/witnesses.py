"""When a trait is proven: by one strong witness, or by two independent ones. Pure.

The words of a title and those of a text are one author's, and so are a page's scripts and its markup: two of a kind
are one witness. Being short is one as well: a page of forty words that says "for sale" says nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fetchers.facts import Observation, Witness

STRONG: Final = frozenset({Witness.SERVICE, Witness.STATUS, Witness.HEADER, Witness.SIBLING})
ACCUSING: Final = frozenset({
    "parked", "domain-lapsed", "suspended", "spam-topic", "trade-topic", "error-path", "deleted-content",
    "service-ended", "title-not-found", "body-not-found", "unclaimed-host", "default-page", "no-results",
})  # fmt: skip
"""Traits that say that a page is not what was asked for. A wall's only says that it was not shown."""

_SOURCES: Final = (
    {Witness.TITLE, Witness.TEXT},
    {Witness.SCRIPT, Witness.MARKUP},
    {Witness.ADDRESS},
    {Witness.LENGTH},
    {Witness.HISTORY},
)
_WORDS: Final = frozenset({Witness.TITLE, Witness.TEXT})
_ON_A_404: Final = frozenset({Witness.ADDRESS, Witness.LENGTH, Witness.STATUS})
"""A server that finds nothing says so on a short page, wherever the address leads: no sign of a wall."""
_NOTHING: Final[frozenset[Witness]] = frozenset()


def is_proof(kinds: Iterable[Witness]) -> bool:
    """True if witnesses of these kinds prove it."""
    heard = frozenset(kinds)
    return bool(heard & STRONG) or sum(1 for source in _SOURCES if heard & source) > 1


def parted(observation: Observation) -> tuple[frozenset[str], frozenset[str]]:
    """Return the traits that are proven, and those that one weak witness speaks for.

    What nobody says the witnesses of is the site's own word. The words of a page that only a script would paint are its
    template's, and accuse nobody.
    """
    hints = frozenset(
        trait for trait, kinds in observation.witnesses.items() if not is_proof(kinds - _unheard(trait, observation))
    )
    return observation.traits - hints, observation.traits & hints


def _unheard(trait: str, observation: Observation) -> frozenset[Witness]:
    if trait in ACCUSING:
        return _WORDS if "app-shell" in observation.traits else _NOTHING
    return _ON_A_404 if observation.status in (404, 410) else _NOTHING
