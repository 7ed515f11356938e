"""JSON as report.schema.json promises it to scripts."""

from __future__ import annotations

from typing import Final

from linkcheck.model import Run
from reports import wire
from reports.interface import Options


class JsonReport:
    """One object: the run, its summary and every link."""

    name = "json"
    suffixes = (".json",)
    about = "one JSON object, schema 1: everything that is known of every link"

    def render(self, run: Run, options: Options) -> str:  # noqa: ARG002 - the same for everyone
        """Return the object, indented."""
        return wire.encode_indented({**wire.head(run), "links": [wire.link(record) for record in run.records]}) + "\n"


JSON: Final = JsonReport()
