"""One session for all: redirects, body caps, TLS and DNS failures told apart, address guard, pacing, retry."""

from fetchers.net.budget import Budget
from fetchers.net.cookies import CookieJar
from fetchers.net.messages import Call, Errand, Profile, Reply, Visit
from fetchers.net.net import Net
from fetchers.net.settings import HostRule, NetSettings, Resolver

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
