"""``linkcheck issue``: keeps the one issue that says what is confirmed gone."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import click

from fetchers.net import Net, NetSettings
from linkcheck.cli.commands.issue.keeper import TITLE, IssueOutcome, Kept, keep_issue
from linkcheck.cli.commands.issue.trackers import tracker
from linkcheck.cli.delivery.forge_api import FORGES, ForgeError, ForgeName, Repository, find_repository, forge_of
from linkcheck.cli.terminal.errors import EXIT_CANNOT_RUN, UserError, say


@click.command("issue", short_help="Keep the one issue that says what is confirmed gone.")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--repo", metavar="OWNER/NAME", help="The repository. [GITHUB_REPOSITORY, CI_PROJECT_PATH]")
@click.option("--forge", type=click.Choice(FORGES),
              help="Whose API it is; Forgejo's is Gitea's. [as the job's environment says]")  # fmt: skip
@click.option("--title", metavar="TEXT",
              help=f"What a new issue is called. [{TITLE}; with the lists where several jobs keep one]")  # fmt: skip
@click.option("--label", default="linkcheck", show_default=True, metavar="NAME", help="The label it is known by.")
def command(*, file: Path, repo: str | None, forge: ForgeName | None, title: str | None, label: str) -> None:
    """Open, edit or close an issue so that it says what FILE does.

    FILE is what `linkcheck check --format github-issue=FILE` wrote. It is closed only where every link that it names
    was found, or is no longer in the list. The token is read from GITHUB_TOKEN (GitLab: GITLAB_TOKEN) and sent to
    GITHUB_API_URL (CI_API_V4_URL) alone.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"{file}: cannot be read: {error.strerror}; check --format github-issue={file} makes it"
        ) from None
    repository = find_repository(repo, forge or forge_of(os.environ), os.environ)
    try:
        done = asyncio.run(_keep(repository, text, title, label))
    except ForgeError as error:
        raise UserError(f"issue: {error}", EXIT_CANNOT_RUN) from None
    if done.number is None:
        say("issue: nothing is confirmed gone, and there is none")
    else:
        say(f"issue: #{done.number} {_WORDS[done.outcome]}")
    for number in done.others:
        say(f"issue: #{number} is another job's, about the same lists; if that job was renamed, close it")


_WORDS = {
    IssueOutcome.OPENED: "opened",
    IssueOutcome.EDITED: "edited",
    IssueOutcome.REOPENED: "opened again",
    IssueOutcome.CLOSED: "closed: every link that it names is there, or no longer in the list",
    IssueOutcome.UNCHANGED: "says all of it already",
    IssueOutcome.KEPT_OPEN: "stays open: of a link that it names nobody can say yet that it is there",
}


async def _keep(repository: Repository, text: str, title: str | None, label: str) -> Kept:
    # One host is asked, and the environment names it: an enterprise's own may well be on a private network.
    async with Net(NetSettings(allow_private=True)) as net:
        return await keep_issue(tracker(net, repository), text=text, title=title, label=label)
