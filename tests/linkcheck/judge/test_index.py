"""The index of the rules: whatever is observed, it finds the rule that the whole table does."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from fetchers.facts import Answer, Availability, Observation, Page, Redirect, Sibling
from fetchers.failure import Failure, FailureKind
from fetchers.pages.traits import TRAITS
from linkcheck.judge import RULES
from linkcheck.judge.case import Case
from linkcheck.judge.conditions import ConditionFacts
from linkcheck.judge.index import possible, speaker
from linkcheck.model import History
from tests.linkcheck.judge.scenes import DAY, DEEP, EMPTY, link, probed, seen

HOME = "https://site.hardweb/"
URLS = st.sampled_from([
    DEEP, "https://site.hardweb/", "http://site.hardweb/article/42", "https://b.hardweb/c", "https://site.hardweb/a.pdf",
    "https://x.com/home", "https://site.hardweb/login", "nonsense",
])  # fmt: skip
KINDS = st.sampled_from(list(FailureKind))
OBSERVATIONS = st.builds(
    Observation,
    url=st.just(DEEP),
    observed=st.just(DAY),
    status=st.none() | st.integers(100, 1200) | st.sampled_from([200, 204, 304, 403, 404, 410, 429, 503]),
    final_url=st.none() | URLS,
    redirects=st.lists(st.builds(Redirect, URLS, st.sampled_from([200, 301, 302, 308])), max_size=2).map(tuple),
    failure=st.none() | st.builds(Failure, KINDS),
    tls=st.none() | st.builds(Failure, KINDS),
    answer=st.none() | st.builds(Answer, st.sampled_from(list(Availability)), st.just("some-code")),
    headers=st.sampled_from([{}, {"x-ratelimit-remaining": "0"}, {"content-type": "text/html"}]),
    traits=st.frozensets(st.sampled_from([*sorted(TRAITS), "of-another-version"]), max_size=4),
    page=st.none() | st.builds(Page, title=st.text(max_size=9), canonical=st.none() | URLS, refresh=st.none() | URLS),
    notes=st.sampled_from([(), ("renamed",)]),
    fragments=st.sampled_from([{}, {"part": False}, {"part": True}]),
    sibling=st.none()
    | st.builds(Sibling, st.sampled_from([None, 200, 404]), st.none() | URLS, same_body=st.booleans()),
)
HISTORIES = st.builds(History, failures=st.integers(0, 3), title=st.sampled_from([None, "Trees and how to prune them"]))


@given(URLS, OBSERVATIONS, HISTORIES)
@example(DEEP, probed(seen(DEEP, (302, HOME)), like_it=True), EMPTY)
def test_the_index_finds_the_rule_that_the_table_does(url: str, observation: Observation, history: History) -> None:
    case = Case(link(url), observation, history)
    assert speaker(case) is next(rule for rule in RULES if rule.holds(case))


def test_rules_whose_facts_are_missing_are_not_asked() -> None:
    page = ConditionFacts.of(seen())
    asked = possible(page)
    assert len(asked) < len(RULES) / 5
    assert [rule for rule in RULES if rule in asked] == list(asked)
    assert any(rule.reason == "parked" for rule in possible(page._replace(traits=frozenset({"parked"}))))


def test_a_trait_that_no_rule_wants_makes_no_difference() -> None:
    plain = Case(link(), replace(seen(), traits=frozenset()), EMPTY)
    odd = Case(link(), replace(seen(), traits=frozenset({"of-another-version"})), EMPTY)
    before = possible.cache_info().currsize
    assert speaker(plain) is speaker(odd)
    assert possible.cache_info().currsize <= before + 1
