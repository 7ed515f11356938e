"""What a run takes at the least is known before it begins."""

from __future__ import annotations

import pytest

from fetchers import registry
from fetchers.addresses.address import parse
from fetchers.net.host_policy import HostPolicy
from linkcheck.engine.forecast import Forecast, foresee, span
from linkcheck.model import Link
from linkcheck.plan import Query


def of(*urls: str, **users: HostPolicy) -> Forecast:
    queries = [Query(registry.find(parse(url)), (Link(url=url, key=url, occurrences=()),)) for url in urls]
    return foresee(queries, {name.replace("_", "."): policy for name, policy in users.items()})


def test_papers_are_asked_for_by_the_hundred_three_seconds_apart() -> None:
    found = of(*(f"https://arxiv.org/abs/2401.{number:05}" for number in range(8563)))
    assert found.seconds == 85 * 3.0
    assert list(found.lines()) == [
        "links to ask for: 8,563; hosts: 1, with one link alone: 0",
        "at least 4 min 15 s: 8,563 links of export.arxiv.org, 100 a question, 3 s apart",
    ]


def test_services_are_asked_side_by_side_and_the_longest_decides() -> None:
    zhihu = [f"https://zhuanlan.zhihu.com/p/{number}" for number in range(101)]
    models = [f"https://huggingface.co/a/m{number}" for number in range(1200)]
    crates = [f"https://crates.io/crates/c{number}" for number in range(31)]
    found = of(*zhihu, *models, *crates, "https://one.example/", "https://two.example/")
    assert [(need.name, need.seconds) for need in found.needs] == [
        ("huggingface.co", 600.0),
        ("*.zhihu.com", 50.0),
        ("crates.io", 30.0),
    ]
    assert found.seconds == 600.0
    assert found.single_hosts == 2
    assert "at most 500 in 5 min" in list(found.lines())[1]


def test_what_the_user_says_of_a_host_counts() -> None:
    assert of("https://a.example/1", "https://a.example/2", a_example=HostPolicy(interval=60.0)).seconds == 60.0


def test_where_nothing_is_waited_for_it_says_so() -> None:
    found = of("https://a.example/")
    assert found.seconds == 0.0
    assert "no service" in list(found.lines())[1]
    assert next(of().lines()).startswith("links to ask for: 0;")


def test_the_work_is_told_where_it_takes_long() -> None:
    """Pages of hosts that are not waited for keep a processor busy all the same."""
    *_, last = of(*(f"https://site{number}.example/" for number in range(15_000))).lines()
    assert last == "the work itself: about 1 min of one processor, less on several (--shards)"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (0.2, "1 s"), (59.5, "1 min"), (260, "4 min 20 s"), (3600, "1 h"), (7261, "2 h 1 min")],
)
def test_a_time_in_words(seconds: float, words: str) -> None:
    assert span(seconds) == words
