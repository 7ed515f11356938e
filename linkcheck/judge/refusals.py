"""Rules on walls, limits and statuses that say nothing of the page. Data.

Being refused is evidence about the asker, not about the page.
"""

from __future__ import annotations

import sys
from typing import Final

from fetchers.failure import FailureKind
from fetchers.pages.traits import challenges
from fetchers.pages.traits.access_walls import is_login_address
from linkcheck.judge.case import Case
from linkcheck.judge.conditions import Condition, has, status
from linkcheck.judge.places import registrable
from linkcheck.judge.rule import Rule
from linkcheck.model import Confidence, Verdict

_RFC9110: Final = "RFC 9110 §15"
_WALLED: Final = frozenset({"x.com", "twitter.com", "linkedin.com", "facebook.com", "instagram.com", "threads.net"})
"""Sites that answer strangers with 400, 403 or a loop where people see the page."""
_PASSING_4XX: Final = frozenset({408, 421, 425, 429})
_REFUSALS: Final = frozenset(range(400, 500)) - {404, 410}
_ENDLESS: Final = frozenset({FailureKind.REDIRECT_LOOP, FailureKind.COOKIE_LOOP, FailureKind.TOO_MANY_REDIRECTS})


def _not_asked_for(case: Case) -> bool:
    """A wall before which we did not ask to stand: an address that names it is what it says."""
    return not (case.is_ok and _asked_for_it(case))


def _asked_for_it(case: Case) -> bool:
    return not case.is_elsewhere and (not case.is_deep or is_login_address(case.link.url))


def _walled_site(case: Case) -> bool:
    refused = case.status in _REFUSALS or case.failure in _ENDLESS
    address = case.final or case.asked
    return refused and address is not None and registrable(address.host) in _WALLED


def _is_spent(case: Case) -> bool:
    return case.observation.headers.get("x-ratelimit-remaining", "").strip() == "0"


_NAMES: Final = {
    "challenge": "a check that a person is asking",
    "refused-at-edge": "a refusal at the network's edge",
    "access-denied": "a page that denies access",
}


def _challenge(trait: str) -> Rule:
    name = _NAMES.get(trait) or "a challenge of " + trait.removeprefix("challenge-").replace("-", " ")
    sources = dict.fromkeys(marker.source for marker in challenges.MARKERS if marker.trait == trait)
    low = trait == "refused-at-edge"
    return Rule(
        reason=trait,
        verdict=Verdict.BLOCKED,
        where=has(trait),
        detail=f"{{host}} answered with {name}: a reader may well see the page.",
        source=next(iter(sources)),
        confidence=Confidence.LOW if low else Confidence.HIGH,
    )


WALLS: Final = (
    *(_challenge(trait) for trait in dict.fromkeys(marker.trait for marker in challenges.MARKERS)),
    Rule(
        reason="consent-wall",
        verdict=Verdict.BLOCKED,
        where=has("consent-wall"),
        detail="{host} wants consent to cookies before it shows the page.",
        source="consent services of Google, Yahoo and publishers",
    ),
    Rule(
        reason="login-wall",
        verdict=Verdict.BLOCKED,
        where=has("login-wall"),
        test=_not_asked_for,
        detail="{host} wants a login before it shows the page.",
        source="EDGI, InternetArchiveBot",
    ),
    Rule(
        reason="return-wall",
        verdict=Verdict.BLOCKED,
        where=has("return-wall"),
        test=lambda case: not case.has("error-path"),
        detail="{host} puts another page first and has noted where the reader wanted to go.",
        source="?next=, ?return_to=: logins, consent pages, age checks",
    ),
    Rule(
        reason="access-request",
        verdict=Verdict.BLOCKED,
        where=has("access-request"),
        detail="{host} shows the page only to those it was shared with.",
        source="Google Drive, SharePoint, private sites",
    ),
    Rule(
        reason="not-in-region",
        verdict=Verdict.BLOCKED,
        where=has("not-in-region"),
        detail="{host} does not show the page in this country.",
        source="geographic blocks",
    ),
    Rule(
        reason="walled-site",
        verdict=Verdict.BLOCKED,
        test=_walled_site,
        detail="{host} shows its pages to people who are logged in, and to no one else.",
        source="linkinator #709, lychee #1457, muffet #308",
    ),
)
"""Marks of walls, on any status."""

LIMITS: Final = (
    Rule(
        reason="rate-limited",
        verdict=Verdict.UNREACHABLE,
        where=status(429),
        detail="{host} asks for a slower pace than this run had time for.",
        source="RFC 6585 §4",
    ),
    Rule(
        reason="rate-limited",
        verdict=Verdict.UNREACHABLE,
        where=status(403),
        test=_is_spent,
        detail="{host} has no requests left for us until its limit is reset.",
        source="GitHub REST documentation, rate limits",
    ),
    Rule(
        reason="rate-limited",
        verdict=Verdict.UNREACHABLE,
        where=has("rate-limit-page"),
        detail="{host} answers with a page that asks for a slower pace.",
        source="Cloudflare 1015 and proxies",
    ),
)

STATUSES: Final = (
    Rule(
        reason="http-{status}",
        verdict=Verdict.UNREACHABLE,
        where=status(408, 421, 425),
        detail="{host} answered {status}: the request came at a bad moment, the page may be fine.",
        source=_RFC9110,
    ),
    Rule(
        reason="http-{status}",
        verdict=Verdict.BLOCKED,
        where=status(401, 402, 407, 412, 428, 440, 449),
        detail="{host} wants a login or a subscription ({status}).",
        source="InternetArchiveBot, paywall statuses",
    ),
    Rule(
        reason="http-451",
        verdict=Verdict.BLOCKED,
        where=status(451),
        detail="{host} withholds the page for legal reasons (451).",
        source="RFC 7725",
    ),
    Rule(
        reason="http-403",
        verdict=Verdict.BLOCKED,
        where=status(403),
        detail="{host} refuses us (403); a reader may see the page.",
        source=_RFC9110,
    ),
    Rule(
        reason="http-{status}",
        verdict=Verdict.BLOCKED,
        where=status(*_REFUSALS - _PASSING_4XX),
        detail="{host} refuses the request ({status}), which says nothing of the page.",
        source="RFC 9110 §15.5: an unknown 4xx is a 400",
    ),
    Rule(
        reason="http-{status}",
        verdict=Verdict.UNREACHABLE,
        where=status(525, 526),
        detail="{host} cannot agree with its own origin on TLS ({status}).",
        source="Cloudflare docs, 5xx",
        notes=("origin-tls",),
    ),
    Rule(
        reason="http-{status}",
        verdict=Verdict.UNREACHABLE,
        where=Condition(statuses=range(500, 600)),
        detail="{host} is out of order ({status}).",
        source="RFC 9110 §15.6",
    ),
    Rule(
        reason="http-{status}",
        verdict=Verdict.BLOCKED,
        where=Condition(statuses=range(600, sys.maxsize)),
        detail="{host} refuses robots ({status}).",
        source="linkinator #709: LinkedIn's 999",
    ),
)
"""Statuses that claim nothing. 404 and 410 are not among them."""

ILL: Final = tuple(
    Rule(reason=reason, verdict=Verdict.UNREACHABLE, where=has(trait), detail=detail, source=source)
    for reason, trait, detail, source in (
        ("database-error", "database-error", "{host} cannot reach its own database.", "WordPress and others"),
        (
            "server-error-page",
            "server-error-page",
            "{host} answers 200 with a server error's page.",
            "EDGI web-monitoring",
        ),
        (
            "server-error-page",
            "vague-error",
            "{host} answers 200 and says that something went wrong.",
            "content systems' own wordings",
        ),
        ("maintenance", "maintenance", "{host} is down for maintenance.", "EDGI web-monitoring"),
    )
)
"""Pages that answer 200 and say that the site is ill."""
