"""How fast one host may be asked, learnt from its answers. Pure: the time comes in as an argument."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Final, NamedTuple

from fetchers.failure import Failure, FailureKind
from fetchers.net.host_policy import HostPolicy
from fetchers.net.messages import Response
from fetchers.net.pacing.quota import Quota, QuotaKeeper, Spent
from fetchers.net.pacing.retry import is_rate_limited

DEFAULT_CONCURRENCY: Final = 10
"""What lychee has asked of a host for years; one that finds it too much says 429, and is asked less."""
_BACK_OFF: Final = 2.0
_DOWN_AFTER: Final = 8
"""Requests in a row that found no server: more links of this host would only wait for the same."""
_DOWN_FOR: Final = 3.0
"""Seconds of that at least, from the first of them on: ten may fail in one moment, in which a server restarts. So long
does a refusal take that is asked for again (``retry.QUICK``)."""
_CONNECT_KINDS: Final = {
    FailureKind.CONNECT_TIMEOUT,
    FailureKind.CONNECTION_REFUSED,
    FailureKind.NETWORK_UNREACHABLE,
    FailureKind.DNS_FAILURE,
    FailureKind.TIMEOUT,
}
_LONGEST_PAUSE: Final = 30.0
"""Between two tries of a limiter that does not say how long."""
_SHORTEST_PAUSE: Final = 0.5
_RELAX: Final = 0.9
"""Of a learnt interval, with each good answer: it is halved in seven, which finds out whether the limit still holds."""
_RELAX_KNOWN: Final = 0.98
"""The same of an interval known from an earlier run, until this one meets a limit: halved in 35 answers."""
_FORGOTTEN_BELOW: Final = 0.2
"""Of a known interval: a run that was let through at five times its pace has shown that it no longer holds."""
_ROUNDING: Final = 1.0
"""Seconds of tolerance when a requested wait is compared with the time left (rounding errors)."""


class Pace(NamedTuple):
    """How a host was asked last, for whoever asks it next."""

    wait: float
    """Seconds until the next request."""
    learnt: float
    """Seconds between two starts that a limit has taught; 0.0 where none has."""
    spent: Spent = Spent()

    def later(self, seconds: float) -> Pace:
        """Return the same so many seconds later."""
        return Pace(max(0.0, self.wait - seconds), self.learnt, self.spent.later(seconds))


class _Outage:
    """Decides when a host that does not answer is given up for the run."""

    __slots__ = ("_budget", "_down", "_failures", "_first_failure", "_has_answered", "_lost", "_patience", "_silent")

    def __init__(self, patience: float, budget: float) -> None:
        self._patience = patience
        self._budget = budget
        self._has_answered = False
        self._failures = 0
        """In a row."""
        self._first_failure = float("-inf")
        self._silent = 0.0
        """Seconds of exchanges without an answer since the last answer."""
        self._lost = 0.0
        """Seconds of exchanges without an answer in all."""
        self._down: Failure | None = None

    @property
    def is_blank(self) -> bool:
        """Whether no request has failed."""
        return self._lost == 0.0 and self._failures == 0

    def answered(self) -> None:
        """Count an answer."""
        self._has_answered = True
        self._failures = 0
        self._silent = 0.0

    def failed(self, failure: Failure, started: float, now: float, capacity: int) -> None:
        """Count a request that found no server, one of ``capacity`` at once."""
        if self._failures == 0:
            self._first_failure = started
        self._failures += 1
        seconds = (now - started) / capacity
        self._lost += seconds
        self._silent += seconds
        is_down = self._failures >= _DOWN_AFTER and now - self._first_failure >= _DOWN_FOR
        if (is_down and not self._has_answered) or self._silent >= self._patience * (1 + self._has_answered):
            detail = f"{failure.detail}; the host has done the same to {self._failures} requests"
            self._down = replace(failure, detail=detail)

    def failure(self, host: str) -> Failure | None:
        """Return why the host is given up; None where it is not."""
        if self._down is None and self._lost > self._budget:
            detail = f"the server has left {self._lost:.0f} s of requests without an answer"
            return Failure(FailureKind.OUT_OF_TIME, host, detail)
        return self._down


class RateController:
    """The request rate of one host, or of several that share one policy. Times are seconds of one monotonic clock.

    A rate limit pauses the host and lowers its concurrency to one; from then on it is asked no faster than it was seen
    to answer. A host that answers nothing for ``patience`` (twice that, if it ever answered) is given up for the run,
    and so is one that refuses for longer, or has cost more than ``budget`` in exchanges without an answer.
    """

    __slots__ = (
        "_answers", "_answers_since", "_first_pause", "_known_interval", "_last_limit", "_learnt_interval", "_limits",
        "_next_start", "_outage", "_patience", "_paused_until", "_policy_interval", "_quota", "_refused_for", "_relax",
        "capacity", "concurrency", "name",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        policy: HostPolicy,
        quota: Quota | None = None,
        *,
        patience: float,
        budget: float,
        known_interval: float = 0.0,
    ) -> None:
        """``known_interval``: seconds between two starts that an earlier run's limit has taught; 0.0 where none has."""
        self.name = name
        self.concurrency = policy.concurrency or DEFAULT_CONCURRENCY
        """Requests that may be open at once while the host refuses none."""
        self.capacity = 1 if known_interval else self.concurrency
        """Requests that may be open at once now."""
        self._quota = QuotaKeeper(quota)
        self._policy_interval = policy.interval or 0.0
        self._known_interval = known_interval
        self._learnt_interval = known_interval
        """Seconds between two starts, as the last limit has taught."""
        self._relax = _RELAX_KNOWN if known_interval else _RELAX
        self._first_pause = policy.back_off or _BACK_OFF
        self._patience = patience
        self._next_start = self._paused_until = float("-inf")
        self._limits = 0
        """Rate-limit hits since the last good answer."""
        self._refused_for = 0.0
        """Seconds that the limits since the last good answer have asked for. Those in which nothing was asked, because
        this machine was busy, are no refusal."""
        self._last_limit = float("-inf")
        self._answers = 0
        self._answers_since: float | None = None
        """Start of the count of good answers: the limit before them, whose pause belongs to their price."""
        self._outage = _Outage(patience, budget)

    @property
    def interval(self) -> float:
        """Seconds between the starts of two requests."""
        return max(self._policy_interval, self._learnt_interval)

    @property
    def is_blank(self) -> bool:
        """Whether the host has no limits that are known, and has done nothing that its next request must know of."""
        is_paced = self.interval or self._known_interval or self._paused_until > float("-inf")
        return not is_paced and self._quota.is_blank and self._outage.is_blank

    @property
    def known_interval(self) -> float:
        """The interval for the next run to begin with: that of the last limit, 0.0 where none holds."""
        return self._known_interval if self._learnt_interval > self._known_interval * _FORGOTTEN_BELOW else 0.0

    def due(self, open_requests: int) -> float:
        """Return the earliest time of the next request, while so many are open."""
        return max(self._next_start, self._paused_until, self._quota.due(open_requests))

    def least_seconds(self, requests: int) -> float:
        """Return the least time from the first of so many further requests to the start of the last."""
        return max(max(0, requests - 1) * self.interval, self._quota.least_seconds(requests))

    def start(self, now: float) -> None:
        """Count a request as sent."""
        self._next_start = now + self.interval
        self._quota.start(now)
        if self._answers_since is None:
            self._answers_since = now

    def pace(self, now: float) -> Pace:
        """Return the pace for another process to go on with, while nothing is open."""
        return Pace(wait=max(0.0, self.due(0) - now), learnt=self._learnt_interval, spent=self._quota.spent(now))

    def take_over(self, when: float, pace: Pace | None, ago: float) -> None:
        """Go on where another process stopped at ``when``; of one without a pace, its last request was so long ago."""
        if pace is not None and pace.learnt > self._learnt_interval:
            self._learnt_interval = self._known_interval = pace.learnt
            self.capacity = 1
        wait = self.interval - ago if pace is None else pace.wait
        self._next_start = max(self._next_start, when + wait)
        if pace is not None:
            self._quota.take_over(when, pace.spent)

    def pause_left(self, now: float) -> float | None:
        """Return the seconds until a pause ends; None without a pause."""
        left = self._paused_until - now
        return left if left > 0 else None

    def given_up(self, now: float) -> Failure | None:
        """Return why requests to the host are not sent within a link's time budget; None if they are."""
        if (failure := self._outage.failure(self.name)) is not None:
            return failure
        left = self._paused_until - now
        if left > self._patience + _ROUNDING:
            return self._refused(f"the server asked to be left alone for another {left:.0f} s")
        if self._refused_for > 2 * self._patience:
            return self._refused("the server has been refusing for too many requests all the time")
        return None

    def learn(self, reply: Response, started: float, now: float) -> None:
        """Take the reply, or the failure, of a request that was sent at ``started``."""
        self._quota.learn(reply.headers, started, now, time.time())
        if is_rate_limited(reply):
            self._limit(reply, started, now)
        elif reply.status is not None:
            self._outage.answered()
            self._limits = 0
            self._refused_for = 0.0
            self._answers += 1
            self._learnt_interval *= self._relax
            self.capacity = min(self.concurrency, self.capacity * 2)
        elif reply.failure is not None and reply.failure.kind in _CONNECT_KINDS:
            self._outage.failed(reply.failure, started, now, self.capacity)

    def _limit(self, reply: Response, started: float, now: float) -> None:
        """Pause the host and make it serial. Replies to requests sent before the last pause count as one limit."""
        if started >= self._last_limit:
            self._limits += 1
            self._last_limit = now
            self._learn_interval(now)
        back_off = min(_LONGEST_PAUSE, self._first_pause * 2 ** (self._limits - 1))
        pause = back_off if reply.retry_after is None else max(reply.retry_after, _SHORTEST_PAUSE)
        until = max(self._paused_until, now + pause)
        self._refused_for += until - max(self._paused_until, started)
        self._paused_until = until
        self.capacity = 1

    def _learn_interval(self, now: float) -> None:
        """Take the rate of the good answers since the limit before this one: about what the server lets through.

        Never slower than a limit's first pause: a server that refuses at random would be asked ever more slowly.
        """
        if self._answers and self._answers_since is not None:
            self._learnt_interval = min(self._first_pause, (now - self._answers_since) / self._answers)
            self._known_interval, self._relax = self._learnt_interval, _RELAX
            self._answers, self._answers_since = 0, now

    def _refused(self, detail: str) -> Failure:
        return Failure(FailureKind.OUT_OF_TIME, self.name, detail)
