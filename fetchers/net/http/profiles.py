"""The request headers of each profile, as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, metadata

from fetchers.net.http.body import ACCEPT_ENCODING
from fetchers.net.messages import Profile

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
