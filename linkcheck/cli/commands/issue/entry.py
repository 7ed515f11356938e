"""``linkcheck issue``: keeps the one issue that says what is confirmed gone."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from fetchers.addresses.address import Address, AddressError, parse
from fetchers.net import Net, NetSettings
from linkcheck.cli.commands.issue.keeper import IssueError, IssueOutcome, Repository, keep_issue
from linkcheck.cli.errors import EXIT_CANNOT_RUN, UserError, say


@click.command("issue", short_help="Keep the one issue that says what is confirmed gone.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--repo", metavar="OWNER/NAME", help="The repository. [GITHUB_REPOSITORY]")
@click.option("--title", default="Dead links", show_default=True, metavar="TEXT", help="What a new issue is called.")
@click.option("--label", default="linkcheck", show_default=True, metavar="NAME", help="The label it is known by.")
def command(*, file: Path, repo: str | None, title: str, label: str) -> None:
    """Open, edit or close an issue at GitHub so that it says what FILE does.

    FILE is what `linkcheck check --format github-issue=FILE` wrote. The token is read from GITHUB_TOKEN and sent to
    GITHUB_API_URL alone.
    """
    try:
        body = file.read_text(encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"{file}: cannot be read: {error.strerror}; check --format github-issue={file} makes it"
        ) from None
    repository = _repository(repo, os.environ)
    try:
        done, number = asyncio.run(_keep(repository, body, title, label))
    except IssueError as error:
        raise UserError(f"issue: {error}", EXIT_CANNOT_RUN) from None
    say("issue: nothing is confirmed gone, and there is none" if number is None else f"issue: #{number} {_WORDS[done]}")


_REPOSITORY: Final = re.compile(r"[A-Za-z0-9-]+/(?!\.{1,2}$)[A-Za-z0-9_.-]+")
_WORDS = {
    IssueOutcome.OPENED: "opened",
    IssueOutcome.EDITED: "edited",
    IssueOutcome.REOPENED: "opened again",
    IssueOutcome.CLOSED: "closed: nothing is confirmed gone any more",
    IssueOutcome.UNCHANGED: "says all of it already",
}


async def _keep(repository: Repository, body: str, title: str, label: str) -> tuple[IssueOutcome, int | None]:
    # One host is asked, and the environment names it: an enterprise's own may well be on a private network.
    async with Net(NetSettings(allow_private=True)) as net:
        return await keep_issue(net, repository, body=body, title=title, label=label)


def _repository(repo: str | None, environment: Mapping[str, str]) -> Repository:
    name = repo or environment.get("GITHUB_REPOSITORY", "")
    if not _REPOSITORY.fullmatch(name):
        raise UserError("issue: name the repository with --repo OWNER/NAME or GITHUB_REPOSITORY")
    token = environment.get("GITHUB_TOKEN", "").strip()
    if not token:
        raise UserError("issue: needs a token in GITHUB_TOKEN that may write issues")
    api = environment.get("GITHUB_API_URL") or "https://api.github.com"
    try:
        address = parse(api)
    except AddressError as error:
        raise UserError(f"GITHUB_API_URL: {error}") from None
    if address.scheme != "https" and not _is_loopback(address):
        raise UserError("GITHUB_API_URL: a token is sent over https only")
    return Repository(api=api, name=name, token=token)


def _is_loopback(address: Address) -> bool:
    try:
        return ipaddress.ip_address(address.host.strip("[]")).is_loopback
    except ValueError:
        return address.host == "localhost"
