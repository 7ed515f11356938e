"""Rules on pages that are gone: by status, and behind a 200. Cheapest first. Data."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fetchers.codes import Note
from linkcheck.judge.case import Case
from linkcheck.judge.conditions import FROM_400, OK, Condition, has, status
from linkcheck.judge.rule import Rule, Test
from linkcheck.judge.rules import bounces, gone_pages
from linkcheck.judge.rules.takeover import (
    is_a_lander,
    is_one_strange_page,
    is_taken_over,
    may_be_a_lander,
    may_be_one_strange_page,
    may_be_taken_over,
)
from linkcheck.model import Confidence, Doubt, Verdict
from linkcheck.model.reasons import Reason

_WWW2004: Final = "Bar-Yossef et al., WWW 2004"
_NDSS2015: Final = "Vissers et al., NDSS 2015"
_EDGI: Final = "EDGI web-monitoring"
_APOLOGY: Final = Condition(statuses=OK, traits=frozenset({"apology"}))
_OFF_ENTRY: Final = Condition(statuses=OK, signs=frozenset({"off-entry"}))
_STRANGE: Final = Condition(statuses=OK, signs=frozenset({"strange-text"}))
_OFF_TOPIC: Final = Condition(statuses=OK, signs=frozenset({"off-address", "off-entry"}))
_LANDER: Final = Condition(statuses=OK, signs=frozenset({"lander"}))
_LOSS: Final = Condition(statuses=OK, signs=frozenset({"names-loss"}))
_SLOT: Final = Condition(statuses=OK, traits=frozenset({"empty-slot"}))
_SENT_ON: Final = Condition(statuses=OK, redirected=True)
_NOT_FOUND: Final = frozenset({404})
_OFF_ADDRESS: Final = Condition(statuses=OK, traits=frozenset({"off-address"}))

BY_STATUS: Final = (
    Rule(reason=Reason.HTTP_410, verdict=Verdict.DEAD, where=status(410), source="RFC 9110 §15.5.11"),
    Rule(
        reason=Reason.UNCLAIMED_HOST,
        verdict=Verdict.DEAD,
        where=Condition(traits=frozenset({"unclaimed-host"}), statuses=FROM_400),
        source="Fastly, Heroku, GitHub Pages, S3",
    ),
    Rule(
        reason=Reason.PAGE_WITH_404,
        verdict=Verdict.ALIVE,
        where=Condition(statuses=_NOT_FOUND, probed=True),
        test=gone_pages.is_shown_all_the_same,
        source="servers whose rewriting sends a page with the status of an error",
        confidence=Confidence.LOW,
    ),
    Rule(
        reason=Reason.HTTP_404,
        verdict=Verdict.DEAD,
        where=Condition(statuses=_NOT_FOUND),
        test=lambda case: case.observation.sibling is None and gone_pages.may_be_shown(case),
        source="RFC 9110 §15.5.5",
        doubt=Doubt.SIBLING,
    ),
    Rule(reason=Reason.HTTP_404, verdict=Verdict.DEAD, where=status(404), source="RFC 9110 §15.5.5"),
)


def _confirmed(test: Test) -> Test:
    """The server treats what cannot exist alike."""
    return lambda case: case.sibling_agrees is True and test(case)


def _open(test: Test) -> Test:
    """Nothing is known of how the server treats what cannot exist."""
    return lambda case: case.sibling_agrees is None and test(case)


def _is_alike(case: Case) -> bool:
    return case.sibling_is_alike and gone_pages.can_be_gone(case)


def _is_as_absent(case: Case) -> bool:
    """The server has no status for what cannot exist, and a page for it that says what this one does."""
    return (case.sibling_is_alike or case.sibling_is_absent) and gone_pages.can_be_gone(case)


def _suspected(reason: Reason, where: Condition, test: Test, source: str) -> Rule:
    """Suspected (low), and a person may look."""
    return Rule(
        reason=reason, verdict=Verdict.SOFT_DEAD, where=where, test=test, source=source, confidence=Confidence.LOW
    )


def _compared(reason: Reason, where: Condition, test: Test) -> Rule:
    """The same, once the page was compared with another of its site."""
    return _suspected(reason, replace(where, probed=True), test, _WWW2004)


def _pair(reason: Reason, test: Test, source: str, *, until: Verdict = Verdict.SOFT_DEAD) -> tuple[Rule, Rule]:
    """Certain if the probe agrees, suspected until it is made, dropped if the server tells the two apart.

    ``until``: the verdict without a probe; alive for what usually has an innocent reason.
    """
    return (
        Rule(
            reason=reason,
            verdict=Verdict.SOFT_DEAD,
            where=Condition(statuses=OK, probed=True),
            test=_confirmed(test),
            detail=f"{reason.english}, as any unknown address does.",
            source=source,
        ),
        Rule(
            reason=reason,
            verdict=until,
            where=Condition(statuses=OK),
            test=_open(test),
            source=source,
            confidence=Confidence.LOW,
            doubt=Doubt.SIBLING,
        ),
    )


def _always(_: Case) -> bool:
    return True


def _plain(
    reason: Reason, source: str, *, low: bool = False, alike: Test = _is_alike, only: Test = _always
) -> tuple[Rule, ...]:
    """Believed where it is proven; where one weak witness says so, the probe has to say it as well."""
    proven = Rule(
        reason=reason,
        verdict=Verdict.SOFT_DEAD,
        where=has(reason.value),
        test=only,
        source=source,
        confidence=Confidence.LOW if low else Confidence.HIGH,
    )
    hinted = Condition(statuses=OK, hints=frozenset({reason.value}))
    return (
        proven,
        replace(proven, where=replace(hinted, probed=True), test=lambda case: only(case) and alike(case)),
        replace(
            proven,
            where=hinted,
            test=lambda case: only(case) and _can_be_probed(case),
            confidence=Confidence.LOW,
            doubt=Doubt.SIBLING,
        ),
    )


def _asked_about(reason: Reason, where: Condition, test: Test, *, source: str = _WWW2004) -> Rule:
    """Alive until the probe tells; reason enough to make it."""
    return Rule(
        reason=reason,
        verdict=Verdict.ALIVE,
        where=where,
        test=test,
        source=source,
        confidence=Confidence.LOW,
        doubt=Doubt.SIBLING,
    )


def _can_be_probed(case: Case) -> bool:
    return case.observation.sibling is None and gone_pages.can_be_gone(case)


SOFT: Final = (
    *_plain(Reason.PARKED, _NDSS2015),
    _suspected(Reason.PARKED, replace(_LANDER, probed=True), is_a_lander, _NDSS2015),
    *_plain(Reason.DOMAIN_LAPSED, _NDSS2015),
    *_plain(Reason.SUSPENDED, "cPanel and others"),
    Rule(
        reason=Reason.HIJACKED,
        verdict=Verdict.SOFT_DEAD,
        where=Condition(statuses=OK, signs=frozenset({"trade-topic"})),
        test=is_taken_over,
        source="awesome-osint #1126",
        confidence=Confidence.LOW,
        notes=(Note.HIJACKED,),
    ),
    *_plain(Reason.ERROR_PATH, "EDGI web-monitoring, DeadlinkChecker"),
    *_plain(Reason.SERVICE_ENDED, "farewells of services"),
    *_plain(Reason.TITLE_NOT_FOUND, _EDGI, alike=_is_as_absent),
    *_plain(Reason.BODY_NOT_FOUND, _WWW2004, alike=_is_as_absent),
    *_plain(Reason.UNCLAIMED_HOST, "Fastly, Heroku, GitHub Pages, S3"),
    *_plain(Reason.DEFAULT_PAGE, "servers' and panels' default pages"),
    _suspected(
        Reason.DEFAULT_PAGE,
        Condition(statuses=OK, signs=frozenset({"web-root"})),
        gone_pages.is_nobodys_yet,
        "hosts' pages in the folder of a site that is not there",
    ),
    _suspected(
        Reason.EMPTY_FOLDER,
        Condition(statuses=OK, signs=frozenset({"empty-folder"})),
        gone_pages.can_be_gone,
        "lists of folders by Apache, nginx and others",
    ),
    *_pair(Reason.REDIRECT_TO_HOME, bounces.home_of_the_site, "EDGI, DeadlinkChecker; " + _WWW2004),
    _suspected(
        Reason.REDIRECT_TO_HOME,
        _SENT_ON,
        bounces.ends_at_its_host,
        "hosts of blogs, where a tenant has left",
    ),
    *_pair(Reason.REDIRECT_TO_HOME, bounces.home_with_a_query, _WWW2004, until=Verdict.ALIVE),
    _suspected(
        Reason.REFRESH_TO_HOME,
        Condition(statuses=OK, redirected=True, probed=True),
        bounces.is_sent_home_by_a_stub,
        "A Link Rot Bestiary",
    ),
    *_pair(Reason.REDIRECT_TO_OTHER_SITE, bounces.home_of_another_site, _WWW2004),
    *_pair(Reason.REFRESH_TO_HOME, bounces.refreshes_home, "A Link Rot Bestiary"),
    *_pair(Reason.CANONICAL_HOME, bounces.canonical_is_home, "WHATWG HTML, link canonical"),
    *_pair(Reason.FILE_BECAME_PAGE, bounces.was_a_file, _WWW2004),
    *_pair(Reason.REDIRECT_TO_SEARCH, bounces.bounces_to_search, _WWW2004),
    *_pair(Reason.REDIRECT_TO_SECTION, bounces.bounces_to_section, _WWW2004, until=Verdict.ALIVE),
    Rule(
        reason=Reason.SAME_EVERYWHERE,
        verdict=Verdict.UNREACHABLE,
        where=replace(_APOLOGY, probed=True),
        test=_confirmed(gone_pages.is_all_the_site),
        source=_WWW2004,
    ),
    Rule(
        reason=Reason.SAME_AS_UNKNOWN,
        verdict=Verdict.SOFT_DEAD,
        where=replace(_APOLOGY, probed=True),
        test=_confirmed(gone_pages.can_be_gone),
        source=_WWW2004,
    ),
    _compared(Reason.SAME_AS_UNKNOWN, _OFF_ADDRESS, _confirmed(gone_pages.says_little)),
    _compared(Reason.SAME_AS_UNKNOWN, _SLOT, _confirmed(gone_pages.is_unfilled)),
    _compared(Reason.SAME_AS_UNKNOWN, _OFF_ENTRY, _confirmed(gone_pages.is_off_entry)),
    _compared(Reason.SAME_AS_HOME, _OFF_ENTRY, gone_pages.is_front_page),
    _compared(Reason.SAME_AS_UNKNOWN, _STRANGE, _confirmed(is_one_strange_page)),
    _compared(Reason.BODY_NOT_FOUND, _LOSS, gone_pages.is_a_notice_of_loss),
    _compared(Reason.BODY_NOT_FOUND, _LOSS, _confirmed(gone_pages.is_lost_with_its_site)),
    _compared(Reason.SAME_AS_UNKNOWN, replace(_OFF_TOPIC, redirected=True), _confirmed(bounces.bounces_elsewhere)),
    _compared(Reason.SAME_AS_UNKNOWN, _SENT_ON, _confirmed(bounces.ends_at_another_file)),
    _compared(Reason.SAME_AS_UNKNOWN, _SENT_ON, _confirmed(bounces.ends_on_another_site)),
    _suspected(Reason.ERROR_PATH, _SENT_ON, bounces.ends_at_a_placeholder, "hosts of pictures"),
    *_plain(Reason.NO_RESULTS, "shops' search pages", low=True, only=gone_pages.is_called_otherwise),
)
"""Soft-dead: a 2xx, and what was there is gone."""

DOUBTED: Final = (
    _asked_about(Reason.WEAK_MARK, _LANDER, may_be_a_lander, source=_NDSS2015),
    _asked_about(
        Reason.WEAK_MARK,
        Condition(statuses=OK, signs=frozenset({"trade-topic"})),
        may_be_taken_over,
        source="awesome-osint #1126",
    ),
    _asked_about(Reason.APOLOGY, _APOLOGY, _open(gone_pages.can_be_gone)),
    _asked_about(Reason.OFF_ADDRESS, _OFF_ADDRESS, gone_pages.is_unasked),
    _asked_about(Reason.OFF_ADDRESS, _SLOT, gone_pages.is_unasked),
    _asked_about(Reason.OFF_ADDRESS, _OFF_ENTRY, gone_pages.may_be_off_entry),
    _asked_about(Reason.OFF_ADDRESS, _STRANGE, may_be_one_strange_page),
    _asked_about(Reason.APOLOGY, _LOSS, gone_pages.may_be_a_notice_of_loss),
    _asked_about(Reason.OFF_ADDRESS, replace(_OFF_TOPIC, redirected=True), _open(bounces.bounces_elsewhere)),
    _asked_about(Reason.OFF_ADDRESS, _SENT_ON, _open(bounces.ends_at_another_file)),
    _asked_about(Reason.OFF_ADDRESS, _SENT_ON, _open(bounces.ends_on_another_site)),
    Rule(
        reason=Reason.EMPTY_BODY,
        verdict=Verdict.SOFT_DEAD,
        where=has("empty-body"),
        test=lambda case: case.history.failures >= 2,
        detail="{host} answers with an empty page, again.",
        source="EDGI web-monitoring",
        confidence=Confidence.LOW,
    ),
    Rule(reason=Reason.EMPTY_BODY, verdict=Verdict.UNREACHABLE, where=has("empty-body"), source="EDGI web-monitoring"),
)
