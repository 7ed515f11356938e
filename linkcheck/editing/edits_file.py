"""Edits that another run found, as ``fix`` and ``enrich`` write them with ``--format json``: read and believed. Pure.

A job that reads the web writes them, a job that may write to the repository makes them. What the file says is a
stranger's word all the same: an address is put where the list has the old one, escaped for its place, a mark where a
mark may stand. No other text of the list can be changed by it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import msgspec

from linkcheck.document import EditableText
from linkcheck.editing.address_escaping import address_edit
from linkcheck.editing.edits import Edit
from linkcheck.editing.marks import MARK, mark_places
from linkcheck.model import EditKind

_NOT_ADDRESSES = (EditKind.TITLES, EditKind.MARK_GONE, EditKind.ENRICH)


class EditsFileError(ValueError):
    """The bytes hold no edits; the message says where and why."""


class WrittenEdit(msgspec.Struct, frozen=True, kw_only=True):
    """One edit, as JSON has it."""

    kind: EditKind
    line: int
    start: int
    end: int
    url: str
    old: str
    new: str
    reason: str = ""
    proof: str = ""


class WrittenEdits(msgspec.Struct, frozen=True):
    """The edits of one list."""

    file: str
    edits: tuple[WrittenEdit, ...]


class GoneOrMoved(msgspec.Struct, frozen=True):
    """An address that is gone or moved, mended or not, and why."""

    url: str
    why: str


class EditsFile(msgspec.Struct, frozen=True):
    """What one run found to edit."""

    files: tuple[WrittenEdits, ...]
    findings: tuple[GoneOrMoved, ...] = ()

    def edits_of(self, name: str, source: EditableText, kinds: Container[EditKind]) -> tuple[list[Edit], int]:
        """Return the edits of these kinds that fit a list as it is now, and how many do not."""
        rows = [row for file in self.files if file.file == name for row in file.edits if row.kind in kinds]
        edits = [*_addresses(source, rows), *_marks(source, rows)]
        return edits, len(rows) - len(edits)


def parse_edits(data: bytes) -> EditsFile:
    """Read the file. Raises EditsFileError."""
    try:
        return msgspec.json.decode(data, type=EditsFile)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise EditsFileError(str(error)) from None


def _addresses(source: EditableText, rows: Sequence[WrittenEdit]) -> Iterator[Edit]:
    wanted = {(row.start, row.end, row.url): row for row in rows if row.kind not in _NOT_ADDRESSES}
    tables = source.in_tables() if wanted else ()
    for index, place in enumerate(source.document.occurrences):
        row = wanted.pop((place.start, place.end, place.url), None)
        if row is None:
            continue
        edit = address_edit(
            place, row.new, source.data, kind=row.kind, in_table=index in tables, reason=row.reason, proof=row.proof
        )
        if edit is not None:
            yield edit


def _marks(source: EditableText, rows: Sequence[WrittenEdit]) -> Iterator[Edit]:
    wanted = [row for row in rows if row.kind is EditKind.ENRICH]
    places = mark_places(source) if wanted else {}
    for row in wanted:
        before, after = (f" `{inside}`" if inside else "" for inside in (row.old, row.new))
        if places.get(row.start) == row.old and row.end == row.start + len(before.encode()) and _is_mark(after):
            yield Edit(
                start=row.start, end=row.end, replacement=after, kind=row.kind, line=row.line, url=row.url,
                old=row.old, new=row.new,
            )  # fmt: skip


def _is_mark(text: str) -> bool:
    return not text or MARK.fullmatch(text) is not None
