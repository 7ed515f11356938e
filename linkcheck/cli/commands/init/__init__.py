"""``linkcheck init``: a starter configuration and workflow for the repository it stands in."""

from __future__ import annotations

import asyncio
import glob
import json
import os
import re
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

import click

from fetchers.net import ApiRequest, Net, NetSettings
from linkcheck.cli.commands.init.migrating import migrate
from linkcheck.cli.commands.init.migration import Migration, describe
from linkcheck.cli.commands.init.starter_files import DELIVERIES, configuration, workflow
from linkcheck.cli.output.list_language import language
from linkcheck.cli.output.report_files import write_out
from linkcheck.cli.terminal.errors import UserError, say
from linkcheck.cli.terminal.language import settle, told
from linkcheck.config import find_file
from linkcheck.document import read_document
from linkcheck.inputs import InputFile, read_inputs
from linkcheck.inputs.input_files import SUFFIXES
from linkcheck.repository import repository_root

CONFIG: Final = "linkcheck.toml"
WORKFLOW: Final = ".github/workflows/links.yml"
_PATIENCE: Final = 5.0
"""Seconds for GitHub to say what its branch allows."""
_LISTS: Final = ("README.md", "readme.md", "list.md", "index.md")


@click.command("init", short_help="Show and write a starter configuration and workflow.")
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--from", "sources", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="Carry over from lychee.toml, .mlc_config.json, linkinator.config.json or a workflow.")  # fmt: skip
@click.option("--deliver", type=click.Choice(DELIVERIES),
              help="Where the report goes. [commit; branch where main is protected; none for a folder]")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show the files, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before writing.")
def command(
    *, paths: tuple[str, ...], sources: tuple[Path, ...], deliver: str | None, dry_run: bool, yes: bool
) -> None:
    """Show a starter linkcheck.toml and a workflow for GitHub, then write them. A file that is there is never changed.

    PATH names the lists; without any, README.md or what else of the usual names stands in this folder. For a folder of
    documentation a pull request is also checked without network, at every file.
    """
    here = Path.cwd()
    root = repository_root(here) or here
    lists = _lists(root, paths)
    _settle_language(root, lists)
    carried = _carried(sources)
    origin = _origin(root)
    documentation = any((root / name).is_dir() for name in lists)
    deliver = deliver or ("none" if documentation else _delivery(origin))
    text = workflow(lists, seed=origin or root.name, deliver=deliver, documentation=documentation)
    files = {root / WORKFLOW: text}
    if find_file(root) is None:
        files = {root / CONFIG: configuration(carried if sources else None, documentation=documentation), **files}
    elif carried:
        say("there are settings already; what was carried over is shown, and not written")
        write_out(carried)
    wanted = {path: text for path, text in files.items() if not _is_there(path)}
    for path in files.keys() - wanted.keys():
        say(f"{path.relative_to(root).as_posix()} is there already, and stays as it is")
    for path, text in wanted.items():
        write_out(f"--- {path.relative_to(root).as_posix()}\n{text}\n")
    if not wanted or dry_run:
        return
    if not yes and sys.stdin.isatty():
        click.confirm(told("Write this?"), default=True, abort=True, err=True)
    for path, text in wanted.items():
        _write_new(path, text)
        say(f"wrote {path.relative_to(root).as_posix()}")
    say("next: git add, commit and push; then run the workflow by hand once, or wait for the week to end")


def _settle_language(root: Path, lists: tuple[str, ...]) -> None:
    """Use Chinese for a Chinese list, in messages and in the comments of the files."""
    first = next((item for item in read_inputs([str(root / lists[0])]) if isinstance(item, InputFile)), None)
    if first is not None:
        settle(language("auto", [read_document(first.text, first.name)]))


def _carried(sources: tuple[Path, ...]) -> str:
    """Return the settings of other checkers as ours, told line by line."""
    whole, queue, seen = Migration(), list(sources), set[Path]()
    while queue:
        path = queue.pop(0)
        if path in seen:
            continue
        seen.add(path)
        made = migrate(path)
        for line in describe(path, made):
            say(line)
        for name, value in made.settings.items():
            whole.add(name, value)
        whole.hosts |= made.hosts
        queue += [Path(other) for other in made.others if other and Path(other).is_file()]
    return whole.text()


def _origin(root: Path) -> str:
    """Return ``owner/name`` of the repository at GitHub, empty where it is elsewhere or nowhere."""
    config = root / ".git" / "config"
    text = config.read_text("utf-8", "replace") if config.is_file() else ""
    match = re.search(r"^\s*url\s*=\s*\S*github\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git)?\s*$", text, re.MULTILINE)
    return match[1] if match else ""


def _delivery(origin: str) -> str:
    """Return ``branch`` if GitHub says that the default branch is protected, else ``commit``."""
    if not origin:
        return "commit"
    try:
        protected = asyncio.run(_is_protected(origin, os.environ))
    except Exception:  # noqa: BLE001  a question that may go unanswered, whatever the reason
        return "commit"
    if protected:
        say(
            "the default branch is protected: the report goes to the branch linkcheck-report (--deliver says otherwise)"
        )
    return "branch" if protected else "commit"


async def _is_protected(origin: str, environment: Mapping[str, str]) -> bool:
    """Ask for the default branch, which says whether rules or protection are on it."""
    api = environment.get("GITHUB_API_URL") or "https://api.github.com"
    token = environment.get("GITHUB_TOKEN") or environment.get("GH_TOKEN") or ""
    headers = {"Accept": "application/vnd.github+json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    async with asyncio.timeout(_PATIENCE), Net(NetSettings(allow_private=True)) as net:
        base = f"{api.rstrip('/')}/repos/{quote(origin)}"
        about = await net.call(ApiRequest(url=base, headers=headers, retry=False))
        name = json.loads(about.body)["default_branch"]
        branch = await net.call(ApiRequest(url=f"{base}/branches/{quote(name, safe='')}", headers=headers, retry=False))
        return bool(json.loads(branch.body)["protected"])


def _lists(root: Path, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lists' names from the root, globs as they are: those given, else the usual one of this folder.

    Raises UserError.
    """
    for path in paths:
        if not Path(path).exists() and not _is_glob(path):
            raise UserError(f"init: {path}: no such file or folder")
    here = Path.cwd()
    named = tuple((here / path).resolve() for path in paths or (_usual(here),))
    for place in named:
        if not place.is_relative_to(root.resolve()):
            raise UserError(f"init: {place}: not in the repository {root}")
        if "${{" in str(place) or not str(place).isprintable():
            raise UserError(f"init: {str(place)!r}: GitHub would read such a name as something else; rename it")
    return tuple(path.relative_to(root.resolve()).as_posix() for path in named)


def _is_glob(path: str) -> bool:
    """Tell a pattern that fits some file from a name: the check reads what fits it on that day."""
    return glob.has_magic(path) and any(glob.iglob(path, recursive=True))  # noqa: PTH207  as the check reads it


def _usual(folder: Path) -> str:
    found = sorted(path.name for path in folder.iterdir() if path.is_file())
    usual = next((name for name in _LISTS if name in found), None)
    if usual is not None:
        return usual
    lists = [name for name in found if Path(name).suffix.lower() in SUFFIXES]
    if len(lists) == 1:
        return lists[0]
    hint = f"such as linkcheck init {shlex.quote(lists[0])}" if lists else "there is no Markdown file in this folder"
    raise UserError(f"init: name the list; {hint}")


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _write_new(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}") from None
