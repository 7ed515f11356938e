"""Links that lead to one resource. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping

from fetchers.addresses.address import identity, parse_or_none
from linkcheck.model import Link, Occurrence, OccurrenceKind, Run, SuggestionKind, Verdict


def duplicates(run: Run) -> Iterator[list[tuple[Link, Occurrence]]]:
    """Yield groups of two or more places with the same resource, in order of first appearance.

    A permanently moved link counts as its target. Two parts (#a, #b) of one page are different; repeated badges are
    left out.
    """
    ends = _ends(run)
    groups: dict[tuple[str, str], array[int]] = {}
    repeated = _repeated(run, ends)
    for number, link in _readable(run):
        resource = _resource(link, ends)
        if hash(resource) in repeated:
            groups.setdefault(resource, array("L")).append(number)
    for numbers in groups.values():
        group = [(link, place) for link in map(run.records.links.__getitem__, numbers) for place in _read(link)]
        if len({(o.file, o.line, o.column) for _, o in group}) > 1:
            yield group


def _repeated(run: Run, ends: Mapping[str, tuple[str, str]]) -> set[int]:
    """Return hashes of resources with several places, and of a few others: what was seen is a table of bits."""
    table = bytearray(8 * len(run.records.links) + 8)
    repeated: set[int] = set()
    for _, link in _readable(run):
        found = hash(_resource(link, ends))
        byte, bit = divmod(found % (8 * len(table)), 8)
        if len(_read(link)) > 1 or table[byte] >> bit & 1:
            repeated.add(found)
        table[byte] |= 1 << bit
    return repeated


def _ends(run: Run) -> Mapping[str, tuple[str, str]]:
    """Return the keys of the targets of permanently moved links, by address."""
    moved = [place for place, verdict in enumerate(run.records.verdicts) if verdict is Verdict.MOVED]
    better = {(record := run.records[place]).link.url: record.suggestion for place in moved}
    wanted = {url: each.url for url, each in better.items() if each is not None and each.why is SuggestionKind.MOVED}
    if not wanted:
        return {}
    addresses = ((link.address or parse_or_none(link.url), link.key) for link in run.records.links)
    keys = {identity(address): key for address, key in addresses if address is not None}
    return {
        url: (keys.get(identity(end), identity(end)), end.fragment or "")
        for url, found in wanted.items()
        if (end := parse_or_none(found)) is not None
    }


def _readable(run: Run) -> Iterator[tuple[int, Link]]:
    """Yield the links that could be read, with their index."""
    for number, (link, verdict) in enumerate(zip(run.records.links, run.records.verdicts, strict=True)):
        if verdict not in (Verdict.SKIPPED, Verdict.INVALID) and _read(link):
            yield number, link


def _read(link: Link) -> list[Occurrence]:
    """Return the places of a link, pictures left out."""
    return [place for place in link.occurrences if place.kind is not OccurrenceKind.IMAGE]


def _resource(link: Link, ends: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    return ends.get(link.url) or (link.key, link.url.partition("#")[2])
