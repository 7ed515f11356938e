"""The rate limits of each service: a table, each row with its source, overridden by the user's policies. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from fetchers.addresses.host_patterns import matches, width
from fetchers.net.host_policy import HostPolicy, merge
from fetchers.net.pacing.quota import Quota

POLICIES: Final[Mapping[str, HostPolicy]] = {
    # https://info.arxiv.org/help/api/tou.html: one connection, three seconds apart
    "export.arxiv.org": HostPolicy(concurrency=1, interval=3.0, back_off=5.0),
    # https://info.arxiv.org/help/robots.html: pages are for people; bursts are refused
    "*.arxiv.org": HostPolicy(concurrency=1, interval=1.0),
    # https://docs.github.com/rest/using-the-rest-api/best-practices: in series rather than at once
    "api.github.com": HostPolicy(concurrency=2),
    # its web limiter answers 429 to bursts of anonymous requests (lychee issues 989, 1873)
    "github.com": HostPolicy(concurrency=4),
    # no published limit; one plain request at a time, half a second apart
    "*.zhihu.com": HostPolicy(concurrency=1, interval=0.5),
    # https://www.mediawiki.org/wiki/API:Etiquette: requests in series, not in parallel
    "*.wikipedia.org": HostPolicy(concurrency=1),
    # its x-rate-limit headers of 2026-06: public pool, 5 a second, one at a time
    "api.crossref.org": HostPolicy(concurrency=1, interval=0.2),
    # https://huggingface.co/docs/hub/rate-limits: in short bursts; how many in all: QUOTAS
    "huggingface.co": HostPolicy(concurrency=10),
    # no published limits: two at a time of hubs that are asked for one item after the other
    "www.modelscope.cn": HostPolicy(concurrency=2),
    "gitee.com": HostPolicy(concurrency=2),
    "www.kaggle.com": HostPolicy(concurrency=2),
    # no published limit; one page at a time, half a second apart
    "pan.baidu.com": HostPolicy(concurrency=1, interval=0.5),
    # https://www.semanticscholar.org/product/api: one a second, from a pool that all without a key share
    "api.semanticscholar.org": HostPolicy(concurrency=1, interval=1.0),
    # https://crates.io/data-access: one a second
    "crates.io": HostPolicy(concurrency=1, interval=1.0),
    # no published limit for its availability API; one question a second
    "archive.org": HostPolicy(concurrency=1, interval=1.0),
    # copies of pages: its client libraries keep to 80 % of 600 a minute, and wait for a minute after a 429
    "web.archive.org": HostPolicy(concurrency=4, interval=0.125, back_off=30.0),
}
"""The most exact pattern that fits counts. All hosts that fit a ``*.`` pattern share one queue and one pace."""
_USUAL: Final = HostPolicy()

# https://huggingface.co/docs/hub/rate-limits, for whoever has no token; what an answer's headers state takes its place
QUOTAS: Final[Mapping[str, Quota]] = {"huggingface.co": Quota(100, 300.0)}
"""Pages of a host that are allowed within a window; of all other hosts there is no such number."""
API_QUOTAS: Final[Mapping[str, Quota]] = {"huggingface.co": Quota(500, 300.0)}
"""The same of calls to an API on the same host, which have a queue of their own."""


def policy_for(host: str, users: Mapping[str, HostPolicy] | None = None) -> HostPolicy:
    """Return the policy of a host: the user's over the built-in one, the most exact pattern first.

    A user's policy for more hosts than a service's own (``*``, ``*.org``) makes the service slower and never faster:
    it was not written with arXiv's three seconds in mind. One that names the service was.
    """
    service = _service(host)
    built_in = POLICIES.get(service, _USUAL)
    fitting = [(pattern, policy) for pattern, policy in _by_width(users) if matches(pattern, host)]
    if not fitting:
        return built_in
    named = merge(policy for pattern, policy in fitting if width(pattern) <= width(service))
    general = merge(policy for pattern, policy in fitting if width(pattern) > width(service))
    slower = replace(
        general,
        concurrency=min(filter(None, (general.concurrency, built_in.concurrency)), default=None),
        interval=max(filter(None, (general.interval, built_in.interval)), default=None),
    )
    return merge((named, slower, built_in))


def queue_name(host: str, users: Mapping[str, HostPolicy] | None = None) -> str:
    """Return the name of the queue that a host is asked in: its own, or the pattern of those that share one pace.

    Where a user's policy sets the pace of some of these alone, they have a queue of their own.
    """
    service = _service(host)
    if not service.startswith("*."):
        return host
    for pattern, policy in _by_width(users):
        sets_pace = policy.concurrency is not None or policy.interval is not None
        if sets_pace and matches(pattern, host) and width(pattern) < width(service):
            return pattern
    return service


def without_intervals() -> dict[str, HostPolicy]:
    """Return policies under which no service is waited for: a local web need not be asked like arXiv."""
    return {pattern: HostPolicy(interval=0.0) for pattern, policy in POLICIES.items() if policy.interval}


def _service(host: str) -> str:
    if host in POLICIES:
        return host
    name = host
    while name and f"*.{name}" not in POLICIES:
        name = name.partition(".")[2]
    return f"*.{name}" if name else "*"


def _by_width(users: Mapping[str, HostPolicy] | None) -> list[tuple[str, HostPolicy]]:
    return sorted((users or {}).items(), key=lambda item: width(item[0]))
