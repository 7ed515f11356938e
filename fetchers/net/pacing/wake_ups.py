"""Hosts whose next request is due later: one timer for all of them."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable
from itertools import count

from fetchers.net.network_settings import NetSettings
from fetchers.net.pacing.host_queue import HostQueue


class WakeUps:
    """Serves each queue at its time."""

    def __init__(self, settings: NetSettings, serve: Callable[[HostQueue, float], None]) -> None:
        self._settings = settings
        self._serve = serve
        self._heap: list[tuple[float, int, HostQueue]] = []
        self._numbers = count()
        self._timer: asyncio.Task[None] | None = None
        self._timer_at = float("inf")

    def add(self, queue: HostQueue, when: float) -> None:
        """Serve a queue at that time."""
        if queue.wake_at is not None and queue.wake_at <= when:
            return
        queue.wake_at = when
        heapq.heappush(self._heap, (when, next(self._numbers), queue))
        if when < self._timer_at:
            self._set_timer(when)

    def cancel(self) -> None:
        """Cancel the timer."""
        if self._timer is not None:
            self._timer.cancel()

    def _set_timer(self, when: float) -> None:
        self.cancel()
        self._timer_at = when
        self._timer = asyncio.get_running_loop().create_task(self._wake(when))

    async def _wake(self, when: float) -> None:
        await self._settings.sleep(max(0.0, when - self._settings.clock()))
        # A clock may be coarser than the sleep: what was slept for has come.
        now = max(when, self._settings.clock())
        self._timer, self._timer_at = None, float("inf")
        while self._heap and self._heap[0][0] <= now:
            due, _, queue = heapq.heappop(self._heap)
            if queue.wake_at == due:
                queue.wake_at = None
                self._serve(queue, now)
        if self._heap and self._heap[0][0] < self._timer_at:
            self._set_timer(self._heap[0][0])
