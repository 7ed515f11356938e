"""Rules on pages that are gone: by status, and behind a 200. Cheapest first. Data."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from linkcheck.judge.case import Case
from linkcheck.judge.conditions import FROM_400, OK, Condition, has, status
from linkcheck.judge.drift import is_hijacked, is_retitled
from linkcheck.judge.places import is_file_view, is_home
from linkcheck.judge.rule import Rule, Test
from linkcheck.model import Confidence, Doubt, Verdict

_WWW2004: Final = "Bar-Yossef et al., WWW 2004"
_NDSS2015: Final = "Vissers et al., NDSS 2015"
_EDGI: Final = "EDGI web-monitoring"
_APOLOGY: Final = Condition(statuses=OK, traits=frozenset({"apology"}))

BY_STATUS: Final = (
    Rule(
        reason="http-410",
        verdict=Verdict.DEAD,
        where=status(410),
        detail="{host} says that the page is gone for good (410).",
        source="RFC 9110 §15.5.11",
    ),
    Rule(
        reason="unclaimed-host",
        verdict=Verdict.DEAD,
        where=Condition(traits=frozenset({"unclaimed-host"}), statuses=FROM_400),
        detail="{host} points to a hosting service where nobody claims it.",
        source="Fastly, Heroku, GitHub Pages, S3",
    ),
    Rule(
        reason="http-404",
        verdict=Verdict.DEAD,
        where=status(404),
        detail="{host} does not find the page (404).",
        source="RFC 9110 §15.5.5",
    ),
)


def _confirmed(test: Test) -> Test:
    """The server treats what cannot exist alike."""
    return lambda case: case.sibling_agrees is True and test(case)


def _open(test: Test) -> Test:
    """Nothing is known of how the server treats what cannot exist."""
    return lambda case: case.sibling_agrees is None and test(case)


def _home_of_the_site(case: Case) -> bool:
    return case.is_elsewhere and case.ends_at_home and case.is_deep and case.stays_on_site


def _home_of_another_site(case: Case) -> bool:
    return case.is_elsewhere and case.ends_at_home and case.is_deep and not case.stays_on_site


def _refreshes_home(case: Case) -> bool:
    """A page that sends its reader to the front door after a while: "page moved"."""
    page = case.observation.page
    if page is None or page.refresh is None or not case.is_deep:
        return False
    target = case.parse(page.refresh)
    return target is not None and is_home(target) and page.words < 120


def _canonical_is_home(case: Case) -> bool:
    page = case.observation.page
    if page is None or not page.canonical or not case.is_deep or case.has("app-shell"):
        return False
    target = case.parse(page.canonical)
    return target is not None and is_home(target) and not case.ends_at_home and not (case.asked and case.asked.query)


def _apologises(case: Case) -> bool:
    return case.is_deep and not case.has("app-shell")


def _was_a_pdf(case: Case) -> bool:
    if case.observation.page is None or case.is_elsewhere or case.asked is None or is_file_view(case.asked):
        return False
    kind = case.observation.headers.get("content-type", "").lower()
    return (not kind or "html" in kind) and case.asked.path.lower().endswith(".pdf")


def _pair(reason: str, test: Test, detail: str, source: str) -> tuple[Rule, Rule]:
    """Believed with the probe, suspected until it is made; cleared where the server tells the two apart."""
    return (
        Rule(
            reason=reason,
            verdict=Verdict.SOFT_DEAD,
            where=Condition(statuses=OK, probed=True),
            test=_confirmed(test),
            detail=f"{detail}, as any unknown address does.",
            source=source,
        ),
        Rule(
            reason=reason,
            verdict=Verdict.SOFT_DEAD,
            where=Condition(statuses=OK),
            test=_open(test),
            detail=f"{detail}.",
            source=source,
            confidence=Confidence.LOW,
            doubt=Doubt.SIBLING,
        ),
    )


def _plain(reason: str, detail: str, source: str, *, low: bool = False) -> tuple[Rule, ...]:
    """Believed where it is proven; where one weak witness says so, the probe has to say it as well."""
    proven = Rule(
        reason=reason,
        verdict=Verdict.SOFT_DEAD,
        where=has(reason),
        detail=detail,
        source=source,
        confidence=Confidence.LOW if low else Confidence.HIGH,
    )
    hinted = Condition(statuses=OK, hints=frozenset({reason}))
    return (
        proven,
        replace(proven, where=replace(hinted, probed=True), test=_is_alike),
        replace(proven, where=hinted, test=_can_be_probed, confidence=Confidence.LOW, doubt=Doubt.SIBLING),
    )


def _is_alike(case: Case) -> bool:
    return case.sibling_is_alike and case.is_deep and not case.has("app-shell")


def _can_be_probed(case: Case) -> bool:
    return case.observation.sibling is None and case.is_deep and not case.has("app-shell")


SOFT: Final = (
    *_plain("parked", "{host} shows a parking page: the domain is for sale or sold.", _NDSS2015),
    *_plain("domain-lapsed", "{host} shows a registrar's page: its registration has run out.", _NDSS2015),
    *_plain("suspended", "{host} shows a page of its host's: the account is suspended.", "cPanel and others"),
    Rule(
        reason="hijacked",
        verdict=Verdict.SOFT_DEAD,
        where=Condition(statuses=OK, signs=frozenset({"spam-topic"})),
        test=is_hijacked,
        detail="{host} now advertises something else: the domain has been taken over.",
        source="awesome-osint #1126",
        notes=("hijacked",),
    ),
    *_plain("error-path", "Redirects to an error page: {final}.", "EDGI web-monitoring, DeadlinkChecker"),
    *_plain("deleted-content", "{host} says that the content was removed.", "platforms' own wordings"),
    *_plain("title-not-found", "The page says that it was not found: “{title}”.", _EDGI),
    *_plain("body-not-found", "The page says that it was not found.", _WWW2004),
    *_plain(
        "unclaimed-host",
        "{host} points to a hosting service where nobody claims it.",
        "Fastly, Heroku, GitHub Pages, S3",
    ),
    *_plain("default-page", "{host} shows its server's default page.", "servers' and panels' default pages"),
    *_pair(
        "redirect-to-home",
        _home_of_the_site,
        "Redirects to the front page of {host}",
        "EDGI, DeadlinkChecker; " + _WWW2004,
    ),
    *_pair(
        "redirect-to-other-site", _home_of_another_site, "Redirects to the front page of another site, {host}", _WWW2004
    ),
    *_pair("refresh-to-home", _refreshes_home, "The page sends its readers to the front page", "A Link Rot Bestiary"),
    *_pair(
        "canonical-home",
        _canonical_is_home,
        "The page calls the front page its own address",
        "WHATWG HTML, link canonical",
    ),
    *_pair("pdf-became-page", _was_a_pdf, "Instead of a PDF there is a page", _WWW2004),
    Rule(
        reason="same-as-unknown",
        verdict=Verdict.SOFT_DEAD,
        where=replace(_APOLOGY, probed=True),
        test=_confirmed(_apologises),
        detail="{host} shows the same page for any unknown address.",
        source=_WWW2004,
    ),
    *_plain("no-results", "A search without results stands where the page was.", "shops' search pages", low=True),
    Rule(
        reason="drifted",
        verdict=Verdict.SOFT_DEAD,
        where=Condition(statuses=OK),
        test=is_retitled,
        detail="The title has nothing in common with what it was; now “{title}”.",
        source="InternetArchiveBot's human review",
        confidence=Confidence.LOW,
    ),
)
"""Soft-dead: a 2xx, and what was there is gone."""

DOUBTED: Final = (
    Rule(
        reason="apology",
        verdict=Verdict.ALIVE,
        where=_APOLOGY,
        test=_open(_apologises),
        detail="The page answers, though it apologises for something.",
        source=_WWW2004,
        confidence=Confidence.LOW,
        doubt=Doubt.SIBLING,
    ),
    Rule(
        reason="empty-body",
        verdict=Verdict.SOFT_DEAD,
        where=has("empty-body"),
        test=lambda case: case.history.failures >= 2,
        detail="{host} answers with an empty page, again.",
        source="EDGI web-monitoring",
        confidence=Confidence.LOW,
    ),
    Rule(
        reason="empty-body",
        verdict=Verdict.UNREACHABLE,
        where=has("empty-body"),
        detail="{host} answers with an empty page.",
        source="EDGI web-monitoring",
    ),
)
