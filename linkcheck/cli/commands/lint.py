"""``linkcheck lint``: what can be said of a list without the network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import click

from linkcheck.cli.edited_lists import (
    MendedFile,
    edit_files,
    read_files,
    say_edits,
    say_only_markdown,
    show,
    write_files,
)
from linkcheck.cli.lists.documents import read_documents, read_ignore_file
from linkcheck.cli.lists.since import changed_places
from linkcheck.cli.options import (
    config_option,
    exclude_option,
    files_from_option,
    include_code_option,
    read_settings,
    with_files_from,
)
from linkcheck.cli.output.lint_formats import FORMATS
from linkcheck.cli.output.report_files import write_out
from linkcheck.cli.terminal.errors import EXIT_ACT, EXIT_USAGE, UserError, say
from linkcheck.config import Settings
from linkcheck.document.formats import is_markdown
from linkcheck.lint import fixes, lint
from linkcheck.local import local_files
from linkcheck.model import Finding, Severity
from linkcheck.plan import make_plan


@click.command("lint", short_help="Find what is wrong without asking anybody; no network.")
@click.argument("paths", nargs=-1, metavar="[PATH|-]…")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--allow-duplicates", is_flag=True, help="A list may name one thing twice.")
@click.option(
    "--fix", is_flag=True, help="Show a diff that mends spelling, renamed headings, redirectors and tracking."
)
@click.option("--write", is_flag=True, help="With --fix: write the edits into the files.")
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
    fix: bool,
    write: bool,
    files_from: str | None,
    since: str | None,
    config: Path | None,
    **flags: object,
) -> int:
    """Say which addresses cannot be right, which local files and headings are not there, and what stands twice.

    Notes (tracking, redirectors) are printed and fail nothing. `linkcheck check --offline` is the same. --fix rests on
    the text alone; `linkcheck fix` asks whether the new address is there.
    """
    paths = with_files_from(paths, files_from)
    if not paths:
        raise UserError("lint: name a list, such as: linkcheck lint README.md")
    if write and not fix:
        raise UserError("lint: --write goes with --fix")
    if fix and not write and form not in ("text", "json"):
        raise UserError(f"lint: --fix shows a diff, or its edits with --format json; --format {form} goes with --write")
    if fix and "-" in paths:
        raise UserError("lint: --fix mends files, not standard input; linkcheck fix - prints what it mends")
    settings = read_settings(config, {**flags, "duplicates": False if allow_duplicates else None})
    if not fix:
        return linted(paths, settings, form, since)
    if not write:
        return _show_fixes(paths, settings, form, since)
    failed = _write_fixes(paths, settings, since)
    return linted(paths, settings, form, since) or (EXIT_USAGE if failed else 0)


def _show_fixes(paths: Sequence[str], settings: Settings, form: str, since: str | None) -> int:
    found = findings(paths, settings, since)
    mended = _fixed(found)
    show(mended, "json" if form == "json" else "diff")
    edited = {(file.source.name, edit.start) for file in mended for edit in file.edited.applied}
    rest = sum(each.severity is Severity.ERROR and (each.file, each.start) not in edited for each in found)
    say_edits(mended, written=False, more=f"; {rest} to be mended by hand: linkcheck lint lists them" if rest else "")
    return EXIT_ACT if any(finding.severity is Severity.ERROR for finding in found) else 0


def _write_fixes(paths: Sequence[str], settings: Settings, since: str | None) -> int:
    """Write what can be mended, and return how many files could not be written."""
    mended = _fixed(findings(paths, settings, since))
    failed = write_files(mended)
    say_edits(mended, written=True)
    return failed


def _fixed(found: Sequence[Finding]) -> list[MendedFile]:
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.suggestion is not None and Path(finding.file).is_file():  # no address
            by_file[finding.file].append(finding)
    for name in [name for name in by_file if not is_markdown(name)]:
        say_only_markdown(name)
        del by_file[name]
    files = read_files(list(by_file)) if by_file else []
    return edit_files(files, lambda file: fixes(file.source, by_file[file.name]))


def linted(paths: Sequence[str], settings: Settings, form: str, since: str | None = None) -> int:
    """Print the findings, of a change where one is named, and return the exit code they mean."""
    found = findings(paths, settings, since)
    write_out(FORMATS[form](found))
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    if form == "text" and found:
        notes = len(found) - errors
        say(f"{errors} to act on, {notes} note{'s' * (notes != 1)}")
    return EXIT_ACT if errors else 0


def findings(paths: Sequence[str], settings: Settings, since: str | None = None) -> list[Finding]:
    """Return what is wrong with lists; with ``since``, what a change has to answer for."""
    files = local_files(settings)
    documents = read_documents(paths, settings, files)
    plan = make_plan(documents, settings, read_ignore_file(Path.cwd()))
    found = lint(documents, plan, files, duplicates=settings.duplicates)
    if since is None:
        return found
    changed = changed_places(documents, since, files)
    return [each for each in found if changed.has(each.file, each.line, each.start)]
