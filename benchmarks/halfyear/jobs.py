"""The four kinds of job that live through the story, and what each leaves behind in a week."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from benchmarks.halfyear.story import World, the_list
from tests.action.recipes import CI, cron, gitlab, install_nothing
from tests.action.runner import Result, git

REPORTS: Final = "linkcheck-report"
_NOT_DELIVERED: Final = "was not delivered"


@dataclass(frozen=True)
class Week:
    """What one run left behind: its exit code, whether it said that a link was confirmed, what was not delivered."""

    code: int
    has_confirmed: bool
    log: str

    @property
    def is_undelivered(self) -> bool:
        """Whether the remote took nothing."""
        return _NOT_DELIVERED in self.log


class Job(Protocol):
    """A job, and the folder and branch in which its commits are."""

    name: str

    def begin(self, world: World) -> None:
        """Prepare what the job needs before the first week."""

    def branch(self, world: World) -> tuple[Path, str]:
        """Return the repository and the branch that the reports go to."""

    def run(self, world: World) -> Week:
        """Run once."""


class Action:
    """The Action as a step of a workflow of one's own."""

    name = "The Action"

    def begin(self, world: World) -> None:
        """Nothing is needed."""

    def branch(self, world: World) -> tuple[Path, str]:
        """As in Job: what ``deliver`` says."""
        return world.stage.origin, REPORTS if world.deliver == "branch" else "main"

    def run(self, world: World) -> Week:
        """As in Job."""
        return _week(
            world.stage.run(report="README.report.md", deliver=world.deliver, open_issue="true", args="--max-age 0")
        )


class Reusable(Action):
    """The workflow that ``linkcheck init`` calls."""

    name = "The reusable workflow"

    def run(self, world: World) -> Week:
        """As in Job."""
        return _week(world.stage.call(deliver=world.deliver, args="--max-age 0"))


class GitLab:
    """The recipe for GitLab, word for word; it has a branch of its own from the beginning."""

    name = "GitLab's recipe"

    def begin(self, world: World) -> None:
        """Let what installs linkcheck do nothing."""
        install_nothing(world.stage)
        world.deliver = "branch"

    def branch(self, world: World) -> tuple[Path, str]:
        """As in Job."""
        return world.stage.origin, REPORTS

    def run(self, world: World) -> Week:
        """As in Job."""
        code, log = gitlab(world.stage, CI, world.api.url)
        return Week(code, "confirmed gone" in _news(log), log)


class Cron:
    """The crontab's line, in a clone whose owner commits what it wrote."""

    name = "cron"

    def begin(self, world: World) -> None:
        """Clone the list to where the job runs."""
        self._folder = world.stage.fresh()
        world.stage.cache = self._folder / ".linkcheck"

    def branch(self, world: World) -> tuple[Path, str]:  # noqa: ARG002  always the clone
        """As in Job: the clone itself."""
        return self._folder, "main"

    def run(self, world: World) -> Week:
        """As in Job: red is a week in which cron sends a mail."""
        git(self._folder, "pull", "--quiet", "--no-edit", "--no-rebase")
        mail = cron(world.stage, CI, self._folder)
        git(self._folder, "add", "--all")
        if git(self._folder, "status", "--porcelain"):
            git(self._folder, "commit", "--quiet", "--message", "What cron wrote")
        return Week(int(bool(mail)), bool(mail), mail)


JOBS: Final[tuple[type[Job], ...]] = (Action, Reusable, GitLab, Cron)


def _week(result: Result) -> Week:
    return Week(result.code, int(result.outputs["failing"] or 0) > 0, result.log)


def _news(log: str) -> str:
    match = re.search(r"^linkcheck: since the last run: (.*)$", log, re.MULTILINE)
    return match[1] if match else ""


def first_list(world: World) -> None:
    """Push the list that the story begins with."""
    world.stage.push({"README.md": the_list()}, "A list")
