"""Nothing is believed behind a broken network, and nothing is held for longer than it takes to know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fetchers.addresses.address import parse
from fetchers.facts import Availability, Observation, Target
from fetchers.failure import FailureKind
from linkcheck.engine.network_check import GRACE, MOST_HELD, SITES_TO_GIVE_UP, SITES_TO_TRUST, NetworkCheck, Offline
from linkcheck.plan import Query
from tests.linkcheck.judge.scenes import behind, failed, seen, told


def admitted(quarantine: NetworkCheck, observation: Observation) -> int:
    url = observation.url
    return len(
        quarantine.admit(Query(Target(fetcher="generic", kind="page", key=url, address=parse(url)), ()), observation)
    )


def page(host: int, number: int = 0) -> Observation:
    return seen(f"http://site{host}.hardweb/{number}", title=f"Page {number} of {host}")


def test_answers_that_anybody_could_have_given_are_compared() -> None:
    quarantine = NetworkCheck()
    assert [admitted(quarantine, page(host)) for host in range(SITES_TO_TRUST)] == [0] * (SITES_TO_TRUST - 1) + [6]
    assert admitted(quarantine, page(0, 1)) == 1


def test_a_captive_portal_is_told_by_the_sixth() -> None:
    quarantine = NetworkCheck()
    door = [seen(f"http://site{n}.hardweb/a", (302, "http://hotel.hardweb.org/welcome")) for n in range(SITES_TO_TRUST)]
    assert [admitted(quarantine, each) for each in door[:-1]] == [0] * (SITES_TO_TRUST - 1)
    with pytest.raises(Offline):
        admitted(quarantine, door[-1])


def test_one_site_that_proves_to_be_itself_is_enough() -> None:
    quarantine = NetworkCheck()
    assert admitted(quarantine, page(1)) == 0
    assert admitted(quarantine, seen("https://site2.hardweb/a")) == 2
    assert admitted(quarantine, failed(FailureKind.DNS_FAILURE, "http://site3.hardweb/")) == 1


def test_a_service_that_answers_is_itself() -> None:
    assert admitted(NetworkCheck(), told(Availability.ABSENT, "repository-not-found", "https://github.com/a/b")) == 1


@pytest.mark.parametrize(
    "observation",
    [
        behind(FailureKind.CERTIFICATE_UNTRUSTED, seen("https://site.hardweb/a")),
        seen("https://site.hardweb/a", (302, "https://elsewhere.net/")),
        failed(FailureKind.CONNECT_TIMEOUT, "https://site.hardweb/a"),
        told(Availability.DOWN, "api-unreachable", "https://github.com/a/b"),
    ],
)
def test_what_proves_nothing_is_held(observation: Observation) -> None:
    assert admitted(NetworkCheck(), observation) == 0


def test_a_list_of_few_sites_is_not_held_to_its_end() -> None:
    quarantine = NetworkCheck()
    given = [admitted(quarantine, page(number % 2, number)) for number in range(MOST_HELD + 10)]
    assert given == [0] * (MOST_HELD - 1) + [MOST_HELD] + [1] * 10


def test_where_nothing_answers_the_end_decides() -> None:
    quarantine = NetworkCheck()
    dead = [failed(FailureKind.DNS_FAILURE, f"http://site.hardweb/{number}") for number in range(MOST_HELD + 10)]
    assert sum(admitted(quarantine, each) for each in dead) == 0
    with pytest.raises(Offline):
        quarantine.end(requests=0)
    assert len(quarantine.end(requests=1)) == len(dead)


def dead(host: int, seconds: float) -> Observation:
    observation = failed(FailureKind.NO_SUCH_HOST, f"http://site{host}.hardweb/")
    return replace(observation, observed=observation.observed + timedelta(seconds=seconds))


def test_many_sites_that_fail_alike_end_the_run_early() -> None:
    quarantine = NetworkCheck()
    for host in range(SITES_TO_GIVE_UP):
        admitted(quarantine, dead(host, 0.1 * host))
    with pytest.raises(Offline):
        admitted(quarantine, dead(SITES_TO_GIVE_UP, GRACE.total_seconds()))


def test_a_list_may_begin_with_many_that_are_gone() -> None:
    """A name that does not exist is told in a fifth of a second; a site that is there may take longer."""
    quarantine = NetworkCheck()
    for host in range(2 * SITES_TO_GIVE_UP):
        assert admitted(quarantine, dead(host, 0.2)) == 0
    assert admitted(quarantine, seen("https://site.hardweb/a")) == 2 * SITES_TO_GIVE_UP + 1
