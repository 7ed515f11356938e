"""JSON as report.schema.json promises it to scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linkcheck.model import Run
from reports import schema as wire
from reports.interface import Options, Report


class JsonReport(Report):
    """One object: the run, its summary and every link."""

    name = "json"
    suffixes = (".json",)
    about = "one JSON object, schema 1: everything that is known of every link"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:  # noqa: ARG002 - the same for everyone
        """Yield the object, indented."""
        yield from wire.pieces_indented({**wire.head(run), "links": [wire.ITEMS]}, map(wire.link, run.records))
        yield "\n"


JSON: Final = JsonReport()
