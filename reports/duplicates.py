"""Links that lead to one resource. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from fetchers.addresses.address import identity, parse_or_none
from linkcheck.model import Link, Occurrence, OccurrenceKind, Run, SuggestionKind, Verdict


def duplicates(run: Run) -> Iterator[list[tuple[Link, Occurrence]]]:
    """Yield groups of two or more places with the same resource, in order of first appearance.

    A permanently moved link counts as its target. Two parts (#a, #b) of one page are different; repeated badges are
    left out.
    """
    ends = _ends(run)
    once: set[int] = set()
    repeated: set[int] = set()
    for link, _ in _readings(run):
        identity = hash(_resource(link, ends))
        (repeated if identity in once else once).add(identity)
    groups: dict[tuple[str, str], list[tuple[Link, Occurrence]]] = defaultdict(list)
    for link, place in _readings(run):
        resource = _resource(link, ends)
        if hash(resource) in repeated:
            groups[resource].append((link, place))
    return (group for group in groups.values() if len({(o.file, o.line, o.column) for _, o in group}) > 1)


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


def _readings(run: Run) -> Iterator[tuple[Link, Occurrence]]:
    """Yield the places of links that could be read, pictures left out."""
    for link, verdict in zip(run.records.links, run.records.verdicts, strict=True):
        if verdict not in (Verdict.SKIPPED, Verdict.INVALID):
            yield from ((link, place) for place in link.occurrences if place.kind is not OccurrenceKind.IMAGE)


def _resource(link: Link, ends: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    return ends.get(link.url) or (link.key, link.url.partition("#")[2])
