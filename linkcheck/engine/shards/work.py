"""What a shard is still to do, and what it may know for that."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from msgspec.structs import replace as replace_struct

from fetchers.addresses.host_patterns import matches
from fetchers.facts import Observation
from linkcheck.engine.jobs import host_of
from linkcheck.engine.network import Network
from linkcheck.model import History
from linkcheck.plan import Query, SelectedQueries
from linkcheck.store import RunStore


class Unanswered:
    """Which queries of a shard have no answer yet."""

    def __init__(self, part: Sequence[Query]) -> None:
        self._part = part
        self._has_answer = bytearray(len(part))

    def __len__(self) -> int:
        """Return how many there are."""
        return self._has_answer.count(0)

    def queries(self) -> SelectedQueries:
        """Return those that have none now."""
        return SelectedQueries(self._part, array("L", (i for i, has in enumerate(self._has_answer) if not has)))

    def answer(self, index: int) -> bool:
        """Note an answer by the query's index in the shard; return whether it is the first."""
        is_first = not self._has_answer[index]
        self._has_answer[index] = True
        return is_first


_NEW: Final = History()


def known(queries: Sequence[Query], store: RunStore) -> tuple[Mapping[str, History], Mapping[str, Observation]]:
    """Return the histories of the queries' links, and the pages that their servers may say have not changed."""
    histories: dict[str, History] = {}
    pages: dict[str, Observation] = {}
    for query in queries:
        for link in query.links:
            history = store.past(link.identity).history
            if history != _NEW:
                histories[link.identity] = history
        if query.target.validators is not None and (page := store.found(query.target.key)) is not None:
            pages[query.target.key] = page
    return histories, pages


def for_shard(network: Network, queries: Sequence[Query], at_once: int) -> Network:
    """Return the network as this shard may know it: its part of the connections, and no secret but its own links'."""
    services = {query.target.fetcher for query in queries}
    access, hosts = network.access, {host_of(query) for query in queries}
    own = replace(
        access,
        github_token=access.github_token if "github" in services else None,
        huggingface_token=access.huggingface_token if "huggingface" in services else None,
        zhihu_cookie=access.zhihu_cookie if "zhihu" in services else None,
        youtube_key=access.youtube_key if "youtube" in services else None,
        archive_key=None,
    )
    policies = {
        pattern: policy
        if policy.headers is None or any(matches(pattern, host) for host in hosts)
        else replace_struct(policy, headers=None)
        for pattern, policy in network.net.hosts.items()
    }
    net = replace(network.net, hosts=policies, max_concurrency=max(1, network.net.max_concurrency // at_once))
    return Network(net, own)
