"""One session for all: redirects, body caps, TLS and DNS failures told apart, address guard, pacing, retry.

``Net`` is loaded when it is asked for (PEP 562): sites import the nouns beside it to claim addresses, and a claim must
not pay for aiohttp and requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fetchers.net.budget import Budget
from fetchers.net.cookies import CookieJar
from fetchers.net.messages import Call, Errand, Profile, Reply, Visit
from fetchers.net.settings import HostRule, NetSettings, Resolver

if TYPE_CHECKING:
    from fetchers.net.net import Net

__all__ = [
    "Budget",
    "Call",
    "CookieJar",
    "Errand",
    "HostRule",
    "Net",
    "NetSettings",
    "Profile",
    "Reply",
    "Resolver",
    "Visit",
]


def __getattr__(name: str) -> object:
    if name == "Net":
        from fetchers.net.net import Net  # noqa: PLC0415

        return Net
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
