"""The table of how services want to be asked, and the user's word over it."""

from __future__ import annotations

import pytest

from fetchers.addresses.host_patterns import matches
from fetchers.net.host_policy import HostPolicy, stated_for
from fetchers.net.pacing.policies import policy_for, queue_name


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
        ("api.github.com", 2, None),
        ("github.com", 4, None),
        ("zhuanlan.zhihu.com", 1, 0.5),
        ("www.zhihu.com", 1, 0.5),
        ("de.wikipedia.org", 1, None),
        ("api.crossref.org", 1, 0.2),
        ("example.com", None, None),
        ("notgithub.com", None, None),
    ],
)
def test_services_are_asked_as_they_wish(host: str, concurrency: int | None, interval: float | None) -> None:
    policy = policy_for(host)
    assert (policy.concurrency, policy.interval) == (concurrency, interval)


def test_the_most_exact_pattern_that_states_a_field_decides_it() -> None:
    users = {
        "*": HostPolicy(concurrency=2, retries=0, timeout=3.0),
        "export.arxiv.org": HostPolicy(interval=5.0),
    }
    assert policy_for("export.arxiv.org", users) == HostPolicy(
        concurrency=1, interval=5.0, retries=0, timeout=3.0, back_off=5.0
    )
    assert policy_for("example.com", users) == HostPolicy(concurrency=2, retries=0, timeout=3.0)


@pytest.mark.parametrize("pattern", ["*", "*.org"])
def test_who_hurries_everybody_does_not_hurry_a_service(pattern: str) -> None:
    hurry = {pattern: HostPolicy(concurrency=20, interval=0.0, timeout=3.0)}
    arxiv = policy_for("export.arxiv.org", hurry)
    assert (arxiv.concurrency, arxiv.interval, arxiv.timeout) == (1, 3.0, 3.0)
    assert policy_for("example.org", hurry).concurrency == 20
    patient = policy_for("export.arxiv.org", {pattern: HostPolicy(interval=10.0)})
    assert (patient.concurrency, patient.interval) == (1, 10.0)


def test_who_names_a_service_may() -> None:
    users = {"export.arxiv.org": HostPolicy(concurrency=4), "*": HostPolicy(concurrency=1, interval=0.0)}
    policy = policy_for("export.arxiv.org", users)
    assert (policy.concurrency, policy.interval) == (4, 3.0)


def test_a_shared_policy_is_named_by_its_own_pattern_or_by_one_of_its_hosts() -> None:
    for pattern in ("*.zhihu.com", "www.zhihu.com"):
        assert policy_for("www.zhihu.com", {pattern: HostPolicy(interval=0.0)}).interval == 0.0


def test_headers_come_from_the_most_exact_pattern_that_has_any() -> None:
    users = {
        "*": HostPolicy(headers={"X-Two": "2"}, retries=5),
        "*.example": HostPolicy(headers={"X-One": "1"}),
        "a.example": HostPolicy(retries=1),
    }
    assert stated_for("a.example", users) == HostPolicy(headers={"X-One": "1"}, retries=1)
    assert stated_for("other.test", users).headers == {"X-Two": "2"}


def test_a_connection_outlasts_the_interval_of_its_host() -> None:
    assert policy_for("export.arxiv.org").keep_alive > 3.0
    assert policy_for("a.example").keep_alive <= 2


def test_hosts_that_share_a_pace_share_a_queue_except_where_the_user_says_otherwise() -> None:
    def queues(**users: HostPolicy) -> list[str]:
        hosts = ("arxiv.org", "www.arxiv.org", "de.wikipedia.org", "example.com")
        return [queue_name(host, users) for host in hosts]

    assert queues() == ["*.arxiv.org", "*.arxiv.org", "*.wikipedia.org", "example.com"]
    assert queues(**{"arxiv.org": HostPolicy(timeout=60.0)}) == queues()
    assert queues(**{"*": HostPolicy(interval=1.0)}) == queues()
    assert queues(**{"*.org": HostPolicy(interval=1.0)}) == queues()
    assert queues(**{"arxiv.org": HostPolicy(interval=0.0)})[:2] == ["arxiv.org", "*.arxiv.org"]
