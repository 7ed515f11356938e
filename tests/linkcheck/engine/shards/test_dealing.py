"""Every link is in exactly one shard, and no pace in two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fetchers import registry
from fetchers.addresses.address import parse
from fetchers.addresses.domains import registrable
from fetchers.context import Access
from fetchers.net.host_policy import HostPolicy
from fetchers.net.pacing.policies import queue_name
from linkcheck.engine.jobs import host_of
from linkcheck.engine.shards.dealing import deal, is_one_site
from linkcheck.model import Link
from linkcheck.plan import Query

SITES = [
    "arxiv.org/abs/2401.%05d", "export.arxiv.org/abs/2402.%05d", "arxiv.org/list/cs/%d", "github.com/o/r%d",
    "gist.github.com/o/%032d", "raw.githubusercontent.com/o/r/m/%d", "huggingface.co/o/m%d", "zhuanlan.zhihu.com/p/%d",
    "www.zhihu.com/question/%d", "en.wikipedia.org/wiki/A%d", "zh.wikipedia.org/wiki/A%d", "doi.org/10.1000/%d",
    "www.nature.com/articles/s41586-021-%05d-2", "www.nature.com/news/%d", "x.com/a/status/%d", "twitter.com/about/%d",
    "stackoverflow.com/questions/%d/x", "youtu.be/abcdefg%04d", "www.youtube.com/watch?v=abcdefg%04d", "b23.tv/BV1%d",
    "a.example.co.uk/%d", "b.example.co.uk/%d", "one.github.io/%d", "two.github.io/%d",
    "www.semanticscholar.org/paper/%040d",
]  # fmt: skip
URLS = st.one_of(
    st.builds(lambda site, number: "https://" + site % number, st.sampled_from(SITES), st.integers(0, 99)),
    st.builds(lambda host, page: f"https://host{host}-site.org/{page}", st.integers(0, 40), st.integers(0, 9)),
)
USERS = st.dictionaries(
    st.sampled_from(["*", "*.org", "arxiv.org", "*.example.co.uk", "github.com", "host1-site.org"]),
    st.builds(HostPolicy, interval=st.sampled_from([None, 0.0, 1.0, 60.0])),
    max_size=3,
)


def asked(*urls: str) -> list[Query]:
    return [Query(registry.find(parse(url)), (Link(url=url, key=url, occurrences=()),)) for url in dict.fromkeys(urls)]


@given(st.lists(URLS, max_size=120), st.integers(1, 9), USERS, st.sets(st.sampled_from(["code", "citations"])))
def test_each_link_is_in_one_shard_and_each_pace_too(
    urls: list[str], count: int, users: dict[str, HostPolicy], papers: set[str]
) -> None:
    queries = asked(*urls)
    access = Access(papers=frozenset(papers))
    shards = deal(queries, count, users, access)
    assert len(shards) <= count
    assert all(shards)
    places = defaultdict[str, list[int]](list)
    for number, query in enumerate(queries):
        places[query.target.url].append(number)
    if is_one_site(queries):
        assert len(shards) <= 1
    dealt = [[places[query.target.url].pop(0) for query in shard] for shard in shards]
    assert sorted(number for shard in dealt for number in shard) == list(range(len(queries)))
    assert all(shard == sorted(shard) for shard in dealt)
    assert deal(queries, count, users, access) == shards
    shard_of: dict[str, set[int]] = defaultdict(set)
    for shard_number, shard in enumerate(shards):
        for query in shard:
            host = host_of(query)
            shard_of[registrable(host)].add(shard_number)
            shard_of[f"queue {queue_name(host, users)}"].add(shard_number)
            if registry.fetcher(query.target.fetcher).hosts:
                shard_of[f"service {query.target.fetcher}"].add(shard_number)
    assert {place: numbers for place, numbers in shard_of.items() if len(numbers) > 1} == {}


def shard_with(shards: Sequence[Sequence[Query]], part: str) -> set[int]:
    return {number for number, shard in enumerate(shards) for query in shard if part in query.target.url}


def test_services_that_are_asked_for_one_another_are_in_one_shard() -> None:
    queries = asked(*(f"https://arxiv.org/abs/2401.{n:05}" for n in range(9)),
                    *(f"https://huggingface.co/o/m{n}" for n in range(9)))  # fmt: skip
    apart = deal(queries, 2, {}, Access())
    assert shard_with(apart, "arxiv") != shard_with(apart, "huggingface")
    assert len(deal(queries, 2, {}, Access(papers=frozenset({"code"})))) == 1


def test_pages_and_the_interface_of_a_service_are_in_one_shard() -> None:
    queries = asked("https://x.com/a/status/1", "https://twitter.com/about", "https://doi.org/10.1000/1",
                    "https://api.crossref.org/works", *(f"https://h{n}-site.org/" for n in range(40)))  # fmt: skip
    shards = deal(queries, 8, {}, Access())
    assert shard_with(shards, "x.com/a") == shard_with(shards, "twitter.com")
    assert shard_with(shards, "doi.org") == shard_with(shards, "crossref.org")


def test_a_mirror_of_the_user_s_goes_with_its_service() -> None:
    queries = asked("https://arxiv.org/abs/2401.00001", *(f"https://h{n}-site.org/" for n in range(40)))
    queries += asked("https://mirror.example.net/page")
    shards = deal(queries, 8, {}, replace(Access(), arxiv_api="https://api.example.net/query"))
    assert shard_with(shards, "arxiv.org") == shard_with(shards, "example.net")


def test_the_work_is_spread_evenly_and_waits_are_put_together() -> None:
    papers = [f"https://arxiv.org/abs/2401.{n:05}" for n in range(8000)]
    slow = [f"https://slow{n % 3}-site.org/{n}" for n in range(60)]
    pages = [f"https://host{n}-site.org/" for n in range(4000)]
    users = {f"slow{n}-site.org": HostPolicy(interval=10.0) for n in range(3)}
    shards = deal(asked(*papers, *slow, *pages), 4, users, Access())
    assert len(shards) == 4
    assert shard_with(shards, "slow") == shard_with(shards, "arxiv") == {0}
    counts = [sum("host" in query.target.url for query in shard) for shard in shards]
    assert min(counts[1:]) > 1000 > counts[0]
    assert max(counts[1:]) - min(counts[1:]) <= 1


def test_hosts_that_all_want_an_interval_are_spread() -> None:
    queries = asked(*(f"https://host{n % 200}-site.org/{n}" for n in range(2000)))
    shards = deal(queries, 4, {"*": HostPolicy(interval=1.0)}, Access())
    assert [len(shard) for shard in shards] == [500] * 4


def test_links_of_one_domain_need_no_shards() -> None:
    pages = ["https://a.example.co.uk/1", "https://b.example.co.uk/2"]
    assert is_one_site(asked(*pages))
    assert not is_one_site(asked(*pages, "https://example.com/3"))
