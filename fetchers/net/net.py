"""The door of the network layer: calls to services, visits to pages, and a bridge for synchronous clients."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
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
from fetchers.net.pacing.host_queue import HostQueue, Wait
from fetchers.net.pacing.retry import AT_ONCE, Retry
from fetchers.net.pacing.scheduler import Scheduler
from fetchers.net.settings import NetSettings

if TYPE_CHECKING:
    from fetchers.net.http.requests_adapter import RequestsAdapter

_HOP_ROOM: Final = 32 * 1024
"""Bytes read of a redirect's body so that its connection can be used again."""


class Net:
    """One run's network: one session, one pace, one count. An async context manager."""

    def __init__(self, settings: NetSettings | None = None) -> None:
        self.settings = settings or NetSettings()
        self._headers = RequestHeaders(self.settings)

    async def __aenter__(self) -> Self:
        share = share_of(allow_many())
        self._loop = asyncio.get_running_loop()
        self._session = Session(self.settings, share)
        self._scheduler = Scheduler(self.settings, most_open=min(share.requests, 8 * self.settings.max_concurrency))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._scheduler.close()
        await self._session.close()

    def prepare(self) -> None:
        """Begin what the first request would have to wait for, where there is other work to be done meanwhile."""
        self._session.prepare()

    @property
    def requests(self) -> int:
        """All HTTP requests sent, repetitions and hops included."""
        return self._session.by_host.total()

    @property
    def by_host(self) -> Mapping[str, int]:
        """Requests sent to each host."""
        return self._session.by_host

    @property
    def received(self) -> int:
        """Bytes of bodies read, as they came over the wire."""
        return self._session.received

    @property
    def is_crowded(self) -> bool:
        """Whether requests that are due wait for one of the run's open requests to end: more would only wait, too."""
        return self._scheduler.is_crowded

    @property
    def waiting(self) -> int:
        """Requests that wait for their host's turn."""
        return self._scheduler.waiting

    def expect(self, host: str, things: int = 1) -> HostQueue:
        """Take note that so many things are to be asked of a host, and return the line they are asked in."""
        line = self._scheduler.line(host)
        line.expected += things
        return line

    def settle(self, host: str) -> None:
        """Take note that one of them was asked; the last leaves no connection, of which each with TLS is 256 kB."""
        line = self._scheduler.line(host)
        line.expected -= 1
        if line.is_over:
            self._session.drop(host)

    def waits(self) -> Sequence[Wait]:
        """Return the hosts whose pace is waited for now, the longest wait first."""
        return self._scheduler.waits()

    def pause(self, host: str) -> float | None:
        """Return the seconds for which a host wants to be left alone; None where it does not."""
        return self._scheduler.line(host).pace.wait_left(self.settings.clock())

    async def has_name(self, host: str) -> bool:
        """Tell whether a name leads anywhere; sends nothing but the question to the resolver."""
        return await self._session.has_name(host)

    async def is_in_use(self, name: str) -> bool:
        """Tell whether the resolver knows a name, with or without an address."""
        return await self._session.is_in_use(name)

    def budget(self) -> Budget:
        """Return the time a link has, to be shared by the visits made on its behalf."""
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
        headers = self._headers.of(address, call.profile, call.headers)
        return await self._ask(
            lambda timeout, idle: Request(
                address=address,
                method=call.method,
                headers=headers,
                body=call.body,
                room=lambda _: call.limit,
                idle=idle,
                timeout=call.timeout or timeout,
                body_timeout=call.timeout or timeout,
            ),
            address,
            self.budget(),
            retry=call.retry,
            service=True,
        )

    async def visit(self, errand: PageRequest) -> PageResponse:
        """Go where a reader would: redirects followed, with the cookies of this chain alone."""
        budget = errand.budget or self.budget()
        first = errand.address
        home = self._scheduler.line(first.host)
        is_away = False

        async def ask(address: Address, jar: CookieJar) -> Response:
            nonlocal is_away
            line = self._scheduler.line(address.host)
            if not is_away and line is not home and not line.is_full:
                # What the host that led here is asked next need not wait for the one that it led to.
                is_away = True
                home.leave()
            is_first = address.origin == first.origin
            trusted = errand.verify or not is_first
            own = errand.headers if is_first and trusted else {}
            headers = self._headers.of(address, errand.profile, own, credentials=trusted)
            if trusted:
                add_cookies(headers, jar.header(address))
            return await self._ask(
                lambda timeout, idle: Request(
                    address=address,
                    headers=headers,
                    verify=trusted,
                    idle=idle,
                    room=lambda head: _room(errand, head),
                    most_received=errand.most_received,
                    enough=errand.enough,
                    timeout=timeout,
                    body_timeout=self.settings.body_timeout,
                ),
                address,
                budget,
                retry=errand.retry,
            )

        try:
            return await follow(errand, ask)
        finally:
            home.away -= is_away

    async def _ask(
        self,
        make: Callable[[float, float], Request],
        address: Address,
        budget: Budget,
        *,
        retry: bool,
        service: bool = False,
    ) -> Response:
        line = self._scheduler.line(address.host)
        policy = self._scheduler.policy(address.host)
        allowed = policy.timeout or self.settings.timeout
        clock = self.settings.clock

        async def send() -> Response:
            if budget.spent:
                return Response(url=address.wire, failure=_out_of_time(address))
            started = clock()
            try:
                return await self._session.send(make(min(allowed, max(budget.left, 1.0)), policy.keep_alive))
            finally:
                budget.spend(clock() - started)

        async def ask(due: float) -> Response:
            return await self._scheduler.run(line, address.wire, send, due=due, service=service)

        if not retry:
            return await ask(AT_ONCE)
        return await Retry(budget, clock, policy.retries, lambda: line.pace.closed(clock()) is not None)(ask)


def _room(errand: PageRequest, head: Response) -> int:
    if target_of(head) is not None:
        return _HOP_ROOM
    return errand.limit if errand.room is None else errand.room(head)


def _out_of_time(address: Address) -> Failure:
    return Failure(FailureKind.OUT_OF_TIME, address.host, "the time for this link was spent")
