"""Half a year of weekly runs over one list: python -m benchmarks.halfyear [JOB…] [--write RESULTS.md docs/quiet.md].

Each week is a checkout of its own, the job's own steps under bash against a small web, a remote and an issue tracker on
loopback, with the clock put forward: the Action, the reusable workflow, GitLab's recipe and cron. Links die, flap, move
and come back, stars grow, the cache is lost twice, main is protected from week 9 on, somebody pushes in between. It
ends with 1 where a diary is not that of a careful colleague: a frozen week that commits more than the stars that passed
a step, an issue closed while a link that it names is gone, a death that is red never or twice.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.halfyear.jobs import JOBS, Job, Week, first_list
from benchmarks.halfyear.story import (
    CONFIRMED,
    GROWTH,
    NAMES,
    STORY,
    WEEKS,
    World,
    address,
    lines_for_pushes,
    lines_for_stars,
    passed_a_step,
)
from tests.action.github import serve
from tests.action.runner import Stage, git

BEGIN, END = "<!-- diary: python -m benchmarks.halfyear -->", "<!-- end of the diary -->"
BEGIN_FIRST = "<!-- diary of the first job: python -m benchmarks.halfyear -->"
"""In a page that has room for one table."""
NOTHING: Final = "–"
Row = tuple[str, ...]


@dataclass
class Diary:
    """What the runs of one job made of the weeks."""

    world: World
    job: Job
    rows: list[Row] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    red: list[int] = field(default_factory=list)
    _writes: int = 0

    def live(self, number: int) -> None:
        """Let a week pass: what happens, the run, the row."""
        event, answers, steps = STORY.get(number, ("", {}, ()))
        self.world.turn_to(number)
        for name, answer in answers.items():
            self.world.answers(name, answer)
        for step in steps:
            step(self.world)
        before = self._tip()
        week = self.job.run(self.world)
        lines, subject = self._committed(before)
        issue = self._issue()
        if week.has_confirmed:
            self.red.append(number)
        self._judge(number, week, lines, issue)
        red = "**red**" if week.has_confirmed else "red: not delivered" if week.code else "green"
        self.rows.append((str(number), event or NOTHING, red, subject, str(lines), issue))
        print(f"{self.job.name}: {' | '.join(self.rows[-1])}", flush=True)

    def _judge(self, number: int, week: Week, lines: int, issue: str) -> None:
        if week.code not in (0, 1) or (week.code and not week.has_confirmed and not week.is_undelivered):
            self.wrong.append(f"week {number}: {week.log[-600:]}")
        is_frozen = number not in STORY or number == 17
        # A count is one line taken away and one added; in the first page of news nothing is said of it.
        if is_frozen and (lines > 2 * len(passed_a_step(number)) or issue != NOTHING or week.code):
            self.wrong.append(f"week {number} was frozen, and yet: {lines} lines, issue {issue}, code {week.code}")
        gone = self.world.gone(number)
        for each in self.world.api.issues:
            if each["state"] == "closed" and not self.world.is_closed_by_hand and gone:
                self.wrong.append(f"week {number}: closed while {gone} are gone")

    def _tip(self) -> str:
        folder, branch = self.job.branch(self.world)
        return git(folder, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")

    def _committed(self, before: str) -> tuple[int, str]:
        """Return how many lines the week's commit added and took away, and its subject."""
        folder, branch = self.job.branch(self.world)
        after = self._tip()
        if after == before:
            return 0, NOTHING
        against = before or git(folder, "hash-object", "-t", "tree", "/dev/null")
        numbers = git(folder, "diff", "--numstat", against, after, "--", "README.report.md", "README.memory.jsonl")
        lines = sum(int(word) for word in numbers.split() if word.isdigit())
        return lines, git(folder, "log", "-1", "--format=%s", branch) if lines else NOTHING

    def _issue(self) -> str:
        writes = self.world.api.writes()[self._writes :]
        self._writes += len(writes)
        if not writes:
            return NOTHING
        last = self.world.api.issues[-1]
        text = last.get("description") or last.get("body") or ""
        named = ", ".join(sorted(set(re.findall(r"\[([a-z]+[a-z0-9-]*)\]\(https", text))))
        state = last["state"].replace("opened", "open")
        self.world.is_closed_by_hand = self.world.is_closed_by_hand and state == "closed"
        what = "opened" if writes[0].startswith("POST") else state
        return f"{what}: {named}" if named else what


def live_through(kind: type[Job], folder: Path) -> Diary:
    """Let a job live through the half year."""
    with serve() as api:
        stage = Stage(folder, api=api.url, web={address(name): 200 for name in NAMES})
        diary = Diary(World(stage, api), kind())
        first_list(diary.world)
        diary.job.begin(diary.world)
        for number in range(1, WEEKS + 1):
            diary.live(number)
        if diary.red != sorted(CONFIRMED.values()):
            diary.wrong.append(f"red in weeks {diary.red}, where deaths were confirmed in {sorted(CONFIRMED.values())}")
        return diary


def pages(diaries: list[Diary]) -> Iterator[str]:
    """Yield the diaries as Markdown: the first whole, of the others the weeks that differ from it."""
    first, *others = diaries
    yield from ("", f"## {first.job.name}", "", *_table(first.rows))
    for diary in others:
        rows = [row for row, theirs in zip(diary.rows, first.rows, strict=True) if row != theirs]
        yield from ("", f"## {diary.job.name}", "")
        yield f"{WEEKS - len(rows)} of {WEEKS} weeks read as above{'; the others:' if rows else '.'}"
        if rows:
            yield from ("", *_table(rows))
    yield from ("", "## Stars and pushes", "")
    growth = f"{100 * (GROWTH - 1):.1f} % a week"
    yield f"Lines that change in a week, of a thousand repositories that grow by {growth}, half of them pushed to every"
    yield "week. `commit-on: verdicts` makes no commit for them."
    yield from ("", "| | as written | were every change written |", "|---|---|---|")
    for what, lines in (
        ("stars", (lines_for_stars(1_000), lines_for_stars(1_000, every_star=True))),
        ("the month of the last push", (lines_for_pushes(1_000), lines_for_pushes(1_000, every_month=True))),
    ):
        yield f"| {what} | {lines[0]:.0f} | {lines[1]:.0f} |"
    yield ""


def _table(rows: list[Row]) -> Iterator[str]:
    yield "| week | what happens | the run | its commit | lines | the issue |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def main() -> int:
    """Run, and write the diaries where that is wanted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", type=Path, nargs="+", default=[], help="pages with a place for the diaries")
    parser.add_argument("jobs", nargs="*", metavar="JOB", help=f"some of {', '.join(kind.__name__ for kind in JOBS)}")
    arguments = parser.parse_args()
    kinds = [kind for kind in JOBS if not arguments.jobs or kind.__name__ in arguments.jobs]
    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in kinds]
        diaries = list(pool.map(live_through, kinds, folders))
    wrong = [f"{diary.job.name}: {line}" for diary in diaries for line in diary.wrong]
    for line in wrong:
        print(f"wrong: {line}", file=sys.stderr)
    for page in arguments.write:
        write(page, diaries)
    return 1 if wrong else 0


def write(page: Path, diaries: list[Diary]) -> None:
    """Put the diaries into a page between its marks, or the first one alone."""
    text = page.read_text(encoding="utf-8")
    begin, lines = (BEGIN, pages(diaries)) if BEGIN in text else (BEGIN_FIRST, ["", *_table(diaries[0].rows), ""])
    head, _, rest = text.partition(begin)
    page.write_text("\n".join([head + begin, *lines, END + rest.partition(END)[2]]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
