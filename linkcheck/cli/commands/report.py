"""``linkcheck report``: what the last run learnt, rendered again without the network."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from linkcheck import __version__
from linkcheck.cli.lists.documents import read_documents, read_ignore_file, require_links, require_own_state, state_file
from linkcheck.cli.options import config_option, exclude_option, failing, include_code_option, read_settings
from linkcheck.cli.output.rendering import check_outputs, job_name, outputs_of, publish
from linkcheck.cli.terminal.errors import EXIT_ACT, EXIT_CANNOT_RUN, UserError
from linkcheck.config import Settings
from linkcheck.engine import recall
from linkcheck.judge.exit_rules import failures_of
from linkcheck.local import local_files
from linkcheck.model import Document, Records, Run
from linkcheck.plan import make_plan
from linkcheck.record_spool import RecordSpool, SpoolError
from linkcheck.store import StoredState, StoreError
from reports.interface import Options


@click.command("report", short_help="Write reports again from what is kept; no network.")
@click.argument("paths", nargs=-1, metavar="[PATH|URL|-]…")
@click.option("-o", "--output", "files", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="Write a report; its suffix chooses the format (.md, .json, .csv …). May be repeated.")  # fmt: skip
@click.option("--format", "formats", multiple=True, metavar="NAME[=FILE]",
              help="The format of -o or of standard output; NAME=FILE writes one more.")  # fmt: skip
@click.option("--fragments", is_flag=True, default=None, help="Tell missing #parts, where the run asked for them.")
@click.option("--fail-on", metavar="VERDICTS",
              help="Verdicts that end in exit code 1; none: never. [as for check]")  # fmt: skip
@click.option("--lang", type=click.Choice(["auto", "en", "zh"]), help="Language of the report's own words. [auto]")
@click.option("--state", metavar="FILE", help="The store to read. [.linkcheck/state.db beside the list]")
@click.option("-v", "--verbose", is_flag=True, help="Show each link that moved or could not be checked, too.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors; the exit code and -o tell the rest.")
@include_code_option
@exclude_option
@config_option
def command(
    *,
    paths: tuple[str, ...],
    files: tuple[Path, ...],
    formats: tuple[str, ...],
    fail_on: str | None,
    quiet: bool,
    verbose: bool,
    config: Path | None,
    **flags: object,
) -> int:
    """Write reports from what the last run over the lists kept. No request is sent, and nothing is counted."""
    if not paths:
        raise UserError("report: name a list that was checked, such as: linkcheck report README.md -o report.html")
    settings = read_settings(config, {**flags, **failing(fail_on)})
    outputs = outputs_of(files, formats)
    documents = read_documents(paths, settings)
    check_outputs(outputs, (Path(document.file) for document in documents))
    require_links(documents)
    with recalled(documents, settings, state_file(paths, settings)) as run:
        options = Options(verbose=verbose, job=job_name(files, settings.memory, paths))
        # Whoever wants a file has read the problems when the lists were checked.
        publish(run, outputs, settings, options, quiet=quiet, prints_problems=not outputs)
        return EXIT_ACT if any(failures_of(run, settings)) else 0


@contextmanager
def recalled(documents: Sequence[Document], settings: Settings, state: Path) -> Iterator[Run]:
    """Yield the last run over the documents as the store knows it. Raises Problem where it knows none."""
    nothing = f"{state}: nothing is kept here yet; run linkcheck check first, or name a store with --state"
    if not state.is_file():
        raise UserError(nothing, EXIT_CANNOT_RUN)
    require_own_state(state)
    plan = make_plan(documents, settings, read_ignore_file(Path.cwd()))
    try:
        with RecordSpool(plan.links, state.parent if os.access(state.parent, os.W_OK) else None) as ledger:
            with StoredState(state) as store:
                last = store.last_run()
                if last is None:
                    raise UserError(nothing, EXIT_CANNOT_RUN)
                recall(plan, store, last[0], last[1] or datetime.now(UTC), ledger, local_files(settings))
            yield _run(documents, ledger, settings, *last)
    except (StoreError, SpoolError) as error:
        raise UserError(str(error)) from None


def _run(
    documents: Sequence[Document], records: Records, settings: Settings, began: datetime, ended: datetime | None
) -> Run:
    return Run(
        version=__version__,
        started=began,
        finished=ended or max(record.checked for record in records),
        inputs=tuple(document.file for document in documents),
        documents=tuple(documents),
        records=records,
        requests=0,
        is_recalled=True,
        unreached=sum(record.is_unreached for record in records),
        complete=ended is not None,
        presentation=settings.presentation,
    )
