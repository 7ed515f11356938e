"""Atom: what changed at this run and at those before it, for feed readers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from linkcheck.model import Run
from linkcheck.model.dates import utc
from reports import escape
from reports.changes import Change, changes, new_version
from reports.derived import first, rfc3339
from reports.enriched.cells import own_text
from reports.interface import Options, Report
from reports.short_address import short
from reports.words import Catalogue, words

MOST_ENTRIES: Final = 200
_NAMESPACE: Final = "http://www.w3.org/2005/Atom"


class Atom(Report):
    """One entry for each link that was new, gone, moved or back, and for each new version of a paper."""

    name = "atom"
    suffixes = (".atom",)
    about = "an Atom feed of what changed"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the feed, which is short."""
        say = words(options.lang)
        feed = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": options.lang})
        files = say.listed([escape.plain(name) for name in run.inputs], 4)
        _text(feed, "title", say("report-title", files=files))
        _text(feed, "id", _identity(*run.inputs))
        told = changes(run, MOST_ENTRIES)
        # Where nothing happened nothing changes, not even the time.
        _text(feed, "updated", rfc3339(told[0].at if told else _beginning(run)))
        _text(ET.SubElement(feed, "author"), "name", "linkcheck")
        for change in told:
            _entry(feed, change, say)
        ET.indent(feed)
        yield '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


ATOM: Final = Atom()


def _beginning(run: Run) -> datetime:
    """Return when the first links came to be known as they are."""
    return min((utc(record.since) for record in run.records if record.since), default=run.finished)


def _entry(feed: ET.Element, change: Change, say: Catalogue) -> None:
    record = change.record
    entry = ET.SubElement(feed, "entry")
    version = new_version(record) if change.what == "version" else None
    happened = say(f"change-{change.what}", verdict=say.verdict(record.verdict), version=version)
    _text(entry, "title", f"{happened}{say('colon')}{own_text(record.link)} ({short(record.link.url)})")
    moment = rfc3339(change.at)
    # A reader shows an entry once for each identifier: one change has one, whichever run tells of it.
    _text(entry, "id", _identity(record.link.url, version or record.verdict.value, moment))
    _text(entry, "updated", moment)
    target = escape.ascii_address(record.link.url)
    if target:
        ET.SubElement(entry, "link", href=target)
    place = first(record.link)
    parts = [say.reason(record), f"{escape.plain(place.file)}:{place.line}"]
    if record.suggestion:
        parts.append(f"→ {escape.plain(record.suggestion.url, escape.ADDRESS_LIMIT)}")
    _text(entry, "summary", " · ".join(parts))


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _identity(*parts: str) -> str:
    """Return an identifier that is the same for the same parts: a reader shows an entry once."""
    return uuid5(NAMESPACE_URL, "linkcheck " + " ".join(parts).encode("utf-8", "replace").decode()).urn
