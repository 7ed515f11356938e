"""What is to be asked: links from occurrences, what needs no request, and one ask for each resource. No I/O."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from fetchers import registry
from fetchers.addresses.address import AddressError, parse
from fetchers.facts import Target
from linkcheck.config import Settings
from linkcheck.model import Document, Judgement, Link, Occurrence
from linkcheck.model.reasons import Reason, sentence
from linkcheck.overrides import Overrides
from linkcheck.spelling import spell
from linkcheck.spelling.opinion import invalid, skipped


@dataclass(frozen=True, slots=True)
class Query:
    """One resource to be asked for, and every link that stands for it."""

    target: Target
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All links in the order of their first occurrence, what is decided already, and what has to be asked."""

    links: tuple[Link, ...]
    decided: tuple[tuple[Link, Judgement], ...]
    asks: tuple[Query, ...]


def make_plan(documents: Iterable[Document], settings: Settings, ignore: Sequence[re.Pattern[str]] = ()) -> Plan:
    """Plan a run over the documents. ``ignore`` are further exclusions (``.lycheeignore``)."""
    links: list[Link] = []
    decided: list[tuple[Link, Judgement]] = []
    questions: dict[str, list[Link]] = {}
    excluded = [*(re.compile(pattern) for pattern in settings.exclude), *ignore]
    rulings = Overrides(settings)
    for url, places in _taken(_by_url(documents)):
        link, judgement = _link(url, tuple(places), settings, excluded)
        link, judgement = rulings.apply(link, judgement)
        links.append(link)
        if judgement is not None:
            decided.append((link, judgement))
        else:
            questions.setdefault(_question(link), []).append(link)
    asks = tuple(Query(_representative(key, sharing), tuple(sharing)) for key, sharing in _taken(questions))
    return Plan(tuple(links), tuple(decided), asks)


def identify(url: str) -> Target | None:
    """Return what a fetcher would make of an address, None where it cannot be an http(s) address."""
    try:
        return registry.find(url)
    except AddressError:
        return None


def _by_url(documents: Iterable[Document]) -> dict[str, list[Occurrence]]:
    places: dict[str, list[Occurrence]] = {}
    for document in documents:
        for occurrence in document.occurrences:
            places.setdefault(occurrence.url, []).append(occurrence)
    return places


Value = TypeVar("Value")


def _taken(table: dict[str, Value]) -> Iterator[tuple[str, Value]]:
    """Yield the items in order and let go of each: a plan of a long list is made in the room that it takes."""
    for key in tuple(table):
        yield key, table.pop(key)


def _link(
    url: str, places: tuple[Occurrence, ...], settings: Settings, excluded: Sequence[re.Pattern[str]]
) -> tuple[Link, Judgement | None]:
    bare = Link(url=url, key=url, occurrences=places)
    if any(pattern.search(url) for pattern in excluded):
        return bare, skipped(Reason.EXCLUDED)
    judgement = spell(url, allow_private=settings.allow_private)
    if judgement is not None and judgement.reason == Reason.LOCAL.code:
        return replace(bare, target=_beside(url, settings)), judgement
    if judgement is not None:
        return bare, judgement
    try:
        target = registry.find(url)
    except AddressError as error:
        return bare, invalid(error.code, sentence(str(error)))
    if settings.fragments and (fragment := parse(url).fragment):
        target = replace(target, fragments=(fragment,))
    target = _with_shared_text(target, url)
    return Link(url=url, key=target.key, occurrences=places, target=target), None


def _with_shared_text(target: Target, url: str) -> Target:
    """Return the target with the link's own string where it says the same: of most links there were three of it."""
    if url not in (target.url, target.key):
        return target
    return replace(target, url=url if target.url == url else target.url, key=url if target.key == url else target.key)


def _beside(url: str, settings: Settings) -> Target:
    """A file of the list's own repository; the engine may look for it on disk."""
    fragment = url.partition("#")[2] if settings.fragments else ""
    return Target(fetcher="file", kind="file", key=f"file:{url}", url=url, fragments=(fragment,) if fragment else ())


def _question(link: Link) -> str:
    """Return the key under which a link is asked for and its answer stored: those that share it live and die together.

    One resource, yet not one fate: ``http:`` and ``https:``, ``www.`` and the bare name may each fail by themselves,
    and a version of a paper may be missing where the paper is there. A site's own interface is asked by the item's
    name alone, so that the host an address was written with does not matter there.
    """
    target = link.target
    if target is None:
        return link.key
    if version := target.parts.get("version"):
        return f"{link.key} {version}"
    if not link.key.startswith("https://") or (origin := parse(target.url).origin) == parse(link.key).origin:
        return link.key
    return f"{link.key} at {origin}"


def _representative(key: str, links: Sequence[Link]) -> Target:
    """One target asks for all: the first with https, and every fragment that any of them names."""
    targets = [link.target for link in links if link.target is not None]
    chosen = next((target for target in targets if target.url.startswith("https:")), targets[0])
    fragments = tuple(dict.fromkeys(fragment for target in targets for fragment in target.fragments))
    is_one = chosen.key == key and chosen.fragments == fragments
    return chosen if is_one else replace(chosen, key=key, fragments=fragments)
