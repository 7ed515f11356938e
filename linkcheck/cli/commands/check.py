"""``linkcheck check``: the main job."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from linkcheck.cli.commands.lint import linted
from linkcheck.cli.lists.documents import (
    Extraction,
    extraction_here,
    read_documents,
    read_ignore_file,
    require_links,
    usable_state,
)
from linkcheck.cli.lists.new_entries import contributions, entry_findings
from linkcheck.cli.lists.remote import remote_documents
from linkcheck.cli.lists.since import changed_places, hosts_beside, only_changed
from linkcheck.cli.memories import remembered
from linkcheck.cli.options import (
    Duration,
    ShardNumber,
    config_option,
    exclude_option,
    failing,
    files_from_option,
    include_code_option,
    or_none,
    parted,
    read_settings,
    with_files_from,
)
from linkcheck.cli.output.github_actions import is_contribution, tell_ci
from linkcheck.cli.output.lint_formats import tell_findings
from linkcheck.cli.output.list_language import spoken
from linkcheck.cli.output.rendering import job_name, outputs_of
from linkcheck.cli.running import RunRequest, World, carried_out
from linkcheck.cli.signals import terminable
from linkcheck.cli.terminal.errors import EXIT_ACT, EXIT_CANNOT_RUN, UserError, say
from linkcheck.cli.terminal.plan_summary import print_forecast
from linkcheck.config import Settings
from linkcheck.document.extraction import ListText
from linkcheck.engine.remote_lists import is_remote
from linkcheck.engine.shards.extraction import extracted
from linkcheck.engine.shards.scheduler import ClusterError
from linkcheck.judge.exit_rules import failures_of
from linkcheck.lint import Contribution
from linkcheck.local import LocalFiles, local_files
from linkcheck.model import Document
from linkcheck.plan import make_plan
from reports.derived import is_first_run
from reports.headline import headline
from reports.interface import Options
from reports.words import words


@click.command(
    "check",
    short_help="Check and enrich the links of lists.",
    epilog='Slower, faster, or otherwise for one host: [hosts."*.example.org"] in linkcheck.toml, with concurrency, '
    "interval, timeout, retries, back-off, headers, accept or skip. All settings: docs/settings.md of the project.",
)
@click.argument("paths", nargs=-1, metavar="[PATH|URL|-]…")
@click.option("-o", "--output", "files", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="Write a report; its suffix chooses the format (.md, .json, .csv …). May be repeated.")  # fmt: skip
@click.option("--format", "formats", multiple=True, metavar="NAME[=FILE]",
              help="The format of -o or of standard output; NAME=FILE writes one more.")  # fmt: skip
@click.option("--archive", is_flag=True, default=None, help="Look for archived copies of what is gone (archive.org).")
@click.option("--papers", multiple=True, callback=or_none, type=click.Choice(["code", "citations"]),
              help="Ask for more of arXiv's papers: code (Hugging Face), citations (Semantic Scholar).")  # fmt: skip
@click.option("--fragments", is_flag=True, default=None, help="Check that pages have the #parts that links name.")
@click.option("--fail-on", metavar="VERDICTS",
              help="Verdicts that end in exit code 1; none: never; with new, confirmed or newly-confirmed: only those. "
              "[dead,soft-dead,invalid,fragment-missing]")  # fmt: skip
@click.option(
    "--since",
    metavar="REV",
    help="Only links on lines added or changed since REV of git, and links whose local file or heading is gone since.",
)
@click.option("--plan", "only_plan", is_flag=True, help="Print what would be asked and what it takes; ask nobody.")
@click.option("--offline", is_flag=True, help="Ask nobody: the same as linkcheck lint.")
@click.option("--list", "lists", multiple=True, metavar="URL", help="Read the list at URL. May be repeated.")
@click.option("--all-repositories", is_flag=True, help="Of github:owner, read forks and archived repositories, too.")
@files_from_option
@click.option("--max-age", type=Duration(), help="How long an alive link is not asked again; 0: ask for all. [1d]")
@click.option("--max-time", type=Duration(), help="End after this time; the report says what was not reached.")
@click.option("--timeout", type=Duration(), help="How long a server may take to begin its answer. [20s]")
@click.option("--shards", type=ShardNumber(), metavar="auto|N",
              help="Ask from N processes, each with hosts of its own; auto: as the list is long. [auto]")  # fmt: skip
@click.option("--dask", metavar="ADDRESS",
              help="Ask from the workers of a Dask cluster: tcp://HOST:8786, or local to try it.")  # fmt: skip
@click.option("--lang", type=click.Choice(["auto", "en", "zh"]), help="Language of the report's own words. [auto]")
@click.option("--allow-private", is_flag=True, default=None, help="Ask hosts on private networks, too.")
@click.option("--state", metavar="FILE", help="Keep what is learnt in FILE. [.linkcheck/state.db beside the list]")
@click.option("--memory", metavar="FILE",
              help="Keep what cannot be asked again as text in FILE, to be committed beside the report.")  # fmt: skip
@click.option("--no-state", is_flag=True, help="Neither use nor keep what is learnt.")
@click.option("--no-progress", is_flag=True, help="Show no progress.")
@click.option("--explain", is_flag=True, help="Name the rule that spoke under each problem.")
@click.option("-v", "--verbose", is_flag=True, help="Show each link that moved or could not be checked, too.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors; the exit code and -o tell the rest.")
@include_code_option
@exclude_option
@config_option
@click.pass_obj
def command(world: World | None, /, **options: object) -> int:
    """Check every link of the lists, learn what each one is, and write reports.

    PATH is a file (Markdown, .rst, .html, .ipynb), a folder or a glob; a URL is checked by itself; - reads a list from
    standard input; github:owner/repository reads the Markdown of its default branch, github:owner that of all its
    repositories.
    """
    asked, flags = parted(_Asked, options)
    sources = _sources(asked)
    given = {**flags, **failing(asked.fail_on)}
    settings = read_settings(asked.config, given, trusted=asked.since is None and not is_contribution(os.environ))
    outputs = outputs_of(asked.files, asked.formats)
    if asked.offline:
        return _offline(sources, settings, asked.since)
    local = local_files(settings)
    documents, added, controls = _read_lists(sources, settings, asked, world, local)
    plan = make_plan(documents, settings, read_ignore_file(Path.cwd()))
    state = None if asked.no_state else usable_state(sources.paths, settings)
    if asked.only_plan:
        print_forecast(plan, settings, state)
        return 0
    memory, memory_file = remembered(settings, asked.since)
    job = job_name(asked.files, settings.memory, (*sources.paths, *sources.remote))
    request = RunRequest(
        documents=documents,
        plan=plan,
        local=local,
        settings=settings,
        outputs=outputs,
        state=state,
        memory=memory,
        memory_file=memory_file,
        world=world or nullcontext(),
        controls=controls,
        progress=not asked.no_progress,
        quiet=asked.quiet,
        dask=asked.dask,
        options=Options(explain=asked.explain, verbose=asked.verbose, job=job),
        judge=lambda run: entry_findings(added, run, settings.entries, datetime.now(UTC)),
    )
    return _run_and_tell(request)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The options that are no settings."""

    paths: tuple[str, ...]
    files_from: str | None
    lists: tuple[str, ...]
    all_repositories: bool
    files: tuple[Path, ...]
    formats: tuple[str, ...]
    fail_on: str | None
    since: str | None
    only_plan: bool
    dask: str | None
    offline: bool
    no_state: bool
    no_progress: bool
    explain: bool
    verbose: bool
    quiet: bool
    config: Path | None


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where the lists are: paths on this machine, and addresses of lists on the web."""

    paths: tuple[str, ...]
    remote: tuple[str, ...]


def _sources(asked: _Asked) -> _Sources:
    named = with_files_from(asked.paths, asked.files_from)
    remote = (*asked.lists, *(path for path in named if is_remote(path)))
    paths = tuple(path for path in named if not is_remote(path))
    if not paths and not remote:
        raise UserError("check: name a list, such as: linkcheck check README.md -o report.md")
    return _Sources(paths, remote)


def _offline(sources: _Sources, settings: Settings, since: str | None) -> int:
    if sources.remote:
        raise UserError(f"check: --offline asks nobody, and {sources.remote[0]} is not here; clone it")
    return linted(sources.paths, settings, "text", since)


def _read_lists(
    sources: _Sources, settings: Settings, asked: _Asked, world: World | None, local: LocalFiles
) -> tuple[list[Document], list[Contribution], tuple[str, ...]]:
    """Return the lists, cut to what changed since a revision, the entries that it added, and hosts of the others."""
    extraction = _extraction(asked.dask, settings)
    documents = read_documents(sources.paths, settings, local, extraction)
    if sources.remote:
        everything = asked.all_repositories
        documents += remote_documents(sources.remote, settings, world, local, extraction, everything=everything)
    since = asked.since
    if since is None:
        require_links(documents)
        return documents, [], ()
    places = changed_places(documents, since, local)
    added = contributions(documents, places, since, settings)
    return only_changed(documents, places), added, hosts_beside(documents, places)


def _extraction(dask: str | None, settings: Settings) -> Extraction:
    if dask is None:
        return extraction_here(settings)

    def on_cluster(sources: Iterable[ListText]) -> Iterator[Document]:
        try:
            with terminable():
                return extracted(dask, sources, say, include_code=settings.include_code)
        except ClusterError as error:
            raise UserError(str(error), EXIT_CANNOT_RUN) from None

    return on_cluster


def _run_and_tell(request: RunRequest) -> int:
    """Run, say what is new, tell the forge's job, and return the exit code."""
    to_stdout = not request.quiet and not any(output.path is None for output in request.outputs)
    with carried_out(request) as run:
        if not request.quiet and (not is_first_run(run) or request.memory_file is not None):
            told = words(spoken(request.settings, request.documents))
            say(told("news-unknown" if is_first_run(run) else "news-since", news=headline(run, told)))
        tell_ci(run, request.settings, os.environ, annotate=to_stdout)
        tell_findings(run.findings, os.environ, to_stdout=to_stdout)
        return EXIT_ACT if run.is_refused or any(failures_of(run, request.settings)) else 0
