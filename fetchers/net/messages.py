"""Requests and responses of the network layer. Pure data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from fetchers.addresses.address import Address
from fetchers.facts import Redirect
from fetchers.failure import Failure
from fetchers.net.budget import Budget
from fetchers.values import dataclass

if TYPE_CHECKING:
    from fetchers.net.http.cookies import CookieJar


class Profile(StrEnum):
    """Who we say we are. Headers of each: ``fetchers.net.http.request_headers``."""

    HONEST = "honest"
    """linkcheck/VERSION with a contact address; Accept and Accept-Language as a browser sends them."""
    BROWSER = "browser"
    """Headers as a current browser sends them: asked once before a refusal or a 404 is believed."""
    API = "api"
    """linkcheck/VERSION, Accept: application/json: for services' own interfaces."""


MOST_OF_AN_ANSWER: Final = 4 * 1024 * 1024
"""Bytes of a service's answer: looking through so many for JSON holds the event loop for 15 ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiRequest:
    """One request to a service's own interface. Redirects are not followed; the reply says where they lead."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    profile: Profile = Profile.API
    retry: bool = True
    """Whether passing failures (429 and 5xx with them) are retried within the budget."""
    limit: int = MOST_OF_AN_ANSWER
    """Bytes of decoded body read at most."""
    timeout: float | None = None
    """Seconds for the whole exchange; None: the host's policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One answer, or the failure to get one (then ``status`` is None).

    ``headers`` has lower-case names; of repeated ones the first valid (RFC 9110 §5.3: Location, Content-Type).
    ``body`` is decoded (gzip, brotli …) as far as it could be, and at most the limit.
    """

    url: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    complete: bool = True
    received: int = 0
    """Bytes of the body that were read, as they came over the wire."""
    failure: Failure | None = None
    retry_after: float | None = None
    """Seconds the server asked for, of either form of Retry-After or of x-ratelimit-reset; None where it did not."""
    cookies: tuple[str, ...] = ()
    """The Set-Cookie headers, as they came."""

    @property
    def ok(self) -> bool:
        """Whether a 2xx came."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def media_type(self) -> str:
        """The media type in lower case, without parameters; empty where none was sent."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """One address to be visited as a reader would: redirects followed with a cookie jar of the chain's own."""

    address: Address
    profile: Profile = Profile.HONEST
    headers: Mapping[str, str] = field(default_factory=dict)
    """Sent to the first origin only, never across an origin."""
    limit: int = 512 * 1024
    room: Callable[[Response], int] | None = None
    """Tells from the head how many decoded bytes of the body are wanted; None: ``limit``."""
    most_received: int | None = None
    """Bytes of the body that are read at most as they come over the wire; None: as many as ``room`` makes sense of."""
    enough: Callable[[bytes], bool] | None = None
    """Tells from the decoded body so far whether reading may stop; called now and then."""
    verify: bool = True
    """False for the one unverified second look: no credentials, no cookies kept."""
    retry: bool = True
    jar: CookieJar | None = None
    """The cookies of the chain that this request continues (a redirect by markup); None: a new, empty jar."""
    budget: Budget | None = None
    """What the link has left of its time; None: a new budget of NetSettings.link_budget."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageResponse:
    """A chain of hops and its last reply. ``failure`` of the chain itself (loop, private address) is in ``reply``."""

    redirects: tuple[Redirect, ...]
    reply: Response
    profile: Profile
    fragment: str | None = None
    """The fragment a browser would show at the end: a Location's own, else the one of the hop before it."""
    own_fragment: bool = False
    """Whether a Location brought it."""
    received: int = 0
    """Bytes of bodies that were read on the way, the last one's included."""

    @property
    def final_url(self) -> str:
        """The address of the last hop, with the fragment that a Location brought."""
        return f"{self.reply.url}#{self.fragment}" if self.own_fragment else self.reply.url
