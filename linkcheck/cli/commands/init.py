"""``linkcheck init``: a starter configuration and workflow for the repository it stands in."""

from __future__ import annotations

import hashlib
import json
import shlex
import sys
from pathlib import Path
from typing import Final

import click

from linkcheck.cli.errors import UserError, say
from linkcheck.cli.output import write_out
from linkcheck.config import find_file
from linkcheck.repository import repository_root

ACTION: Final = "awesome-linkcheck/linkcheck"
REF: Final = "main"
CONFIG: Final = "linkcheck.toml"
WORKFLOW: Final = ".github/workflows/links.yml"
_LISTS: Final = ("README.md", "readme.md", "list.md", "index.md")

_CONFIG_TEXT: Final = """\
# Settings of linkcheck; flags win over them. All of them: docs/settings.md of the project.

# Addresses in which one of these regular expressions is found are skipped.
exclude = []

# What fails a run. blocked and unreachable claim nothing, and should not.
fail-on = ["dead", "soft-dead", "invalid", "fragment-missing"]

# Alive links are not asked again for so long.
max-age = "3d"

# How one host is asked, where it wants to be asked otherwise than linkcheck does by itself.
# [hosts."*.example.org"]
# concurrency = 1
# interval = "2s"
"""

_WORKFLOW_TEXT: Final = """\
# Weekly: checks the links, commits {report} when it changed, and keeps one issue about what is confirmed gone.
# On a pull request: checks the links of its own lines, with read rights alone.
name: links
on:
  schedule:
    - cron: "{minute} {hour} * * {day}"
  workflow_dispatch:
  pull_request:
permissions: {{}}
jobs:
  links:
    permissions:
      contents: write
      issues: write
    uses: {action}/.github/workflows/reusable.yml@{ref}
    with:
      paths: {paths}
      report: {report_value}
"""


@click.command("init", short_help="Show and write a starter configuration and workflow.")
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--dry-run", is_flag=True, help="Show the files, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before writing.")
def command(*, paths: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Show a starter linkcheck.toml and a workflow for GitHub, then write them. A file that is there is never changed.

    PATH names the lists; without any, README.md or what else of the usual names there is.
    """
    root = repository_root(Path.cwd()) or Path.cwd()
    files = {root / WORKFLOW: workflow(_lists(root, paths), seed=root.name)}
    if find_file(root) is None:
        files = {root / CONFIG: _CONFIG_TEXT, **files}
    wanted = {path: text for path, text in files.items() if not _is_there(path)}
    for path in files.keys() - wanted.keys():
        say(f"{path.relative_to(root).as_posix()} is there already, and stays as it is")
    for path, text in wanted.items():
        write_out(f"--- {path.relative_to(root).as_posix()}\n{text}\n")
    if not wanted or dry_run:
        return
    if not yes and sys.stdin.isatty():
        click.confirm("Write this?", default=True, abort=True, err=True)
    for path, text in wanted.items():
        _write_new(path, text)
        say(f"wrote {path.relative_to(root).as_posix()}")
    say("next: git add, commit and push; then run the workflow by hand once, or wait for the week to end")


def workflow(lists: tuple[str, ...], *, seed: str) -> str:
    """Return the workflow's text. Its hour is the repository's own, so that not all ask on the same minute."""
    number = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "replace")).digest()[:4], "big")
    report = report_name(lists[0])
    return _WORKFLOW_TEXT.format(
        report=report,
        report_value=json.dumps(report),
        # A JSON string is a YAML scalar, whatever a name holds.
        paths=json.dumps(shlex.join(lists)),
        minute=number % 59 + 1,
        hour=number // 59 % 24,
        day=number // 59 // 24 % 7,
        action=ACTION,
        ref=REF,
    )


def report_name(first: str) -> str:
    """Return what the report over a list is called: ``README.report.md`` beside ``README.md``."""
    path = Path(first)
    return path.with_name(f"{path.stem}.report.md").as_posix() if path.suffix else "links.report.md"


def _lists(root: Path, paths: tuple[str, ...]) -> tuple[str, ...]:
    for path in paths:
        if not Path(path).exists():
            raise UserError(f"init: {path}: no such file or folder")
    named = tuple((Path.cwd() / path).resolve() for path in paths)
    for place in named:
        if not place.is_relative_to(root.resolve()):
            raise UserError(f"init: {place}: not in the repository {root}")
        if "${{" in str(place) or not str(place).isprintable():
            raise UserError(f"init: {str(place)!r}: GitHub would read such a name as something else; rename it")
    found = [path.name for path in sorted(root.iterdir()) if path.is_file()]
    usual = next((name for name in _LISTS if name in found), "README.md")
    return tuple(path.relative_to(root.resolve()).as_posix() for path in named) or (usual,)


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _write_new(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from None
