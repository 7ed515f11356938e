"""What the page says of each link: plain text, which the template escapes."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from fetchers.codes import Note
from fetchers.facts import Metadata
from linkcheck.model import Record, Run, Verdict
from reports import derived, escape
from reports.enriched.cells import OPEN_PLACES, Lines
from reports.enriched.written import CITED
from reports.htmlpage.charts import timeline
from reports.short_address import host, short
from reports.words import Catalogue

MOST_HOSTS: Final = 200
"""Hosts offered to filter by, the frequent ones first; the search finds the others."""
_REST: Final = (Verdict.INSECURE, Verdict.MOVED, Verdict.BLOCKED, Verdict.UNREACHABLE, Verdict.ALIVE, Verdict.SKIPPED)
_URGENCY: Final = (*derived.PROBLEMS, *_REST)
_TEXT: Final = 160
_DESCRIPTION: Final = 240


_MOST_PLACES: Final = 200


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A line of a list: what it is called, and where it leads; None where there is no file to open."""

    label: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One link. ``href`` and ``better`` are None if the address must not become a link."""

    index: int
    """Its place among the links of the list."""
    verdict: str
    urgency: int
    word: str
    text: str
    href: str | None
    address: str
    host: str
    section: str
    files: str
    """The places of its files among those of the run, each between spaces."""
    places: tuple[RowPlace, ...]
    more_places: tuple[RowPlace, ...]
    """Those that fold away."""
    why: str
    better: str | None
    better_text: str
    better_why: str
    title: str
    facts: str
    description: str
    stars: int
    stars_text: str
    date: str
    kind: str
    past: Markup


def rows(run: Run, say: Catalogue, lines: Lines) -> Iterator[Row]:
    """Yield a row for each link, what needs attention first, else in the order of the list."""
    numbers = {name: number for number, name in enumerate(files(run))}
    return (_row(place, record, run, say, (lines, numbers)) for place, record in run.in_order_of(_URGENCY))


_LINKED: Final = re.compile(r'<p class="name"><a href="([^"]*)"')
_SHOWN: Final = re.compile(r'<div class="numbers"><span>([^<]*)</span>')
_CITED: Final = re.compile(r'<p class="facts">[^<]*?(?:cited|被引) ([0-9.]+[kM]?)')


def written(page: str) -> dict[tuple[str, str], str]:
    """Return by address and sign the counts that a page shows."""
    found: dict[tuple[str, str], str] = {}
    for row in page.split("\n<li data-i=")[1:]:
        linked, shown, cited = (pattern.search(row) for pattern in (_LINKED, _SHOWN, _CITED))
        if linked is None:
            continue
        words = shown[1].split() if shown else []
        signs = {**dict(zip(words[::2], words[1::2], strict=False)), **({CITED: cited[1]} if cited else {})}
        found |= {(html.unescape(linked[1]), sign): count for sign, count in signs.items()}
    return found


def files(run: Run) -> list[str]:
    """Return the names of the lists, each once."""
    return list(dict.fromkeys(document.file for document in run.documents))


def hosts(run: Run) -> list[tuple[str, int]]:
    """Return the hosts with how many links each has, frequent ones first."""
    counted = Counter(host(link.url) for link in run.records.links)
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _row(index: int, record: Record, run: Run, say: Catalogue, where: tuple[Lines, Mapping[str, int]]) -> Row:
    spots = _places(record, *where)
    place, metadata, better = derived.first(record.link), record.metadata, record.suggestion
    text = escape.plain(place.text, _TEXT) or short(record.link.url)
    stars = derived.stars(record)
    fine = record.verdict is Verdict.ALIVE
    return Row(
        index=index,
        verdict=record.verdict.value,
        urgency=_URGENCY.index(record.verdict),
        word=say.verdict(record.verdict),
        text=text,
        href=escape.address(record.link.url),
        address=short(record.link.url, 90),
        host=host(record.link.url),
        section=" › ".join(escape.plain(name, 60) for name in place.section),
        files="".join(f" {n}" for n in sorted({where[1].get(o.file, 0) for o in record.link.occurrences})) + " ",
        places=spots[:OPEN_PLACES],
        more_places=spots[OPEN_PLACES:],
        why="" if fine else _why(record, say),
        better=escape.address(better.url) if better else None,
        better_text=short(better.url, 90) if better else "",
        better_why=say(f"why-{better.why}") if better else "",
        title=derived.telling_title(record, place.text) or "",
        facts=" · ".join(_facts(record, metadata, run, say)),
        description=escape.plain((metadata.description if metadata else None) or "", _DESCRIPTION),
        stars=-1 if stars is None else stars,
        stars_text=derived.starred(record, run.presentation),
        date=_date(record, metadata),
        kind=escape.plain(metadata.kind if metadata else "", 30),
        past=timeline(record, run, say),
    )


def _places(record: Record, lines: Lines, numbers: Mapping[str, int]) -> tuple[RowPlace, ...]:
    several = len(numbers) > 1
    spots = list(dict.fromkeys((o.file, o.line) for o in record.link.occurrences))[:_MOST_PLACES]
    return tuple(
        RowPlace(f"{escape.plain(file)}:{line}" if several else str(line), lines.address(file, line))
        for file, line in spots
    )


def _why(record: Record, say: Catalogue) -> str:
    parts = [say.reason(record)]
    if record.since and not record.verdict.is_found:
        parts.append(say("since", date=derived.day(record.since)))
    if record.last_alive and not record.verdict.is_found:
        parts.append(say("last-alive", date=derived.day(record.last_alive)))
    if not record.confirmed and record.verdict in (Verdict.DEAD, Verdict.SOFT_DEAD):
        parts.append(say("unconfirmed"))
    return " · ".join(parts)


def _facts(record: Record, metadata: Metadata | None, run: Run, say: Catalogue) -> list[str]:
    if metadata is None:
        return []
    names = [name for author in metadata.authors[:4] if (name := escape.plain(author, 60))]
    parts = [say.listed(names)] if names else []
    venue = escape.plain(metadata.venue or "", 60)
    told = "" if Note.PUBLISHED.code in record.notes else venue
    parts += [text for text in (told, escape.plain(metadata.license or "", 60)) if text]
    if derived.is_archived(record):
        parts.append(say("archived"))
    elif derived.is_quiet(record, run):
        parts.append(say("last-push", date=derived.last_push(record)))
    parts += say.notes(record, venue)
    if number := metadata.citations:
        parts.append(say("cited", n=number, times=run.presentation.count(record.link.url, CITED, number)))
    parts += [f"{say('code')} {escape.plain(short(metadata.code), 60)}"] if metadata.code else []
    if newer := derived.newer_version(record):
        parts.append(say("newer-version", version=newer))
    return parts


def _date(record: Record, metadata: Metadata | None) -> str:
    if metadata is None:
        return ""
    date = metadata.updated if record.is_of_repository else metadata.published or metadata.updated
    month = derived.month(date) or ""
    return month[:4] if metadata.date_source == "guess" else month
