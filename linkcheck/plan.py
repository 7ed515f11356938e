"""Plans a run: groups occurrences into links, decides what needs no request, builds one query per resource. No I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from fetchers import registry
from fetchers.addresses.address import Address
from fetchers.facts import Target
from linkcheck.config import Settings
from linkcheck.config.patterns import UserPattern, compile_pattern
from linkcheck.model import Document, Judgement, Link, Occurrence
from linkcheck.model.reasons import Reason
from linkcheck.overrides import Overrides
from linkcheck.spelling import spell
from linkcheck.spelling.opinion import skipped

LOCAL: Final = "file"
"""Stands where a fetcher's name does, for a link that leads to a local file."""


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


@dataclass(frozen=True, slots=True)
class LinkFilter:
    """Which addresses are looked at, by regular expressions. What is included stays, whatever is excluded.

    Where there are inclusions alone, nothing else is looked at; both as in lychee.
    """

    included: tuple[UserPattern, ...]
    excluded: tuple[UserPattern, ...]

    def leaves_out(self, url: str) -> bool:
        """Whether an address is to be left alone."""
        if any(pattern.is_in(url) for pattern in self.included):
            return False
        if self.included and not self.excluded:
            return True
        return any(pattern.is_in(url) for pattern in self.excluded)


def remapped(url: str, remap: Mapping[str, str]) -> str:
    """Return the address that is asked for a link: another one where it is remapped; the longest prefix decides."""
    prefix = max((each for each in remap if url.startswith(each)), key=len, default=None)
    if prefix is None or "://" not in remap[prefix]:
        return url
    return remap[prefix] + url[len(prefix) :]


def make_plan(documents: Iterable[Document], settings: Settings, ignore: Sequence[UserPattern] = ()) -> Plan:
    """Plan a run over the documents. ``ignore`` are further exclusions (``.lycheeignore``)."""
    links: list[Link] = []
    decided: list[tuple[Link, Judgement]] = []
    questions: dict[str, list[Link]] = {}
    excluded = (*(compile_pattern(pattern) for pattern in settings.exclude), *ignore)
    selection = LinkFilter(tuple(compile_pattern(pattern) for pattern in settings.include), excluded)
    rulings = Overrides(settings)
    for _, places in _taken(_by_identity(documents)):
        link, judgement = _link(tuple(places), settings, selection)
        link, judgement = rulings.apply(link, judgement)
        links.append(link)
        if judgement is not None:
            decided.append((link, judgement))
        else:
            questions.setdefault(_question(link), []).append(link)
    asks = tuple(Query(_representative(key, sharing), tuple(sharing)) for key, sharing in _taken(questions))
    return Plan(tuple(links), tuple(decided), asks)


def _by_identity(documents: Iterable[Document]) -> dict[str, list[Occurrence]]:
    places: dict[str, list[Occurrence]] = {}
    for document in documents:
        for occurrence in document.occurrences:
            places.setdefault(occurrence.identity, []).append(occurrence)
    return places


Value = TypeVar("Value")


def _taken(table: dict[str, Value]) -> Iterator[tuple[str, Value]]:
    """Pop the items in order, so that the table shrinks while the plan grows (peak memory: one copy)."""
    for key in tuple(table):
        yield key, table.pop(key)


def _link(places: tuple[Occurrence, ...], settings: Settings, selection: LinkFilter) -> tuple[Link, Judgement | None]:
    url, leads_to = places[0].url, places[0].leads_to
    bare = Link(url=url, key=leads_to or url, occurrences=places, leads_to=leads_to)
    if selection.leaves_out(url):
        return bare, skipped(Reason.EXCLUDED)
    if leads_to:
        return replace(bare, target=_local(bare)), skipped(Reason.LOCAL)
    asked = remapped(url, settings.remap) if settings.remap else url
    found = spell(asked, allow_private=settings.allow_private)
    if not isinstance(found, Address):
        return bare, found
    target = registry.find(found)
    if settings.fragments and found.fragment:
        target = replace(target, fragments=(found.fragment,))
    if target.key == url:
        # One string instead of two equal ones: a long list has a hundred thousand links.
        target = replace(target, key=url)
    return replace(bare, key=target.key, target=target, address=found), None


def _local(link: Link) -> Target:
    """A file on this disk: the engine looks for it, and for the fragment, which costs nothing."""
    fragment = link.url.partition("#")[2]
    address = Address("file", "", None, link.url, None, None)
    fragments = (fragment,) if fragment else ()
    return Target(fetcher=LOCAL, kind="file", key=link.identity, address=address, fragments=fragments)


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
    origin = target.address.origin
    if not link.key.startswith("https://") or link.key.startswith(f"{origin}/"):
        return link.key
    return f"{link.key} at {origin}"


def _representative(key: str, links: Sequence[Link]) -> Target:
    """One target asks for all: the first with https, and every fragment that any of them names."""
    targets = [link.target for link in links if link.target is not None]
    chosen = next((target for target in targets if target.address.scheme == "https"), targets[0])
    fragments = tuple(dict.fromkeys(fragment for target in targets for fragment in target.fragments))
    is_one = chosen.key == key and chosen.fragments == fragments
    return chosen if is_one else replace(chosen, key=key, fragments=fragments)
