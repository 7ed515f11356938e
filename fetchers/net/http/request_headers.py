"""The headers a request goes out with: its profile's, those of the user's rules for its host, and its own. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, metadata
from typing import TypeAlias

from fetchers.addresses.address import DEFAULT_PORTS, Address
from fetchers.net.host_policy import stated_for
from fetchers.net.http.body import ACCEPT_ENCODING
from fetchers.net.messages import Profile
from fetchers.net.network_settings import NetSettings

_ACCEPT_PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
"""crates.io answers 404 to a page request without text/html in it."""

_CHROME = "139"


def headers_of(profile: Profile, *, language: str, contact: str | None) -> Mapping[str, str]:
    """Return the headers of a profile. ``language`` is a BCP 47 tag; some sites answer 404 without a language."""
    common = {"Accept-Encoding": ACCEPT_ENCODING}
    if profile is Profile.API:
        return {"User-Agent": user_agent(contact), "Accept": "application/json", **common}
    page = {"Accept": _ACCEPT_PAGE, "Accept-Language": _languages(language), **common}
    if profile is Profile.HONEST:
        return {"User-Agent": user_agent(contact), **page, "Upgrade-Insecure-Requests": "1"}
    return {
        "sec-ch-ua": f'"Chromium";v="{_CHROME}", "Not;A=Brand";v="99"',
        "sec-ch-ua-mobile": "?0",
        "sec-ch-ua-platform": '"Linux"',
        "Upgrade-Insecure-Requests": "1",
        "User-Agent": f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{_CHROME}.0.0.0 Safari/537.36",
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
        "Sec-Fetch-Site": "none",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-User": "?1",
        "Sec-Fetch-Dest": "document",
        **common,
        "Accept-Language": _languages(language),
    }


def user_agent(contact: str | None) -> str:
    """Return our name, version and where to complain."""
    release, home = _package()
    where = contact or home
    return f"linkcheck/{release}" + (f" (+{where})" if where else " (checks the links of reading lists)")


@lru_cache(maxsize=1)
def _package() -> tuple[str, str | None]:
    """Return the version and home page of the installed package."""
    try:
        facts = metadata("awesome-linkcheck")
    except PackageNotFoundError:
        return "0", None
    urls = dict(line.split(", ", 1) for line in facts.get_all("Project-URL") or [])
    return facts["Version"], urls.get("Homepage")


def _languages(language: str) -> str:
    """``zh-CN`` becomes ``zh-CN,zh;q=0.9,en;q=0.8``."""
    primary = language.partition("-")[0]
    tags = list(dict.fromkeys([language, primary, "en"]))
    return ",".join(tag if index == 0 else f"{tag};q={1 - index / 10:.1f}" for index, tag in enumerate(tags))


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
