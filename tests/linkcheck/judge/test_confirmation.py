"""How verdicts grow firm, and what makes them fall."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.codes import Code
from fetchers.facts import Observation
from linkcheck.judge import judge
from linkcheck.judge.confirmation import update
from linkcheck.model import History, Judgement, Verdict
from tests.linkcheck.judge.scenes import DAY, DEEP, days_later, link, seen


def _checked(history: History, verdict: Verdict, when: datetime, reason: str = "http-404") -> History:
    judgement = Judgement(verdict=verdict, reason=Code(reason), detail="…")
    return update(history, judgement, Observation(url=DEEP, observed=when))


def _after(*checks: tuple[Verdict, float], reason: str = "http-404") -> History:
    history = History()
    for verdict, days in checks:
        history = _checked(history, verdict, days_later(days), reason)
    return history


DEAD, ALIVE, BLOCKED, DOWN = Verdict.DEAD, Verdict.ALIVE, Verdict.BLOCKED, Verdict.UNREACHABLE


@pytest.mark.parametrize(
    ("checks", "confirmed"),
    [
        ([(DEAD, 0)], False),
        ([(DEAD, 0), (DEAD, 1)], False),
        ([(DEAD, 0), (DEAD, 1), (DEAD, 2)], True),
        ([(DEAD, 0), (DEAD, 3), (DEAD, 6)], True),
        ([(DEAD, 0), (Verdict.SOFT_DEAD, 1), (Verdict.FRAGMENT_MISSING, 2)], True),
    ],
)
def test_three_days_make_it_firm(checks: list[tuple[Verdict, float]], confirmed: bool) -> None:
    assert _after(*checks).confirmed is confirmed


def test_two_checks_five_seconds_apart_are_one() -> None:
    moment = 5 / 86_400
    history = _after(*[(DEAD, n * moment) for n in range(10)])
    assert (history.failures, history.failing_days, history.confirmed) == (10, 1, False)


def test_midnight_does_not_make_a_day() -> None:
    late = DAY.replace(hour=23, minute=59)
    history = _checked(_checked(History(), DEAD, late), DEAD, late + timedelta(minutes=2))
    assert history.failing_days == 1


def test_hourly_checks_still_count_days() -> None:
    assert _after(*[(DEAD, n / 24) for n in range(60)]).confirmed


def test_gone_for_good_needs_two_days() -> None:
    assert not _after((DEAD, 0), reason="http-410").confirmed
    assert _after((DEAD, 0), (DEAD, 1), reason="http-410").confirmed


def test_a_success_resets_the_streak() -> None:
    history = _after((DEAD, 0), (ALIVE, 1), (DEAD, 2), (ALIVE, 3), (DEAD, 4))
    assert (history.failures, history.failing_days, history.confirmed) == (1, 1, False)
    assert history.last_alive == days_later(3)
    assert history.first_failure == days_later(4)


def test_another_vantage_point_that_finds_it_is_a_success() -> None:
    history = _after((DEAD, 0), (DEAD, 1), (DEAD, 2), (ALIVE, 2.1))
    assert history.verdict is ALIVE
    assert history.failures == 0


@pytest.mark.parametrize("verdict", [BLOCKED, DOWN])
def test_what_nobody_can_tell_never_hardens(verdict: Verdict) -> None:
    history = _after(*[(verdict, day) for day in range(200)])
    assert (history.failures, history.failing_days, history.confirmed) == (200, 0, False)


def test_a_bad_day_between_failures_neither_counts_nor_resets() -> None:
    history = _after((DEAD, 0), (DOWN, 1), (DEAD, 2), (BLOCKED, 3), (DEAD, 4))
    assert (history.failures, history.failing_days, history.confirmed) == (5, 3, True)
    assert not _after((DEAD, 0), (DOWN, 1), (DEAD, 2)).confirmed


def test_days_without_a_check_do_not_count() -> None:
    assert not _after((DEAD, 0), (DEAD, 60)).confirmed


def test_since_is_the_first_check_of_the_verdict() -> None:
    history = _after((ALIVE, 0), (DEAD, 1), (DEAD, 2), (BLOCKED, 3), (BLOCKED, 4))
    assert history.since == days_later(3)


def test_a_spelling_is_firm_at_once() -> None:
    assert _after((Verdict.INVALID, 0)).confirmed


def test_a_skipped_link_keeps_what_was_known() -> None:
    history = _after((DEAD, 0), (Verdict.SKIPPED, 1))
    assert (history.verdict, history.failures, history.confirmed) == (Verdict.SKIPPED, 1, False)


def test_one_missing_fragment_is_no_claim() -> None:
    observation = replace(seen(), fragments={"a": False})
    history = update(History(), judge(link(), observation), observation)
    assert history.verdict is Verdict.FRAGMENT_MISSING
    assert not history.confirmed


def test_what_was_read_while_it_was_alive_is_kept() -> None:
    alive = seen(title="Rewriting systems over trees")
    history = update(History(), judge(link(), alive), alive)
    assert (history.title, history.language) == ("Rewriting systems over trees", "en")
    assert history.metadata is not None
    assert history.metadata.as_of == DAY
    gone = seen(status=404, title="Not found")
    history = update(history, judge(link(), gone), gone)
    assert history.title == "Rewriting systems over trees"
    assert history.metadata is not None
    assert history.metadata.title == "Rewriting systems over trees"


@given(st.lists(st.tuples(st.sampled_from(list(Verdict)), st.floats(0, 400)), max_size=30))
def test_any_course_of_events(checks: list[tuple[Verdict, float]]) -> None:
    history = _after(*sorted(checks, key=lambda check: check[1]))
    assert 0 <= history.failing_days <= history.failures
    assert (history.first_failure is None) == (history.failures == 0)
    if history.verdict in (BLOCKED, DOWN):
        assert not history.confirmed
