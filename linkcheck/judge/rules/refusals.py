"""Rules on walls, limits and statuses that say nothing of the page. Data.

Being refused is evidence about the asker, not about the page.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Final

from fetchers.addresses.domains import registrable
from fetchers.codes import Note
from fetchers.facts import Witness
from fetchers.failure import FailureKind
from fetchers.pages.traits import challenges
from fetchers.pages.traits.access_walls import is_login_address
from linkcheck.judge.case import Case
from linkcheck.judge.conditions import Condition, has, status
from linkcheck.judge.rule import Rule
from linkcheck.judge.rules import gone_pages
from linkcheck.model import Confidence, Doubt, Verdict
from linkcheck.model.reasons import Reason

_RFC9110: Final = "RFC 9110 §15"
_WALLED: Final = frozenset({"x.com", "twitter.com", "linkedin.com", "facebook.com", "instagram.com", "threads.net"})
"""Sites that answer strangers with 400, 403 or a loop where people see the page."""
_PASSING_4XX: Final = frozenset({408, 421, 425, 429})
_REFUSALS: Final = frozenset(range(400, 500)) - {404, 410}
_NOBODYS: Final = frozenset({"default-page", "parked", "domain-lapsed"})
"""Traits of hosts without a site: that readers are asked to come back later is their template's courtesy."""
_ENDLESS: Final = frozenset({FailureKind.REDIRECT_LOOP, FailureKind.COOKIE_LOOP, FailureKind.TOO_MANY_REDIRECTS})


def _not_asked_for(case: Case) -> bool:
    """True unless the link itself leads to the wall (a link to a login page is what it says)."""
    return not (case.is_ok and _asked_for_it(case))


def _asked_for_it(case: Case) -> bool:
    return not case.is_elsewhere and (not case.is_deep or is_login_address(case.link.url))


def _walled_site(case: Case) -> bool:
    refused = case.status in _REFUSALS or case.failure in _ENDLESS
    address = case.final or case.asked
    return refused and address is not None and registrable(address.host) in _WALLED


def _is_spent(case: Case) -> bool:
    return case.observation.headers.get("x-ratelimit-remaining", "").strip() == "0"


_NAMED: Final = {"refused-at-edge": Reason.REFUSED_AT_EDGE, "access-denied": Reason.ACCESS_DENIED}
"""Traits of walls that no product is known by."""


def _challenge(trait: str) -> Rule:
    product = trait.removeprefix("challenge").removeprefix("-")
    name = product.replace("-", " ")
    sources = dict.fromkeys(marker.source for marker in challenges.MARKERS if marker.trait == trait)
    return Rule(
        reason=_NAMED.get(trait, Reason.CHALLENGE),
        about="" if trait in _NAMED else product,
        verdict=Verdict.BLOCKED,
        where=has(trait),
        detail=f"{{host}} answered with a challenge of {name}: a reader may well see the page"
        if product and trait not in _NAMED
        else "",
        source=next(iter(sources)),
        confidence=Confidence.LOW if trait == "refused-at-edge" else Confidence.HIGH,
    )


WALLS: Final = (
    *(_challenge(trait) for trait in dict.fromkeys(marker.trait for marker in challenges.MARKERS)),
    Rule(
        reason=Reason.CONSENT_WALL,
        verdict=Verdict.BLOCKED,
        where=has("consent-wall"),
        source="consent services of Google, Yahoo and publishers",
    ),
    Rule(
        reason=Reason.LOGIN_WALL,
        verdict=Verdict.BLOCKED,
        where=has("login-wall"),
        test=_not_asked_for,
        source="EDGI, InternetArchiveBot",
    ),
    Rule(
        reason=Reason.ACCESS_REQUEST,
        verdict=Verdict.BLOCKED,
        where=has("access-request"),
        source="Google Drive, SharePoint, private sites",
    ),
    Rule(reason=Reason.NOT_IN_REGION, verdict=Verdict.BLOCKED, where=has("not-in-region"), source="geographic blocks"),
    Rule(
        reason=Reason.WALLED_SITE,
        verdict=Verdict.BLOCKED,
        test=_walled_site,
        source="linkinator #709, lychee #1457, muffet #308",
    ),
)
"""Marks of walls, on any status."""

LIMITS: Final = (
    Rule(reason=Reason.RATE_LIMITED, verdict=Verdict.UNREACHABLE, where=status(429), source="RFC 6585 §4"),
    Rule(
        reason=Reason.RATE_LIMITED,
        verdict=Verdict.UNREACHABLE,
        where=status(403),
        test=_is_spent,
        detail="{host} has no requests left for us until its limit is reset.",
        source="GitHub REST documentation, rate limits",
    ),
    Rule(
        reason=Reason.RATE_LIMITED,
        verdict=Verdict.UNREACHABLE,
        where=has("rate-limit-page"),
        detail="{host} answers with a page that asks for a slower pace.",
        source="Cloudflare 1015 and proxies",
    ),
)

STATUSES: Final = (
    Rule(
        reason=Reason.HTTP_OTHER,
        verdict=Verdict.UNREACHABLE,
        where=status(408, 421, 425),
        detail="{host} answered {status}: the request came at a bad moment, the page may be fine.",
        source=_RFC9110,
    ),
    Rule(reason=Reason.HTTP_401, verdict=Verdict.BLOCKED, where=status(401), source="RFC 9110 §15.5.2"),
    Rule(reason=Reason.HTTP_402, verdict=Verdict.BLOCKED, where=status(402), source="RFC 9110 §15.5.3"),
    Rule(
        reason=Reason.HTTP_OTHER,
        verdict=Verdict.BLOCKED,
        where=status(407, 412, 428, 440, 449),
        detail="{host} wants a login or a subscription ({status}).",
        source="InternetArchiveBot, paywall statuses",
    ),
    Rule(reason=Reason.HTTP_451, verdict=Verdict.BLOCKED, where=status(451), source="RFC 7725"),
    Rule(reason=Reason.HTTP_403, verdict=Verdict.BLOCKED, where=status(403), source=_RFC9110),
    Rule(
        reason=Reason.HTTP_OTHER,
        verdict=Verdict.BLOCKED,
        where=status(*_REFUSALS - _PASSING_4XX),
        detail="{host} refuses the request ({status}), which says nothing of the page.",
        source="RFC 9110 §15.5: an unknown 4xx is a 400",
    ),
    Rule(
        reason=Reason.HTTP_OTHER,
        verdict=Verdict.UNREACHABLE,
        where=status(525, 526),
        detail="{host} cannot agree with its own origin on TLS ({status}).",
        source="Cloudflare docs, 5xx",
        notes=(Note.ORIGIN_TLS,),
    ),
    Rule(reason=Reason.HTTP_500, verdict=Verdict.UNREACHABLE, where=status(500), source="RFC 9110 §15.6.1"),
    Rule(reason=Reason.HTTP_502, verdict=Verdict.UNREACHABLE, where=status(502), source="RFC 9110 §15.6.3"),
    Rule(reason=Reason.HTTP_503, verdict=Verdict.UNREACHABLE, where=status(503), source="RFC 9110 §15.6.4"),
    Rule(reason=Reason.HTTP_504, verdict=Verdict.UNREACHABLE, where=status(504), source="RFC 9110 §15.6.5"),
    Rule(
        reason=Reason.HTTP_OTHER,
        verdict=Verdict.UNREACHABLE,
        where=Condition(statuses=range(500, 600)),
        detail="{host} is out of order ({status}).",
        source="RFC 9110 §15.6",
    ),
    Rule(
        reason=Reason.HTTP_OTHER,
        verdict=Verdict.BLOCKED,
        where=Condition(statuses=range(600, sys.maxsize)),
        detail="{host} refuses robots ({status}).",
        source="linkinator #709: LinkedIn's 999",
    ),
)
"""Statuses that claim nothing. 404 and 410 are not among them."""


def _may_be_a_lost_record(case: Case) -> bool:
    """Something went wrong, by title or heading alone, and a line says what: there is no such record."""
    asks_to_return = Witness.TEXT in case.observation.witnesses.get("server-error-page", ())
    return case.has("vague-error") and case.has("names-loss") and not asks_to_return


_VAGUE: Final = Rule(
    reason=Reason.SERVER_ERROR_PAGE,
    verdict=Verdict.UNREACHABLE,
    where=has("vague-error"),
    detail="{host} answers 200 and says that something went wrong.",
    source="content systems' own wordings",
)
ILL: Final = (
    Rule(
        reason=Reason.DATABASE_ERROR,
        verdict=Verdict.UNREACHABLE,
        where=has("database-error"),
        source="WordPress and others",
    ),
    Rule(
        reason=Reason.SERVER_ERROR_PAGE,
        verdict=Verdict.UNREACHABLE,
        where=has("server-error-page"),
        test=lambda case: case.facts.traits.isdisjoint(_NOBODYS) and not _may_be_a_lost_record(case),
        source="EDGI web-monitoring",
    ),
    replace(_VAGUE, test=lambda case: not _may_be_a_lost_record(case)),
    replace(_VAGUE, test=gone_pages.may_be_a_notice_of_loss, doubt=Doubt.SIBLING),
    replace(_VAGUE, test=lambda case: not gone_pages.is_a_notice_of_loss(case)),
    Rule(
        reason=Reason.MAINTENANCE, verdict=Verdict.UNREACHABLE, where=has("maintenance"), source="EDGI web-monitoring"
    ),
)
"""Pages that answer 200 and report an error of the site."""
