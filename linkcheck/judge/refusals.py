"""Rules on walls, limits and statuses that say nothing of the page. Data.

Being refused is evidence about the asker, not about the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fetchers.traits import challenges
from fetchers.traits.walls import is_login_address
from linkcheck.judge.case import Case
from linkcheck.judge.places import registrable
from linkcheck.judge.rule import Rule, Test
from linkcheck.model import Confidence, Verdict

_RFC9110: Final = "RFC 9110 §15"
_WALLED: Final = frozenset({"x.com", "twitter.com", "linkedin.com", "facebook.com", "instagram.com", "threads.net"})
"""Sites that answer strangers with 400, 403 or a loop where people see the page."""
_PASSING_4XX: Final = frozenset({408, 421, 425, 429})
_GONE: Final = frozenset({404, 410})


def status_in(statuses: Iterable[int]) -> Test:
    """Return a test for the last hop's status."""
    wanted = frozenset(statuses)
    return lambda case: case.status in wanted


def has(*traits: str) -> Test:
    """Return a test for traits."""
    return lambda case: case.has(*traits)


def _met(trait: str) -> Test:
    """A wall before which we did not ask to stand: an address that names it is what it says."""
    return lambda case: case.has(trait) and not (case.is_ok and _asked_for_it(case))


def _asked_for_it(case: Case) -> bool:
    return not case.is_elsewhere and (not case.is_deep or is_login_address(case.link.url))


def _walled_site(case: Case) -> bool:
    if case.final is None and case.asked is None:
        return False
    host = (case.final or case.asked).host  # type: ignore[union-attr]  # one of them is an address
    refused = case.status is not None and case.status >= 400 and case.status not in _GONE and case.status < 500
    return registrable(host) in _WALLED and (refused or case.failure in ("redirect-loop", "too-many-redirects"))


def _rate_limited_403(case: Case) -> bool:
    return case.status == 403 and case.observation.headers.get("x-ratelimit-remaining", "").strip() == "0"


def _class_4xx(case: Case) -> bool:
    return case.status is not None and 400 <= case.status < 500 and case.status not in _GONE | _PASSING_4XX


def _class_5xx(case: Case) -> bool:
    return case.status is not None and 500 <= case.status < 600


def _beyond_the_classes(case: Case) -> bool:
    return case.status is not None and case.status >= 600


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
        test=has(trait),
        detail=f"{{host}} answered with {name}: a reader may well see the page.",
        source=next(iter(sources)),
        confidence=Confidence.LOW if low else Confidence.HIGH,
    )


WALLS: Final = (
    *(_challenge(trait) for trait in dict.fromkeys(marker.trait for marker in challenges.MARKERS)),
    Rule(
        reason="consent-wall",
        verdict=Verdict.BLOCKED,
        test=has("consent-wall"),
        detail="{host} wants consent to cookies before it shows the page.",
        source="consent services of Google, Yahoo and publishers",
    ),
    Rule(
        reason="login-wall",
        verdict=Verdict.BLOCKED,
        test=_met("login-wall"),
        detail="{host} wants a login before it shows the page.",
        source="EDGI, InternetArchiveBot",
    ),
    Rule(
        reason="return-wall",
        verdict=Verdict.BLOCKED,
        test=lambda case: case.has("return-wall") and not case.has("error-path"),
        detail="{host} puts another page first and has noted where the reader wanted to go.",
        source="?next=, ?return_to=: logins, consent pages, age checks",
    ),
    Rule(
        reason="access-request",
        verdict=Verdict.BLOCKED,
        test=has("access-request"),
        detail="{host} shows the page only to those it was shared with.",
        source="Google Drive, SharePoint, private sites",
    ),
    Rule(
        reason="not-in-region",
        verdict=Verdict.BLOCKED,
        test=has("not-in-region"),
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
        test=status_in({429}),
        detail="{host} asks for a slower pace than this run had time for.",
        source="RFC 6585 §4",
    ),
    Rule(
        reason="rate-limited",
        verdict=Verdict.UNREACHABLE,
        test=_rate_limited_403,
        detail="{host} has no requests left for us until its limit is reset.",
        source="GitHub REST documentation, rate limits",
    ),
    Rule(
        reason="rate-limited",
        verdict=Verdict.UNREACHABLE,
        test=has("rate-limit-page"),
        detail="{host} answers with a page that asks for a slower pace.",
        source="Cloudflare 1015 and proxies",
    ),
)

STATUSES: Final = (
    Rule(
        reason="http-{status}",
        verdict=Verdict.UNREACHABLE,
        test=status_in({408, 421, 425}),
        detail="{host} answered {status}: the request came at a bad moment, the page may be fine.",
        source=_RFC9110,
    ),
    Rule(
        reason="http-{status}",
        verdict=Verdict.BLOCKED,
        test=status_in({401, 402, 407, 412, 428, 440, 449}),
        detail="{host} wants a login or a subscription ({status}).",
        source="InternetArchiveBot, paywall statuses",
    ),
    Rule(
        reason="http-451",
        verdict=Verdict.BLOCKED,
        test=status_in({451}),
        detail="{host} withholds the page for legal reasons (451).",
        source="RFC 7725",
    ),
    Rule(
        reason="http-403",
        verdict=Verdict.BLOCKED,
        test=status_in({403}),
        detail="{host} refuses us (403); a reader may see the page.",
        source=_RFC9110,
    ),
    Rule(
        reason="http-{status}",
        verdict=Verdict.BLOCKED,
        test=_class_4xx,
        detail="{host} refuses the request ({status}), which says nothing of the page.",
        source="RFC 9110 §15.5: an unknown 4xx is a 400",
    ),
    Rule(
        reason="http-{status}",
        verdict=Verdict.UNREACHABLE,
        test=status_in({525, 526}),
        detail="{host} cannot agree with its own origin on TLS ({status}).",
        source="Cloudflare docs, 5xx",
        notes=("origin-tls",),
    ),
    Rule(
        reason="http-{status}",
        verdict=Verdict.UNREACHABLE,
        test=_class_5xx,
        detail="{host} is out of order ({status}).",
        source="RFC 9110 §15.6",
    ),
    Rule(
        reason="http-{status}",
        verdict=Verdict.BLOCKED,
        test=_beyond_the_classes,
        detail="{host} refuses robots ({status}).",
        source="linkinator #709: LinkedIn's 999",
    ),
)
"""Statuses that claim nothing. 404 and 410 are not among them."""

ILL: Final = tuple(
    Rule(reason=reason, verdict=Verdict.UNREACHABLE, test=has(trait), detail=detail, source=source)
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
