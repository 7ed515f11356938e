"""Whose turn it is: a queue by due time for each host, hosts served in rotation, and nothing held while waiting.

A request that has to wait - for its host's interval, for the end of a pause, for the moment of its repetition, for a
free place - is one entry in its host's queue. It takes up no open request and no connection, so a slow, limited or dead
host keeps nobody else waiting.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Final

from fetchers.failure import Failure
from fetchers.net.host_policy import HostPolicy
from fetchers.net.messages import Response
from fetchers.net.pacing.concurrency import ConcurrencyLimit
from fetchers.net.pacing.host_queue import Grant, HostQueue, Turn, Wait
from fetchers.net.pacing.policies import policy_for, queue_name
from fetchers.net.pacing.rate_controller import RateController
from fetchers.net.pacing.retry import AT_ONCE
from fetchers.net.settings import NetSettings

_CROWD: Final = 32
"""Hosts with a request that is due and finds no place among the run's open ones: more requests would only wait, too."""

Send = Callable[[], Awaitable[Response]]


class Scheduler:
    """Sends the requests of a run, each when its host's turn has come."""

    def __init__(self, settings: NetSettings, most_open: int | None = None) -> None:
        """``most_open`` is how many requests may be open with those that hang; None: as many as without them."""
        self._settings = settings
        self._clock = settings.clock
        self._lines: dict[str, HostQueue] = {}
        self._by_host: dict[str, HostQueue] = {}
        self._policies: dict[str, HostPolicy] = {}
        most = settings.max_concurrency if most_open is None else most_open
        self._slots = ConcurrencyLimit(min(settings.max_concurrency, most), most, self._rotate)
        self._ready: deque[HostQueue] = deque()
        self._alarms: list[tuple[float, int, HostQueue]] = []
        self._numbers = count()
        self._bell: asyncio.Task[None] | None = None
        self._bell_at = float("inf")
        self.waiting = 0
        """Requests that wait for their turn."""

    @property
    def is_crowded(self) -> bool:
        """Whether many hosts wait for one of the run's open requests to end."""
        return len(self._ready) >= _CROWD

    def line(self, host: str) -> HostQueue:
        """Return the line of a host, which it may share with others."""
        line = self._by_host.get(host)
        if line is None:
            name = queue_name(host, self._settings.hosts)
            if name not in self._lines:
                self._lines[name] = self._make(name, self.policy(host))
            line = self._by_host[host] = self._lines[name]
        return line

    def policy(self, host: str) -> HostPolicy:
        """Return how a host is asked, its pace apart, which is that of its line."""
        if host not in self._policies:
            self._policies[host] = policy_for(host, self._settings.hosts)
        return self._policies[host]

    def waits(self) -> list[Wait]:
        """Return the hosts whose pace is waited for, the longest wait first."""
        now = self._clock()
        waits = [wait for line in self._lines.values() if (wait := line.wait(now)) is not None]
        return sorted(waits, key=lambda wait: -wait.seconds)

    async def run(
        self, line: HostQueue, url: str, send: Send, *, due: float = AT_ONCE, service: bool = False
    ) -> Response:
        """Wait until ``due`` and for the host's turn, send, and learn from the answer.

        A call of a service does not stand in line with hundreds of pages for one of the run's open requests: services
        are few, each is asked a few things at a time, and one answer of theirs stands for a hundred links.
        """
        leave = await self._enter(line, due, service=service)
        if isinstance(leave, Failure):
            return Response(url=url, failure=leave, retry_after=line.pace.wait_left(self._clock()))
        started = self._clock()
        try:
            reply = await send()
            line.pace.learn(reply, started, self._clock())
            return reply
        finally:
            self._end(line, leave)

    async def close(self) -> None:
        """Ring no more."""
        if self._bell is not None:
            self._bell.cancel()

    async def _enter(self, line: HostQueue, due: float, *, service: bool) -> Failure | Grant:
        """Wait for the turn; return a failure where it will not come."""
        now = self._clock()
        if line.is_idle and due <= now and line.pace.due <= now and (service or self._slots.free > 0):
            return line.pace.closed(now) or self._start(line, now, service=service)
        turn = Turn(loop=asyncio.get_running_loop())
        turn.is_service = service
        line.put(turn, max(due, now))
        self.waiting += 1
        self._serve(line, now)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and isinstance(leave := turn.result(), Grant):
                self._end(line, leave)
            raise
        finally:
            self.waiting -= 1

    def _start(self, line: HostQueue, now: float, *, service: bool) -> Grant:
        line.active += 1
        line.pace.start(now)
        return Grant(None if service else self._slots.take())

    def _end(self, line: HostQueue, leave: Grant) -> None:
        line.active -= 1
        if leave.slot is not None:
            leave.slot.end()
        if self._ready and leave.slot is not None:
            self._stand_ready(line)
        else:
            self._serve(line, self._clock())
        self._rotate()

    def _rotate(self) -> None:
        """Give the slots that are free to the lines that wait for one, one after the other."""
        now = self._clock()
        while self._slots.free > 0 and self._ready:
            following = self._ready.popleft()
            following.is_ready = False
            self._serve(following, now, most=1)

    def _serve(self, line: HostQueue, now: float, most: int | None = None) -> None:
        """Give turns to all of a line's requests (or the first ``most``) whose time has come and that have a place."""
        given = 0
        while (first := line.first()) is not None:
            due, turn = first
            refusal = line.pace.closed(now)
            if refusal is not None:
                line.take()
                turn.set_result(refusal)
                continue
            if line.active >= line.pace.capacity:
                return
            due = max(due, line.pace.due)
            if due > now:
                self._look_again(line, due)
                return
            if (self._slots.free == 0 and not turn.is_service) or given == most:
                self._stand_ready(line)
                return
            line.take()
            turn.set_result(self._start(line, now, service=turn.is_service))
            given += 1

    def _stand_ready(self, line: HostQueue) -> None:
        if not line.is_ready:
            line.is_ready = True
            self._ready.append(line)

    def _look_again(self, line: HostQueue, when: float) -> None:
        """Have the line served at that time."""
        if line.alarm is not None and line.alarm <= when:
            return
        line.alarm = when
        heapq.heappush(self._alarms, (when, next(self._numbers), line))
        if when < self._bell_at:
            self._set_bell(when)

    def _set_bell(self, when: float) -> None:
        if self._bell is not None:
            self._bell.cancel()
        self._bell_at = when
        self._bell = asyncio.get_running_loop().create_task(self._ring(when))

    async def _ring(self, when: float) -> None:
        await self._settings.sleep(max(0.0, when - self._clock()))
        # A clock may be coarser than the sleep: what was slept for has come.
        now = max(when, self._clock())
        self._bell, self._bell_at = None, float("inf")
        while self._alarms and self._alarms[0][0] <= now:
            due, _, line = heapq.heappop(self._alarms)
            if line.alarm == due:
                line.alarm = None
                self._serve(line, now)
        if self._alarms and self._alarms[0][0] < self._bell_at:
            self._set_bell(self._alarms[0][0])

    def _make(self, name: str, policy: HostPolicy) -> HostQueue:
        settings = self._settings
        return HostQueue(RateController(name, policy, patience=settings.link_budget, budget=settings.host_budget))
