"""What happens in the half year: links die, flap, move and come back, stars grow, caches are lost, people interfere."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final

from linkcheck.model.counts import rounded
from linkcheck.model.dates import is_active
from tests.action.github import Api
from tests.action.runner import Stage, git

WEEKS: Final = 26
BASE: Final = "https://a.test.org/"
NAMES: Final = ("old", "alpha", "beta", "gamma", "delta", "epsilon", "zeta", *(f"page-{n}" for n in range(1, 34)))
STARS: Final = {"o/small": 130, "o/medium": 1_180, "o/large": 23_900, "o/huge": 88_000, "o/wavering": 2_140}
"""Repositories, and their stars in the first week. All are pushed to every week."""
WAVERS: Final = "o/wavering"
"""One that gains and loses twenty stars, about a step of its count."""
GROWTH: Final = 1.005
"""What stars grow by in a week: 14 % in half a year."""


def address(name: str) -> str:
    """Return a link of the list; delta has a host to itself."""
    if name in STARS:
        return f"https://github.com/{name}"
    return "https://d.test.org/delta" if name == "delta" else BASE + name


def the_list(without: str = "") -> str:
    """Return the list."""
    return "# Reading\n\n" + "".join(f"- [{name}]({address(name)})\n" for name in (*NAMES, *STARS) if name != without)


def stars(week: int) -> dict[str, int]:
    """Return the stars of the repositories in a week."""
    grown = {name: round(count * GROWTH ** (week - 1)) for name, count in STARS.items()}
    return grown | {WAVERS: STARS[WAVERS] + 20 * (week % 2)}


def shown(week: int) -> dict[str, str]:
    """Return how the counts read in a week: each as in the week before, until it is a tenth off."""
    before = shown(week - 1) if week > 1 else {}
    return {name: rounded(count, before.get(name, "")) for name, count in stars(week).items()}


def passed_a_step(week: int) -> list[str]:
    """Return the repositories whose count reads otherwise than in the week before: what a commit is made for."""
    before = shown(week - 1)
    return [name for name, count in shown(week).items() if count != before[name]]


def lines_for_stars(repositories: int, *, every_star: bool = False) -> float:
    """Return how many lines of a report change in a week for stars alone. Repositories have 20 to 100,000 of them."""
    counts = [20 * 5_000 ** (n / repositories) for n in range(repositories)]
    weeks = [[""] * repositories]
    for week in range(WEEKS):
        now = [round(count * GROWTH**week) for count in counts]
        weeks.append([str(n) if every_star else rounded(n, before) for n, before in zip(now, weeks[-1], strict=True)])
    return _changed(weeks[1:])


def lines_for_pushes(repositories: int, *, every_month: bool = False) -> float:
    """Return how many lines change in a week for pushes alone. Half of the repositories are pushed to every week."""
    mondays = [_MONDAY + timedelta(weeks=week) for week in range(WEEKS)]
    told = [f"{day:%Y-%m}" if every_month or not is_active(day.isoformat(), day) else "active" for day in mondays]
    return _changed([[each] * (repositories // 2) for each in told])


_MONDAY: Final = datetime(2026, 11, 30, tzinfo=UTC)


def _changed(weeks: Sequence[Sequence[str]]) -> float:
    changed = [sum(map(str.__ne__, before, after)) for before, after in pairwise(weeks)]
    return sum(changed) / len(changed)


@dataclass
class World:
    """The stage of a story, and what its people have decided."""

    stage: Stage
    api: Api
    deliver: str = "commit"
    is_closed_by_hand: bool = False

    def answers(self, name: str, answer: int | str) -> None:
        """Change what a link answers: a status, 0 for a host that is down, an address for a permanent move."""
        self.stage.web = {**self.stage.web, address(name): answer}

    def turn_to(self, week: int) -> None:
        """Put the clock forward, and let the stars grow."""
        self.stage.clock = f"+{7 * (week - 1)}d"
        pushed = (datetime.now(UTC) + timedelta(weeks=week - 1)).strftime("%Y-%m-%dT00:00:00Z")
        grown: dict[str, Mapping[str, int | str]] = {
            address(name): {"stars": count, "pushed": pushed} for name, count in stars(week).items()
        }
        self.stage.web = {**self.stage.web, **grown}

    def gone(self, week: int) -> list[str]:
        """Return the links of the list that were confirmed gone before a week, and still are."""
        readme = self.stage.show("README.md")
        listed = [name for name, confirmed in CONFIRMED.items() if confirmed < week and f"]({address(name)})" in readme]
        return [name for name in listed if self.stage.web[address(name)] in (404, 410)]


CONFIRMED: Final = {"old": 3, "alpha": 6, "epsilon": 19, "zeta": 24}
"""The week that confirms each death: the third failing week, the second of a 410."""


def lose_the_cache(world: World) -> None:
    """As GitHub does with what was not used for seven days."""
    shutil.rmtree(world.stage.cache)


def protect(world: World) -> None:
    """Let main take no push any more."""
    hook = world.stage.origin / "hooks" / "update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        "#!/bin/sh\n[ $1 = refs/heads/main ] || exit 0\n"
        "echo 'error: GH006: Protected branch update failed for refs/heads/main.' >&2; exit 1\n"
    )
    hook.chmod(0o755)


def push_in_between(world: World) -> None:
    """Have somebody push to the reports' branch while the check runs: the first push of the run is refused."""
    if not git(world.stage.origin, "for-each-ref", "refs/heads/linkcheck-report"):
        return
    hook = world.stage.origin / "hooks" / "pre-receive"
    git(world.stage.origin, "branch", "--force", "meanwhile", "linkcheck-report")
    clone = world.stage.clone("meanwhile", "meanwhile")
    (clone / "NOTE.md").write_text("somebody's\n")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message", "A note")
    git(clone, "push", "--quiet", "origin", "HEAD:meanwhile")
    flag = world.stage.origin / "moved"
    hook.write_text(
        f"#!/bin/sh\n[ -e '{flag}' ] && exit 0\ntouch '{flag}'\n"
        "env -u GIT_QUARANTINE_PATH git update-ref refs/heads/linkcheck-report refs/heads/meanwhile\n"
    )
    hook.chmod(0o755)


def mend(world: World) -> None:
    """Have the maintainer take alpha out of the list."""
    world.stage.push_as_owner({"README.md": the_list(without="alpha")})


def follow_the_remedy(world: World) -> None:
    """Write ``deliver: branch``, as the log says."""
    world.deliver = "branch"


def close_by_hand(world: World) -> None:
    """Have a person close the issue: they know."""
    if not world.api.issues:
        return
    world.api.issues[-1]["state"] = "closed"
    world.is_closed_by_hand = True


STORY: Final[dict[int, tuple[str, dict[str, int | str], tuple[Callable[[World], None], ...]]]] = {
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
