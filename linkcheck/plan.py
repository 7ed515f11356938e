"""Plans a run: groups occurrences into links, decides what needs no request, builds one query per resource. No I/O."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final

from fetchers import registry
from fetchers.addresses.address import Address
from fetchers.facts import Target
from fetchers.values import dataclass
from linkcheck.config import Settings
from linkcheck.config.patterns import UserPattern, compile_pattern
from linkcheck.model import Document, Judgement, Link, Occurrence
from linkcheck.model.packed import LazySequence, Packed
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
    """All links in the order of their first occurrence, what is decided already, and what has to be asked.

    Links and queries are made anew each time they are read: a plan may hold a million.
    """

    links: Sequence[Link]
    decided: Sequence[tuple[Link, Judgement]]
    asks: Sequence[Query]


class _Decided(LazySequence[tuple[Link, Judgement]]):
    """Links with what is known of them before anything is asked."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._links = links
        self._numbers = array("L")
        self._judgements: list[Judgement] = []

    def append(self, number: int, judgement: Judgement) -> None:
        """Add a link by its number."""
        self._numbers.append(number)
        self._judgements.append(judgement)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._numbers)

    def _at(self, number: int) -> tuple[Link, Judgement]:
        return self._links[self._numbers[number]], self._judgements[number]


class _Asks(LazySequence[Query]):
    """Queries, of which only the numbers of their links are kept."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._links = links
        self._firsts = array("L")
        self._others: dict[int, list[int]] = {}
        """Of a query with more than one link, the others."""

    def append(self, number: int) -> int:
        """Add the query of a link, and return its index."""
        self._firsts.append(number)
        return len(self._firsts) - 1

    def share(self, index: int, number: int) -> None:
        """Let another link be answered by a query."""
        self._others.setdefault(index, []).append(number)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._firsts)

    def _at(self, number: int) -> Query:
        links = tuple([self._links[each] for each in (self._firsts[number], *self._others.get(number, ()))])
        return Query(_representative(_question(links[0]), links), links)


class SelectedQueries(LazySequence[Query]):
    """Some queries of a sequence by their indices, read as they are needed, and made into others by ``changed``."""

    def __init__(
        self, queries: Sequence[Query], indices: Sequence[int], changed: Callable[[Query], Query] = lambda query: query
    ) -> None:
        self.indices: Final = indices
        self._queries = queries
        self._changed = changed

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.indices)

    def _at(self, number: int) -> Query:
        return self._changed(self._queries[self.indices[number]])


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


def make_plan(documents: Sequence[Document], settings: Settings, ignore: Sequence[UserPattern] = ()) -> Plan:
    """Plan a run over the documents. ``ignore`` are further exclusions (``.lycheeignore``)."""
    links: Packed[Link] = Packed(Link)
    decided, asks = _Decided(links), _Asks(links)
    questions: dict[str, int] = {}
    excluded = (*(compile_pattern(pattern) for pattern in settings.exclude), *ignore)
    selection = LinkFilter(tuple(compile_pattern(pattern) for pattern in settings.include), excluded)
    rulings = Overrides(settings)
    for number, places in enumerate(_by_identity(documents)):
        link, judgement = _link(places, settings, selection)
        link, judgement = rulings.apply(link, judgement)
        links.append(link)
        if judgement is not None:
            decided.append(number, judgement)
        elif (asked := questions.setdefault(_question(link), len(asks))) < len(asks):
            asks.share(asked, number)
        else:
            asks.append(number)
    return Plan(links, decided, asks)


def _by_identity(documents: Sequence[Document]) -> Iterator[tuple[Occurrence, ...]]:
    """Yield the occurrences of each link, in the order of its first one."""
    owners, again = array("L"), dict[int, list[tuple[int, int]]]()
    numbers: dict[str, int] = {}
    for file, document in enumerate(documents):
        for index, occurrence in enumerate(document.occurrences):
            new = len(numbers)
            number = numbers.setdefault(occurrence.identity, new)
            owners.append(number)
            if number < new:
                again.setdefault(number, []).append((file, index))
    del numbers
    number = 0
    for owner, occurrence in zip(owners, chain.from_iterable(each.occurrences for each in documents), strict=True):
        if owner == number:
            number += 1
            others = again.pop(owner, ())
            yield (occurrence, *(documents[file].occurrences[index] for file, index in others))


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
    return Link(url=url, key=target.key, occurrences=places, leads_to=leads_to, target=target, address=found), None


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
    if not link.key.startswith("https://"):
        return link.key
    origin = target.address.origin
    return link.key if link.key.startswith(f"{origin}/") else f"{link.key} at {origin}"


def _representative(key: str, links: Sequence[Link]) -> Target:
    """One target asks for all: the first with https, and every fragment that any of them names."""
    targets = [link.target for link in links if link.target is not None]
    chosen, fragments = targets[0], targets[0].fragments
    if len(targets) > 1:
        chosen = next((target for target in targets if target.address.scheme == "https"), chosen)
        fragments = tuple(dict.fromkeys(fragment for target in targets for fragment in target.fragments))
    is_one = chosen.key == key and chosen.fragments == fragments
    return chosen if is_one else replace(chosen, key=key, fragments=fragments)
