"""The network layer's interface: API calls, page visits, and an adapter for synchronous clients."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from fetchers.addresses.address import Address, AddressError, parse
from fetchers.failure import Failure, FailureKind
from fetchers.net.budget import Budget
from fetchers.net.http.cookies import CookieJar
from fetchers.net.http.descriptors import allow_many, share_of
from fetchers.net.http.exchange import Request
from fetchers.net.http.redirects import follow, target_of
from fetchers.net.http.request_headers import RequestHeaders, add_cookies
from fetchers.net.http.session import Session
from fetchers.net.messages import ApiRequest, PageRequest, PageResponse, Response
from fetchers.net.network_settings import NetSettings
from fetchers.net.pacing.host_queue import Wait
from fetchers.net.pacing.leases import Leases
from fetchers.net.pacing.retry import AT_ONCE, Retry
from fetchers.net.pacing.scheduler import Scheduler

if TYPE_CHECKING:
    from fetchers.net.http.requests_adapter import RequestsAdapter

_HOP_ROOM: Final = 32 * 1024
"""Bytes read of a redirect's body so that its connection can be used again."""


class Net:
    """One run's network: one session and one scheduler. An async context manager."""

    def __init__(self, settings: NetSettings | None = None, leases: Leases | None = None) -> None:
        """``leases``: the hosts that may be asked from here, where a run has several processes; None: all."""
        self.settings = settings or NetSettings()
        self._leases = leases
        self._headers = RequestHeaders(self.settings)

    async def __aenter__(self) -> Self:
        share = share_of(allow_many())
        self._loop = asyncio.get_running_loop()
        self._session = Session(self.settings, share)
        # Each connection with TLS holds 256 kB.
        self._scheduler = Scheduler(
            self.settings, min(share.requests, 8 * self.settings.max_concurrency), self._session.drop, self._leases
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._scheduler.close()
        await self._session.close()

    def prepare(self) -> None:
        """Start early, in the background, what the first request would wait for."""
        self._session.prepare()

    @property
    def requests(self) -> int:
        """All HTTP requests sent, repetitions and hops included."""
        return self._session.requests

    @property
    def by_host(self) -> Counter[str]:
        """Requests sent to each host. Whoever takes them out counts them from then on."""
        return self._session.by_host

    @property
    def received(self) -> int:
        """Bytes of bodies read, as they came over the wire."""
        return self._session.received

    @property
    def waiting(self) -> int:
        """Requests waiting for their host's turn."""
        return self._scheduler.waiting

    @property
    def scheduler(self) -> Scheduler:
        """Where jobs are submitted, and requests wait."""
        return self._scheduler

    def waits(self) -> Sequence[Wait]:
        """Return the hosts whose rate limit is waited for now, longest wait first."""
        return self._scheduler.waits()

    def known_intervals(self) -> Mapping[str, float]:
        """Return what this run knows of rate limits, for the next to begin with (``NetSettings.known_intervals``).

        0.0 means forget: the host accepted five times the rate that was known.
        """
        return self._scheduler.known_intervals()

    def pause(self, host: str) -> float | None:
        """Return the seconds left of a host's pause; None without a pause."""
        return self._scheduler.queue(host).rate.pause_left(self.settings.clock())

    async def has_name(self, host: str) -> bool:
        """Return whether a name has an address; asks the resolver alone."""
        return await self._session.has_name(host)

    async def is_in_use(self, name: str) -> bool:
        """Return whether the resolver knows a name, with or without an address."""
        return await self._session.is_in_use(name)

    def budget(self) -> Budget:
        """Return a new time budget for one link, shared by all visits on its behalf."""
        return Budget(self.settings.link_budget)

    def bridge(self, limit: int = 8 * 1024 * 1024) -> RequestsAdapter:
        """Return an adapter that hands synchronous ``requests`` calls of a worker thread to this session."""
        # requests and urllib3, which a list without papers and repositories never needs.
        from fetchers.net.http.requests_adapter import RequestsAdapter  # noqa: PLC0415

        return RequestsAdapter(self.call, self._loop, limit)

    async def call(self, call: ApiRequest) -> Response:
        """Ask a service. Redirects are not followed."""
        try:
            address = parse(call.url)
        except AddressError as error:
            return Response(url=call.url, failure=Failure(FailureKind.BAD_ADDRESS, "", str(error)))
        policy = self._scheduler.policy(address.host)
        timeout = call.timeout or policy.timeout or self.settings.timeout
        request = Request(
            address=address,
            method=call.method,
            headers=self._headers.of(address, call.profile, call.headers),
            body=call.body,
            room=lambda _: call.limit,
            idle=policy.keep_alive,
            timeout=timeout,
            body_timeout=timeout,
        )
        return await self._ask(request, self.budget(), retry=call.retry, service=True)

    async def visit(self, page: PageRequest) -> PageResponse:
        """Visit a page as a browser would: follow redirects, with the cookies of this chain alone."""
        chain = _Chain(page, self._scheduler)
        budget = page.budget or self.budget()

        async def ask(address: Address, jar: CookieJar) -> Response:
            chain.goes_to(address)
            return await self._ask(self._page_request(page, address, jar), budget, retry=page.retry)

        try:
            return await follow(page, ask)
        finally:
            chain.end()

    def _page_request(self, page: PageRequest, address: Address, jar: CookieJar) -> Request:
        """Return the request for one hop. Headers for the first origin stay there; unverified hops get no secrets."""
        policy = self._scheduler.policy(address.host)
        is_first = address.origin == page.address.origin
        verify = page.verify or not is_first
        headers = self._headers.of(
            address, page.profile, page.headers if is_first and verify else {}, credentials=verify
        )
        if verify:
            add_cookies(headers, jar.header(address))
        return Request(
            address=address,
            headers=headers,
            verify=verify,
            idle=policy.keep_alive,
            room=lambda head: _room(page, head),
            most_received=page.most_received,
            enough=page.enough,
            timeout=policy.timeout or self.settings.timeout,
            body_timeout=self.settings.body_timeout,
        )

    async def _ask(self, request: Request, budget: Budget, *, retry: bool, service: bool = False) -> Response:
        """Send a request when its host's turn has come; with ``retry`` again, until its answer stands."""
        host = request.address.host
        queue = self._scheduler.queue(host, service=service)
        send = partial(self._send, request, budget)
        ask = partial(self._scheduler.run, queue, request.address.wire, send, service=service)
        if not retry:
            return await ask(AT_ONCE)
        clock = self.settings.clock
        retries = self._scheduler.policy(host).retries
        return await Retry(budget, clock, retries, lambda: queue.rate.given_up(clock()) is not None)(ask)

    async def _send(self, request: Request, budget: Budget) -> Response:
        """Send now, within what the link has left of its time."""
        if budget.spent:
            return Response(url=request.address.wire, failure=_out_of_time(request.address))
        started = self.settings.clock()
        left = max(budget.left, 1.0)
        if left < request.timeout:
            request = replace(request, timeout=left)
        try:
            return await self._session.send(request)
        finally:
            budget.spend(self.settings.clock() - started)


class _Chain:
    """A chain of redirects: once it has left the host it began at, that host's next job need not wait for it."""

    def __init__(self, page: PageRequest, scheduler: Scheduler) -> None:
        self._scheduler = scheduler
        self._home = scheduler.queue(page.address.host)
        self._is_away = False

    def goes_to(self, address: Address) -> None:
        """Count the chain as away from its first host when it asks another that has room."""
        queue = self._scheduler.queue(address.host)
        if not self._is_away and queue is not self._home and not queue.is_full:
            self._is_away = True
            self._scheduler.redirect_away(self._home)

    def end(self) -> None:
        """Count the chain as ended."""
        self._home.redirected_away -= self._is_away


def _room(page: PageRequest, head: Response) -> int:
    if target_of(head) is not None:
        return _HOP_ROOM
    return page.limit if page.room is None else page.room(head)


def _out_of_time(address: Address) -> Failure:
    return Failure(FailureKind.OUT_OF_TIME, address.host, "the time for this link was spent")
