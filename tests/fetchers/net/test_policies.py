"""The table of how services want to be asked, and the user's word over it."""

from __future__ import annotations

import pytest

from fetchers.net import HostRule
from fetchers.net.policies import DEFAULT, POLICIES, line_for, matches, policy_for, rule_for


@pytest.mark.parametrize(
    ("pattern", "host", "expected"),
    [
        ("example.com", "example.com", True),
        ("example.com", "EXAMPLE.com", True),
        ("example.com", "www.example.com", False),
        ("example.com", "example.com.evil.net", False),
        ("example.com", "notexample.com", False),
        ("*.example.com", "example.com", True),
        ("*.example.com", "a.b.example.com", True),
        ("*.example.com", "notexample.com", False),
        ("*.example.com", "example.com.evil.net", False),
        ("*", "anything", True),
    ],
)
def test_patterns_match_whole_labels(pattern: str, host: str, *, expected: bool) -> None:
    assert matches(pattern, host) is expected


@pytest.mark.parametrize(
    ("host", "concurrency", "interval"),
    [
        ("export.arxiv.org", 1, 3.0),
        ("api.github.com", 2, 0.0),
        ("github.com", 4, 0.0),
        ("zhuanlan.zhihu.com", 1, 0.5),
        ("www.zhihu.com", 1, 0.5),
        ("de.wikipedia.org", 1, 0.0),
        ("api.crossref.org", 1, 0.2),
        ("example.com", 8, 0.0),
        ("notgithub.com", 8, 0.0),
    ],
)
def test_services_are_asked_as_they_wish(host: str, concurrency: int, interval: float) -> None:
    policy = policy_for(host)
    assert (policy.concurrency, policy.interval) == (concurrency, interval)


def test_every_number_has_a_source() -> None:
    assert all(policy.source for policy in (*POLICIES, DEFAULT))


def test_the_first_rule_that_matches_wins_field_by_field() -> None:
    rules = (
        HostRule(pattern="export.arxiv.org", interval=5.0),
        HostRule(pattern="*", concurrency=2, retries=0, timeout=3.0),
    )
    arxiv = policy_for("export.arxiv.org", rules)
    assert (arxiv.concurrency, arxiv.interval, arxiv.retries) == (1, 5.0, None)
    other = policy_for("example.com", rules)
    assert (other.concurrency, other.interval, other.retries, other.timeout) == (2, 0.0, 0, 3.0)
    assert rule_for("export.arxiv.org", rules) is rules[0]
    assert rule_for("example.com", ()) is None


def test_nonsense_in_a_rule_does_no_harm() -> None:
    policy = policy_for("a.example", (HostRule(pattern="*", concurrency=0, interval=-1, retries=-1),))
    assert (policy.concurrency, policy.interval, policy.retries) == (1, 0.0, 0)


def test_a_connection_outlasts_the_interval_of_its_host() -> None:
    assert policy_for("export.arxiv.org").idle > policy_for("export.arxiv.org").interval
    assert policy_for("a.example").idle <= 2


def test_hosts_that_share_a_pace_share_a_queue_except_where_the_user_says_otherwise() -> None:
    def lines(*rules: HostRule) -> list[str]:
        hosts = ("arxiv.org", "www.arxiv.org", "de.wikipedia.org", "example.com")
        return [line_for(host, rules) for host in hosts]

    assert lines() == ["*.arxiv.org", "*.arxiv.org", "*.wikipedia.org", "example.com"]
    assert lines(HostRule(pattern="arxiv.org", timeout=60.0)) == lines()
    assert lines(HostRule(pattern="*", interval=1.0)) == lines()
    assert lines(HostRule(pattern="*.org", interval=1.0)) == lines()
    assert lines(HostRule(pattern="arxiv.org", interval=0.0))[:2] == ["arxiv.org", "*.arxiv.org"]
