"""The cookies of one redirect chain, as RFC 6265 has browsers keep them. Pure; expiry dates count only as deletion."""

from __future__ import annotations

import email.utils
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from fetchers.addresses.address import Address
from fetchers.addresses.domains import is_public_suffix

_MAX_COOKIES: Final = 180
_MAX_LENGTH: Final = 4096
"""Chromium's limits for one domain and one cookie; a server with more cookies than this is no reader's site."""


@dataclass(frozen=True, slots=True)
class _Cookie:
    name: str
    value: str
    domain: str
    path: str
    host_only: bool
    secure: bool

    def fits(self, address: Address) -> bool:
        """RFC 6265 §5.4: host, path and scheme."""
        if address.host != self.domain and (self.host_only or not _is_under(address.host, self.domain)):
            return False
        if self.secure and address.scheme != "https":
            return False
        path = address.path or "/"
        return path == self.path or path.startswith(self.path.rstrip("/") + "/")


class CookieJar:
    """Cookies of one chain: set by its answers, sent to the hosts and paths they were set for."""

    def __init__(self) -> None:
        self._cookies: dict[tuple[str, str, str], _Cookie] = {}

    def store(self, address: Address, set_cookie: tuple[str, ...]) -> None:
        """Take the Set-Cookie headers of an answer from ``address``."""
        for line in set_cookie:
            if len(line) <= _MAX_LENGTH:
                self._store_one(address, line)

    def header(self, address: Address) -> str:
        """Return the Cookie header for a request, longer paths first; empty where no cookie fits."""
        fitting = [cookie for cookie in self._cookies.values() if cookie.fits(address)]
        fitting.sort(key=lambda cookie: -len(cookie.path))
        return "; ".join(f"{cookie.name}={cookie.value}" if cookie.name else cookie.value for cookie in fitting)

    def snapshot(self) -> frozenset[_Cookie]:
        """Return the cookies as they are: a loop is one only where an address comes back with none changed."""
        return frozenset(self._cookies.values())

    def _store_one(self, address: Address, line: str) -> None:
        pair, _, rest = line.partition(";")
        name, equals, value = pair.partition("=")
        if not equals:
            name, value = "", pair
        attributes = _attributes(rest)
        domain = attributes.get("domain", "").lstrip(".").lower()
        if domain and domain != address.host and (not _is_under(address.host, domain) or is_public_suffix(domain)):
            return
        path = attributes.get("path", "")
        cookie = _Cookie(
            name=_clean(name),
            value=_clean(value),
            domain=domain or address.host,
            path=path if path.startswith("/") else _default_path(address),
            host_only=not domain,
            secure="secure" in attributes,
        )
        if not cookie.name and not cookie.value:
            return
        key = (cookie.name, cookie.domain, cookie.path)
        if _is_deletion(attributes):
            self._cookies.pop(key, None)
        elif key in self._cookies or len(self._cookies) < _MAX_COOKIES:
            self._cookies[key] = cookie


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, _, value = part.partition("=")
        found[name.strip().lower()] = value.strip()
    return found


def _is_deletion(attributes: dict[str, str]) -> bool:
    """Tell whether a cookie has expired already; Max-Age has the last word (RFC 6265 §5.3)."""
    age = attributes.get("max-age", "")
    if age.removeprefix("-").isdecimal():
        return age.startswith("-") or not age.strip("0")
    if "expires" not in attributes:
        return False
    try:
        expires = email.utils.parsedate_to_datetime(attributes["expires"].replace("-", " "))
    except ValueError:
        return False
    return expires.replace(tzinfo=expires.tzinfo or UTC) < datetime.now(UTC)


def _is_under(host: str, domain: str) -> bool:
    return host.endswith("." + domain) and not host.replace(".", "").isdecimal()


def _default_path(address: Address) -> str:
    return (address.path or "/").rpartition("/")[0] or "/"


def _clean(text: str) -> str:
    """Drop what a request header must not carry; what is not ASCII goes out as the UTF-8 bytes it came as."""
    return "".join(c for c in text.strip() if c >= " " and c != "\x7f")
