"""How each service wants to be asked: a table, and how the user's rules override it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from fetchers.net.settings import HostRule


@dataclass(frozen=True, slots=True, kw_only=True)
class HostPolicy:
    """How one host, or with ``shared`` all hosts under one pattern together, are asked."""

    pattern: str
    concurrency: int = 8
    interval: float = 0.0
    """Seconds between the starts of two requests."""
    timeout: float | None = None
    """Seconds until the head of the answer; None: NetSettings.timeout."""
    retries: int | None = None
    """None: as ``fetchers.net.retry`` has it for each failure."""
    back_off: float = 2.0
    """Seconds of the first pause after a rate limit that names none; each further one is twice as long."""
    shared: bool = False
    source: str = ""
    """Where the numbers come from."""

    @property
    def idle(self) -> float:
        """Seconds for which a connection is kept for the next request.

        Longer than the interval, else as short as makes sense: each takes up a file descriptor, and with TLS a quarter
        of a megabyte, and a run may meet thousands of hosts.
        """
        return self.interval + _IDLE


_IDLE: Final = 2.0

DEFAULT: Final = HostPolicy(
    pattern="*", source="browsers open 6 connections to a host, other link checkers ask 10 things of it at once"
)

POLICIES: Final = (
    HostPolicy(
        pattern="export.arxiv.org",
        concurrency=1,
        interval=3.0,
        back_off=5.0,
        source="https://info.arxiv.org/help/api/tou.html: one connection, three seconds apart",
    ),
    HostPolicy(
        pattern="*.arxiv.org",
        concurrency=1,
        interval=1.0,
        shared=True,
        source="https://info.arxiv.org/help/robots.html: pages are for people; bursts are refused",
    ),
    HostPolicy(
        pattern="api.github.com",
        concurrency=2,
        source="https://docs.github.com/rest/using-the-rest-api/best-practices: in series rather than at once",
    ),
    HostPolicy(
        pattern="github.com",
        concurrency=4,
        source="its web limiter answers 429 to bursts of anonymous requests (lychee issues 989, 1873)",
    ),
    HostPolicy(
        pattern="*.zhihu.com",
        concurrency=1,
        interval=0.5,
        shared=True,
        source="no published limit; one plain request at a time, half a second apart",
    ),
    HostPolicy(
        pattern="*.wikipedia.org",
        concurrency=1,
        shared=True,
        source="https://www.mediawiki.org/wiki/API:Etiquette: requests in series, not in parallel",
    ),
    HostPolicy(
        pattern="api.crossref.org",
        concurrency=1,
        interval=0.2,
        source="its x-rate-limit headers of 2026-06: public pool, 5 a second, one at a time",
    ),
    HostPolicy(
        pattern="huggingface.co",
        concurrency=3,
        source="https://huggingface.co/docs/hub/rate-limits: 500 API calls, 100 pages in five minutes, then 429",
    ),
    HostPolicy(pattern="crates.io", concurrency=1, interval=1.0, source="https://crates.io/data-access: one a second"),
    HostPolicy(
        pattern="archive.org",
        concurrency=1,
        interval=1.0,
        source="no published limit for its availability API; one question a second",
    ),
    HostPolicy(
        pattern="web.archive.org",
        concurrency=4,
        interval=0.125,
        back_off=30.0,
        source="copies of pages: its client libraries keep to 80 % of 600 a minute (its index, which nobody asks here, "
        "allows 30), and wait for a minute after a 429",
    ),
)
"""First match wins."""


def policy_for(host: str, rules: tuple[HostRule, ...] = ()) -> HostPolicy:
    """Return the policy of a host: the first user rule that matches, over the first built-in one."""
    policy = next((policy for policy in POLICIES if matches(policy.pattern, host)), DEFAULT)
    rule = rule_for(host, rules)
    if rule is None:
        return policy
    return replace(
        policy,
        concurrency=policy.concurrency if rule.concurrency is None else max(1, rule.concurrency),
        interval=policy.interval if rule.interval is None else max(0.0, rule.interval),
        timeout=policy.timeout if rule.timeout is None else rule.timeout,
        retries=policy.retries if rule.retries is None else max(0, rule.retries),
    )


def rule_for(host: str, rules: tuple[HostRule, ...]) -> HostRule | None:
    """Return the first of the user's rules that matches the host."""
    return next((rule for rule in rules if matches(rule.pattern, host)), None)


def matches(pattern: str, host: str) -> bool:
    """Whether a host is meant by ``name``, ``*.name`` (the name itself and all under it) or ``*``.

    Whole labels only: ``example.com`` never means ``example.com.evil.net``.
    """
    pattern, host = pattern.lower(), host.lower()
    if pattern == "*":
        return True
    if pattern.startswith("*."):
        return host == pattern[2:] or host.endswith(pattern[1:])
    return host == pattern
