"""Rules over a whole run: the machine's own troubles, and links that end alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fetchers.codes import Code
from fetchers.facts import Answer, Availability, Observation, Page
from fetchers.failure import FailureKind
from linkcheck.judge import judge
from linkcheck.judge.environment import environment
from linkcheck.model import Confidence, Record, Verdict
from tests.linkcheck.judge.scenes import DAY, behind, beside_each_other, failed, link, seen, told


def _each(kind: FailureKind, number: int) -> list[Observation]:
    return [failed(kind, f"https://site{n}.hardweb/a") for n in range(number)]


@pytest.mark.parametrize(
    "kind",
    [
        FailureKind.DNS_FAILURE,
        FailureKind.NETWORK_UNREACHABLE,
        FailureKind.CONNECT_TIMEOUT,
        FailureKind.CONNECTION_REFUSED,
    ],
)
def test_everything_failing_alike_is_the_machine(kind: FailureKind) -> None:
    problem = environment(_each(kind, 3))
    assert problem is not None
    assert problem.code == "offline"


def test_names_that_do_not_exist_need_more_witnesses() -> None:
    assert environment(_each(FailureKind.NO_SUCH_HOST, 4)) is None
    assert environment(_each(FailureKind.NO_SUCH_HOST, 5)) is not None


def test_one_answer_clears_the_machine() -> None:
    assert environment([*_each(FailureKind.DNS_FAILURE, 20), seen()]) is None
    assert environment([*_each(FailureKind.DNS_FAILURE, 20), seen(status=404)]) is None
    assert environment([*_each(FailureKind.DNS_FAILURE, 20), told(Availability.PRESENT, "x")]) is None


def test_many_links_of_one_site_are_one_witness() -> None:
    assert environment([failed(FailureKind.CONNECT_TIMEOUT, f"https://site.hardweb/{n}") for n in range(30)]) is None


def test_services_that_are_down_are_witnesses_too() -> None:
    down = Observation(
        url="https://api.hardweb/x", observed=DAY, answer=Answer(Availability.DOWN, Code("api-unreachable"))
    )
    assert environment([*_each(FailureKind.DNS_FAILURE, 2), down]) is not None


def test_a_redirect_loop_is_not_the_machine() -> None:
    assert (
        environment([*_each(FailureKind.DNS_FAILURE, 5), failed(FailureKind.REDIRECT_LOOP, "https://loop.hardweb/a")])
        is None
    )


def test_nothing_asked_is_no_problem() -> None:
    assert environment([]) is None
    assert environment([Observation(url="mailto:a@b.c", observed=DAY)] * 9) is None


def test_a_captive_portal_takes_every_site_to_its_door() -> None:
    portal = [seen(f"http://site{n}.hardweb/a", (302, "http://hotel.hardweb.org/welcome")) for n in range(4)]
    problem = environment(portal)
    assert problem is not None
    assert problem.code == "captive-portal"
    assert environment([*portal, seen("https://free.hardweb/a")]) is None


def test_a_provider_that_shows_one_page_for_every_name() -> None:
    pages = [
        seen(f"http://site{n}.hardweb/a", title="Did you mean", body="<p>Search our partners</p>") for n in range(5)
    ]
    assert environment(pages) is not None
    assert environment(pages[:2]) is None
    assert environment([seen(f"http://site{n}.hardweb/a", title=f"Site {n}") for n in range(9)]) is None


def test_stale_roots() -> None:
    doubted = [
        behind(FailureKind.CERTIFICATE_UNTRUSTED, seen(f"https://site{n}.hardweb/a", title=f"{n}")) for n in range(6)
    ]
    problem = environment(doubted)
    assert problem is not None
    assert problem.code == "stale-certificates"
    assert environment([*doubted, seen("https://good.hardweb/a")]) is None
    expired = [
        behind(FailureKind.CERTIFICATE_EXPIRED, seen(f"https://site{n}.hardweb/a", title=f"{n}")) for n in range(6)
    ]
    assert environment(expired) is None


def _judged(observations: list[Observation]) -> list[tuple[Record, Observation]]:
    judged = []
    for observation in observations:
        found = judge(link(observation.url), observation)
        record = Record(
            link=link(observation.url),
            verdict=found.verdict,
            reason=found.reason,
            detail=found.detail,
            checked=DAY,
            suggestion=found.suggestion,
        )
        judged.append((record, observation))
    return judged


def _to(target: str, number: int, start: str = "https://old.hardweb/page/{}") -> list[Observation]:
    return [seen(start.format(n), (301, target)) for n in range(number)]


def test_links_of_one_site_that_end_at_one_place_are_gone() -> None:
    changed = beside_each_other(_judged(_to("https://new.hardweb/closing-down", 5)))
    assert [record.verdict for record in changed] == [Verdict.SOFT_DEAD] * 5
    assert {record.reason for record in changed} == {"one-target"}
    assert changed[0].suggestion is None
    assert changed[0].confidence is Confidence.HIGH


def test_three_are_suspected() -> None:
    changed = beside_each_other(_judged(_to("https://new.hardweb/closing-down", 3)))
    assert {record.confidence for record in changed} == {Confidence.LOW}
    assert not beside_each_other(_judged(_to("https://new.hardweb/closing-down", 2)))


def test_links_that_keep_their_paths_have_moved() -> None:
    moved = [seen(f"https://old.hardweb/page/{n}", (301, f"https://new.hardweb/page/{n}")) for n in range(9)]
    assert not beside_each_other(_judged(moved))


def test_links_of_different_sites_may_meet() -> None:
    assert not beside_each_other(_judged(_to("https://new.hardweb/a", 9, "https://site{}.hardweb/page")))


def test_links_without_redirects_are_left_alone() -> None:
    assert not beside_each_other(_judged([seen(f"https://old.hardweb/page/{n}") for n in range(9)]))


def test_what_a_service_vouches_for_is_left_alone() -> None:
    vouched = [
        replace(each, answer=Answer(Availability.PRESENT, Code("there"))) for each in _to("https://new.hardweb/a", 9)
    ]
    assert not beside_each_other(_judged(vouched))


def test_blocked_links_stay_blocked() -> None:
    walls = [
        seen(f"https://old.hardweb/p/{n}", (302, "https://old.hardweb/login?x"), title="Sign in", body="x")
        for n in range(9)
    ]
    assert not beside_each_other(_judged(walls))


def test_spellings_of_one_page_are_one_page() -> None:
    page = Page(title="A", text="a")
    slashes = [replace(seen("https://old.hardweb/a", (301, "https://old.hardweb/a/")), page=page)] * 9
    assert not beside_each_other(_judged(slashes))


def _each_to(number: int, start: str, end: str) -> list[Observation]:
    return [seen(start.format(n), (301, end.format(n))) for n in range(number)]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("https://old.hardweb/thread-{}-1-1.html", "https://old.hardweb/forum.php?mod=viewthread&tid={}"),
        ("https://old.hardweb/abstract={}", "https://old.hardweb/sol3/papers.cfm?abstract_id={}"),
        ("https://old.hardweb/app#/page/{}", "https://old.hardweb/next#/page/{}"),
        ("https://old.hardweb/{}.0/", "https://old.hardweb/stable/"),
        ("https://old.hardweb/v1.{}/install", "https://old.hardweb/latest/install"),
    ],
)
def test_ends_are_compared_whole_and_versions_are_left_alone(start: str, end: str) -> None:
    assert not beside_each_other(_judged(_each_to(6, start, end)))


def test_a_page_that_speaks_of_what_was_asked_for_is_no_farewell() -> None:
    names = ["red-fox", "badger", "marten", "otter"]
    end = "https://old.hardweb/animals"

    def to(body: str) -> list[Observation]:
        return [seen(f"https://old.hardweb/w/{name}", (301, end), title="Animals", body=body) for name in names]

    assert not beside_each_other(_judged(to("<p>The fox, the badger, the marten and the otter.</p>" * 9)))
    changed = beside_each_other(_judged(to("<p>We have had fine years together, and close now.</p>" * 9)))
    assert len(changed) == 4


def test_a_gate_says_nothing_of_what_is_behind_it() -> None:
    assert not beside_each_other(_judged(_each_to(6, "https://old.hardweb/item/{}", "https://old.hardweb/age-gate")))
