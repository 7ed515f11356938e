"""The memory of a list: what cannot be asked again, as text beside the committed report.

JSON Lines: a first line that names the format, then one line a link, sorted by address. A link has a line while it is
gone or cannot be reached, or where an edit to it was declined; a link that is fine has none. Two branches that each
changed other links merge line by line; of two lines for one link the later counts.

The file comes with a checkout, so it is read as a stranger's: sizes are bounded, unknown fields and dates in the
future are refused. It can only say what happened before; the verdict of a run is always that run's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from linkcheck.model import Verdict
from linkcheck.store.memory import EARLIEST, Declined, LinkMemory, Moment, Remembered, Text

SCHEMA_VERSION: Final = 1
FIRST_LINE: Final = '{"linkcheck":"memory","schema":1}'
MOST_BYTES: Final = 64_000_000
_LONGEST_LINE: Final = 64_000
_LONGEST_TITLE: Final = 300
_CLOCKS_DIFFER: Final = timedelta(days=1)
_CONFLICT: Final = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")


class MemoryFileError(ValueError):
    """The file cannot be taken as a memory; the message is one clear line with its place."""


class _Failing(Struct, frozen=True, forbid_unknown_fields=True):
    """The days on which checks found the link gone, since it was last found."""

    days: Annotated[int, Meta(ge=1, le=100)]
    first: Moment
    last: Moment


class _Line(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of the file. Fields are written in this order; absent ones are unknown."""

    url: Text
    verdict: Verdict | None = None
    since: Moment | None = None
    last_alive: Moment | None = None
    failing: _Failing | None = None
    confirmed: Moment | None = None
    title: Annotated[str, Meta(max_length=4 * _LONGEST_TITLE)] | None = None
    declined: tuple[Declined, ...] = ()


class _Head(Struct, frozen=True, forbid_unknown_fields=True):
    linkcheck: Literal["memory"]
    schema: int


def read_memory(path: Path, now: datetime) -> LinkMemory:
    """Return the memory in a file, an empty one where there is none. Raises MemoryFileError."""
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
        known = memory.links.get(url)
        if known is None or known.latest <= entry.latest:
            memory.links[url] = entry
    return memory


def memory_lines(links: Mapping[str, Remembered] | Iterable[tuple[str, Remembered]]) -> Iterator[str]:
    """Yield the file's lines, newline and all: the head, then the links that have something to remember."""
    yield FIRST_LINE + "\n"
    encoder = msgspec.json.Encoder()
    items = links.items() if isinstance(links, Mapping) else links
    for url, entry in sorted(items, key=lambda item: item[0]):
        if (entry.verdict is None and not entry.declined) or len(url) > 8_000:
            continue
        text = encoder.encode(_line(url, entry)).decode("utf-8", "replace")
        yield text.translate(_UNSEEN) + "\n"


# What a terminal, an editor or a diff would act on or take for the end of a line.
_UNSEEN: Final = {
    ord(sign): f"\\u{ord(sign):04x}"
    for sign in map(chr, (0x7F, *range(0x80, 0xA0), 0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F), 0xFEFF))
}


def _line(url: str, entry: Remembered) -> _Line:
    failing = None
    if entry.failing_days and entry.first_failure and entry.last_failure:
        failing = _Failing(min(entry.failing_days, 100), _whole(entry.first_failure), _whole(entry.last_failure))
    title = " ".join((entry.title or "").split())[:_LONGEST_TITLE].encode("utf-8", "replace").decode()
    return _Line(
        url=url.encode("utf-8", "replace").decode(),
        verdict=entry.verdict,
        since=entry.since and _whole(entry.since),
        last_alive=entry.last_alive and _whole(entry.last_alive),
        failing=failing,
        confirmed=entry.confirmed_on and _whole(entry.confirmed_on),
        title=title or None,
        declined=tuple(Declined(each.why, each.url, _whole(each.on)) for each in entry.declined),
    )


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
        declined=read.declined,
    )


def _check(read: _Line, now: datetime) -> None:
    """Refuse what no run can have written. Raises ValueError."""
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
