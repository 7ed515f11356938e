"""Rules for pages that exist: fragments, redirects, oddities. The last rule always holds. Data."""

from __future__ import annotations

from typing import Final

from fetchers.codes import Cause, Note
from fetchers.facts import Availability
from linkcheck.judge.address_relations import differs_in_scheme_only
from linkcheck.judge.case import Case
from linkcheck.judge.conditions import OK, REDIRECTED, Condition, has, status
from linkcheck.judge.rule import Rule
from linkcheck.judge.witnesses import ACCUSING
from linkcheck.model import Confidence, Verdict
from linkcheck.model.reasons import Reason

_RFC9110: Final = "RFC 9110 §15.4"


def _lacks_fragment(case: Case) -> bool:
    missing = not all(case.observation.fragments.values())
    return missing and (case.is_ok or case.standing is Availability.PRESENT)


def _is_a_file(case: Case) -> bool:
    return case.observation.answer is not None and case.observation.answer.code == Cause.FILE_THERE.code


def _all_permanent(case: Case) -> bool:
    return all(hop.is_permanent for hop in case.observation.redirects)


def _upgraded(case: Case) -> bool:
    if case.asked is None or case.final is None or not _all_permanent(case) or case.asked.scheme != "http":
        return False
    return differs_in_scheme_only(case.asked, case.final)


def _landing(case: Case) -> bool:
    """True if a home page redirects to another address of the same site."""
    return case.asked is not None and not case.is_deep and case.stays_on_site and case.is_elsewhere and _same_host(case)


def _same_host(case: Case) -> bool:
    if case.asked is None or case.final is None:
        return False
    return case.asked.host.removeprefix("www.") == case.final.host.removeprefix("www.")


def _cosmetic(case: Case) -> bool:
    return not case.is_elsewhere or case.is_told_by_another


def _moved(case: Case) -> bool:
    return _all_permanent(case) and case.is_elsewhere


def _renamed(case: Case) -> bool:
    """True if the service itself says that the item was renamed."""
    return Note.RENAMED.code in case.observation.notes and case.is_elsewhere


def _through_markup(case: Case) -> bool:
    return any(hop.status not in range(300, 400) for hop in case.observation.redirects)


def _not_modified(case: Case) -> bool:
    return case.link.target is not None and case.link.target.validators is not None


FRAGMENTS: Final = (
    Rule(
        reason=Reason.HEADING_MISSING,
        verdict=Verdict.FRAGMENT_MISSING,
        test=lambda case: _is_a_file(case) and _lacks_fragment(case),
        source="the file on this disk",
    ),
    Rule(
        reason=Reason.FRAGMENT_MISSING,
        verdict=Verdict.FRAGMENT_MISSING,
        test=_lacks_fragment,
        source="WHATWG HTML §7.4.6",
    ),
)

DOUBTED: Final = (
    Rule(
        reason=Reason.WEAK_MARK,
        verdict=Verdict.ALIVE,
        where=Condition(statuses=OK, hints=ACCUSING),
        source="no address, title or phrase convicts by itself",
        confidence=Confidence.LOW,
    ),
)

REDIRECTS: Final = (
    Rule(reason=Reason.HTTPS_UPGRADE, verdict=Verdict.MOVED, where=REDIRECTED, test=_upgraded, source=_RFC9110),
    Rule(
        reason=Reason.LANDING_PAGE, verdict=Verdict.ALIVE, where=REDIRECTED, test=_landing, source="EDGI web-monitoring"
    ),
    Rule(reason=Reason.COSMETIC_REDIRECT, verdict=Verdict.ALIVE, where=REDIRECTED, test=_cosmetic, source=_RFC9110),
    Rule(reason=Reason.RENAMED, verdict=Verdict.MOVED, test=_renamed, source="nurl #384, repo-jacking"),
    Rule(
        reason=Reason.REDIRECT_PERMANENT,
        verdict=Verdict.MOVED,
        where=REDIRECTED,
        test=_moved,
        source="RFC 9110 §15.4.2, §15.4.9",
    ),
    Rule(
        reason=Reason.PAGE_REDIRECT,
        verdict=Verdict.ALIVE,
        where=REDIRECTED,
        test=_through_markup,
        source="WHATWG HTML, http-equiv refresh",
        confidence=Confidence.LOW,
        notes=(Note.TEMPORARY_REDIRECT,),
    ),
    Rule(
        reason=Reason.REDIRECT_TEMPORARY,
        verdict=Verdict.ALIVE,
        where=REDIRECTED,
        source="RFC 9110 §15.4.3, §15.4.8",
        notes=(Note.TEMPORARY_REDIRECT,),
    ),
)

FINE: Final = (
    Rule(
        reason=Reason.NOT_MODIFIED,
        verdict=Verdict.ALIVE,
        where=status(304),
        test=_not_modified,
        source="RFC 9110 §15.4.5",
    ),
    Rule(
        reason=Reason.HTTP_OTHER,
        verdict=Verdict.ALIVE,
        where=Condition(statuses=range(300, 400)),
        detail="{host} answers {status} and names no other address.",
        source=_RFC9110,
        confidence=Confidence.LOW,
    ),
    Rule(
        reason=Reason.HTTP_204,
        verdict=Verdict.ALIVE,
        where=status(204, 205),
        source="RFC 9110 §15.3.5",
        notes=(Note.EMPTY,),
    ),
    Rule(
        reason=Reason.APP_SHELL,
        verdict=Verdict.ALIVE,
        where=has("app-shell"),
        source="single-page applications",
        confidence=Confidence.LOW,
    ),
    Rule(
        reason=Reason.SERVICE,
        verdict=Verdict.ALIVE,
        where=Condition(standing=Availability.PRESENT),
        test=_is_a_file,
        detail="The file is there.",
        source="the disk",
    ),
    Rule(
        reason=Reason.SERVICE,
        verdict=Verdict.ALIVE,
        where=Condition(standing=Availability.PRESENT),
        detail="The service itself says that it is there.",
        source="the service's own interface",
    ),
    Rule(
        reason=Reason.NO_ANSWER,
        verdict=Verdict.UNREACHABLE,
        where=Condition(silent=True),
        test=lambda case: case.standing is not Availability.PRESENT,
        source="every link gets a verdict",
    ),
    Rule(reason=Reason.HTTP_OTHER, verdict=Verdict.ALIVE, detail="The page is there.", source="RFC 9110 §15.3"),
)
