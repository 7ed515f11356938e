"""The table of how services want to be asked, and the user's word over it."""

from __future__ import annotations

import pytest

from fetchers.addresses.host_patterns import matches
from fetchers.net import HostRule
from fetchers.net.pacing.policies import DEFAULT, POLICIES, line_for, policy_for, said_of


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
        ("example.com", 10, 0.0),
        ("notgithub.com", 10, 0.0),
    ],
)
def test_services_are_asked_as_they_wish(host: str, concurrency: int, interval: float) -> None:
    policy = policy_for(host)
    assert (policy.concurrency, policy.interval) == (concurrency, interval)


def test_every_number_has_a_source() -> None:
    assert all(policy.source for policy in (*POLICIES, DEFAULT))


def test_the_first_rule_that_says_anything_of_a_field_decides_it() -> None:
    rules = (
        HostRule(pattern="export.arxiv.org", interval=5.0),
        HostRule(pattern="*", concurrency=2, retries=0, timeout=3.0),
    )
    arxiv = policy_for("export.arxiv.org", rules)
    assert (arxiv.concurrency, arxiv.interval, arxiv.retries) == (1, 5.0, 0)
    other = policy_for("example.com", rules)
    assert (other.concurrency, other.interval, other.retries, other.timeout) == (2, 0.0, 0, 3.0)


@pytest.mark.parametrize("pattern", ["*", "*.org"])
def test_who_hurries_everybody_does_not_hurry_a_service(pattern: str) -> None:
    hurry = HostRule(pattern=pattern, concurrency=20, interval=0.0, timeout=3.0)
    arxiv = policy_for("export.arxiv.org", (hurry,))
    assert (arxiv.concurrency, arxiv.interval, arxiv.timeout) == (1, 3.0, 3.0)
    assert policy_for("example.org", (hurry,)).concurrency == 20
    patient = policy_for("export.arxiv.org", (HostRule(pattern=pattern, interval=10.0),))
    assert (patient.concurrency, patient.interval) == (1, 10.0)


def test_who_names_a_service_may() -> None:
    rules = (HostRule(pattern="export.arxiv.org", concurrency=4), HostRule(pattern="*", concurrency=1, interval=0.0))
    policy = policy_for("export.arxiv.org", rules)
    assert (policy.concurrency, policy.interval) == (4, 3.0)


def test_a_shared_policy_is_named_by_its_own_pattern_or_by_one_of_its_hosts() -> None:
    for pattern in ("*.zhihu.com", "www.zhihu.com"):
        assert policy_for("www.zhihu.com", (HostRule(pattern=pattern, interval=0.0),)).interval == 0.0


def test_headers_come_from_the_most_exact_rule_that_has_any() -> None:
    rules = (
        HostRule(pattern="a.example", retries=1),
        HostRule(pattern="*.example", headers={"X-One": "1"}),
        HostRule(pattern="*", headers={"X-Two": "2"}, retries=5),
    )
    assert said_of("a.example", rules) == HostRule(pattern="a.example", headers={"X-One": "1"}, retries=1)
    assert said_of("other.test", rules).headers == {"X-Two": "2"}


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
