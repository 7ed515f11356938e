"""A badge as shields.io reads it from an endpoint (``/endpoint?url=…``): no picture of ours, a few bytes of JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from linkcheck.model import Run, Verdict
from reports.derived import PROBLEMS
from reports.interface import Options, Report
from reports.machine import schema as wire
from reports.words import words


class Badge(Report):
    """How many links there are and how many fail. shields.io rejects any key that it does not know."""

    name = "badge"
    suffixes = (".badge.json",)
    about = "JSON for a shields.io endpoint badge"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the badge."""
        say, counts = words(options.lang), run.counts()
        failing = [(v, counts[v]) for v in (*PROBLEMS, *Verdict) if v in options.fail_on and v in counts]
        failing = list(dict(failing).items())
        total, found = sum(counts.values()), sum(n for verdict, n in counts.items() if verdict.is_found)
        parts = [say("count", n=n, what=say.verdict(verdict)) for verdict, n in failing]
        badge = {
            "schemaVersion": 1,
            "label": say("badge-label"),
            "message": (say("comma").join(parts) or say("badge-well", n=found))
            + (f" / {total}" if found < total else ""),
            "color": "red" if parts else "brightgreen" if found else "lightgrey",
        }
        yield wire.encode(badge) + "\n"


BADGE: Final = Badge()
