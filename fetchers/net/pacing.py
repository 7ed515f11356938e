"""A host is a queue with its own concurrency, interval and due time; nobody else waits for it.

Waiting holds no open-request slot and no connection. What a host answers sets its pace: a rate limit makes it serial
and pauses it; one that keeps failing in the same way is given up for the run.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Final

from fetchers.interface import Failure, FailureKind
from fetchers.net.messages import Reply
from fetchers.net.policies import HostPolicy, policy_for
from fetchers.net.retry import LIMITED, is_rate_limited
from fetchers.net.settings import NetSettings

_DOWN_AFTER: Final = 8
"""Requests in a row that found no server: more links of this host would only wait for the same."""
_CONNECT_KINDS: Final = {
    FailureKind.CONNECT_TIMEOUT,
    FailureKind.CONNECTION_REFUSED,
    FailureKind.NETWORK_UNREACHABLE,
    FailureKind.DNS_FAILURE,
    FailureKind.TIMEOUT,
}
_LONGEST_PAUSE: Final = 30.0
"""Between two tries of a limiter that does not say how long."""
_MIN_PAUSE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Wait:
    """A host that requests wait for: how many, and for how many seconds at least until the last of them is sent."""

    host: str
    requests: int
    seconds: float


class Slots:
    """The open requests of a run, over all hosts. An async context manager: one is taken inside."""

    def __init__(self, count: int) -> None:
        self._free = asyncio.Semaphore(count)
        self.waiting = 0
        """Requests that are due and wait for one."""

    async def __aenter__(self) -> None:
        self.waiting += 1
        try:
            await self._free.acquire()
        finally:
            self.waiting -= 1

    async def __aexit__(self, *_: object) -> None:
        self._free.release()


class Gate:
    """The queue of one host, or of several that share one policy."""

    def __init__(self, name: str, policy: HostPolicy, settings: NetSettings, slots: Slots) -> None:
        self.policy = policy
        self._name = name
        self._clock = settings.clock
        self._sleep = settings.sleep
        self._patience = settings.link_budget
        self._slots = slots
        self._capacity = policy.concurrency
        self._active = self._pausing = 0
        self._queue: deque[asyncio.Future[None]] = deque()
        self._next = self._paused_until = self._struck = float("-inf")
        self._limited_since: float | None = None
        self._strikes = 0
        self._answered = False
        self._failures = 0
        self._down: Failure | None = None

    async def run(
        self, url: str, ask: Callable[[], Awaitable[Reply]], *, again: bool = False, service: bool = False
    ) -> Reply:
        """Wait for the host's turn, ask, and learn from the answer. A repetition goes before new requests.

        A call of a service does not stand in line with hundreds of pages for one of the run's open requests: services
        are few, each is asked a few things at a time, and one answer of theirs stands for a hundred links.
        """
        await self._enter(front=again)
        try:
            await self._until_due()
            closed = self.closed()
            if closed is not None:
                return Reply(url=url, failure=closed, retry_after=self._wait_left())
            async with nullcontext() if service else self._slots:
                started = self._clock()
                reply = await ask()
            self._learn(reply, started)
            return reply
        finally:
            self._leave()

    def wait(self) -> Wait | None:
        """Return what is waited for here because of the host's pace; None where only answers are."""
        waiting = len(self._queue) + self._pausing
        pause = max(0.0, max(self._paused_until, self._next) - self._clock())
        seconds = pause + len(self._queue) * self.policy.interval
        return Wait(self._name, waiting, seconds) if waiting and seconds > 0 and self.closed() is None else None

    def closed(self) -> Failure | None:
        """Return why the host is not asked any more, or not within anybody's patience; None where it is."""
        if self._down is not None:
            return self._down
        left = self._wait_left()
        if left is not None and left > self._patience:
            return self._limited(f"the server asked to be left alone for another {left:.0f} s")
        if self._limited_since is not None and self._clock() - self._limited_since > 2 * self._patience:
            return self._limited("the server has been refusing for too many requests all the time")
        return None

    def _limited(self, detail: str) -> Failure:
        return Failure(FailureKind.OUT_OF_TIME, self._name, detail)

    def _wait_left(self) -> float | None:
        left = self._paused_until - self._clock()
        return left if left > 0 else None

    async def _until_due(self) -> None:
        while self.closed() is None:
            now = self._clock()
            due = max(self._next, self._paused_until)
            if now >= due:
                self._next = now + self.policy.interval
                return
            self._pausing += 1
            try:
                await self._sleep(due - now)
            finally:
                self._pausing -= 1

    def _learn(self, reply: Reply, started: float) -> None:
        if is_rate_limited(reply):
            self._strike(reply, started)
        elif reply.status is not None:
            self._answered = True
            self._failures = self._strikes = 0
            self._limited_since = None
            self._capacity = min(self.policy.concurrency, self._capacity * 2)
        elif reply.failure is not None and reply.failure.kind in _CONNECT_KINDS:
            self._failures += 1
            if self._failures >= _DOWN_AFTER and not self._answered:
                detail = f"{reply.failure.detail}; the host has done the same to {self._failures} requests"
                self._down = replace(reply.failure, detail=detail)

    def _strike(self, reply: Reply, started: float) -> None:
        """Make the host serial and pause it; answers to requests sent before the last pause count as one strike."""
        now = self._clock()
        if started >= self._struck:
            self._strikes += 1
            self._struck = now
        if self._limited_since is None:
            self._limited_since = now
        back_off = min(_LONGEST_PAUSE, LIMITED.base * 2 ** (self._strikes - 1))
        pause = back_off if reply.retry_after is None else max(reply.retry_after, _MIN_PAUSE)
        self._paused_until = max(self._paused_until, now + pause)
        self._capacity = 1

    async def _enter(self, *, front: bool) -> None:
        if self._active < self._capacity and not self._queue:
            self._active += 1
            return
        turn = asyncio.get_running_loop().create_future()
        (self._queue.appendleft if front else self._queue.append)(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._leave()
            else:
                self._queue.remove(turn)
            raise

    def _leave(self) -> None:
        self._active -= 1
        while self._queue and self._active < self._capacity:
            turn = self._queue.popleft()
            if not turn.done():
                self._active += 1
                turn.set_result(None)


class Pacing:
    """The gates of a run, made as hosts are met, and the open requests they share."""

    def __init__(self, settings: NetSettings) -> None:
        self._settings = settings
        self.slots = Slots(settings.max_concurrency)
        self._gates: dict[str, Gate] = {}

    def gate(self, host: str) -> Gate:
        """Return the gate of a host."""
        policy = policy_for(host, self._settings.hosts)
        name = policy.pattern if policy.shared else host
        if name not in self._gates:
            self._gates[name] = Gate(name, policy, self._settings, self.slots)
        return self._gates[name]

    def waits(self) -> list[Wait]:
        """Return the hosts whose pace is waited for, the longest wait first."""
        waits = [wait for gate in self._gates.values() if (wait := gate.wait()) is not None]
        return sorted(waits, key=lambda wait: -wait.seconds)
