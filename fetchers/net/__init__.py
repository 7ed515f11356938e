"""One session for all: redirects, body caps, TLS and DNS failures told apart, address guard, pacing, retry.

What needs more than nouns is loaded when it is asked for (PEP 562): sites import the nouns to claim addresses, and a
claim must not pay for aiohttp, requests and asyncio.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

from fetchers.net.budget import Budget
from fetchers.net.messages import MOST_OF_AN_ANSWER, ApiRequest, PageRequest, PageResponse, Profile, Response

if TYPE_CHECKING:
    from fetchers.net.host_policy import HostPolicy
    from fetchers.net.http.cookies import CookieJar
    from fetchers.net.net import Net
    from fetchers.net.network_settings import NetSettings, Resolver
    from fetchers.net.pacing.policies import without_intervals

__all__ = [
    "MOST_OF_AN_ANSWER", "ApiRequest", "Budget", "CookieJar", "HostPolicy", "Net", "NetSettings", "PageRequest",
    "PageResponse", "Profile", "Resolver", "Response", "without_intervals",
]  # fmt: skip


_LATER: Final = {
    "CookieJar": "fetchers.net.http.cookies",
    "HostPolicy": "fetchers.net.host_policy",
    "Net": "fetchers.net.net",
    "NetSettings": "fetchers.net.network_settings",
    "Resolver": "fetchers.net.network_settings",
    "without_intervals": "fetchers.net.pacing.policies",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_LATER[name]), name)
