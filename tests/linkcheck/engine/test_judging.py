"""From an answer to a record: what the judge is asked, and how often."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fetchers.addresses.address import parse
from fetchers.codes import Cause, Code
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Metadata, Observation, Sibling, Target
from fetchers.net import Net, NetSettings
from linkcheck.engine import judging as concluding
from linkcheck.engine.judging import JudgementCache, conclude, not_reached, reconclude
from linkcheck.judge import judge
from linkcheck.model import Event, History, Judgement, Link, Past, Verdict
from tests.linkcheck.judge.scenes import DAY, DEEP, days_later, link, seen

ASKED = Target(fetcher="generic", kind="page", key=DEEP, address=parse(DEEP))
FACTS = Metadata(title="T", stars=3)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Observation]:
    """What the judge was asked about."""
    found: list[Observation] = []

    def count(link: Link, observation: Observation, history: History) -> Judgement:
        found.append(observation)
        return judge(link, observation, history)

    monkeypatch.setattr(concluding, "judge", count)
    return found


async def test_the_judge_is_asked_once_about_an_answer(asked: list[Observation]) -> None:
    page = seen()
    async with Net(NetSettings()) as net:
        opinions = JudgementCache()
        assert await opinions.resolve(link(target=ASKED), page, History(), Context(net=net)) is page
        judgement = opinions.of(link(target=ASKED), page, History())
    assert judgement.verdict is Verdict.ALIVE
    assert len(asked) == 1


async def test_it_is_asked_again_where_anything_else_is_known_by_then(asked: list[Observation]) -> None:
    page = seen()
    async with Net(NetSettings()) as net:
        opinions = JudgementCache()
        for other, history in ((replace(page, status=404), History()), (page, History(failures=3))):
            await opinions.resolve(link(target=ASKED), page, History(), Context(net=net))
            assert opinions.of(link(target=ASKED), other, history) == judge(link(target=ASKED), other, history)
    assert len(asked) == 4


async def test_a_doubt_that_is_resolved_is_no_opinion(
    asked: list[Observation], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def probe(*_: object) -> Sibling:
        return Sibling(404, None, "Not found")

    monkeypatch.setattr(concluding, "probe_sibling", probe)
    page = seen(DEEP, (302, "https://site.hardweb/"))
    async with Net(NetSettings()) as net:
        opinions = JudgementCache()
        resolved = await opinions.resolve(link(target=ASKED), page, History(), Context(net=net))
        assert resolved.sibling is not None
        opinions.of(link(target=ASKED), resolved, History())
    assert asked == [page, resolved]


def test_facts_are_dated_and_those_of_an_error_page_are_none_of_the_link_s() -> None:
    earlier = Past(History(verdict=Verdict.ALIVE, metadata=replace(FACTS, title="Old")))
    record, after = conclude(link(), replace(seen(), metadata=FACTS), earlier)
    assert record.metadata == after.metadata == replace(FACTS, as_of=DAY)
    assert record.earlier == earlier.history.metadata
    record, after = conclude(link(), replace(seen(status=404), metadata=FACTS), earlier)
    assert record.metadata == after.metadata == earlier.history.metadata


def test_what_is_stored_adds_no_check_and_no_event() -> None:
    past = Past(History(verdict=Verdict.DEAD, failures=2), (Event(DAY, Verdict.DEAD, Code("http-404")),))
    record, after = conclude(link(), replace(seen(), metadata=FACTS), past, stored=True)
    assert after is past.history
    assert record.events == past.events
    assert record.metadata == replace(FACTS, as_of=DAY)


def test_a_change_is_an_event_and_sameness_is_none() -> None:
    past = Past(History(verdict=Verdict.ALIVE), (Event(DAY, Verdict.ALIVE, Code("http-200")),))
    later = replace(seen(), observed=days_later(1))
    assert conclude(link(), later, past)[0].events == past.events
    gone = conclude(link(), replace(later, status=404), past)[0]
    assert gone.events == (*past.events, Event(days_later(1), gone.verdict, gone.reason))


def test_a_second_conclusion_takes_the_event_of_the_first_back() -> None:
    past = Past(History(verdict=Verdict.SOFT_DEAD), (Event(DAY, Verdict.SOFT_DEAD, Code("one-target")),))
    first = conclude(link(), replace(seen(), observed=days_later(1)), past)[0]
    assert len(first.events) == 2
    second, after = reconclude(replace(first, verdict=Verdict.SOFT_DEAD, reason=Code("one-target")), past.history)
    assert second.events == past.events
    assert after.failures == second.failures == 1


def test_what_was_not_reached_is_as_it_was() -> None:
    past = Past(
        History(verdict=Verdict.DEAD, failures=2, metadata=FACTS), (Event(DAY, Verdict.DEAD, Code("http-404")),)
    )
    record = not_reached(link(), past, days_later(1))
    assert (record.verdict, record.failures, record.metadata) == (Verdict.DEAD, 2, FACTS)
    assert record.events == past.events


def test_what_was_gone_and_is_not_asked_for_is_as_it_was() -> None:
    """Three links behind Zhihu's wall must not make news of a fourth that has long been deleted."""
    past = Past(
        History(verdict=Verdict.DEAD, failing_days=3, confirmed=True, confirmed_on=DAY),
        (Event(DAY, Verdict.DEAD, Code("zhihu-not-found")),),
    )
    answer = Answer(Availability.REFUSED, Cause.BREAKER.of("zhihu"))
    record, after = conclude(link(), replace(seen(), answer=answer), past)
    assert (record.verdict, record.reason, record.confirmed) == (Verdict.DEAD, "zhihu-not-found", True)
    assert (after, record.events) == (past.history, past.events)
    for known in (Verdict.ALIVE, Verdict.BLOCKED):
        assert conclude(link(), replace(seen(), answer=answer), Past(History(verdict=known)))[0].verdict == "blocked"
