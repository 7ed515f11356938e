"""``linkcheck lint``: what can be said of a list without the network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from linkcheck.cli.errors import EXIT_ACT, UserError, say
from linkcheck.cli.lint_formats import FORMATS
from linkcheck.cli.options import (
    config_option,
    exclude_option,
    files_from_option,
    include_code_option,
    or_none,
    read_settings,
    with_files_from,
)
from linkcheck.cli.output import write_out
from linkcheck.cli.reading import read_documents, read_ignore_file
from linkcheck.cli.since import changed_places
from linkcheck.config import Settings
from linkcheck.lint import Severity, lint
from linkcheck.local import local_files
from linkcheck.plan import make_plan


@click.command("lint", short_help="Find what is wrong without asking anybody; no network.")
@click.argument("paths", nargs=-1, metavar="[PATH|-]…")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--allow-duplicates", is_flag=True, help="A list may name one thing twice.")
@click.option("--since", metavar="REV", help="Only what the lines changed since REV of git have to answer for.")
@files_from_option
@include_code_option
@exclude_option
@config_option
def command(  # noqa: PLR0913  one argument an option
    *,
    paths: tuple[str, ...],
    form: str,
    allow_duplicates: bool,
    files_from: str | None,
    since: str | None,
    config: Path | None,
    include_code: bool | None,
    exclude: tuple[str, ...],
) -> int:
    """Say which addresses cannot be right, which local files and headings are not there, and what stands twice.

    Notes (tracking, redirectors) are printed and fail nothing. `linkcheck check --offline` is the same.
    """
    paths = with_files_from(paths, files_from)
    if not paths:
        raise UserError("lint: name a list, such as: linkcheck lint README.md")
    flags = {
        "include_code": include_code,
        "exclude": or_none(exclude),
        "duplicates": False if allow_duplicates else None,
    }
    return linted(paths, read_settings(config, flags), form, since)


def linted(paths: Sequence[str], settings: Settings, form: str, since: str | None = None) -> int:
    """Print the findings, of a change where one is named, and return the exit code they mean."""
    files = local_files(settings)
    documents = read_documents(paths, settings, files)
    plan = make_plan(documents, settings, read_ignore_file(Path.cwd()))
    found = lint(documents, plan, files, duplicates=settings.duplicates)
    if since is not None:
        changed = changed_places(documents, since, files)
        found = [each for each in found if changed.has(each.file, each.line, each.start)]
    write_out(FORMATS[form](found))
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    if form == "text" and found:
        notes = len(found) - errors
        say(f"{errors} to act on, {notes} note{'s' * (notes != 1)}")
    return EXIT_ACT if errors else 0
