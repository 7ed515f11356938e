"""CSV for spreadsheets: a row a place, no cell a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Final

from fetchers.facts import Metadata
from linkcheck.model import Occurrence, Record, Run
from reports.derived import day, places
from reports.escape import ADDRESS_LIMIT, cell
from reports.interface import Options, Report

COLUMNS: Final = (
    "file", "line", "column", "text", "url", "verdict", "reason", "detail", "confirmed", "status", "suggestion", "why",
    "since", "last_alive", "kind", "title", "authors", "stars", "published", "updated", "archived", "version", "notes",
    "section", "fetcher", "key", "checked", "venue", "doi", "published_as", "code", "citations",
)  # fmt: skip


class CsvReport(Report):
    """One table. Every text is quoted, so that no other separator can split it (RFC 4180 §2.5)."""

    name = "csv"
    suffixes = (".csv",)
    about = "a table for spreadsheets, one row for each place a link stands at"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:  # noqa: ARG002 - the same for everyone
        """Yield the header and the rows."""
        writer = csv.writer(_Row(), quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        yield str(writer.writerow(COLUMNS))
        for record, place in places(run.records):
            yield str(writer.writerow(_cells(record, place)))


CSV: Final = CsvReport()


class _Row:
    """What a writer of CSV takes for a file: ``writerow`` returns what ``write`` does."""

    def write(self, text: str, /) -> str:
        """Return the text."""
        return text


def _cells(record: Record, place: Occurrence) -> list[str | int]:
    better = record.suggestion
    about = record.metadata or Metadata(kind="")
    return [
        cell(place.file),
        place.line,
        place.column,
        cell(place.text),
        cell(place.url, ADDRESS_LIMIT),
        record.verdict.value,
        cell(record.reason),
        cell(record.detail),
        _yes(value=record.confirmed),
        "" if record.status is None else record.status,
        cell(better.url, ADDRESS_LIMIT) if better else "",
        better.why.value if better else "",
        day(record.since) if record.since else "",
        day(record.last_alive) if record.last_alive else "",
        cell(about.kind),
        cell(about.title or ""),
        cell("; ".join(about.authors)),
        "" if about.stars is None else about.stars,
        cell(about.published or ""),
        cell(about.updated or ""),
        "" if about.archived is None else _yes(value=about.archived),
        cell(about.version or ""),
        cell("; ".join(record.notes)),
        cell(" › ".join(place.section)),
        cell(record.link.fetcher),
        cell(record.link.key, ADDRESS_LIMIT),
        day(record.checked),
        cell(about.venue or ""),
        cell(about.doi or ""),
        cell(about.published_as or ""),
        cell(about.code or "", ADDRESS_LIMIT),
        "" if about.citations is None else about.citations,
    ]


def _yes(*, value: bool) -> str:
    return "yes" if value else "no"
