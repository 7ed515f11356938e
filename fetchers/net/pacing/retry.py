"""When a request is made again, after how long, and how often: the one place that decides it (tenacity)."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from typing import Final

from tenacity import AsyncRetrying, RetryCallState, retry_if_result

from fetchers.failure import FailureKind
from fetchers.net.budget import Budget
from fetchers.net.messages import Response
from fetchers.net.pacing.retry_after import is_spent
from fetchers.values import dataclass

AT_ONCE: Final = float("-inf")
"""A due time that has always passed."""


@dataclass(frozen=True, slots=True)
class RetryRule:
    """``attempts`` in all; before the n-th repetition ``base * 2 ** (n - 1)`` seconds, at most ``longest``."""

    attempts: int
    base: float
    longest: float


FINAL: Final = RetryRule(1, 0.0, 0.0)
QUICK: Final = RetryRule(3, 1.0, 8.0)
"""Failures that cost nothing to see: a reset, a refusal, a 5xx."""
SLOW: Final = RetryRule(2, 1.0, 8.0)
"""Failures that took a timeout to see, or that seldom pass within a minute."""
LIMITED: Final = RetryRule(5, 2.0, 25.0)
"""A limiter that does not say how long: half a minute in all, and the host stays paused after it."""

_QUICK_KINDS: Final = {FailureKind.CONNECTION_RESET, FailureKind.CONNECTION_REFUSED}
_QUICK_STATUSES: Final = {408, 421, 425, *range(500, 600)} - {501, 505, 511}
"""421: another connection may do; 501, 505 and 511 say something that a second request does not change."""
_JITTER: Final = 0.25
_SHORTEST: Final = 0.5


def rule_of(reply: Response) -> RetryRule:
    """Return how an answer, or the lack of one, is to be asked for again."""
    if reply.failure is not None:
        if reply.failure.kind in _QUICK_KINDS:
            return QUICK
        return SLOW if reply.failure.kind.is_passing else FINAL
    if is_rate_limited(reply):
        return LIMITED
    return QUICK if reply.status in _QUICK_STATUSES else FINAL


def is_rate_limited(reply: Response) -> bool:
    """Return True if the server asks to retry later.

    A Cloudflare challenge does not. A 403 does if it says for how long (GitHub's secondary limits) or that a quota is
    used up.
    """
    if "cf-mitigated" in reply.headers:
        return False
    if reply.status in (403, 503) and reply.retry_after is not None:
        return True
    return reply.status == 429 or (reply.status == 403 and is_spent(reply.headers))


@dataclass(frozen=True, slots=True)
class Retry:
    """Repeats a request until the answer is final, the attempts are used up or the budget would be exceeded.

    ``retries`` overrides how often; ``is_given_up`` returns True once the host is given up.
    Nothing sleeps here: a repetition is a request with a later due time, and waits in its host's queue. A pause that a
    rate limit imposes is the host's, which all its links wait out: it does not count against this link's budget.
    """

    budget: Budget
    clock: Callable[[], float]
    retries: int | None = None
    is_given_up: Callable[[], bool] = lambda: False

    async def __call__(self, ask: Callable[[float], Awaitable[Response]]) -> Response:
        """Call ``ask`` with the time at which the request falls due, and return the last reply."""
        first = await ask(AT_ONCE)
        # Nearly every answer stands, and the machinery for the others costs more than asking did.
        return first if rule_of(first) is FINAL else await self._again(first, ask)

    async def _again(self, first: Response, ask: Callable[[float], Awaitable[Response]]) -> Response:
        due, last = AT_ONCE, first
        replies = iter((first,))

        async def one() -> Response:
            nonlocal last
            last = next(replies, None) or await ask(due)
            return last

        async def put_off(seconds: float) -> None:
            nonlocal due
            if not is_rate_limited(last):
                self.budget.spend(seconds)
            due = self.clock() + seconds

        retrying = AsyncRetrying(
            retry=retry_if_result(lambda reply: rule_of(reply) is not FINAL),
            wait=_wait,
            stop=self._stop,
            sleep=put_off,
            retry_error_callback=_reply,
        )
        return await retrying(one)

    def _stop(self, state: RetryCallState) -> bool:
        reply = _reply(state)
        attempts = rule_of(reply).attempts if self.retries is None else self.retries + 1
        overdrawn = state.upcoming_sleep >= self.budget.left and not is_rate_limited(reply)
        return state.attempt_number >= attempts or overdrawn or self.is_given_up()


def _wait(state: RetryCallState) -> float:
    reply = _reply(state)
    rule = rule_of(reply)
    back_off: float = min(rule.longest, rule.base * 2 ** (state.attempt_number - 1))
    jitter = random.uniform(0, _JITTER)  # noqa: S311 - spreads load, guards nothing
    if reply.retry_after and state.attempt_number == 1:
        # The server knows best, once: one that says a second and refuses again is given more.
        back_off = _SHORTEST
    return max(back_off, reply.retry_after or 0.0) + jitter


def _reply(state: RetryCallState) -> Response:
    if state.outcome is None:  # pragma: no cover - tenacity asks after an attempt only
        raise RuntimeError("no attempt was made")
    reply: Response = state.outcome.result()
    return reply
