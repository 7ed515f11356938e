"""What a list asks of new entries (``[entries]``): what its curators look up by hand for each pull request. Pure.

Facts come from the records of a run. What a service did not tell is no reason to refuse an entry: it is a note.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from fetchers import registry
from fetchers.addresses.address import AddressError, parse
from fetchers.facts import Metadata
from linkcheck.config import EntryRules
from linkcheck.lint.rules import subject
from linkcheck.model import Document, Entry, EntryKind, Finding, Occurrence, Record

_WORD: Final = re.compile(r"[^\W\d_]{3,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
"""The least that describes a thing: ``by`` and ``★ 12`` do not."""
_LATIN_WORD: Final = re.compile(r"[0-9a-z]")
_ASKED_OF_REPOSITORIES: Final = ("not-archived", "pushed-within", "min-stars", "license")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One list of a change: which of its lines are new, and what it led to before."""

    document: Document
    lines: Container[int]
    before: Container[str]
    """The addresses of the list at the base: an entry that was there is not new."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Of each address of the list, the key of what it leads to."""


def judge_entries(
    contribution: Contribution, records: Mapping[str, Record], rules: EntryRules, now: datetime
) -> Iterator[Finding]:
    """Yield what is wrong with the new entries of a list, in their order."""
    seats = list(_seats(contribution.document))
    lines = _lines_of(seats, contribution.keys)
    for number, seat in enumerate(seats):
        if not _is_new(seat, contribution):
            continue
        record = records.get(seat.place.identity)
        told = [
            *(_of_repository(record, rules, now) if record is not None else ()),
            *_in_list(number, seats, contribution, rules),
            *(_repeated(seat, lines, contribution.keys, record) if rules.no_duplicate else ()),
        ]
        for rule, message in told:
            is_note = rule == "unknown" or rule in rules.notes
            yield Finding.at(seat.place, f"entries.{rule}", message, is_note=is_note)


@dataclass(frozen=True, slots=True)
class _Seat:
    """An entry that is about a link, and its neighbours in the same list."""

    entry: Entry
    place: Occurrence
    siblings: int
    """Which list it belongs to: entries of one list have one number."""


def _seats(document: Document) -> Iterator[_Seat]:
    """Yield the entries with a subject; a heading or a paragraph ends a list, an item those within its elder's."""
    lists: dict[int, int] = {}
    count = 0
    for entry in document.outline:
        if entry.kind in (EntryKind.HEADING, EntryKind.PARAGRAPH):
            lists.clear()
            continue
        for depth in [depth for depth in lists if depth > entry.depth]:
            del lists[depth]
        if entry.depth not in lists:
            count += 1
            lists[entry.depth] = count
        place = subject(entry, [document.occurrences[index] for index in entry.occurrences])
        if place is not None:
            yield _Seat(entry, place, lists[entry.depth])


def _is_new(seat: _Seat, contribution: Contribution) -> bool:
    return (
        seat.place.line in contribution.lines
        and seat.place.url not in contribution.before
        and not seat.place.url.startswith("#")
        and not seat.place.leads_to
    )


def _of_repository(record: Record, rules: EntryRules, now: datetime) -> Iterator[tuple[str, str]]:
    asked = [rule for rule in _ASKED_OF_REPOSITORIES if rules.asks(rule)]
    facts = record.metadata
    is_repository = facts is not None and facts.kind == "repository"
    if not asked or not (is_repository or (record.link.target is not None and record.link.target.kind == "repository")):
        return
    if facts is None or not is_repository or not record.verdict.is_found:
        yield "unknown", f"Its host did not say what it is, so {', '.join(asked)} cannot be judged."
        return
    if rules.not_archived and (facts.archived or "archived" in record.notes):
        yield "not-archived", "Its owner has archived the repository."
    if (months := rules.months) is not None and (pushed := _date(facts)) is not None:
        idle = (now - pushed).days
        if idle > months * 365 / 12:
            yield "pushed-within", f"Last push in {pushed:%Y-%m}: longer ago than {rules.pushed_within}."
    if facts.stars is not None and facts.stars < rules.min_stars:
        yield "min-stars", f"{facts.stars} star{'s' * (facts.stars != 1)}, fewer than {rules.min_stars}."
    if rules.license and not facts.license:
        yield "license", "The repository has no licence."


def _date(facts: Metadata) -> datetime | None:
    try:
        found = datetime.fromisoformat(facts.updated or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _in_list(
    number: int, seats: Sequence[_Seat], contribution: Contribution, rules: EntryRules
) -> Iterator[tuple[str, str]]:
    seat = seats[number]
    if rules.description and not _WORD.search(_described(seat.entry, contribution.document)):
        yield "description", "Says nothing of what it is."
    if rules.alphabetical and seat.entry.kind is EntryKind.ITEM and (why := _misplaced(number, seats, contribution)):
        yield "alphabetical", why


def _lines_of(seats: Iterable[_Seat], keys: Mapping[str, str]) -> Mapping[tuple[str, str], list[int]]:
    """Return in which lines there are entries about a thing: by its key, and by the part of it."""
    lines: dict[tuple[str, str], list[int]] = defaultdict(list)
    for seat in seats:
        lines[keys.get(seat.place.url, seat.place.url), _part(seat.place)].append(seat.place.line)
    return lines


def _repeated(
    seat: _Seat, lines: Mapping[tuple[str, str], list[int]], keys: Mapping[str, str], record: Record | None
) -> Iterator[tuple[str, str]]:
    """Say where another entry about the same thing stands: by its own address, or by where that leads in the end."""
    own = {keys.get(seat.place.url, seat.place.url)}
    if record is not None:
        own.add(record.link.key)
        own |= {_key(url) for url in (record.final_url, record.suggestion and record.suggestion.url) if url}
    found = [line for key in own for line in lines.get((key, _part(seat.place)), ()) if line != seat.place.line]
    if found:
        yield "no-duplicate", f"Stands in line {min(found)} already."


def _part(place: Occurrence) -> str:
    return place.url.partition("#")[2]


def _key(url: str) -> str:
    try:
        return registry.find(parse(url)).key
    except AddressError:
        return url


def _described(entry: Entry, document: Document) -> str:
    """Return the words of an entry without the names of its links."""
    text = entry.text
    for name in sorted((document.occurrences[index].text for index in entry.occurrences), key=len, reverse=True):
        text = text.replace(name, " ", 1) if name else text
    return text


def _misplaced(number: int, seats: Sequence[_Seat], contribution: Contribution) -> str | None:
    """Say between which entries one does not belong. Names in other scripts than Latin have no one order."""
    seat = seats[number]
    before = _neighbour(seats, range(number - 1, -1, -1), seat)
    after = _neighbour(seats, range(number + 1, len(seats)), seat)
    after = None if after is not None and _is_new(after, contribution) else after
    name, first, last = _sorted_by(seat), before and _sorted_by(before), after and _sorted_by(after)
    if not _LATIN_WORD.match(name) or (first and last and first > last):
        return None
    if before is not None and first and _LATIN_WORD.match(first) and first > name:
        return f"Stands behind {before.place.text!r}; entries are in alphabetical order."
    if after is not None and last and _LATIN_WORD.match(last) and name > last:
        return f"Stands before {after.place.text!r}; entries are in alphabetical order."
    return None


def _neighbour(seats: Sequence[_Seat], numbers: Iterable[int], seat: _Seat) -> _Seat | None:
    return next((seats[number] for number in numbers if seats[number].siblings == seat.siblings), None)


def _sorted_by(seat: _Seat) -> str:
    return re.sub(r"[\W_]+", " ", seat.place.text).strip().casefold()
