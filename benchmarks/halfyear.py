"""Half a year of weekly runs of the Action over one list: python -m benchmarks.halfyear [--write docs/quiet.md].

Each week is a checkout of its own, the Action's steps under bash against a small web, a remote and an issue tracker on
loopback, with the clock put forward. Links die, flap, move and come back, the cache is lost twice, main is protected
from week 9 on, somebody pushes in between. It ends with 1 where the diary is not that of a careful colleague: a frozen
week that commits, an issue closed while a link that it names is gone, a death that is red never or twice.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.action.github import Api, serve
from tests.action.runner import Result, Stage, git

WEEKS: Final = 26
BASE: Final = "https://a.test.org/"
NAMES: Final = ("old", "alpha", "beta", "gamma", "delta", "epsilon", "zeta", *(f"page-{n}" for n in range(1, 34)))
BEGIN, END = "<!-- diary: python -m benchmarks.halfyear -->", "<!-- end of the diary -->"


def address(name: str) -> str:
    """Return a link of the list; delta has a host to itself."""
    return "https://d.test.org/delta" if name == "delta" else BASE + name


def the_list(without: str = "") -> str:
    """Return the list."""
    return "# Reading\n\n" + "".join(f"- [{name}]({address(name)})\n" for name in NAMES if name != without)


@dataclass
class Year:
    """The world of the weeks, and what the runs made of it."""

    stage: Stage
    api: Api
    deliver: str = "commit"
    rows: list[tuple[str, ...]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    red: list[int] = field(default_factory=list)
    _writes: int = 0

    def answers(self, name: str, answer: int | str) -> None:
        """Change what a link answers: a status, 0 for a host that is down, an address for a permanent move."""
        self.stage.web = {**self.stage.web, address(name): answer}

    def week(self, number: int, event: str, *, frozen: bool) -> Result:
        """Run once and write the diary's row."""
        self.stage.clock = f"+{7 * (number - 1)}d"
        branch = "linkcheck-report" if self.deliver == "branch" else "main"
        before = self._tip(branch)
        result = self.stage.run(report="README.report.md", deliver=self.deliver, open_issue="true", args="--max-age 0")
        after = self._tip(branch)
        lines, subject = 0, "–"
        if after != before:
            subject = git(self.stage.origin, "log", "-1", "--format=%s", branch)
            against = before or git(self.stage.origin, "hash-object", "-t", "tree", "/dev/null")
            numbers = git(self.stage.origin, "diff", "--numstat", against, after).split()
            lines = sum(int(word) for word in numbers if word.isdigit())
        issue = self._issue()
        confirmed = int(result.outputs["failing"] or 0)
        if result.code not in (0, 1) or (result.code and not confirmed and self.deliver == "branch"):
            self.wrong.append(f"week {number}: {result.log[-600:]}")
        if confirmed:
            self.red.append(number)
        if frozen and (lines or issue != "–" or result.code):
            self.wrong.append(f"week {number} was frozen, and yet: {lines} lines, issue {issue}, code {result.code}")
        self._check_issue(number)
        red = "**red**" if confirmed else "red: not delivered" if result.code else "green"
        self.rows.append((str(number), event or "–", red, f"{subject}" if lines else "–", str(lines), issue))
        print(" | ".join(self.rows[-1]), flush=True)
        return result

    def _tip(self, branch: str) -> str:
        return git(self.stage.origin, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")

    def _issue(self) -> str:
        writes = self.api.writes()[self._writes :]
        self._writes += len(writes)
        if not writes:
            return "–"
        named = ", ".join(sorted(set(re.findall(r"\[([a-z]+[a-z0-9-]*)\]\(https", self.api.issues[-1]["body"]))))
        what = "opened" if writes[0].startswith("POST") else self.api.issues[-1]["state"]
        return f"{what}: {named}" if named else what

    def _check_issue(self, number: int) -> None:
        """A false all-clear: we closed the issue while a link that is confirmed gone still is."""
        for issue in self.api.issues:
            if issue["state"] == "closed" and issue.get("state_reason") == "completed":
                gone = [name for name, week in CONFIRMED.items() if week < number and self._is_gone(name)]
                if gone:
                    self.wrong.append(f"week {number}: closed as completed while {gone} are gone")

    def _is_gone(self, name: str) -> bool:
        in_list = f"]({address(name)})" in self.stage.show("README.md")
        return in_list and self.stage.web[address(name)] in (404, 410)


CONFIRMED: Final = {"old": 3, "alpha": 6, "epsilon": 19, "zeta": 24}
"""The week that confirms each death: the third failing week, the second of a 410."""


def lose_the_cache(year: Year) -> None:
    """As GitHub does with what was not used for seven days."""
    shutil.rmtree(year.stage.cache)


def protect(year: Year) -> None:
    """Let main take no push any more."""
    hook = year.stage.origin / "hooks" / "update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        "#!/bin/sh\n[ $1 = refs/heads/main ] || exit 0\n"
        "echo 'error: GH006: Protected branch update failed for refs/heads/main.' >&2; exit 1\n"
    )
    hook.chmod(0o755)


def push_in_between(year: Year) -> None:
    """Have somebody push to the reports' branch while the check runs: the first push of the run is refused."""
    hook = year.stage.origin / "hooks" / "pre-receive"
    git(year.stage.origin, "branch", "--force", "meanwhile", "linkcheck-report")
    clone = year.stage.clone("meanwhile", "meanwhile")
    (clone / "NOTE.md").write_text("somebody's\n")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message", "A note")
    git(clone, "push", "--quiet", "origin", "HEAD:meanwhile")
    flag = year.stage.origin / "moved"
    hook.write_text(
        f"#!/bin/sh\n[ -e '{flag}' ] && exit 0\ntouch '{flag}'\n"
        "env -u GIT_QUARANTINE_PATH git update-ref refs/heads/linkcheck-report refs/heads/meanwhile\n"
    )
    hook.chmod(0o755)


def mend(year: Year) -> None:
    """Have the maintainer take alpha out of the list."""
    year.stage.push_as_owner({"README.md": the_list(without="alpha")})


def follow_the_remedy(year: Year) -> None:
    """Write ``deliver: branch``, as the log says."""
    year.deliver = "branch"


def close_by_hand(year: Year) -> None:
    """Have a person close the issue: they know."""
    year.api.issues[-1].update(state="closed", state_reason="not_planned")


STORY: Final[dict[int, tuple[str, dict[str, int | str], tuple[Callable[[Year], None], ...]]]] = {
    1: ("first run; *old* has been dead for years", {"old": 404}, ()),
    2: ("", {}, ()),
    3: ("", {}, ()),
    4: ("*alpha* dies", {"alpha": 404}, ()),
    5: ("the cache is lost", {}, (lose_the_cache,)),
    6: ("", {}, ()),
    7: ("*beta* answers 404", {"beta": 404}, ()),
    8: ("*beta* is back; *gamma* moves for good", {"beta": 200, "gamma": BASE + "page-1"}, ()),
    9: ("main is protected; *beta* answers 404 again", {"beta": 404}, (protect,)),
    10: ("`deliver: branch`, as the log says; *beta* is back", {"beta": 200}, (follow_the_remedy,)),
    12: ("the host of *delta* is down; somebody pushes in between", {"delta": 0}, (push_in_between,)),
    13: ("it still is", {}, ()),
    14: ("it is up; *alpha* is taken out of the list", {"delta": 200}, (mend,)),
    15: ("*old* is back", {"old": 200}, ()),
    17: ("the cache is lost", {}, (lose_the_cache,)),
    18: ("*epsilon* answers 410", {"epsilon": 410}, ()),
    19: ("", {}, ()),
    20: ("a person closes the issue", {}, (close_by_hand,)),
    22: ("*zeta* dies", {"zeta": 404}, ()),
    23: ("", {}, ()),
    24: ("", {}, ()),
}
"""The weeks in which something happens or is still being counted; the others are frozen."""


def run(folder: Path) -> tuple[Year, list[str]]:
    """Run the weeks, and return them with what was not as it should be."""
    with serve() as api:
        stage = Stage(folder, api=api.url, web={address(name): 200 for name in NAMES})
        stage.push({"README.md": the_list()}, "A list")
        year = Year(stage, api)
        for number in range(1, WEEKS + 1):
            event, answers, steps = STORY.get(number, ("", {}, ()))
            for name, answer in answers.items():
                year.answers(name, answer)
            for step in steps:
                step(year)
            year.week(number, event, frozen=number not in STORY or number == 17)
        if year.red != sorted(CONFIRMED.values()):
            year.wrong.append(f"red in weeks {year.red}, where deaths were confirmed in {sorted(CONFIRMED.values())}")
        return year, year.wrong


def table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Yield the diary as Markdown."""
    yield "| week | what happens | the run | its commit | lines | the issue |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def main() -> int:
    """Run, and write the diary where that is wanted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", type=Path, help="a page with a place for the diary")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        year, wrong = run(Path(folder))
    for line in wrong:
        print(f"wrong: {line}", file=sys.stderr)
    if arguments.write:
        head, _, rest = arguments.write.read_text(encoding="utf-8").partition(BEGIN)
        tail = rest.partition(END)[2]
        arguments.write.write_text("\n".join([head + BEGIN, *table(year.rows), END + tail]), encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
