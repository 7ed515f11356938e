"""When a trait is proven: by one strong witness, or by two independent ones. Pure.

The words of a title and those of a text are one author's, and so are a page's scripts and its markup: two of a kind
are one witness. Being short is one as well: a page of forty words that says "for sale" says nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fetchers.addresses.address import parse_or_none
from fetchers.facts import Observation, Page, Witness
from fetchers.pages.traits.shape import length, plain
from fetchers.pages.traits.topics import words_of_marks
from linkcheck.judge.topic import is_called, share_a_stem, words_of

STRONG: Final = frozenset({Witness.SERVICE, Witness.STATUS, Witness.HEADER, Witness.SIBLING})
ACCUSING: Final = frozenset({
    "parked", "domain-lapsed", "suspended", "trade-topic", "error-path",
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
_BRIEF_WORDS: Final = frozenset({Witness.TITLE, Witness.TEXT, Witness.LENGTH})
_LENGTH: Final = frozenset({Witness.LENGTH})
_A_NOTICE: Final = 45
"""Words of a page, menu included, that may have nothing but a notice under an item's own name."""


def is_proof(kinds: Iterable[Witness]) -> bool:
    """True if witnesses of these kinds prove it."""
    heard = frozenset(kinds)
    return bool(heard & STRONG) or sum(1 for source in _SOURCES if heard & source) > 1


def parted(observation: Observation, name: frozenset[str] = frozenset()) -> tuple[frozenset[str], frozenset[str]]:
    """Return the traits that are proven, and those that one weak witness speaks for.

    ``name``: the words that the list calls the link by. What nobody says the witnesses of is the site's own word. The
    words of a page that only a script would paint are its template's, and accuse nobody.
    """
    hints = frozenset(
        trait
        for trait, kinds in observation.witnesses.items()
        if not is_proof(kinds - _unheard(trait, observation, name))
    )
    return observation.traits - hints, observation.traits & hints


def _unheard(trait: str, observation: Observation, name: frozenset[str]) -> frozenset[Witness]:
    if trait not in ACCUSING:
        return _ON_A_404 if observation.status in (404, 410) else _NOTHING
    if "app-shell" in observation.traits:
        return _WORDS
    return _of_a_subject(trait, observation, name)


def _of_a_subject(trait: str, observation: Observation, name: frozenset[str]) -> frozenset[Witness]:
    """Return the witnesses that say nothing on a page with a name of its own and more to say: it is there.

    Called as the list calls it, it may also be about that: then a mark made of words of the name is its subject. Any
    other may be a notice under an item's name: then there is nothing else, in few words or in any other sentence.
    """
    page = observation.page
    if page is None:
        return _NOTHING
    has_more = "says-more" in observation.traits
    if not is_called(name, page):
        return _LENGTH if has_more and _has_its_own_name(trait, observation, page) else _NOTHING
    said = words_of_marks(trait, plain(f"{page.title} {page.heading} {page.text}"))
    if share_a_stem(name, words_of(said)):
        return _BRIEF_WORDS
    return _LENGTH if has_more or length(page.words, page.text) > _A_NOTICE else _NOTHING


def _has_its_own_name(trait: str, observation: Observation, page: Page) -> bool:
    """Whether title or heading say more than the notice, and more than whose the site is by its name or its host's."""
    names = f"{page.title} {page.heading}"
    host = parse_or_none(observation.final_url or "")
    called = words_of(names) - words_of(page.site or "")
    return not words_of_marks(trait, plain(names)) and any(host is None or word not in host.host for word in called)
