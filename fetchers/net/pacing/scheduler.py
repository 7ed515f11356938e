"""Starts jobs and grants requests their turn: one queue for each host, hosts served in rotation.

A request that waits (for its host's interval, the end of a pause, its retry time, a free slot) is one entry in its
host's queue. It holds no slot and no connection, so a slow, limited or dead host never delays another one.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

from fetchers.failure import Failure
from fetchers.net.messages import Response
from fetchers.net.network_settings import NetSettings
from fetchers.net.pacing.admission import Admission, Backlog, QueuedJob
from fetchers.net.pacing.concurrency import ConcurrencyLimit
from fetchers.net.pacing.host_queue import Grant, HostQueue, Turn, Wait
from fetchers.net.pacing.host_queues import HostQueues
from fetchers.net.pacing.leases import Leases
from fetchers.net.pacing.policies import API_QUOTAS
from fetchers.net.pacing.retry import AT_ONCE
from fetchers.net.pacing.wake_ups import WakeUps

MAX_STARVED_HOSTS: Final = 32
"""Start no more jobs once this many hosts have a due request but no free slot."""
MAX_ACTIVE_JOBS: Final = 2500
"""In-flight jobs, those whose request waits for its host left out: these cost memory alone."""
MAX_WAITING_REQUESTS: Final = 20_000
"""Requests that wait for their host, a few of each. With more hosts than this that all are slow, the rest of the list
waits as well."""

Send = Callable[[], Awaitable[Response]]


class Scheduler:
    """Sends the requests of a run, each when its turn has come."""

    def __init__(
        self,
        settings: NetSettings,
        most_open: int | None = None,
        on_host_over: Callable[[str], None] = lambda _: None,
        leases: Leases | None = None,
    ) -> None:
        """``most_open`` is how many requests may be open with those that hang; None: as many as without them.

        ``on_host_over`` is called when nothing more is expected of a host. ``leases``: what may be asked from here.
        """
        self._settings = settings
        self._clock = settings.clock
        self._queues = HostQueues(settings, leases)
        self.queue: Final = self._queues.of
        self.policy: Final = self._queues.policy
        self.known_intervals: Final = self._queues.known_intervals
        """As in HostQueues."""
        most = settings.max_concurrency if most_open is None else most_open
        self._slots = ConcurrencyLimit(min(settings.max_concurrency, most), most, self._rotate)
        self._starved: deque[HostQueue] = deque()
        self._wake_ups = WakeUps(settings, self._serve)
        self._on_host_over = on_host_over
        self._leases = leases
        if leases is not None:
            leases.begin(self._serve, self._clock)
        self._sites: dict[str, Backlog] = {}
        self._admission = Admission(self._may_start, self._job_ended)
        self.is_held: Callable[[], bool] = lambda: False
        """Whether jobs have to wait for something else; ``start_soon`` when it has changed."""
        self.waiting = 0
        """Requests waiting for their turn."""

    def submit(self, job: QueuedJob, *, host: str) -> None:
        """Have a job started once its host has room for its request."""
        self._admission.add(self.queue(host), job)

    def submit_batch(self, job: QueuedJob, *, site: str) -> None:
        """Have a job started that asks a site for many things at once."""
        self._admission.add(self._sites.setdefault(site, Backlog()), job)

    def start_soon(self) -> None:
        """Look for jobs that may start now: ``is_held`` has changed."""
        self._admission.start_soon()

    def close_admission(self) -> None:
        """Start no further job."""
        self._admission.close()

    def _may_start(self, jobs: int) -> bool:
        """Return False while due requests wait for a slot, or pages to be read: a new job would only wait, too."""
        if len(self._starved) >= MAX_STARVED_HOSTS or self.is_held():
            return False
        return jobs - self.waiting < MAX_ACTIVE_JOBS and self.waiting < MAX_WAITING_REQUESTS

    def _job_ended(self, backlog: Backlog) -> None:
        if isinstance(backlog, HostQueue):
            self._check_over(backlog)

    def foresee(self, host: str, requests: int) -> None:
        """Count requests that will be sent without a job of their own; a negative number that they have been."""
        queue = self.queue(host)
        queue.foreseen += requests
        self._check_over(queue)

    def _check_over(self, queue: HostQueue) -> None:
        if not queue.is_finished:
            return
        for host in queue.hosts:
            if host not in API_QUOTAS or self.queue(host, service=True).is_finished:
                self._on_host_over(host)
        self._queues.forget(queue)

    def redirect_away(self, queue: HostQueue) -> None:
        """Count a redirect chain that continues at another host, so that one more job may start here."""
        queue.redirected_away += 1
        self._admission.offer(queue)

    def waits(self) -> list[Wait]:
        """As in HostQueues, now."""
        return self._queues.waits(self._clock())

    async def run(
        self, queue: HostQueue, url: str, send: Send, due: float = AT_ONCE, *, service: bool = False
    ) -> Response:
        """Wait until ``due`` and for the host's turn, send, and let the rate learn from the reply.

        ``service``: an API call, which takes no slot. There are few of them, and one reply may answer a hundred links.
        """
        grant = await self._acquire(queue, due, service=service)
        if isinstance(grant, Failure):
            return Response(url=url, failure=grant, retry_after=queue.rate.pause_left(self._clock()))
        started = self._clock()
        try:
            reply = await send()
            queue.rate.learn(reply, started, self._clock())
            if not queue.rate.is_blank:
                self._queues.pace(queue)
            return reply
        finally:
            self._release(queue, grant)

    async def close(self) -> None:
        """Start no further job, and cancel the wake-up timer."""
        self._admission.close()
        self._wake_ups.cancel()

    async def _acquire(self, queue: HostQueue, due: float, *, service: bool) -> Failure | Grant:
        """Wait for the turn; return the failure for which the host is given up."""
        now = self._clock()
        is_ready = queue.is_held and queue.is_idle and queue.due <= now
        if is_ready and due <= now and (service or self._slots.free > 0):
            return queue.rate.given_up(now) or self._grant(queue, now, service=service)
        turn = Turn(loop=asyncio.get_running_loop())
        turn.is_service = service
        queue.push(turn, max(due, now))
        self.waiting += 1
        self._serve(queue, now)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and isinstance(grant := turn.result(), Grant):
                self._release(queue, grant)
            raise
        finally:
            self.waiting -= 1
            self._admission.start_soon()

    def _grant(self, queue: HostQueue, now: float, *, service: bool) -> Grant:
        queue.active += 1
        queue.rate.start(now)
        if self._leases is not None:
            self._leases.began(queue)
        return Grant(None if service else self._slots.take())

    def _release(self, queue: HostQueue, grant: Grant) -> None:
        queue.active -= 1
        if self._leases is not None:
            self._leases.ended(queue)
        if grant.slot is not None:
            grant.slot.end()
        if self._starved and grant.slot is not None:
            self._starve(queue)
        else:
            self._serve(queue, self._clock())
        self._rotate()

    def _rotate(self) -> None:
        """Give free slots to starved hosts, one each in turn."""
        now = self._clock()
        while self._slots.free > 0 and self._starved:
            queue = self._starved.popleft()
            queue.is_starved = False
            self._serve(queue, now, most=1)
        self._admission.start_soon()

    def _serve(self, queue: HostQueue, now: float, most: int | None = None) -> None:
        """Grant the requests of a queue that are due (at most ``most``) while capacity and slots last."""
        given = 0
        while (first := queue.peek()) is not None:
            due, turn = first
            refusal = queue.rate.given_up(now)
            if refusal is not None:
                queue.pop()
                turn.set_result(refusal)
                continue
            if not queue.is_held and self._leases is not None:
                self._leases.want(queue)
                return
            if queue.active >= queue.rate.capacity:
                return
            due = max(due, queue.due)
            if due > now:
                self._queues.pace(queue)
                self._wake_ups.add(queue, due)
                return
            if (self._slots.free == 0 and not turn.is_service) or given == most:
                self._starve(queue)
                return
            queue.pop()
            turn.set_result(self._grant(queue, now, service=turn.is_service))
            given += 1

    def _starve(self, queue: HostQueue) -> None:
        if not queue.is_starved:
            queue.is_starved = True
            self._starved.append(queue)
