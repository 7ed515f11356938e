"""Atom: what changed since the run before, for feed readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from linkcheck.model import Record, Run
from reports import escape
from reports.enriched.cells import own_text
from reports.facts import first, is_first_run, news, rfc3339, short
from reports.interface import Options
from reports.words import Words, words

MOST_ENTRIES: Final = 200
_NAMESPACE: Final = "http://www.w3.org/2005/Atom"


class Atom:
    """One entry for each link that is new, has gone, has moved or is back. Refusals and outages are no news."""

    name = "atom"
    suffixes = (".atom",)
    about = "an Atom feed of what changed since the run before"

    def render(self, run: Run, options: Options) -> str:
        """Return the feed."""
        say = words(options.lang)
        feed = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": options.lang})
        files = say.listed([escape.plain(name) for name in run.inputs], 4)
        _text(feed, "title", say("report-title", files=files))
        _text(feed, "id", _identity(*run.inputs))
        _text(feed, "updated", rfc3339(run.finished))
        _text(ET.SubElement(feed, "author"), "name", "linkcheck")
        for record, change in list(_changes(run))[:MOST_ENTRIES]:
            _entry(feed, record, say(f"change-{change}", verdict=say.verdict(record.verdict)), say)
        ET.indent(feed)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


ATOM: Final = Atom()


def _changes(run: Run) -> Iterator[tuple[Record, str]]:
    fresh = {id(record) for record in news(run)}
    for record in [] if is_first_run(run) else run.records:
        changed = record.before is not record.verdict
        if id(record) in fresh:
            yield record, "new"
        elif changed and record.before and record.before.is_gone and record.verdict.is_found:
            yield record, "back"
        elif changed and (record.verdict.is_gone or record.verdict.value == "moved"):
            yield record, "verdict"


def _entry(feed: ET.Element, record: Record, change: str, say: Words) -> None:
    entry = ET.SubElement(feed, "entry")
    _text(entry, "title", f"{change}{say('colon')}{own_text(record)} ({short(record.link.url)})")
    moment = rfc3339(record.since or record.checked)
    _text(entry, "id", _identity(record.link.url, record.verdict.value, moment))
    _text(entry, "updated", moment)
    target = escape.ascii_address(record.link.url)
    if target:
        ET.SubElement(entry, "link", href=target)
    place = first(record)
    where = f"{escape.plain(place.file)}:{place.line}"
    parts = [say.reason(record), where]
    if record.suggestion:
        parts.append(f"→ {escape.plain(record.suggestion.url, escape.ADDRESS_LIMIT)}")
    _text(entry, "summary", " · ".join(parts))


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _identity(*parts: str) -> str:
    """Return an identifier that is the same for the same parts: a reader shows an entry once."""
    return uuid5(NAMESPACE_URL, "linkcheck " + " ".join(parts).encode("utf-8", "replace").decode()).urn
