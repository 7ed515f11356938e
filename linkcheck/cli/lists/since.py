"""``--since REV``: only the links on lines that were added or changed, and those that the change broke."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from fetchers.addresses.address import parse_or_none
from linkcheck.cli.lists.git_diff import EVERY_LINE, Changes, GitError, Lines, changes
from linkcheck.cli.terminal.errors import UserError, say
from linkcheck.cli.terminal.streams import command_runner
from linkcheck.inputs import STDIN_NAME
from linkcheck.local import LocalFiles
from linkcheck.model import Document, Occurrence
from reports import escape

_MOST_HOSTS: Final = 4


class _ChangedLine(NamedTuple):
    """A file from the repository's root, and a line in it; None where the file is gone or only moved."""

    file: str
    line: int | None


@dataclass(frozen=True, slots=True)
class ChangedPlaces:
    """What a change has to answer for: the lines it wrote, and links elsewhere whose target it took away."""

    lines: dict[str, Lines]
    broken: frozenset[tuple[str, int]]
    """(file, byte) of each link on an untouched line that led somewhere before."""

    def has(self, file: str, line: int, start: int) -> bool:
        """Whether a place is one of them. Addresses given as arguments are: they were asked for by name."""
        return line in self.lines.get(file, EVERY_LINE) or (file, start) in self.broken


def changed_places(documents: Sequence[Document], revision: str, local: LocalFiles) -> ChangedPlaces:
    """Return what has changed since a revision, and say what the change broke. Raises UserError."""
    if any(document.file == STDIN_NAME for document in documents):
        raise UserError("--since: git knows nothing of standard input; name files")
    files = [Path(document.file) for document in documents if Path(document.file).exists()]
    if not files:
        return ChangedPlaces({}, frozenset())
    try:
        found = changes(revision, files)
        broken = list(_broken(documents, found, local))
    except GitError as error:
        raise UserError(f"--since: {error}") from None
    for place, where in broken:
        _tell(place, where)
    lines = {path.as_posix(): numbers for path, numbers in found.lines.items()}
    return ChangedPlaces(lines, frozenset((place.file, place.start) for place, _ in broken))


def _tell(place: Occurrence, where: _ChangedLine) -> None:
    """Say where a change broke a link: in a line, and to GitHub beside that place (it reads both streams)."""
    said = f"this change takes away what {place.file}:{place.line} leads to ({place.url})"
    say(f"{where.file}:{where.line}: {said}" if where.line else f"{where.file}: {said}")
    if os.environ.get("GITHUB_ACTIONS") == "true":
        file = escape.command_property(where.file, escape.ADDRESS_LIMIT)
        command_runner(f"::error file={file},line={where.line or 1},title=linkcheck::{escape.command_data(said)}")


def only_changed(documents: Sequence[Document], places: ChangedPlaces) -> list[Document]:
    """Return the documents with what a change has to answer for alone."""
    return [_cut(document, places) for document in documents]


def hosts_beside(documents: Sequence[Document], places: ChangedPlaces) -> tuple[str, ...]:
    """Return the hosts that most of the other links lead to: some of them answer wherever the list can be checked."""
    counted: Counter[str] = Counter()
    asked: set[str] = set()
    for document in documents:
        for place in document.occurrences:
            address = parse_or_none(place.url)
            if address is not None and places.has(document.file, place.line, place.start):
                asked.add(address.host)
            elif address is not None and address.scheme == "https":
                counted[address.host] += 1
    return tuple(host for host, _ in counted.most_common(_MOST_HOSTS) if host not in asked)


def _broken(
    documents: Sequence[Document], found: Changes, local: LocalFiles
) -> Iterator[tuple[Occurrence, _ChangedLine]]:
    """Yield links on unchanged lines whose target existed at the base and is gone now, with the place of the change."""
    suspects = [
        place
        for document in documents
        for place in document.occurrences
        if place.leads_to and place.line not in found.lines.get(Path(document.file), EVERY_LINE)
        if _is_broken(place.url, place.file, local)
    ]
    if not suspects:
        return
    with tempfile.TemporaryDirectory(prefix="linkcheck-base-") as name:
        base = Path(name).resolve()
        found.write_base(base)
        before = local.elsewhere()
        for place in suspects:
            now = Path(place.file).resolve().relative_to(found.root.resolve())
            then = base / found.names.get(now, now)
            if then.is_file() and not _is_broken(place.url, str(then), before):
                yield place, _place_of_change(place, then, before, found)


def _is_broken(url: str, file: str, local: LocalFiles) -> bool:
    found = local.find(url, file)
    return found is not None and found.unknown is None and bool(found.missing or local.has_fragment(found) is False)


def _place_of_change(place: Occurrence, file: Path, before: LocalFiles, found: Changes) -> _ChangedLine:
    """Return the file that a link led to, with the first line that the change wrote in it."""
    target = before.find(place.url, str(file))
    name = target.name.removeprefix("file:").partition("#")[0] if target is not None else place.file
    lines = next((lines for path, lines in found.lines.items() if path.resolve() == (found.root / name).resolve()), ())
    first = min(lines, default=None) if isinstance(lines, frozenset) else None
    return _ChangedLine(name, first)


def _cut(document: Document, places: ChangedPlaces) -> Document:
    """Return a document reduced to these occurrences and to the entries that still have a link."""
    kept = [
        index
        for index, occurrence in enumerate(document.occurrences)
        if places.has(document.file, occurrence.line, occurrence.start)
    ]
    place = {old: new for new, old in enumerate(kept)}
    outline = [
        replace(entry, occurrences=tuple(place[index] for index in entry.occurrences if index in place))
        for entry in document.outline
    ]
    return replace(
        document,
        occurrences=tuple(document.occurrences[index] for index in kept),
        outline=tuple(entry for entry in outline if entry.occurrences),
    )
