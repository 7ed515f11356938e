"""A person's word on an address or a host wins over the machine, and says that it does."""

from __future__ import annotations

from datetime import date

from fetchers.net.host_policy import HostPolicy
from linkcheck.config import KnownVerdict, Settings
from linkcheck.document import read_document
from linkcheck.engine.judging import conclude
from linkcheck.model import History, Link, Past, Verdict
from linkcheck.plan import Plan, make_plan
from tests.linkcheck.judge.scenes import beside_each_other, seen

URL = "https://site.hardweb/article/42"


def known(verdict: str, url: str = URL) -> Settings:
    return Settings(known=(KnownVerdict(url=url, verdict=verdict, reason="I looked", date=date(2026, 5, 4)),))  # type: ignore[arg-type]


def plan(settings: Settings, url: str = URL) -> Plan:
    return make_plan([read_document(f"- [x](<{url}>)\n", "list.md")], settings)


def planned(settings: Settings, url: str = URL) -> Link:
    return plan(settings, url).links[0]


def test_dead_by_hand_is_not_asked() -> None:
    made = plan(known("dead"))
    assert not made.asks
    (link, judgement) = made.decided[0]
    assert judgement.verdict is Verdict.DEAD
    assert judgement.reason == "known-dead"
    assert judgement.detail == "By hand on 2026-05-04: I looked."
    assert link.ruling is not None
    assert link.ruling.said == "I looked"


def test_ignored_by_hand_is_skipped() -> None:
    assert plan(known("ignore")).decided[0][1].verdict is Verdict.SKIPPED


def test_alive_by_hand_is_asked_and_stays_alive() -> None:
    made = plan(known("alive"))
    assert len(made.asks) == 1
    record, after = conclude(made.links[0], seen(status=404), Past(History(failures=5, failing_days=4)))
    assert record.verdict is Verdict.ALIVE
    assert record.reason == "known-alive"
    assert record.detail == "By hand on 2026-05-04: I looked. (The check by itself: dead, http-404.)"
    assert after.failures == 0


def test_an_error_page_s_title_is_no_fact_of_a_link_alive_by_hand() -> None:
    record, _ = conclude(planned(known("alive")), seen(status=404, title="Not found"), Past())
    assert record.metadata is None


def test_alive_by_hand_keeps_the_facts_of_a_page_that_is_there() -> None:
    record, _ = conclude(planned(known("alive")), seen(), Past())
    assert record.detail == "By hand on 2026-05-04: I looked."


def test_another_spelling_of_the_address_is_meant_too() -> None:
    assert plan(known("dead", "http://www.site.hardweb/article/42")).decided


def test_other_addresses_are_not() -> None:
    made = plan(known("dead", "https://site.hardweb/article/43"))
    assert not made.decided
    assert made.links[0].ruling is None


def test_alive_by_hand_wins_over_spelling() -> None:
    made = plan(known("alive", "htps://odd.hardweb/x"), "htps://odd.hardweb/x")
    assert made.decided[0][1].verdict is Verdict.ALIVE


def test_a_rule_over_the_run_does_not_overrule_a_person() -> None:
    urls = [f"https://site.hardweb/article/{number}" for number in range(6)]
    steps = (302, "https://site.hardweb/all")
    found = []
    for url in urls:
        settings = known("alive", url) if url == urls[0] else Settings()
        page = seen(url, steps)
        found.append((conclude(planned(settings, url), page, Past())[0], page))
    changed = {record.link.url for record in beside_each_other(found)}
    assert urls[0] not in changed
    assert urls[1] in changed


def test_a_host_s_statuses_can_be_accepted() -> None:
    settings = Settings(hosts={"*.hardweb": HostPolicy(accept=(403,))})
    link = planned(settings)
    assert conclude(link, seen(status=403), Past())[0].verdict is Verdict.ALIVE
    assert conclude(link, seen(status=404), Past())[0].verdict is Verdict.DEAD
    elsewhere = planned(settings, "https://site.other/article/42")
    assert conclude(elsewhere, seen("https://site.other/article/42", status=403), Past())[0].reason == "http-403"


def test_a_host_can_be_left_out() -> None:
    settings = Settings(hosts={"*.site.hardweb": HostPolicy(skip=True)})
    assert plan(settings).decided[0][1].verdict is Verdict.SKIPPED
    assert not plan(settings, "https://insite.hardweb/").decided
