"""A chain of redirects, followed as a browser follows it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from fetchers.addresses.address import Address, AddressError, join
from fetchers.codes import AddressFault
from fetchers.facts import Redirect
from fetchers.failure import Failure, FailureKind
from fetchers.net.http.cookies import CookieJar
from fetchers.net.messages import PageRequest, PageResponse, Response

MAX_HOPS: Final = 20
"""As Chromium and fetch() have it."""
_STATUSES: Final = {301, 302, 303, 307, 308}
_HOSTILE: Final = ("javascript:", "file:", "data:", "vbscript:", "blob:")

Ask = Callable[[Address, CookieJar], Awaitable[Response]]


async def follow(errand: PageRequest, ask: Ask) -> PageResponse:
    """Ask for the errand's address and every address it leads to; the guard is held against each in ``ask``."""
    jar = errand.jar if errand.jar is not None else CookieJar()
    address = errand.address
    own_fragment = False
    redirects: list[Redirect] = []
    received = 0
    seen = set()
    sets_cookies = False

    def visit(reply: Response) -> PageResponse:
        return PageResponse(
            redirects=tuple(redirects),
            reply=reply,
            profile=errand.profile,
            fragment=address.fragment,
            own_fragment=own_fragment,
            received=received,
        )

    while True:
        state = (address.wire, jar.snapshot())
        if state in seen:
            kind = FailureKind.COOKIE_LOOP if sets_cookies else FailureKind.REDIRECT_LOOP
            return visit(_failed(address, kind, f"{address.wire} leads back to itself"))
        seen.add(state)
        reply = await ask(address, jar)
        received += reply.received
        jar.store(address, reply.cookies)
        sets_cookies = sets_cookies or bool(reply.cookies)
        location = target_of(reply)
        if location is None:
            return visit(reply)
        redirects.append(Redirect(address.wire, reply.status or 0))
        if len(redirects) > MAX_HOPS:
            kind = FailureKind.COOKIE_LOOP if sets_cookies else FailureKind.TOO_MANY_REDIRECTS
            return visit(_failed(address, kind, f"more than {MAX_HOPS} redirects"))
        try:
            following = join(address, location)
        except AddressError as error:
            return visit(_failed(address, _bad_target(location, error), f"redirect to {location[:200]!r}: {error}"))
        own_fragment = following.fragment is not None or own_fragment
        address = following if following.fragment is not None else replace(following, fragment=address.fragment)


def target_of(reply: Response) -> str | None:
    """Return where a redirect leads; None where the answer is not one, or does not say where."""
    return (reply.headers.get("location") or None) if reply.status in _STATUSES else None


def _bad_target(location: str, error: AddressError) -> FailureKind:
    if location.strip().lower().startswith(_HOSTILE):
        return FailureKind.HOSTILE_REDIRECT
    return FailureKind.UNSUPPORTED_SCHEME if error.code is AddressFault.NOT_OF_THE_WEB else FailureKind.BAD_ADDRESS


def _failed(address: Address, kind: FailureKind, detail: str) -> Response:
    return Response(url=address.wire, failure=Failure(kind, address.host, detail))
