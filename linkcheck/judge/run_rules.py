"""Rules over a whole run: do many links of one site end at one place? Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from fetchers.addresses.address import Address, parse_or_none
from fetchers.addresses.domains import registrable
from fetchers.facts import Observation
from linkcheck.judge.address_relations import is_gate, is_home, same_page
from linkcheck.judge.topic import is_other_version, page_words, topic, words_of
from linkcheck.model import Confidence, Link, Record, Verdict
from linkcheck.model.reasons import Reason

FEWEST_ENDS: Final = 3
SURE_ENDS: Final = 5
"""So many links of one site that end at one address: a Link Rot Bestiary, ch. 3."""


@dataclass(frozen=True, slots=True)
class SharedEnd:
    """One address at which many different links of one site end."""

    target: str
    number: int
    """How many different resources the links mean."""
    links: tuple[str, ...]
    """Their identities."""


class RedirectEnds:
    """Where the links of a run end that were sent elsewhere: a few words of each, for none can be judged by itself."""

    def __init__(self) -> None:
        self._ends: dict[tuple[str, str], _End] = {}

    def add(self, record: Record, observation: Observation) -> bool:
        """Take one record with what it was made from; return whether it may yet look different beside the others."""
        end = _end(record, observation)
        if end is None:
            return False
        place, final, asked = end
        known = self._ends.setdefault(place, _End(page_words(observation.page, final)))
        known.links.append((record.link.identity, record.link.key, topic(record.link, asked)))
        return True

    def shared(self) -> Iterator[SharedEnd]:
        """Yield the ends that too many links of one site share, and whose page speaks of none of them by itself."""
        for (site, target), end in self._ends.items():
            of_all = frozenset.intersection(*(words for *_, words in end.links)) | words_of(site)
            links = {identity: key for identity, key, words in end.links if not (words - of_all) & end.words}
            number = len(set(links.values()))
            if number >= FEWEST_ENDS:
                yield SharedEnd(target, number, tuple(links))


@dataclass(frozen=True, slots=True)
class _End:
    words: frozenset[str]
    links: list[tuple[str, str, frozenset[str]]] = field(default_factory=list)
    """Identity and key of each, with the words of what it is about."""


def converged(record: Record, end: SharedEnd) -> Record:
    """Return the record of a link as it looks beside the others that end where it does: what it meant is gone."""
    return replace(
        record,
        verdict=Verdict.SOFT_DEAD,
        reason=Reason.ONE_TARGET.code,
        detail=f"{end.number} different links of this site end at {end.target}.",
        confidence=Confidence.HIGH if end.number >= SURE_ENDS else Confidence.LOW,
        confirmed=False,
        suggestion=None,
    )


def _end(record: Record, observation: Observation) -> tuple[tuple[str, str], Address, Address] | None:
    """Return site and last hop of a deep link that was sent elsewhere, with both addresses; None for any other link.

    The last hop is the whole of its address, query and route included: a forum's threads all end at ``/forum.php``. A
    short link says nothing of what is behind it, and two versions of a manual may well end at the stable one.
    """
    if not observation.redirects or not observation.final_url:
        return None
    if not record.verdict.is_found or observation.answer is not None or record.link.ruling is not None:
        return None
    start, end = record.link.address, parse_or_none(observation.final_url)
    if start is None or end is None or is_home(start) or same_page(start, end):
        return None
    if _is_short_link(record.link) or is_other_version(start, end) or is_gate(end):
        return None
    route = end.fragment or start.fragment or ""
    place = end.wire + (f"#{route}" if route.startswith(("/", "!")) else "")
    return (registrable(start.host), place), end, start


def _is_short_link(link: Link) -> bool:
    return link.target is not None and link.target.kind == "short-link"
