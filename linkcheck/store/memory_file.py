"""The memory of a list: what cannot be asked again, as text beside the committed report.

JSON Lines: a first line that names the format, then one line a link, sorted by address. A link has a line while it is
gone or cannot be reached, or where an edit to it was declined; a link that is fine has none. Two branches that each
changed other links merge line by line; of two lines for one link the later counts, and what either says was declined.

The file comes with a checkout, so it is read as a stranger's: sizes are bounded, unknown fields and dates in the
future are refused. It can only say what happened before; the verdict of a run is always that run's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from fetchers.facts import Metadata
from linkcheck.inputs import MEMORY_HEAD
from linkcheck.model import EditKind, SuggestionKind, Verdict
from linkcheck.store.memory import EARLIEST, Declined, LinkMemory, Moment, Remembered, Text

SCHEMA_VERSION: Final = 1
FIRST_LINE: Final = f'{MEMORY_HEAD},"schema":{SCHEMA_VERSION}}}'
MOST_BYTES: Final = 64_000_000
_LONGEST_LINE: Final = 64_000
_LONGEST_TITLE: Final = 300
_MOST_AUTHORS: Final = 5
"""One more than a report names, which says "and others" of more."""
_KINDS: Final = frozenset[str]({*EditKind, *SuggestionKind})
_DATE: Final = re.compile(r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2}[0-9T:Z.+-]{0,40})?)?$")
_CLOCKS_DIFFER: Final = timedelta(days=1)
_CONFLICT: Final = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")


class MemoryFileError(ValueError):
    """The file cannot be taken as a memory; the message is one clear line with its place."""


class _Failing(Struct, frozen=True, forbid_unknown_fields=True):
    """The days on which checks found the link gone, since it was last found."""

    days: Annotated[int, Meta(ge=1, le=100)]
    first: Moment
    last: Moment


Short = Annotated[str, Meta(max_length=4 * _LONGEST_TITLE)]
Stated = Annotated[str, Meta(pattern=_DATE.pattern)]


class _Facts(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What the link was when it was last found, as far as a report shows it; a dead link cannot be asked again."""

    kind: Short = "page"
    title: Short | None = None
    """Where it is not the line's own."""
    authors: Annotated[tuple[Short, ...], Meta(max_length=_MOST_AUTHORS)] = ()
    published: Stated | None = None
    updated: Stated | None = None
    date_source: Short | None = None
    stars: Annotated[int, Meta(ge=0, le=10**9)] | None = None
    description: Short | None = None
    version: Short | None = None
    venue: Short | None = None
    archived: bool | None = None


class _Line(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of the file. Fields are written in this order; absent ones are unknown."""

    url: Text
    verdict: Verdict | None = None
    since: Moment | None = None
    last_alive: Moment | None = None
    failing: _Failing | None = None
    confirmed: Moment | None = None
    title: Short | None = None
    facts: _Facts | None = None
    declined: tuple[Declined, ...] = ()


class _Head(Struct, frozen=True, forbid_unknown_fields=True):
    linkcheck: Literal["memory"]
    schema: int


def read_memory(path: Path, now: datetime) -> LinkMemory:
    """Return the memory in a file, an empty one if there is no file. Raises MemoryFileError."""
    try:
        if not path.is_file():
            if path.exists() or path.is_symlink():
                raise MemoryFileError(f"{path}: not a file; name another with --memory")
            return LinkMemory()
        if path.stat().st_size > MOST_BYTES:
            raise MemoryFileError(f"{path}: larger than {MOST_BYTES // 1_000_000} MB: no memory is; name another")
        data = path.read_bytes()
    except OSError as error:
        raise MemoryFileError(f"{path}: cannot be read: {error.strerror}") from None
    return parse_memory(data, str(path), now)


def parse_memory(data: bytes, name: str, now: datetime) -> LinkMemory:
    """Return the memory that the bytes of a file hold. ``now``: no date may be later. Raises MemoryFileError."""
    if len(data) > MOST_BYTES:
        raise MemoryFileError(f"{name}: larger than {MOST_BYTES // 1_000_000} MB: no memory is; name another")
    memory = LinkMemory(exists=True)
    lines = data.split(b"\n")
    _check_head(lines[0], name)
    decoder = msgspec.json.Decoder(_Line)
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        try:
            url, entry = _read(line, decoder, now)
        except ValueError as error:
            advice = "mend the line, or delete the file to begin anew"
            raise MemoryFileError(f"{name}:{number}: {error}; {advice}") from None
        if not _is_telling(entry):
            continue  # A person has emptied the line: nothing is known, not even that the link was fine.
        known = memory.links.get(url)
        memory.links[url] = entry if known is None else _merged(known, entry)
    return memory


def _merged(one: Remembered, other: Remembered) -> Remembered:
    """Return the later of two lines, with what either says was declined."""
    later = other if one.latest <= other.latest else one
    return replace(later, declined=tuple(dict.fromkeys((*one.declined, *other.declined))))


def memory_lines(links: Mapping[str, Remembered] | Iterable[tuple[str, Remembered]]) -> Iterator[str]:
    """Yield the file's lines, newline and all: the head, then the links that have something to remember."""
    yield FIRST_LINE + "\n"
    encoder = msgspec.json.Encoder()
    items = links.items() if isinstance(links, Mapping) else links
    for url, entry in sorted(items, key=lambda item: item[0]):
        if _is_telling(entry) and len(url) <= 8_000:
            yield _written(url, entry, encoder) + "\n"


def _is_telling(entry: Remembered) -> bool:
    return entry.verdict is not None or bool(entry.declined)


def _written(url: str, entry: Remembered, encoder: msgspec.json.Encoder) -> str:
    """Return a line that is read again: of too many declined edits the oldest are forgotten."""
    text = encoder.encode(_line(url, entry)).decode("utf-8", "replace").translate(_UNSEEN)
    if entry.declined and len(text.encode()) > _LONGEST_LINE:
        return _written(url, replace(entry, declined=entry.declined[1:]), encoder)
    return text


# What a terminal, an editor or a diff would act on or take for the end of a line.
_UNSEEN: Final = {
    ord(sign): f"\\u{ord(sign):04x}"
    for sign in map(chr, (0x7F, *range(0x80, 0xA0), 0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F), 0xFEFF))
}


def _line(url: str, entry: Remembered) -> _Line:
    failing = None
    if entry.failing_days and entry.first_failure and entry.last_failure:
        failing = _Failing(min(entry.failing_days, 100), _whole(entry.first_failure), _whole(entry.last_failure))
    title = _cut(entry.title)
    return _Line(
        url=url.encode("utf-8", "replace").decode(),
        verdict=entry.verdict,
        since=entry.since and _whole(entry.since),
        last_alive=entry.last_alive and _whole(entry.last_alive),
        failing=failing,
        confirmed=entry.confirmed_on and _whole(entry.confirmed_on),
        title=title,
        facts=_facts(entry.facts, title) if entry.verdict else None,
        declined=tuple(Declined(each.why, each.url, _whole(each.on)) for each in entry.declined),
    )


def _facts(metadata: Metadata | None, title: str | None) -> _Facts | None:
    if metadata is None:
        return None
    kept = {field: getattr(metadata, field) for field in _Facts.__struct_fields__}
    texts = {field: _cut(value) for field, value in kept.items() if isinstance(value, str)}
    dates = {field: texts[field] if _DATE.match(texts.get(field) or "") else None for field in ("published", "updated")}
    authors = tuple(filter(None, map(_cut, metadata.authors[:_MOST_AUTHORS])))
    own = texts.get("title")
    facts = _Facts(**{**kept, **texts, **dates, "authors": authors, "title": None if own == title else own})
    return None if facts == _Facts() else facts


def _cut(text: str | None) -> str | None:
    """Return a text on one line, of the length that is kept, without what UTF-8 cannot write."""
    return " ".join((text or "").split())[:_LONGEST_TITLE].strip().encode("utf-8", "replace").decode() or None


def _whole(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _check_head(line: bytes, name: str) -> None:
    try:
        head = msgspec.json.decode(line, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise MemoryFileError(f"{name}:1: not a memory of linkcheck: it would begin with {FIRST_LINE}") from None
    if head.schema != SCHEMA_VERSION:
        raise MemoryFileError(f"{name}:1: schema {head.schema}: written by another linkcheck; update this one")


def _read(line: bytes, decoder: msgspec.json.Decoder[_Line], now: datetime) -> tuple[str, Remembered]:
    if len(line) > _LONGEST_LINE:
        raise ValueError(f"longer than {_LONGEST_LINE} bytes")
    if _CONFLICT.match(line.decode("utf-8", "replace")):
        raise ValueError("a merge left its conflict here")
    try:
        read = decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(" ".join(str(error).split())[:200]) from None
    _check(read, now)
    failing = read.failing
    return read.url, Remembered(
        verdict=read.verdict,
        since=read.since,
        last_alive=read.last_alive,
        failing_days=failing.days if failing else 0,
        first_failure=failing.first if failing else None,
        last_failure=failing.last if failing else None,
        confirmed_on=read.confirmed,
        title=read.title,
        facts=_known(read) if read.verdict else None,
        declined=read.declined,
    )


def _known(read: _Line) -> Metadata | None:
    if read.facts is None:
        return Metadata(title=read.title) if read.title else None
    fields = {field: getattr(read.facts, field) for field in _Facts.__struct_fields__}
    return Metadata(**{**fields, "title": read.facts.title or read.title})


def _check(read: _Line, now: datetime) -> None:
    """Refuse what no run can have written. Raises ValueError."""
    for each in read.declined:
        if each.why not in _KINDS:
            raise ValueError(f"{each.why[:40]!r}: no kind of edit")
    failing = read.failing
    moments = [read.since, read.last_alive, read.confirmed, *(each.on for each in read.declined)]
    moments += [failing.first, failing.last] if failing else []
    for moment in moments:
        if moment is not None and not EARLIEST <= moment <= now + _CLOCKS_DIFFER:
            raise ValueError(f"{moment:%Y-%m-%d}: a memory speaks of what has happened")
    if read.verdict is None and (failing or read.confirmed or read.since):
        raise ValueError("no verdict, but days of failing")
    if read.verdict is not None and (read.verdict.is_found or read.verdict is Verdict.SKIPPED):
        raise ValueError(f"{read.verdict}: only what is gone or out of reach is remembered")
    if failing and not (failing.first <= failing.last and failing.days <= (failing.last - failing.first).days + 2):
        raise ValueError(f"{failing.days} days of failing do not fit between their dates")
    if read.confirmed and read.verdict is not Verdict.INVALID and (failing is None or failing.days < 2):
        raise ValueError("confirmed, but not over several days")
