"""JSON as report.schema.json promises it to scripts, and JSON Lines: a link a line, for streams and ``grep``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linkcheck.judge.exit_rules import exit_rule
from linkcheck.model import Run
from reports.interface import Options, Report
from reports.machine import schema as wire


class JsonReport(Report):
    """One object: the run, its summary and every link."""

    name = "json"
    suffixes = (".json",)
    about = "one JSON object, schema 1: everything that is known of every link"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the object, indented."""
        rule = exit_rule(run, options.fail_on, options.fail_when)
        links = (wire.link(record, rule) for record in run.records)
        yield from wire.pieces_indented({**wire.head(run, rule), "links": [wire.ITEMS]}, links)
        yield "\n"


class JsonLines(Report):
    """One line a link, each as in the ``links`` of the JSON report."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")
    about = "one JSON object a line and link"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the lines; nothing where there are no links."""
        rule = exit_rule(run, options.fail_on, options.fail_when)
        return (wire.encode(wire.link(record, rule)) + "\n" for record in run.records)


JSON: Final = JsonReport()
JSON_LINES: Final = JsonLines()
