"""Rules on pages that are gone: by status, and behind a 200. Cheapest first. Data."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import unquote

from fetchers.addresses.address import Address
from fetchers.codes import Note
from fetchers.facts import Page
from linkcheck.judge.address_relations import (
    is_file,
    is_file_view,
    is_gate,
    is_home,
    is_listing,
    is_search,
    is_section_of,
)
from linkcheck.judge.case import Case
from linkcheck.judge.conditions import FROM_400, OK, Condition, has, status
from linkcheck.judge.rule import Rule, Test
from linkcheck.judge.rules.takeover import is_hijacked, is_taken_over
from linkcheck.judge.topic import is_other_version, path_words
from linkcheck.model import Confidence, Doubt, Verdict
from linkcheck.model.reasons import Reason

_WWW2004: Final = "Bar-Yossef et al., WWW 2004"
_NDSS2015: Final = "Vissers et al., NDSS 2015"
_EDGI: Final = "EDGI web-monitoring"
_APOLOGY: Final = Condition(statuses=OK, traits=frozenset({"apology"}))
_OFF_ADDRESS: Final = Condition(statuses=OK, traits=frozenset({"off-address"}))

BY_STATUS: Final = (
    Rule(
        reason=Reason.HTTP_410,
        verdict=Verdict.DEAD,
        where=status(410),
        source="RFC 9110 §15.5.11",
    ),
    Rule(
        reason=Reason.UNCLAIMED_HOST,
        verdict=Verdict.DEAD,
        where=Condition(traits=frozenset({"unclaimed-host"}), statuses=FROM_400),
        source="Fastly, Heroku, GitHub Pages, S3",
    ),
    Rule(
        reason=Reason.HTTP_404,
        verdict=Verdict.DEAD,
        where=status(404),
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


def _is_sent_home_by_a_stub(case: Case) -> bool:
    """A page in the place of the page sends its reader home. Somebody put it there: its siblings know nothing of it."""
    return _home_of_the_site(case) and not any(300 <= hop.status < 400 for hop in case.observation.redirects)


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


def _can_be_gone(case: Case) -> bool:
    return case.is_deep and not case.has("app-shell")


def _is_all_the_site(case: Case) -> bool:
    """The front page apologises in the same words: the site is closed for a while, or walled."""
    sibling = case.observation.sibling
    return _can_be_gone(case) and sibling is not None and sibling.same_front


def _says_little(case: Case) -> bool:
    """A page in its own place that is not the site's front page."""
    sibling = case.observation.sibling
    return _can_be_gone(case) and not case.is_elsewhere and not (sibling and sibling.same_front)


def _is_unasked(case: Case) -> bool:
    return case.observation.sibling is None and _says_little(case)


def _was_a_file(case: Case) -> bool:
    page, asked = case.observation.page, case.asked
    if page is None or case.is_elsewhere or asked is None or not is_file(asked) or is_file_view(asked):
        return False
    kind = case.observation.headers.get("content-type", "").lower()
    return (not kind or "html" in kind) and not _is_about_the_file(page, asked)


def _is_about_the_file(page: Page, asked: Address) -> bool:
    """A wiki's page about a picture, a viewer's about a notebook: the file's name stands at its head."""
    name = unquote(asked.path.rpartition("/")[2]).replace("_", " ").casefold()
    return bool(name) and any(name in text.replace("_", " ").casefold() for text in (page.title, page.heading))


def _bounces_to_search(case: Case) -> bool:
    if not case.is_elsewhere or not case.is_deep or not case.stays_on_site or case.asked is None or case.final is None:
        return False
    return is_search(case.final) and not is_search(case.asked) and not is_listing(case.asked)


def _bounces_to_section(case: Case) -> bool:
    """The last hop lies nearer to the front door, and its address has lost what named the page.

    A place that the page does not lie in may be a gate of any name, unless it is said to be for good.
    """
    asked, final = case.asked, case.final
    if asked is None or final is None or not case.is_elsewhere or not case.is_deep or not case.stays_on_site:
        return False
    if case.ends_at_home or final.query or is_gate(final):
        return False
    depth, end = (len([part for part in place.path.split("/") if part]) for place in (asked, final))
    told = path_words(replace(asked, path="/" + asked.path.rstrip("/").rpartition("/")[2]))
    if is_section_of(final, asked):
        return not is_other_version(asked, final)
    is_for_good = all(hop.is_permanent for hop in case.observation.redirects)
    return is_for_good and end < depth and bool(told) and not told & path_words(final)


def _is_alike(case: Case) -> bool:
    return case.sibling_is_alike and _can_be_gone(case)


def _is_as_absent(case: Case) -> bool:
    """The server has no status for what cannot exist, and a page for it that says what this one does."""
    return (case.sibling_is_alike or case.sibling_is_absent) and _can_be_gone(case)


def _pair(reason: Reason, test: Test, source: str, *, until: Verdict = Verdict.SOFT_DEAD) -> tuple[Rule, Rule]:
    """Believed with the probe, suspected until it is made; cleared where the server tells the two apart.

    ``until`` is the verdict where nobody could tell: alive for what most often has an innocent reason.
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


def _plain(reason: Reason, source: str, *, low: bool = False, alike: Test = _is_alike) -> tuple[Rule, ...]:
    """Believed where it is proven; where one weak witness says so, the probe has to say it as well."""
    proven = Rule(
        reason=reason,
        verdict=Verdict.SOFT_DEAD,
        where=has(reason.value),
        source=source,
        confidence=Confidence.LOW if low else Confidence.HIGH,
    )
    hinted = Condition(statuses=OK, hints=frozenset({reason.value}))
    return (
        proven,
        replace(proven, where=replace(hinted, probed=True), test=alike),
        replace(proven, where=hinted, test=_can_be_probed, confidence=Confidence.LOW, doubt=Doubt.SIBLING),
    )


def _can_be_probed(case: Case) -> bool:
    return case.observation.sibling is None and _can_be_gone(case)


SOFT: Final = (
    *_plain(Reason.PARKED, _NDSS2015),
    *_plain(Reason.DOMAIN_LAPSED, _NDSS2015),
    *_plain(Reason.SUSPENDED, "cPanel and others"),
    Rule(
        reason=Reason.HIJACKED,
        verdict=Verdict.SOFT_DEAD,
        where=Condition(statuses=OK, signs=frozenset({"spam-topic"})),
        test=is_hijacked,
        source="awesome-osint #1126",
        notes=(Note.HIJACKED,),
    ),
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
    *_plain(Reason.DELETED_CONTENT, "platforms' own wordings"),
    *_plain(Reason.SERVICE_ENDED, "farewells of services"),
    *_plain(Reason.TITLE_NOT_FOUND, _EDGI, alike=_is_as_absent),
    *_plain(Reason.BODY_NOT_FOUND, _WWW2004, alike=_is_as_absent),
    *_plain(
        Reason.UNCLAIMED_HOST,
        "Fastly, Heroku, GitHub Pages, S3",
    ),
    *_plain(Reason.DEFAULT_PAGE, "servers' and panels' default pages"),
    *_pair(
        Reason.REDIRECT_TO_HOME,
        _home_of_the_site,
        "EDGI, DeadlinkChecker; " + _WWW2004,
    ),
    Rule(
        reason=Reason.REFRESH_TO_HOME,
        verdict=Verdict.SOFT_DEAD,
        where=Condition(statuses=OK, redirected=True, probed=True),
        test=_is_sent_home_by_a_stub,
        source="A Link Rot Bestiary",
        confidence=Confidence.LOW,
    ),
    *_pair(Reason.REDIRECT_TO_OTHER_SITE, _home_of_another_site, _WWW2004),
    *_pair(Reason.REFRESH_TO_HOME, _refreshes_home, "A Link Rot Bestiary"),
    *_pair(
        Reason.CANONICAL_HOME,
        _canonical_is_home,
        "WHATWG HTML, link canonical",
    ),
    *_pair(Reason.FILE_BECAME_PAGE, _was_a_file, _WWW2004),
    *_pair(Reason.REDIRECT_TO_SEARCH, _bounces_to_search, _WWW2004),
    *_pair(Reason.REDIRECT_TO_SECTION, _bounces_to_section, _WWW2004, until=Verdict.ALIVE),
    Rule(
        reason=Reason.SAME_EVERYWHERE,
        verdict=Verdict.UNREACHABLE,
        where=replace(_APOLOGY, probed=True),
        test=_confirmed(_is_all_the_site),
        source=_WWW2004,
    ),
    Rule(
        reason=Reason.SAME_AS_UNKNOWN,
        verdict=Verdict.SOFT_DEAD,
        where=replace(_APOLOGY, probed=True),
        test=_confirmed(_can_be_gone),
        source=_WWW2004,
    ),
    Rule(
        reason=Reason.SAME_AS_UNKNOWN,
        verdict=Verdict.SOFT_DEAD,
        where=replace(_OFF_ADDRESS, probed=True),
        test=_confirmed(_says_little),
        source=_WWW2004,
        confidence=Confidence.LOW,
    ),
    *_plain(Reason.NO_RESULTS, "shops' search pages", low=True),
)
"""Soft-dead: a 2xx, and what was there is gone."""

DOUBTED: Final = (
    Rule(
        reason=Reason.APOLOGY,
        verdict=Verdict.ALIVE,
        where=_APOLOGY,
        test=_open(_can_be_gone),
        source=_WWW2004,
        confidence=Confidence.LOW,
        doubt=Doubt.SIBLING,
    ),
    Rule(
        reason=Reason.OFF_ADDRESS,
        verdict=Verdict.ALIVE,
        where=_OFF_ADDRESS,
        test=_is_unasked,
        source=_WWW2004,
        confidence=Confidence.LOW,
        doubt=Doubt.SIBLING,
    ),
    Rule(
        reason=Reason.EMPTY_BODY,
        verdict=Verdict.SOFT_DEAD,
        where=has("empty-body"),
        test=lambda case: case.history.failures >= 2,
        detail="{host} answers with an empty page, again.",
        source="EDGI web-monitoring",
        confidence=Confidence.LOW,
    ),
    Rule(
        reason=Reason.EMPTY_BODY,
        verdict=Verdict.UNREACHABLE,
        where=has("empty-body"),
        source="EDGI web-monitoring",
    ),
)
