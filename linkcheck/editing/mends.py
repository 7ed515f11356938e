"""The edits of one list that the verdicts of a run allow: addresses, marks on what is gone, texts, anchors. Pure."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from fetchers.addresses.address import Address, without_tracking
from linkcheck.document import EditableText
from linkcheck.editing.address_escaping import address_edit
from linkcheck.editing.edits import Edit
from linkcheck.editing.proposals import DEFAULT_KINDS, checked, is_confirmed_gone, is_sure, proposal
from linkcheck.editing.wording import is_generic
from linkcheck.model import Document, EditKind, EntryKind, Occurrence, OccurrenceKind, Record
from linkcheck.spelling import spell

_HTML_LINK: Final = re.compile(rb"<a[\s/>].*</a\s*>", re.IGNORECASE | re.DOTALL)
_NEXT_LINE: Final = re.compile(rb"(?:[ \t]*[\r\n])*([ \t]*)\S")
_ASCII_MARKS: Final = frozenset(string.punctuation)
STRIKE: Final = "strike"
REMOVE: Final = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class MendOptions:
    """What to mend, and how."""

    kinds: Container[EditKind] = DEFAULT_KINDS
    mark: str = STRIKE
    """What is done to an entry whose link is gone: ``strike``, ``remove``, or a text to put after the link."""
    found: Mapping[str, Record] = field(default_factory=dict)
    """Records of proposed addresses that were asked for, by address."""
    renamed: Callable[[Document, str], Mapping[str, str]] | None = None
    """Returns the new address of each link to a renamed heading, for kind ``anchors``; of a document and its text."""


def to_check(documents: Iterable[Document]) -> Iterator[str]:
    """Yield addresses that edits may put into the lists: corrections, and what is left without tracking."""
    for document in documents:
        for place in document.occurrences:
            spelled = spell(place.url)
            if isinstance(spelled, Address):
                if (plain := without_tracking(place.url)) != place.url:
                    yield plain
            elif spelled.suggestion is not None:
                yield spelled.suggestion.url


def is_wanted(record: Record, kinds: Container[EditKind]) -> bool:
    """Return True if a record may result in an edit of these kinds, or in a note why there is none."""
    return (
        record.suggestion is not None
        or record.verdict.is_gone
        or EditKind.TITLES in kinds
        or record.link.fetcher == "arxiv"
        or (record.metadata is not None and record.metadata.published_as is not None)
    )


def mends(source: EditableText, records: Mapping[str, Record], options: MendOptions) -> list[Edit]:
    """Return the edits of one list, in the order of their places; ``records`` are those of its links by address."""
    document, data, rows = source.document, source.data, source.in_tables()
    edits: list[Edit] = []
    seen: set[tuple[int, int]] = set()
    for index, place in enumerate(document.occurrences):
        record = records.get(place.url)
        if record is None:
            continue
        if (edit := _new_text(record, place, data, options)) is not None:
            edits.append(edit)
        if (place.start, place.end) in seen:
            continue  # Another use of the same reference definition.
        seen.add((place.start, place.end))
        made = checked(proposal(record, options.kinds), record, options.found)
        if made is not None:
            edit = address_edit(
                place, made.url, data, kind=made.kind, in_table=index in rows, reason=record.reason, proof=made.proof
            )
            if edit is not None:
                edits.append(edit)
        elif EditKind.MARK_GONE in options.kinds and is_confirmed_gone(record):
            edits.extend(_marked(source, index, record, data, options.mark))
    if EditKind.ANCHORS in options.kinds and options.renamed is not None:
        edits.extend(_anchors(document, data, rows, options.renamed(document, source.text)))
    return edits


def _marked(source: EditableText, index: int, record: Record, data: bytes, mark: str) -> Iterator[Edit]:
    """Strike a gone link through, put a mark behind it, or remove an entry that holds nothing else."""
    place, (start, end) = source.document.occurrences[index], source.links[index]
    if end <= start or place.kind is OccurrenceKind.IMAGE:
        return
    if place.kind is OccurrenceKind.HTML and not _HTML_LINK.fullmatch(data, start, end):
        return  # ``<img src=…>``
    edit = partial(Edit, kind=EditKind.MARK_GONE, line=place.line, url=place.url, reason=record.reason, proof=place.url)
    text = data[start:end].decode(errors="replace")
    if mark == REMOVE:
        if (span := _whole_lines(source, index, data)) is not None:
            yield edit(start=span[0], end=span[1], replacement="", old=text, new="")
    elif mark == STRIKE:
        if not data.endswith((b"~~", b"<del>"), 0, start):
            yield edit(start=start, end=end, replacement=_struck(place, text, data[:start], data[end:]), old="", new="")
    elif not data[end:].startswith(f" {mark}".encode()):
        yield edit(start=end, end=end, replacement=f" {mark}", old="", new=mark)


def _struck(place: Occurrence, text: str, before: bytes, after: bytes) -> str:
    """Return a link struck through: in HTML's own way where tildes would be shown as they are.

    CommonMark §6.2: marks beside punctuation, which a link begins and ends with, need white space or punctuation on
    their other side; Chinese text has neither. cmark-gfm does not count symbols as punctuation.
    """
    outside = before[-4:].decode(errors="ignore")[-1:], after[:4].decode(errors="ignore")[:1]
    is_apart = all(not c or c.isspace() or c in _ASCII_MARKS or unicodedata.category(c)[0] == "P" for c in outside)
    if place.kind in (OccurrenceKind.HTML, OccurrenceKind.BARE) or not is_apart:
        return f"<del>{text}</del>"
    return f"~~{text}~~"


def _whole_lines(source: EditableText, index: int, data: bytes) -> tuple[int, int] | None:
    """Return the lines of the entry that holds this link and nothing else; None where it holds more."""
    outline = source.document.outline
    for number, entry in enumerate(outline):
        if index not in entry.occurrences:
            continue
        start, end = source.entries[number]
        following = outline[number + 1] if number + 1 < len(outline) else None
        has_children = following is not None and following.kind is EntryKind.ITEM and following.depth > entry.depth
        if entry.kind is not EntryKind.ITEM or len(entry.occurrences) > 1 or has_children or end <= start:
            return None
        line_start = data.rfind(b"\n", 0, start) + 1
        line_end = data.find(b"\n", end)
        line_end = len(data) if line_end < 0 else line_end + 1
        following_line = _NEXT_LINE.match(data, line_end)
        has_more = following_line is not None and len(following_line[1]) > start - line_start  # a rule, code, a picture
        return None if has_more or data[line_start:start].strip(b" \t>") else (line_start, line_end)
    return None


def _new_text(record: Record, place: Occurrence, data: bytes, options: MendOptions) -> Edit | None:
    """Replace a generic link text ("here", "链接", "1") with the title."""
    facts = record.metadata
    if EditKind.TITLES not in options.kinds or facts is None or not facts.title or not is_sure(record):
        return None
    if place.kind is not OccurrenceKind.INLINE or not is_generic(place.text):
        return None
    opening = data.rfind(b"[", 0, place.start)
    closing = data.rfind(b"](", opening, place.start)
    if opening < 0 or closing < 0 or data[opening + 1 : closing].decode(errors="replace") != place.text:
        return None
    return Edit(
        start=opening + 1,
        end=closing,
        replacement=_escaped(facts.title),
        kind=EditKind.TITLES,
        line=place.line,
        url=place.url,
        old=place.text,
        new=" ".join(facts.title.split()),
        proof=place.url,
    )


def _escaped(title: str) -> str:
    """CommonMark §2.4: every mark that could begin something else is escaped."""
    return "".join(f"\\{c}" if c in r"\`*_[]<>|~&" else c for c in " ".join(title.split()))


def _anchors(document: Document, data: bytes, rows: Container[int], renamed: Mapping[str, str]) -> Iterator[Edit]:
    """A heading was renamed, and the link is not."""
    for index, place in enumerate(document.occurrences):
        if new := renamed.get(place.url):
            edit = address_edit(
                place, new, data, kind=EditKind.ANCHORS, in_table=index in rows, reason="fragment-missing"
            )
            if edit is not None:
                yield edit
