"""What changed since the run before, in a few words."""

from __future__ import annotations

import pytest

from linkcheck.model import Verdict
from reports.headline import HEADLINE, headline
from reports.interface import Options
from tests.reports.builder import ListBuilder

A = "https://a.test.org/"


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (Verdict.ALIVE, Verdict.DEAD, "1 newly gone"),
        (Verdict.BLOCKED, Verdict.SOFT_DEAD, "1 newly gone"),
        (Verdict.DEAD, Verdict.SOFT_DEAD, "nothing newly gone, moved or back"),
        (Verdict.DEAD, Verdict.ALIVE, "1 back"),
        (Verdict.DEAD, Verdict.UNREACHABLE, "1 out of reach"),
        (Verdict.ALIVE, Verdict.MOVED, "1 newly moved"),
        (Verdict.DEAD, Verdict.MOVED, "1 back, 1 newly moved"),
        (None, Verdict.ALIVE, "1 new"),
        (None, Verdict.DEAD, "1 newly gone, 1 new"),
    ],
)
def test_one_change(before: Verdict | None, now: Verdict, told: str) -> None:
    run = ListBuilder().link("a", A, now, before=before).link("b", A + "b", Verdict.ALIVE, before=Verdict.ALIVE).run()
    assert headline(run) == told


def test_on_a_first_run_nothing_is_news() -> None:
    assert headline(ListBuilder().link("a", A, Verdict.DEAD).run()) == "first run: 1 of 1 links gone"
    assert headline(ListBuilder().link("a", A).run()) == "first run: 1 links"


def test_as_a_report_it_is_one_line_in_the_language_of_commits() -> None:
    run = ListBuilder().link("a", A, Verdict.DEAD, before=Verdict.ALIVE).run()
    assert HEADLINE.render(run, Options(lang="zh")) == "1 newly gone\n"
