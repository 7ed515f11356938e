"""``linkcheck deliver``: reports to a branch, to one of their own, or into one standing pull request."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Literal
from urllib.parse import quote

import click

from fetchers.net import Net, NetSettings
from linkcheck.cli.commands.deliver.report_tree import former_parts, former_reports, pages, waiting, with_parts
from linkcheck.cli.delivery.forge_api import ForgeError, find_repository, forge_of
from linkcheck.cli.delivery.git_push import GitClone, PushError, current_branch, repository_here
from linkcheck.cli.delivery.pull_requests import PullRequests
from linkcheck.cli.output.blob import branch_base
from linkcheck.cli.output.github_actions import append_to
from linkcheck.cli.output.report_files import write_out
from linkcheck.cli.terminal.errors import EXIT_ACT, UserError, say
from linkcheck.inputs import is_memory
from reports import escape
from reports.headline import NOTHING

To = Literal["commit", "branch", "pull-request"]
_ATTEMPTS: Final = 5
_TITLE: Final = "Link report"
_DECLINED: Final = b'{"why":'
"""A declined edit in a memory: in a text of JSON the quotes would be escaped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What goes where."""

    to: To
    files: Sequence[str]
    current: str
    """The branch that was checked; empty if unknown: CI often checks out a commit without a branch."""
    own: str
    """The branch that the reports have to themselves, or that the pull request is made from."""
    message: str
    headline: str
    only_verdicts: bool
    """Whether nothing is committed while no verdict has changed."""


@click.command("deliver", short_help="Push reports to a branch, where they changed.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--to", type=click.Choice(["commit", "branch", "pull-request"]), default="commit", show_default=True,
              help="The branch that was checked, one of their own, or a standing pull request.")  # fmt: skip
@click.option("--branch", default="linkcheck-report", show_default=True, metavar="NAME",
              help="The branch of their own, or of the pull request.")  # fmt: skip
@click.option("--message", default=_TITLE, show_default=True, metavar="TEXT", help="How a commit's subject begins.")
@click.option("--headline", default="", metavar="TEXT", help="What changed, for the subject.")
@click.option("--commit-on", type=click.Choice(["any", "verdicts"]), default="any", show_default=True,
              help="Commit when anything changed, or only when what is gone did.")  # fmt: skip
@click.option("--recall", is_flag=True, help="Before a check: bring FILE back from the branch instead.")
@click.option("--into", type=click.Path(path_type=Path), default=Path(), metavar="FOLDER",
              help="With --recall: where FILE is written.")  # fmt: skip
def command(  # noqa: PLR0913  one argument an option
    *,
    files: tuple[str, ...],
    to: To,
    branch: str,
    message: str,
    headline: str,
    commit_on: str,
    recall: bool,
    into: Path,
) -> int:
    """Commit FILEs on top of the branch as it is at this moment, and push it, where that changes anything.

    Nothing that others pushed in between is lost. With a token in GITHUB_TOKEN (GitLab: GITLAB_TOKEN) the push and the
    pull request are made with that.
    """
    repo = repository_here(os.environ)
    delivery = Delivery(
        to=to,
        files=[_inside(name) for name in files] if recall else with_parts([_inside(name) for name in files]),
        current="" if to == "branch" or (recall and to != "commit") else current_branch(os.environ),
        own=branch,
        message=message,
        headline=headline,
        only_verdicts=commit_on == "verdicts",
    )
    try:
        if recall:
            _recall(repo, delivery, into)
            return 0
        changed = _deliver(repo, delivery)
        if to == "pull-request":
            asyncio.run(_propose(repo, delivery, os.environ, changed=changed))
    except (PushError, ForgeError) as error:
        _tell_problem(f"the report was not delivered: {error}")
        return EXIT_ACT
    _tell_former(repo, delivery)
    _link_reports(delivery, os.environ)
    write_out("changed" if changed else "unchanged")
    return 0


def _deliver(repo: GitClone, delivery: Delivery, pause: Callable[[float], None] = time.sleep) -> bool:
    """Return whether a commit was pushed. Raises PushError."""
    if not delivery.files:
        return False
    wait = float(os.environ.get("COMMIT_PAUSE", "2"))
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _once(repo, delivery)
        except PushError as error:
            if not error.moved or attempt == _ATTEMPTS:
                raise
            say(f"{error} (attempt {attempt})")
            pause(wait * attempt)
    return False


def _once(repo: GitClone, delivery: Delivery) -> bool:
    own = repo.tip(delivery.own) if delivery.to != "commit" else None
    current = repo.tip(delivery.current) if delivery.to != "branch" else None
    if delivery.to == "commit":
        target, base, parent = delivery.current, current, current
    elif delivery.to == "branch":
        target, base, parent = delivery.own, own, own
    else:
        target, base, parent = delivery.own, current, current
    before = own or parent
    data = {name: Path(name).read_bytes() for name in delivery.files}
    gone = former_parts(repo, before, delivery.files)
    if before and not gone and not _is_worth(data, {name: repo.blob(before, name) for name in data}, delivery):
        return False
    others = waiting(repo, own, current) if delivery.to == "pull-request" else []
    also = repo.entries(own, {*others} - {*gone}) if own and others else []
    tree = repo.tree(base, delivery.files, without=former_parts(repo, base, delivery.files), also=also)
    if parent and tree == repo.tree_of(parent):
        return False
    message = _message(delivery, _facts(repo, before, tree, data, gone) if before else "")
    commit = repo.commit(tree, parent, message)
    repo.push(commit, target, over=own if delivery.to == "pull-request" else None)
    return True


def _is_worth(now: Mapping[str, bytes], before: Mapping[str, bytes | None], delivery: Delivery) -> bool:
    if not delivery.only_verdicts:
        return any(before[name] != data for name, data in now.items())
    return any(_verdicts(data) != _verdicts(before[name]) for name, data in now.items())


def _verdicts(data: bytes | None) -> object:
    """Return what of a report says which links are gone: a digest in its first line; of a memory, days and declined."""
    if data is None:
        return None
    first, _, rest = data.partition(b"\n")
    if is_memory(data):
        return [line for line in rest.split(b"\n") if b'"failing":' in line or _DECLINED in line]
    return first if first.startswith(b"<!-- linkcheck report") else b""


def _facts(repo: GitClone, before: str, tree: str, data: Mapping[str, bytes], gone: Sequence[str]) -> str:
    """Return what changed besides the verdicts, in a few words."""
    reports = [*(name for name, text in data.items() if not is_memory(text)), *gone]
    lines = repo.changed_lines(before, tree, reports) if reports else 0
    if lines:
        return f"stars, dates and titles ({lines} lines)"
    memories = [name for name, text in data.items() if is_memory(text)]
    declined = sum(data[name].count(_DECLINED) - (repo.blob(before, name) or b"").count(_DECLINED) for name in memories)
    if declined > 0:
        return f"{declined} edit{'s' * (declined != 1)} declined"
    return "another day of failing counted"


def _message(delivery: Delivery, facts: str) -> str:
    """Return the commit's message: its subject says what changed."""
    what = delivery.headline if delivery.headline != NOTHING else facts
    subject = f"{delivery.message}: {what}" if what else delivery.message
    return f"{' '.join(subject.split())[:200]}\n\n[skip ci]\n"


async def _propose(repo: GitClone, delivery: Delivery, environment: Mapping[str, str], *, changed: bool) -> None:
    """Open the pull request if there is none; after a person closed one, only new findings open another.

    Raises ForgeError and PushError.
    """
    own, current = repo.tip(delivery.own), repo.tip(delivery.current)
    if own is None or current is None:
        return
    if all(repo.blob(own, name) == repo.blob(current, name) for name in delivery.files):
        return
    async with Net(NetSettings(allow_private=True)) as net:
        requests = PullRequests(net, find_repository(None, forge_of(environment), environment), delivery.own)
        known = await requests.all()
        if any(each.state == "open" for each in known) or (known and not changed):
            return
        body = "What linkcheck found. Each run changes this pull request in place; merge it whenever you like."
        await requests.open(delivery.current, _TITLE, body)


def _recall(repo: GitClone, delivery: Delivery, into: Path) -> None:
    """Write the files as the branch has them, where it has, with the parts of a long report."""
    tip = repo.tip(delivery.current if delivery.to == "commit" else delivery.own)
    if tip is None:
        return
    for name in (*delivery.files, *former_parts(repo, tip, delivery.files)):
        data = repo.blob(tip, name)
        if data is not None:
            place = into / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            say(f"{name}: as {delivery.own if delivery.to != 'commit' else delivery.current} has it")


def _tell_former(repo: GitClone, delivery: Delivery) -> None:
    """Say where a report lies that nobody may write any more. Whose it is, a person knows: it is left alone."""
    try:
        tip = repo.tip(delivery.current if delivery.to == "commit" else delivery.own)
        former = former_reports(repo, tip, delivery.files) if tip else []
    except PushError:
        return  # Delivered it is, and this can wait for the next run.
    for name in former:
        say(f"{name}: a report of the same lists, which this job does not write; if it was renamed, remove the old one")


def _link_reports(delivery: Delivery, environment: Mapping[str, str]) -> None:
    """End the job's summary with links to the reports as the branch has them."""
    summary = environment.get("GITHUB_STEP_SUMMARY")
    branch = delivery.current if delivery.to == "commit" else delivery.own
    base = branch_base(environment, branch, is_gitea=forge_of(environment) == "gitea")
    if summary and base:
        links = [escape.markdown_link(name, base + quote(name)) for name in pages(delivery.files)]
        append_to(summary, "".join(f"\n{link}\n" for link in links))


def _inside(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ".git" in (part.lower() for part in path.parts):
        raise UserError(f"deliver: {name!r} is outside of the repository")
    return path.as_posix()


def _tell_problem(message: str) -> None:
    say(message)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        write_out(f"::error title=linkcheck::{escaped}")
