"""The memory file of a list: which one a command reads and writes, and the edits that it says were declined."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from linkcheck.cli.lists.git_diff import GitError, OutsideError, file_before
from linkcheck.cli.output.github_actions import is_contribution
from linkcheck.cli.output.report_files import write_whole
from linkcheck.cli.terminal.errors import UserError, say
from linkcheck.config import Settings
from linkcheck.editing import Edit, EditKind
from linkcheck.inputs import is_memory
from linkcheck.repository import leads_outside
from linkcheck.store import Declined, LinkMemory, MemoryFileError, memory_lines, parse_memory, read_memory
from linkcheck.store.memory import Remembered
from linkcheck.store.memory_file import FIRST_LINE

EditKey = tuple[str, str, str]
"""Kind, old address, new: what one edit is, wherever it stands."""


def remembered(settings: Settings, since: str | None) -> tuple[LinkMemory, Path | None]:
    """Return the list's memory, and where it is to be written: nowhere for a contribution.

    Of a contribution's checkout the memory is not believed: that of the revision it is compared with is read.
    Raises UserError.
    """
    if settings.memory is None:
        return LinkMemory(), None
    path, now = Path(settings.memory), datetime.now(UTC)
    try:
        if since is None and is_contribution(os.environ):
            say(f"{path}: comes with the contribution, and is not read; with --since REV, that of REV is")
            return LinkMemory(), None
        if since is None:
            memory = read_memory(path, now)
            if not memory.exists and (other := _other_memory(path)) is not None:
                say(f"{path}: not there yet; {other} is a memory: if this list's was renamed, rename the file as well")
            return memory, path
        try:
            data = file_before(since, path)
        except OutsideError:
            return read_memory(path, now), None
        return LinkMemory() if data is None else parse_memory(data, f"{path} of {since}", now), None
    except (MemoryFileError, GitError) as error:
        raise UserError(f"--memory: {error}") from None


def _other_memory(path: Path) -> Path | None:
    """Return the one memory that lies where another is to be written; None where there is none, or several."""
    found = []
    for place in sorted(path.parent.glob("*.jsonl")):
        if place.is_file() and not place.is_symlink():
            with place.open("rb") as file:
                found += [place] if is_memory(file.read(len(FIRST_LINE))) else []
    return found[0] if len(found) == 1 else None


class DeclinedEdits:
    """Edits that a person did not want. What is learnt of them goes into the memory file, where there is one."""

    def __init__(self, memory: LinkMemory | None = None, path: Path | None = None) -> None:
        self._links = dict(memory.links) if memory else {}
        self.place = path or Path("README.memory.jsonl")
        self.file = path if memory and memory.exists else None
        """Where they are kept. A check makes the file: one without its findings would say that all is well."""
        self._days = {
            (each.why, url, each.url): each.on for url, entry in self._links.items() for each in entry.declined
        }
        self._same = {_question(key) for key in self._days}

    @classmethod
    def of(cls, settings: Settings, paths: Sequence[str]) -> DeclinedEdits:
        """Return what the memory of these lists says: the one that settings name, else the one beside the first list.

        Raises UserError.
        """
        place = Path(settings.memory) if settings.memory else _beside(paths[0])
        if not settings.memory and (not place.is_file() or leads_outside(place)):
            return cls(path=place)
        return cls(*remembered(msgspec.structs.replace(settings, memory=str(place)), None))

    def __contains__(self, edit: object) -> bool:
        """Return True if this edit was declined."""
        return isinstance(edit, Edit) and _question(edit_key(edit)) in self._same

    def update(self, unwanted: Mapping[EditKey, datetime], wanted: Iterable[EditKey] = ()) -> None:
        """Take edits for declined since a moment, others for wanted after all, and write the memory if that is new."""
        before = set(self._days)
        again = {_question(key) for key in wanted}
        self._days = {key: on for key, on in ({**unwanted, **self._days}).items() if _question(key) not in again}
        self._same = {_question(key) for key in self._days}
        if self.file is not None and set(self._days) != before:
            write_whole(self.file, memory_lines(self._lines()))

    def _lines(self) -> dict[str, Remembered]:
        found: dict[str, list[Declined]] = {url: [] for url in self._links}
        for (why, url, new), on in sorted(self._days.items(), key=lambda item: (item[1], item[0])):
            found.setdefault(url, []).append(Declined(why, new, on))
        return {url: replace(self._links.get(url, Remembered()), declined=tuple(them)) for url, them in found.items()}


def edit_key(edit: Edit) -> EditKey:
    """Return what tells an edit from others."""
    return str(edit.kind), edit.identity or edit.url, edit.new


def _question(key: EditKey) -> EditKey:
    """Return what a person was asked by an edit: whether to put in a copy, not which day's."""
    kind, url, new = key
    return kind, url, "" if kind == EditKind.ARCHIVED_COPY else new


def _beside(name: str) -> Path:
    """Return where the Action has the memory of a list: ``README.memory.jsonl`` beside ``README.md``."""
    path = Path(name)
    return path / "README.memory.jsonl" if path.is_dir() else path.with_name(f"{path.stem}.memory.jsonl")
