"""The headers a request goes out with: its profile's, those of the user's rules for its host, and its own. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from fetchers.addresses.address import DEFAULT_PORTS, Address
from fetchers.net.host_policy import stated_for
from fetchers.net.http.profiles import headers_of
from fetchers.net.messages import Profile
from fetchers.net.network_settings import NetSettings

_Pairs: TypeAlias = tuple[tuple[str, str], ...]


class RequestHeaders:
    """Makes request headers for a run; what requests share is made once."""

    def __init__(self, settings: NetSettings) -> None:
        self._settings = settings
        self._usual: dict[tuple[Profile, _Pairs], Mapping[str, str]] = {}
        self._said = lru_cache(maxsize=4096)(self._said_of)

    def of(
        self, address: Address, profile: Profile, own: Mapping[str, str], *, credentials: bool = True
    ) -> dict[str, str]:
        """Merge the three, the last winning.

        The user's go over https to its own port alone, unless private addresses are allowed: a header set for a host
        is meant for its web server, and not for whoever has another of its ports.

        ``credentials`` False leaves the user's out: where the server has not shown that it is itself.
        """
        is_origin = address.scheme == "https" and address.port in (None, DEFAULT_PORTS["https"])
        may_carry = credentials and (is_origin or self._settings.allow_private)
        usual = self._usual_of(profile, self._said(address.host) if may_carry and self._settings.hosts else ())
        return _merged(usual, own) if own else dict(usual)

    def _usual_of(self, profile: Profile, said: _Pairs) -> Mapping[str, str]:
        if (profile, said) not in self._usual:
            named = headers_of(profile, language=self._settings.language, contact=self._settings.contact)
            self._usual[profile, said] = _merged(named, dict(said))
        return self._usual[profile, said]

    def _said_of(self, host: str) -> _Pairs:
        return tuple((stated_for(host, self._settings.hosts).headers or {}).items())


def add_cookies(headers: dict[str, str], cookies: str) -> None:
    """Put a chain's cookies behind a Cookie header that is there already (a user's session)."""
    name = next((name for name in headers if name.lower() == "cookie"), "Cookie")
    both = "; ".join(filter(None, (headers.get(name), cookies)))
    if both:
        headers[name] = both


def _merged(*layers: Mapping[str, str]) -> dict[str, str]:
    """Return headers, of one name in any case the last."""
    merged = {name.lower(): (name, value) for layer in layers for name, value in layer.items()}
    return dict(merged.values())
