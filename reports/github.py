"""GitHub Actions: annotations beside the lines, and the summary of a job."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from linkcheck.judge.failing import fails
from linkcheck.model import Occurrence, Record, Run, Verdict
from reports import escape
from reports.enriched import ENRICHED
from reports.facts import places
from reports.interface import Options
from reports.words import words

MOST_OF_A_KIND: Final = 10
"""Annotations of one kind that GitHub shows for one step; it drops more without a word."""
_WARNED: Final = (Verdict.INSECURE, Verdict.MOVED)


class Annotations:
    """Workflow commands: errors for what fails the run, notices for what may yet, warnings for what moved."""

    name = "github"
    suffixes = ()
    about = "annotations for GitHub Actions, to be printed in a workflow"

    def render(self, run: Run, options: Options) -> str:
        """Return the commands, a line each; nothing where there is nothing to annotate."""
        say = words(options.lang)
        kinds: dict[str, list[tuple[Record, Occurrence]]] = defaultdict(list)
        for record, place in places(run.records):
            if record.verdict in options.fail_on:
                failed = fails(record, options.fail_on, options.fail_when)
                kinds["error" if failed else "notice"].append((record, place))
            elif record.verdict in _WARNED:
                kinds["warning"].append((record, place))
        lines = []
        for kind, found in sorted(kinds.items()):
            shown = found if len(found) <= MOST_OF_A_KIND else found[: MOST_OF_A_KIND - 1]
            lines += [_command(kind, record, place, options) for record, place in shown]
            if rest := len(found) - len(shown):
                lines.append(f"::{kind} title=linkcheck::{escape.command_data(say('annotations-more', n=rest))}")
        return "".join(f"{line}\n" for line in lines)


class JobSummary:
    """The enriched report, which keeps well below the 1 MiB that a step's summary may have."""

    name = "github-summary"
    suffixes = ()
    about = "Markdown for the summary of a GitHub Actions job: append it to $GITHUB_STEP_SUMMARY"

    def render(self, run: Run, options: Options) -> str:
        """Return the Markdown."""
        return ENRICHED.render(run, options)


ANNOTATIONS: Final = Annotations()
JOB_SUMMARY: Final = JobSummary()


def _command(kind: str, record: Record, place: Occurrence, options: Options) -> str:
    say = words(options.lang)
    said = say("annotation", url=record.link.url[: escape.ADDRESS_LIMIT], reason=say.reason(record))
    if record.suggestion:
        said += say("annotation-instead", url=record.suggestion.url[: escape.ADDRESS_LIMIT])
    file = escape.command_property(place.file, escape.ADDRESS_LIMIT)
    end = place.column + len(place.url)
    title = escape.command_property(say.verdict(record.verdict))
    where = f"file={file},line={place.line},col={place.column},endColumn={end},title={title}"
    return f"::{kind} {where}::{escape.command_data(said, 3 * escape.ADDRESS_LIMIT)}"
