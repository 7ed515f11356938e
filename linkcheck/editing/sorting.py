"""The entries of each section in another order, each with all that belongs to it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from linkcheck.document import read_document, read_editable
from linkcheck.model import Document, EntryKind, Record

SORT_KEYS: Final = ("stars", "date", "title")


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring outermost items of one list: where each begins, and where the last ends, in bytes."""

    starts: tuple[int, ...]
    end: int
    entries: tuple[int, ...]


def sorted_text(text: str, records: Mapping[str, Record], key: str) -> str:
    """Return the text with the outermost items of every list sorted, stable, children with their parents.

    ``stars`` and ``date`` are highest and latest first, items without one last. A list that would not be read as the
    same items in another order (a lazy paragraph, a last line without an end) stays as it is.
    """
    source = read_editable(text)
    document, data = source.document, source.data
    for run in reversed(list(_runs(document, source.entries, data))):
        bounds = [*run.starts, run.end]
        blocks = [data[start:end] for start, end in pairwise(bounds)]
        if any(not block.endswith(b"\n") for block in blocks):
            continue
        ranks = [_rank(document, number, records, key) for number in run.entries]
        order = sorted(range(len(blocks)), key=lambda place: ranks[place])
        candidate = data[: run.starts[0]] + b"".join(blocks[place] for place in order) + data[run.end :]
        if _is_same_list(document, candidate.decode("utf-8", "surrogatepass")):
            data = candidate
    return data.decode("utf-8", "surrogatepass")


def _runs(document: Document, extents: Sequence[tuple[int, int]], data: bytes) -> list[_Run]:
    runs: list[_Run] = []
    current: list[int] = []

    def close(end: int) -> None:
        # An item of several blocks may part what is above it from what is below (a rule within it): it stays.
        if current and b"\n\n" in data[_line_start(data, extents[current[-1]][0]) : end].rstrip().replace(b"\r", b""):
            end = _line_start(data, extents[current.pop()][0])
        if len(current) > 1:
            # Empty lines behind the last item are not its own.
            end = data.find(b"\n", len(data[:end].rstrip())) + 1 or len(data)
            runs.append(_Run(tuple(_line_start(data, extents[number][0]) for number in current), end, tuple(current)))
        current.clear()

    for number, entry in enumerate(document.outline):
        start = _line_start(data, extents[number][0])
        if entry.kind is EntryKind.ITEM and entry.depth == 0:
            if current and b"\n\n" in data[_line_start(data, extents[current[-1]][0]) : start].replace(b"\r", b""):
                close(start)  # An empty line may part two lists, or a loose one whose last item has none behind it.
            current.append(number)
        elif entry.kind is not EntryKind.ITEM and not (entry.kind is EntryKind.ROW and entry.depth):
            close(start)
    last = current[-1] if current else None
    if last is not None:
        end = data.find(b"\n\n", extents[last][0])
        close(len(data) if end < 0 else end + 1)
    return runs


def _line_start(data: bytes, offset: int) -> int:
    return data.rfind(b"\n", 0, offset) + 1


def _rank(document: Document, number: int, records: Mapping[str, Record], key: str) -> tuple[bool, float | str]:
    entry = document.outline[number]
    facts = [
        record.metadata
        for index in entry.occurrences
        if (record := records.get(document.occurrences[index].url)) is not None and record.metadata is not None
    ]
    if key == "title":
        return False, entry.text.casefold()
    if key == "stars":
        counts = [each.stars for each in facts if each.stars is not None]
        return not counts, -max(counts, default=0)
    dates = [each.updated or each.published or "" for each in facts]
    latest = max(dates, default="")
    return not latest, -float("".join(c for c in latest[:10] if c.isdigit()).ljust(8, "0") or 0)


def _is_same_list(before: Document, text: str) -> bool:
    after = read_document(text, "")
    return sorted((o.url, o.text, o.section) for o in before.occurrences) == sorted(
        (o.url, o.text, o.section) for o in after.occurrences
    ) and sorted((e.kind, e.depth, e.text) for e in before.outline) == sorted(
        (e.kind, e.depth, e.text) for e in after.outline
    )
