"""How each service wants to be asked: a table, and how the user's rules override it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Final, TypeVar

from fetchers.addresses.host_patterns import first_stated, matches, width
from fetchers.net.settings import HostRule

Number = TypeVar("Number", int, float)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostPolicy:
    """How one host, or with ``shared`` all hosts under one pattern together, are asked."""

    pattern: str
    concurrency: int = 10
    interval: float = 0.0
    """Seconds between the starts of two requests."""
    timeout: float | None = None
    """Seconds until the head of the answer; None: NetSettings.timeout."""
    retries: int | None = None
    """None: as ``fetchers.net.pacing.retry`` has it for each failure."""
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
    pattern="*",
    source="what lychee has asked of a host for years; one that finds it too much says 429, and is asked less",
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


def policy_for(host: str, rules: Sequence[HostRule] = ()) -> HostPolicy:
    """Return the policy of a host: the built-in one, and over it the user's rules, the most exact first.

    A rule for more hosts than a service's own (``*``, as a rule) makes the service's pace slower and never faster: who
    hurries everybody has not thought of arXiv's three seconds. Who names the service has.
    """
    policy = next((policy for policy in POLICIES if matches(policy.pattern, host)), DEFAULT)
    if not rules:
        return policy
    said = said_of(host, rules)
    by_name = said_of(host, [rule for rule in rules if width(rule.pattern) <= width(policy.pattern)])
    concurrency = _first(by_name.concurrency, min(policy.concurrency, _first(said.concurrency, policy.concurrency)))
    interval = _first(by_name.interval, max(policy.interval, _first(said.interval, policy.interval)))
    return replace(
        policy,
        concurrency=max(1, concurrency),
        interval=max(0.0, interval),
        timeout=policy.timeout if said.timeout is None else said.timeout,
        retries=policy.retries if said.retries is None else max(0, said.retries),
    )


def line_for(host: str, rules: Sequence[HostRule] = ()) -> str:
    """Return the name of the queue that a host is asked in: its own, or the pattern of those that share one pace.

    Where a user's rule sets the pace of some of these alone, they have a queue of their own.
    """
    policy = policy_for(host)
    if not policy.shared:
        return host
    patterns = [
        rule.pattern
        for rule in rules
        if matches(rule.pattern, host)
        and width(rule.pattern) <= width(policy.pattern)
        and not (rule.concurrency is None and rule.interval is None)
    ]
    return min((policy.pattern, *patterns), key=width)


def said_of(host: str, rules: Sequence[HostRule]) -> HostRule:
    """Return what the rules that match a host say of it together: each field as the first has it that has any."""
    fitting = [rule for rule in rules if matches(rule.pattern, host)]
    said = first_stated({field.name: getattr(rule, field.name) for field in fields(rule)} for rule in fitting)
    return HostRule(**{**said, "pattern": host})


def unhurried() -> tuple[HostRule, ...]:
    """Return rules under which no service is waited for: a web of one's own need not be asked like arXiv."""
    return tuple(HostRule(pattern=policy.pattern, interval=0.0) for policy in POLICIES if policy.interval)


def _first(stated: Number | None, otherwise: Number) -> Number:
    return otherwise if stated is None else stated
