"""GitHub Actions: annotations beside the lines, and the summary of a job."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from linkcheck.judge.exit_rules import ExitRule, exit_rule
from linkcheck.model import Occurrence, Record, Run, Verdict
from reports import escape
from reports.derived import places
from reports.enriched.cells import Lines
from reports.enriched.sections import SectionBuilder
from reports.enriched.title_block import verdict_line
from reports.interface import Options, Report
from reports.words import words

MOST_OF_A_KIND: Final = 10
"""Annotations of one kind that GitHub shows for one step; it drops more without a word."""
_WARNED: Final = (Verdict.INSECURE, Verdict.MOVED)


class GithubAnnotations(Report):
    """Workflow commands: errors for what fails the run, notices for what may yet, warnings for what moved."""

    name = "github"
    suffixes = ()
    about = "annotations for GitHub Actions, to be printed in a workflow"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the commands, a line each; nothing where there is nothing to annotate."""
        say = words(options.lang)
        kinds: dict[str, list[tuple[Record, Occurrence]]] = defaultdict(list)
        numbers: Counter[str] = Counter()
        rule = exit_rule(run, options.fail_on, options.fail_when)
        for record, place in places(run.having(*options.fail_on, *_WARNED)):
            kind = _kind(record, rule)
            numbers[kind] += 1
            if len(kinds[kind]) < MOST_OF_A_KIND:
                kinds[kind].append((record, place))
        for kind, found in sorted(kinds.items()):
            shown = found if numbers[kind] <= MOST_OF_A_KIND else found[: MOST_OF_A_KIND - 1]
            for record, place in shown:
                yield _command(kind, record, place, options) + "\n"
            if rest := numbers[kind] - len(shown):
                yield f"::{kind} title=linkcheck::{escape.command_data(say('annotations-more', n=rest))}\n"


class JobSummary(Report):
    """A short summary: the run in one sentence, what needs attention, what is new, where the full report is."""

    name = "github-summary"
    suffixes = (".summary.md",)
    about = "Markdown for the summary of a GitHub Actions job: append it to $GITHUB_STEP_SUMMARY"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the Markdown."""
        say = words(options.lang)
        builder = SectionBuilder(run, say, Lines(options.link_base, len(run.documents) > 1, say))
        for place, record in enumerate(run.records):
            builder.add(record, place)
        counts = [say("count", n=n, what=say.verdict(verdict)) for verdict, n in run.counts().items()]
        files = say.listed([escape.markdown(name) for name in run.inputs], 4)
        head = [f"# {say('report-title', files=files)}", "", verdict_line(run, say), "", say("comma").join(counts), ""]
        attention = builder.attention()
        told = attention.lines(say, _ATTENTION) if attention.number else []
        news = [line for section in builder.news() for line in section.lines(say, _NEWS)]
        yield "\n".join([*head, *told, *news, say("summary-whole"), ""])


_ATTENTION: Final = 10_000
_NEWS: Final = 2_500
"""Bytes for what needs attention, and for each section of news: together well below 20 kB."""
ANNOTATIONS: Final = GithubAnnotations()
JOB_SUMMARY: Final = JobSummary()


def _kind(record: Record, rule: ExitRule) -> str:
    if record.verdict not in rule.verdicts:
        return "warning"
    return "error" if rule.fails(record) else "notice"


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
