"""How fast one host may be asked, and what its answers have taught of that. Pure: the time comes in as an argument."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fetchers.failure import Failure, FailureKind
from fetchers.net.host_policy import HostPolicy
from fetchers.net.messages import Response
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
_ROUNDING: Final = 1.0
"""Seconds: a minute that a server asks for is a minute's patience, whatever comes of adding and subtracting it."""


class RateController:
    """The pace of one host, or of several that share one policy. Times are seconds of one monotonic clock.

    A rate limit pauses the host and makes it serial, and from then on it is asked no faster than it was seen to answer.
    One that leaves everything without an answer for ``patience`` (twice that, if it ever gave one) is given up for the
    run, and so is one that refuses for longer or has cost more than ``budget`` in exchanges without an answer.
    """

    def __init__(self, name: str, policy: HostPolicy, *, patience: float, budget: float) -> None:
        self.name = name
        self.concurrency = policy.concurrency or DEFAULT_CONCURRENCY
        """Requests that may be open at once while the host refuses none."""
        self.capacity = self.concurrency
        """Requests that may be open at once now."""
        self._patience = patience
        self._budget = budget
        self._interval = policy.interval or 0.0
        self._back_off = policy.back_off or _BACK_OFF
        self._next = self._paused_until = self._struck = float("-inf")
        self._limited_since: float | None = None
        self._strikes = 0
        self._learnt = 0.0
        """Seconds between two starts, as the last limit has taught."""
        self._good = 0
        self._good_since: float | None = None
        """When the good answers began to be counted: at the limit before them, whose pause is a part of the price."""
        self._answered = False
        self._failures = 0
        self._failing_since = float("-inf")
        self._lost = self._silent = 0.0
        """Seconds of exchanges without an answer: of all, and of those since the last answer."""
        self._down: Failure | None = None

    @property
    def interval(self) -> float:
        """Seconds between the starts of two requests."""
        return max(self._interval, self._learnt)

    @property
    def due(self) -> float:
        """When the next request may be sent at the earliest."""
        return max(self._next, self._paused_until)

    def start(self, now: float) -> None:
        """Count a request as sent."""
        self._next = now + self.interval
        if self._good_since is None:
            self._good_since = now

    def wait_left(self, now: float) -> float | None:
        """Return the seconds for which the host wants to be left alone; None where it does not."""
        left = self._paused_until - now
        return left if left > 0 else None

    def closed(self, now: float) -> Failure | None:
        """Return why the host is not asked any more, or not within anybody's patience; None where it is."""
        if self._down is not None:
            return self._down
        left = self._paused_until - now
        if left > self._patience + _ROUNDING:
            return self._spent(f"the server asked to be left alone for another {left:.0f} s")
        if self._limited_since is not None and max(now, self._paused_until) > self._limited_since + 2 * self._patience:
            return self._spent("the server has been refusing for too many requests all the time")
        if self._lost > self._budget:
            return self._spent(f"the server has left {self._lost:.0f} s of requests without an answer")
        return None

    def learn(self, reply: Response, started: float, now: float) -> None:
        """Take an answer, or the lack of one, to a request that was sent at ``started``."""
        if is_rate_limited(reply):
            self._strike(reply, started, now)
        elif reply.status is not None:
            self._answered = True
            self._failures = self._strikes = 0
            self._silent = 0.0
            self._limited_since = None
            self._good += 1
            self._learnt *= _RELAX
            self.capacity = min(self.concurrency, self.capacity * 2)
        elif reply.failure is not None and reply.failure.kind in _CONNECT_KINDS:
            self._fail(reply.failure, started, now)

    def _fail(self, failure: Failure, started: float, now: float) -> None:
        if self._failures == 0:
            self._failing_since = started
        self._failures += 1
        self._lost += (now - started) / self.capacity
        self._silent += (now - started) / self.capacity
        is_down = self._failures >= _DOWN_AFTER and now - self._failing_since >= _DOWN_FOR
        if (is_down and not self._answered) or self._silent >= self._patience * (1 + self._answered):
            detail = f"{failure.detail}; the host has done the same to {self._failures} requests"
            self._down = replace(failure, detail=detail)

    def _strike(self, reply: Response, started: float, now: float) -> None:
        """Make the host serial and pause it; answers to requests sent before the last pause count as one strike."""
        if started >= self._struck:
            self._strikes += 1
            self._struck = now
            self._learn_interval(now)
        if self._limited_since is None:
            self._limited_since = now
        back_off = min(_LONGEST_PAUSE, self._back_off * 2 ** (self._strikes - 1))
        pause = back_off if reply.retry_after is None else max(reply.retry_after, _SHORTEST_PAUSE)
        self._paused_until = max(self._paused_until, now + pause)
        self.capacity = 1

    def _learn_interval(self, now: float) -> None:
        """Take the rate of the good answers since the limit before this one: about what the server lets through.

        Never slower than a limit's first pause: a server that refuses at random would be asked ever more slowly.
        """
        if self._good and self._good_since is not None:
            self._learnt = min(self._back_off, (now - self._good_since) / self._good)
            self._good, self._good_since = 0, now

    def _spent(self, detail: str) -> Failure:
        return Failure(FailureKind.OUT_OF_TIME, self.name, detail)
