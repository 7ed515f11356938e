"""JSON Lines: a link a line, for streams, ``grep`` and ``jq``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linkcheck.judge.exit_rules import exit_rule
from linkcheck.model import Run
from reports.interface import Options, Report
from reports.machine import schema as wire


class JsonLines(Report):
    """One line a link, each as in the ``links`` of the JSON report."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")
    about = "one JSON object a line and link"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the lines; nothing where there are no links."""
        rule = exit_rule(run, options.fail_on, options.fail_when)
        return (wire.encode(wire.link(record, rule)) + "\n" for record in run.records)


JSON_LINES: Final = JsonLines()
