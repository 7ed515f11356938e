"""Edits applied to the bytes of a list, and believed only after the result has been read again. Pure.

What no edit names stays as it is, byte for byte. The edited text is parsed: its links and outline have to be those of
the old text with exactly the intended changes. Where they are not, the edits at fault are found by halving and refused;
the others stand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from linkcheck.document import EditableText, read_document
from linkcheck.editing.edits import Edit, Edited, Refusal
from linkcheck.model import EditKind, Occurrence, OccurrenceKind

OVERLAPS: Final = "another edit changes the same place; run the command again"
MISREAD: Final = "Markdown would read the text around it differently; edit the line by hand"

_SHOWS_ADDRESS: Final = (OccurrenceKind.BARE, OccurrenceKind.AUTOLINK)
"""Links whose text is their address."""


def apply_edits(source: EditableText, edits: Sequence[Edit]) -> Edited:
    """Return the text with every edit that leaves the rest of the document as it was."""
    chosen, refused = _without_overlaps(edits)
    if not chosen:
        return Edited(source.text, (), tuple(refused))
    check = _Check(source)
    applied = _believable(check, chosen)
    believed = set(applied)
    refused += [Refusal(edit, MISREAD) for edit in chosen if edit not in believed]
    refused.sort(key=lambda refusal: refusal.edit.start)
    return Edited(spliced(source.text, applied), tuple(applied), tuple(refused))


def spliced(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with the replacements of edits that do not overlap, in order; nothing is checked."""
    return splice(text, ((edit.start, edit.end, edit.replacement) for edit in edits))


def splice(text: str, parts: Iterable[tuple[int, int, str]]) -> str:
    """Return the text with each byte span of its UTF-8 replaced; spans are in order and do not overlap."""
    data = text.encode("utf-8", "surrogatepass")
    pieces, position = [], 0
    for start, end, replacement in parts:
        pieces += [data[position:start], replacement.encode("utf-8", "surrogatepass")]
        position = end
    return b"".join([*pieces, data[position:]]).decode("utf-8", "surrogatepass")


def _without_overlaps(edits: Sequence[Edit]) -> tuple[list[Edit], list[Refusal]]:
    """Return the edits in order of place; of those that overlap, the one whose kind wins."""
    rank = {kind: place for place, kind in enumerate(EditKind)}
    chosen: list[Edit] = []
    refused: list[Refusal] = []
    for edit in sorted(dict.fromkeys(edits), key=lambda each: (each.start, each.end, rank[each.kind])):
        last = chosen[-1] if chosen else None
        if last is None or (edit.start >= last.end and (edit.start, edit.end) != (last.start, last.end)):
            chosen.append(edit)
        elif rank[edit.kind] < rank[last.kind]:
            chosen[-1] = edit
            refused.append(Refusal(last, OVERLAPS))
        else:
            refused.append(Refusal(edit, OVERLAPS))
    return chosen, refused


def _believable(check: _Check, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits that pass together, found by halving: of n edits with k at fault, about k log n readings."""
    if not edits or check.passes(edits):
        return list(edits)
    if len(edits) == 1:
        return []
    half = len(edits) // 2
    kept = _believable(check, edits[:half]) + _believable(check, edits[half:])
    # Halves that pass by themselves may still not pass together (an opened bracket that a later edit closes).
    return kept if check.passes(kept) else _one_by_one(check, kept)


def _one_by_one(check: _Check, edits: Sequence[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in edits:
        if check.passes([*kept, edit]):
            kept.append(edit)
    return kept


class _Check:
    """Compares an edited text with the old one, as both are read."""

    def __init__(self, source: EditableText) -> None:
        self._text, self._before = source.text, source.document
        self._entry_starts = [start for start, _ in source.entries]
        self._entry_ends = {end: number for number, (start, end) in enumerate(source.entries) if end > start}
        self._entry_of_place = {
            index: number for number, entry in enumerate(self._before.outline) for index in entry.occurrences
        }
        self._places: dict[int, list[int]] = defaultdict(list)
        """Indices of occurrences by where their address stands, and by where their whole construct ends."""
        for index, (place, whole) in enumerate(zip(self._before.occurrences, source.links, strict=True)):
            self._places[place.start].append(index)
            self._places[whole[1]].append(index)

    def passes(self, edits: Sequence[Edit]) -> bool:
        """Tell whether the text with these edits reads as the old one with exactly the changes they intend."""
        after = read_document(spliced(self._text, edits), "")
        by_span = {(edit.start, edit.end): edit for edit in edits}
        by_entry: dict[int, list[Edit]] = defaultdict(list)
        for edit in edits:
            for number in self._entries_of(edit):
                by_entry[number].append(edit)
        gone = {number for number, own in by_entry.items() if any(map(_removes, own))}
        places = [
            (index, place)
            for index, place in enumerate(self._before.occurrences)
            if self._entry_of_place.get(index) not in gone
        ]
        entries = [(number, entry) for number, entry in enumerate(self._before.outline) if number not in gone]
        if (len(places), len(entries)) != (len(after.occurrences), len(after.outline)):
            return False
        rewords = any(changes_words(edit) or _makes_a_link(edit) for edit in edits) or any(
            place.kind in _SHOWS_ADDRESS and (place.start, place.end) in by_span for _, place in places
        )
        return all(
            self._is_as_meant(
                place, new, by_span, by_entry.get(self._entry_of_place.get(index, -1), ()), rewords=rewords
            )
            for (index, place), new in zip(places, after.occurrences, strict=True)
        ) and all(
            (old.kind, old.depth) == (new.kind, new.depth) and _is_same_text(old.text, new.text, by_entry[number])
            for (number, old), new in zip(entries, after.outline, strict=True)
        )

    def _entries_of(self, edit: Edit) -> set[int]:
        """Return the entries an edit belongs to: those of the links at its place, else the enclosing one."""
        indices = [*self._places.get(edit.start, ()), *self._places.get(edit.end, ())]
        found = {self._entry_of_place[index] for index in indices if index in self._entry_of_place}
        if not found and (number := self._entry_ends.get(edit.start, self._entry_ends.get(edit.end))) is not None:
            found = {number}
        return found or {max(bisect_right(self._entry_starts, edit.start) - 1, 0)}

    @staticmethod
    def _is_as_meant(
        old: Occurrence, new: Occurrence, by_span: Mapping[tuple[int, int], Edit], own: Sequence[Edit], *, rewords: bool
    ) -> bool:
        edit = by_span.get((old.start, old.end))
        return (
            new.url == (old.url if edit is None or edit.kind is EditKind.MARK_GONE else edit.new)
            and new.kind is old.kind
            and _is_same_text(old.text, new.text, own)
            and (new.section == old.section or (rewords and len(new.section) == len(old.section)))
        )


def changes_words(edit: Edit) -> bool:
    """Tell whether an edit adds or takes away words that a reader sees in any case."""
    return edit.kind in (EditKind.TITLES, EditKind.ENRICH, EditKind.MARK_GONE)


def _makes_a_link(edit: Edit) -> bool:
    """Tell whether an address has a space, so that Markdown shows its link as it is written, until it is mended."""
    return any(map(str.isspace, edit.old.strip())) and not any(map(str.isspace, edit.new))


def _removes(edit: Edit) -> bool:
    return edit.kind is EditKind.MARK_GONE and not edit.replacement


def _is_same_text(old: str, new: str, edits: Sequence[Edit]) -> bool:
    """Whether two texts are equal but for the words that these edits take out of the one and put into the other."""
    if old == new:
        return True
    for edit in edits:
        if _makes_a_link(edit):
            old = _with_link(old, edit.old)
        old, new = old.replace(edit.old, "", 1), new.replace(edit.new, "", 1)
    return "".join(old.split()) == "".join(new.split())


def _with_link(text: str, url: str) -> str:
    """Return a text in which ``[name](url)`` is a link and no longer shown as it is written."""
    before, _, after = text.partition(f"]({' '.join(url.split())})")
    start, _, name = before.rpartition("[")
    return f"{start}{name}{after}" if name and len(before) < len(text) else text
