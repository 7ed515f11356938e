"""Every format there is. A new one is one module and one line here."""

from __future__ import annotations

from typing import Final

from linkcheck.repository import closest
from reports.enriched import ENRICHED
from reports.github import ANNOTATIONS, JOB_SUMMARY
from reports.headline import HEADLINE
from reports.htmlpage import HTML
from reports.interface import Report
from reports.issue import ISSUE
from reports.machine.atom import ATOM
from reports.machine.badge import BADGE
from reports.machine.csvreport import CSV
from reports.machine.jsonreport import JSON, JSON_LINES
from reports.machine.junit import JUNIT
from reports.machine.sarif import SARIF
from reports.terminal import TERMINAL

REPORTS: Final[tuple[Report, ...]] = (
    ENRICHED,
    TERMINAL,
    JSON,
    JSON_LINES,
    CSV,
    JUNIT,
    SARIF,
    ANNOTATIONS,
    JOB_SUMMARY,
    ISSUE,
    BADGE,
    HEADLINE,
    ATOM,
    HTML,
)


class UnknownFormat(ValueError):  # noqa: N818 - what the user wrote, not a fault
    """No format has that name, or is chosen by that file name. The message names the nearest."""


def find_by_name(name: str) -> Report:
    """Return the format called ``name``, or chosen by it as a suffix (``md``). Raises UnknownFormat."""
    wanted = name.strip().lower()
    for report in REPORTS:
        if wanted == report.name or f".{wanted.removeprefix('.')}" in report.suffixes:
            return report
    names = [report.name for report in REPORTS]
    raise UnknownFormat(
        f"no format {name!r}; did you mean {closest(wanted, names) or names[0]}? There are {', '.join(names)}"
    )


def find_by_suffix(file_name: str) -> Report:
    """Return the format that a file's name asks for by its longest known ending. Raises UnknownFormat."""
    lowered = file_name.lower()
    fitting = [(len(s), report) for report in REPORTS for s in report.suffixes if lowered.endswith(s)]
    if fitting:
        return max(fitting, key=lambda pair: pair[0])[1]
    suffixes = [suffix for report in REPORTS for suffix in report.suffixes]
    # A name without an ending has no letters to guess by: "empty" is no misspelt ".issue.md".
    nearest = closest(lowered[lowered.rfind(".") :], suffixes) if "." in lowered.strip(".") else None
    raise UnknownFormat(
        f"no format is chosen by this file name; did you mean {nearest or suffixes[0]}? "
        f"Endings are {', '.join(suffixes)}; --format names one for any file"
    )
