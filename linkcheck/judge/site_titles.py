"""Rules over a whole run: what do the titles of one host's pages have in common? Pure.

One page cannot tell a book's name from a chapter's where its markup marks neither. Beside others it can: the segment
that ends (or begins) the ``<title>`` of many pages of a host names the site or the book, and none of these pages.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from fetchers.addresses.address import parse_or_none
from fetchers.facts import Metadata, Observation
from fetchers.pages.html.titles.parts import fold, segments, without_names
from fetchers.values import dataclass
from linkcheck.judge.address_relations import is_home
from linkcheck.model import Record
from linkcheck.model.packed import Packed

FEWEST_PAGES: Final = 3
"""So many pages of a host have to share the last segment of their titles."""
FEWEST_FIRST: Final = 5
"""A first segment is mostly the page's own name ("Introduction - Book"): more pages have to share it …"""
SHARE_FIRST: Final = 0.8
"""… and nearly all of the host's."""


@dataclass(frozen=True, slots=True)
class _Named:
    identity: str
    """That of its link."""
    title: str
    declared: str
    """The ``<title>`` as it stands."""
    heading: str
    place: str
    """The address that it was read at."""


class SiteTitles:
    """Collects the titles of a run's pages by host."""

    def __init__(self) -> None:
        self._pages: Packed[_Named] = Packed(_Named)
        self._hosts: dict[str, int] = {}
        self._host_of = array("L")
        """The number of each page's host."""

    def add(self, record: Record, observation: Observation) -> None:
        """Take a record with what it was made from. What a service answered, and a front door, is called rightly."""
        page, title = observation.page, None if record.metadata is None else record.metadata.title
        if page is None or observation.answer is not None or not title or not record.verdict.is_found:
            return
        address = parse_or_none(observation.final_url or record.link.url)
        if address is None or is_home(address):
            return
        named = _Named(record.link.identity, title, page.title, page.heading, address.wire)
        self._pages.append(named)
        self._host_of.append(self._hosts.setdefault(address.host, len(self._hosts)))

    def better(self) -> Iterator[tuple[str, str, str]]:
        """Yield the links that are called by their site's name, or with it: identity, title so far, the page's own."""
        for pages in self._by_host():
            places = {page.place: page for page in pages}
            if len(places) < FEWEST_PAGES:
                continue
            names = _names(list(places.values()))
            headings = Counter(fold(page.heading) for page in places.values())
            shared = Counter(fold(page.title) for page in places.values())
            for page in pages:
                title = _own(page, names)
                if title == page.title and shared[fold(title)] >= FEWEST_PAGES and headings[fold(page.heading)] == 1:
                    title = page.heading or title  # all are called alike, and each has a heading of its own
                if title != page.title:
                    yield page.identity, page.title, title

    def _by_host(self) -> Iterator[list[_Named]]:
        """Yield the pages of each host with enough of them to compare."""
        counts = Counter(self._host_of)
        indices: dict[int, array[int]] = {host: array("L") for host in counts if counts[host] >= FEWEST_PAGES}
        for index, host in enumerate(self._host_of):
            if host in indices:
                indices[host].append(index)
        for pages in indices.values():
            yield [self._pages[index] for index in pages]


def retitled(record: Record, before: str, title: str) -> Record:
    """Return a record with another title, the one of the run before included: what is called better has not changed."""
    return replace(
        record, metadata=_called(record.metadata, before, title), earlier=_called(record.earlier, before, title)
    )


def _called(metadata: Metadata | None, before: str, title: str) -> Metadata | None:
    return replace(metadata, title=title) if metadata is not None and metadata.title == before else metadata


def _names(pages: Sequence[_Named]) -> frozenset[str]:
    """Return the segments, folded, that name a site or a book: each ends or begins the titles of many of its pages."""
    titles = {page.declared for page in pages}
    parts = [[fold(part) for part in segments(title)] for title in titles]
    long = [each for each in parts if len(each) > 1]
    last = Counter(each[-1] for each in long)
    first = Counter(each[0] for each in long)
    names = {name for name, number in last.items() if number >= FEWEST_PAGES}
    names |= {
        name for name, number in first.items() if number >= max(FEWEST_FIRST, SHARE_FIRST * len(parts))
    }  # fmt: skip
    return frozenset(names - {""})


def _own(page: _Named, names: frozenset[str]) -> str:
    """Return a page's title without the names; where it is itself such a name, its ``<title>`` without them."""
    if fold(page.title) in names:
        return _without(page.declared, names) or page.title
    return _without(page.title, names) or page.title


def _without(title: str, names: frozenset[str]) -> str:
    """Strip the names from both ends of a title; "" if nothing is left."""
    own = without_names(title, names).strip()
    return "" if fold(own) in names else own
