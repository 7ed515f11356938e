"""Facts beside the entries of a list, in a grammar of their own: found again, replaced, or taken out without a trace.

A mark is a code span at the end of an entry's own text, or directly behind a link where an entry has several::

    - [PyTorch](https://github.com/pytorch/pytorch) `★ 95k · ↻ 2026-11`

Code spans survive prettier and markdownlint, need no escaping (CommonMark §6.1), and nobody writes one that begins with
these signs for anything else. Comments between list items do not: prettier moves them, marked ends the list at them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fetchers.facts import Metadata
from linkcheck.document import EditableText
from linkcheck.editing.edits import Edit
from linkcheck.editing.surgery import splice
from linkcheck.model import EditKind, Entry, EntryKind, Occurrence, OccurrenceKind, Record
from linkcheck.model.counts import rounded
from linkcheck.model.dates import is_active

SIGNS: Final[Mapping[str, str]] = {
    "stars": "★",
    "likes": "♥",
    "plays": "▶",
    "updated": "↻",
    "published": "◷",
    "venue": "¶",
    "citations": "❝",
    "code": "⌨",
    "state": "⊘",
}
"""The sign that each field begins with: it makes the grammar."""
FIELDS: Final = (*SIGNS, "year")
DEFAULT_TEMPLATE: Final = "{state} · {stars} · {likes} · {updated} · {year} · {venue}"
SEPARATOR: Final = " · "
_FIELD: Final = rf"[{''.join(SIGNS.values())}] [^`|·\r\n]{{1,60}}"
MARK: Final = re.compile(rf" `{_FIELD}(?: · {_FIELD}){{0,8}}`")
"""A mark with the space before it. Linear: a field holds no separator."""
_DESCRIPTION: Final = re.compile(r"[*_~]{0,3}(?:\s*[.。!！;；]?\s*\Z|\s*(?:[-–—:：|]|[-–—]{2}) ?\S)")
"""What may stand between a link and a description of it, or behind a link that is all of its entry."""
_ACCOUNTS: Final = frozenset({"organization", "profile"})
"""Their date is when the account was created."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkWords:
    """The words in marks, in the list's language."""

    archived: str = "archived"
    active: str = "active"


class TemplateError(ValueError):
    """A template whose marks could not be found again. The message says what is wrong and what is allowed."""


@dataclass(frozen=True, slots=True)
class Template:
    """Which fields are written, in which order."""

    fields: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Template:
        """Read ``{stars} · {updated}``. Raises TemplateError."""
        fields = tuple(part.strip() for part in text.split("·"))
        for field in fields:
            name = field[1:-1] if field.startswith("{") and field.endswith("}") else ""
            if name not in FIELDS:
                known = ", ".join(f"{{{name}}}" for name in FIELDS)
                raise TemplateError(f"{field!r} is no field; a template is fields with ' · ' between: {known}")
        return cls(tuple(field[1:-1] for field in fields))

    def render(self, record: Record, before: str = "", say: MarkWords | None = None) -> str:
        """Return the mark's inside for a record, empty where nothing is known.

        ``before`` is the mark that stands there: counts within a tenth of what it says stay as they are.
        """
        facts = record.metadata
        if facts is None or record.verdict.is_gone:
            return ""
        old = dict(_fields_of(before))
        is_code = record.is_of_repository
        context = _Context(facts, old, say or MarkWords(), record.checked, is_code)
        parts = (context.field(name) for name in self.fields)
        return SEPARATOR.join(part for part in parts if part)


def strip_marks(source: EditableText) -> str:
    """Return the text as it was before any mark was written."""
    return splice(source.text, ((start, end, "") for (start, end), _ in find_marks(source)))


def find_marks(source: EditableText) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield (byte span with the space before it, inside) of each mark that stands where a mark is written.

    A code span of the same form elsewhere in the text is the author's own.
    """
    behind = {end for _, end in source.links if end}
    at_end = {end for start, end in source.entries if end > start}
    for (start, end), inside in _candidates(source.text):
        if start in behind or end in at_end:
            yield (start, end), inside


def mark_places(source: EditableText) -> dict[int, str]:
    """Return every byte offset at which a mark is allowed, with the content of the mark that is there, if any."""
    ends = dict.fromkeys([end for _, end in source.links if end] + [end for _, end in source.entries], "")
    return ends | {start: inside for (start, _), inside in find_marks(source)}


def _candidates(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield what has the form of a mark, wherever it stands, with its byte span."""
    offset = position = 0
    for match in MARK.finditer(text) if "`" in text else ():
        offset += len(text[position : match.start()].encode("utf-8", "surrogatepass"))
        end = offset + len(match[0].encode())
        yield (offset, end), match[0][2:-1]
        offset, position = end, match.end()


def mark_edits(
    source: EditableText,
    records: Mapping[str, Record],
    template_of: Mapping[str, Template] | Template,
    say: MarkWords | None = None,
) -> list[Edit]:
    """Return the edits that bring every mark of a list up to date.

    ``template_of`` is one template, or one for each kind of link (``Metadata.kind``) with ``*`` for all others.
    """
    document, data, spans = source.document, source.data, source.links
    standing = dict(find_marks(source))
    by_start = {start: (end, inside) for (start, end), inside in standing.items()}
    by_end = {end: start for start, end in standing}
    edits = []
    for entry, (entry_start, entry_end) in zip(document.outline, source.entries, strict=True):
        if entry.kind is EntryKind.HEADING or entry_end == entry_start:
            continue  # A heading's words are its anchor; a block of HTML knows no code spans.
        links = [i for i in entry.occurrences if _is_marked(document.occurrences[i]) and spans[i][1]]
        pictures = [spans[i] for i in entry.occurrences if document.occurrences[i].kind is OccurrenceKind.IMAGE]
        links = [i for i in links if not any(_within(picture, spans[i]) for picture in pictures)]
        for index in links:
            place = document.occurrences[index]
            alone = len(links) == 1 and entry.kind is not EntryKind.ROW
            own_end = by_end.get(entry_end, entry_end)  # where the entry's text ends before a mark of ours
            at, _ = mark_position(data, entry, (entry_start, own_end), spans[index], alone=alone)
            start = at
            end, before = by_start.get(start, (start, ""))
            record = records.get(place.url)
            template = template_of if isinstance(template_of, Template) else _template(template_of, record)
            inside = template.render(record, before, say) if record and template else ""
            if record is not None and record.verdict.is_open and not inside:
                inside = before  # Nothing was learnt: the last known facts stay.
            if inside != before:
                edits.append(_edit(place, start, end, before, inside))
    return edits


def mark_position(
    data: bytes, entry: Entry, extent: tuple[int, int], link: tuple[int, int], *, alone: bool
) -> tuple[int, bool]:
    """Return the byte offset at which facts of a link stand, and whether that is the end of its entry's text.

    Behind the link; at the end of the entry where it is the entry's only link and what follows it is its description
    (``- [a](b) - does c``). Where other words follow, facts at the end would be taken for theirs.
    """
    start, end = extent
    tail = data[link[1] : end] if start <= link[1] <= end else b"x"
    if alone and entry.kind is not EntryKind.ROW and _DESCRIPTION.match(tail.decode("utf-8", "replace")):
        return end, True
    return link[1], False


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _template(templates: Mapping[str, Template], record: Record | None) -> Template | None:
    kind = record.metadata.kind if record is not None and record.metadata is not None else "page"
    return templates.get(kind, templates.get("*"))


def _is_marked(place: Occurrence) -> bool:
    return place.kind is not OccurrenceKind.IMAGE and place.url.startswith(("http://", "https://", "//", "www."))


def _edit(place: Occurrence, start: int, end: int, before: str, inside: str) -> Edit:
    return Edit(
        start=start,
        end=end,
        replacement=f" `{inside}`" if inside else "",
        kind=EditKind.ENRICH,
        line=place.line,
        url=place.url,
        old=before,
        new=inside,
    )


def _fields_of(inside: str) -> Iterator[tuple[str, str]]:
    names = {sign: name for name, sign in SIGNS.items()}
    for part in inside.split(SEPARATOR) if inside else ():
        if part[:1] in names:
            yield names[part[0]], part[2:]


@dataclass(frozen=True, slots=True)
class _Context:
    """What the fields of one mark are made of."""

    facts: Metadata
    old: Mapping[str, str]
    say: MarkWords
    now: datetime
    is_code: bool

    def field(self, name: str) -> str:
        """Return a field with its sign, empty where nothing is known."""
        value = self._value(name)
        sign = SIGNS["published" if name == "year" else name]
        return f"{sign} {value}" if value else ""

    def _value(self, name: str) -> str:
        facts = self.facts
        is_work = facts.kind not in _ACCOUNTS and facts.date_source != "guess"
        published = (facts.published if is_work else None) or ""
        written = self.old.get(name, "")
        values: Mapping[str, Callable[[], str]] = {
            "state": lambda: self.say.archived if facts.archived else "",
            "stars": lambda: _count(facts.stars, written) if self.is_code else "",
            "likes": lambda: "" if self.is_code else _count(facts.stars, written),
            "plays": lambda: _count(facts.plays, written),
            "updated": self._push,
            "year": lambda: "" if self.is_code else published[:4],
            "published": lambda: published[:7],
            "venue": lambda: _venue(facts.venue or ""),
            "citations": lambda: _count(facts.citations, written),
            "code": lambda: _repository(facts.code or ""),
        }
        return values[name]()

    def _push(self) -> str:
        """Return the month of the last push; it is written only once it is long ago, or was the last for good."""
        if not self.is_code:
            return ""
        is_going_on = not self.facts.archived and is_active(self.facts.updated, self.now)
        return self.say.active if is_going_on else (self.facts.updated or "")[:7]


def _venue(name: str) -> str:
    """A venue's name without what would end the field."""
    return re.sub(r"[`|·\s]+", " ", name).strip()[:60].strip()


def _repository(address: str) -> str:
    """The path on GitHub without its host: it fits in a mark, and says who."""
    path = address.removeprefix("https://github.com/")
    return path if re.fullmatch(r"[\w.-]+/[\w.-]+", path) and len(path) <= 60 else ""


def _count(number: int | None, before: str) -> str:
    return "" if number is None else rounded(number, before)
