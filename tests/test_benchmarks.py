"""The hard web of the benchmarks: sound as data, and scored without favour."""

from __future__ import annotations

from benchmarks.hardweb import answers, pages
from benchmarks.hardweb.__main__ import report
from benchmarks.hardweb.scenario import Truth
from linkcheck.demo import SmallWeb
from linkcheck.model import Verdict

SCENARIOS = [*answers.scenarios(), *pages.scenarios()]


def test_every_scenario_has_a_name_and_an_address_of_its_own() -> None:
    assert len({one.name for one in SCENARIOS}) == len(SCENARIOS)
    assert len({one.url for one in SCENARIOS}) == len(SCENARIOS)


def test_right_verdicts_agree_with_the_truth() -> None:
    for one in SCENARIOS:
        assert any(verdict.is_gone for verdict in one.verdicts) is (one.truth is Truth.GONE), one.name


def test_every_scenario_can_be_furnished() -> None:
    web = SmallWeb()
    for one in SCENARIOS:
        one.furnish(web)


def test_mistakes_are_counted_and_named() -> None:
    gone = next(one for one in SCENARIOS if one.truth is Truth.GONE)
    there = next(one for one in SCENARIOS if one.verdicts == {Verdict.ALIVE})
    wrong = report([gone, there], {gone.url: Verdict.ALIVE, there.url: Verdict.DEAD}, 1.0)
    assert "false alarms (there or open, called broken): **1** of 1" in wrong
    assert "missed (gone, not called broken): **1** of 1" in wrong
    assert "exact verdict: **0** of 2" in wrong
    assert f"{there.name} ({there.about}): dead, not alive" in wrong
    right = report([gone, there], {gone.url: next(iter(gone.verdicts)), there.url: Verdict.ALIVE}, 1.0)
    assert "exact verdict: **2** of 2" in right
    assert "Wrong:" not in right
    silent = report([gone], {}, 1.0)
    assert "missed (gone, not called broken): **1** of 1" in silent
