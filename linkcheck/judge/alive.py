"""Rules on what is there: fragments, redirects, oddities. The last rule always holds. Data."""

from __future__ import annotations

from typing import Final

from fetchers.facts import Availability
from linkcheck.judge.case import Case
from linkcheck.judge.conditions import OK, REDIRECTED, Condition, has, status
from linkcheck.judge.places import differs_in_scheme_only
from linkcheck.judge.rule import Rule
from linkcheck.judge.witnesses import ACCUSING
from linkcheck.model import Confidence, Verdict

_RFC9110: Final = "RFC 9110 §15.4"


def _lacks_fragment(case: Case) -> bool:
    missing = not all(case.observation.fragments.values())
    return missing and (case.is_ok or case.standing is Availability.PRESENT)


def _all_permanent(case: Case) -> bool:
    return all(hop.is_permanent for hop in case.observation.redirects)


def _upgraded(case: Case) -> bool:
    if case.asked is None or case.final is None or not _all_permanent(case) or case.asked.scheme != "http":
        return False
    return differs_in_scheme_only(case.asked, case.final)


def _landing(case: Case) -> bool:
    """A front door that opens on another address of its own site."""
    return case.asked is not None and not case.is_deep and case.stays_on_site and case.is_elsewhere and _same_host(case)


def _same_host(case: Case) -> bool:
    if case.asked is None or case.final is None:
        return False
    return case.asked.host.removeprefix("www.") == case.final.host.removeprefix("www.")


def _cosmetic(case: Case) -> bool:
    return not case.is_elsewhere


def _moved(case: Case) -> bool:
    return _all_permanent(case) and case.is_elsewhere


def _renamed(case: Case) -> bool:
    """The service itself says that the item has another name now."""
    return "renamed" in case.observation.notes and case.is_elsewhere


def _through_markup(case: Case) -> bool:
    return any(hop.status not in range(300, 400) for hop in case.observation.redirects)


def _not_modified(case: Case) -> bool:
    return case.link.target is not None and case.link.target.validators is not None


FRAGMENTS: Final = (
    Rule(
        reason="fragment-missing",
        verdict=Verdict.FRAGMENT_MISSING,
        test=_lacks_fragment,
        detail="The page is there, but has no part named {missing}.",
        source="WHATWG HTML §7.4.6",
    ),
)

DOUBTED: Final = (
    Rule(
        reason="weak-mark",
        verdict=Verdict.ALIVE,
        where=Condition(statuses=OK, hints=ACCUSING),
        detail="The page is there. One sign on it says otherwise ({hint}), and one is no proof.",
        source="no address, title or phrase convicts by itself",
        confidence=Confidence.LOW,
    ),
)

REDIRECTS: Final = (
    Rule(
        reason="https-upgrade",
        verdict=Verdict.MOVED,
        where=REDIRECTED,
        test=_upgraded,
        detail="The same page is served by https.",
        source=_RFC9110,
    ),
    Rule(
        reason="landing-page",
        verdict=Verdict.ALIVE,
        where=REDIRECTED,
        test=_landing,
        detail="The front door opens on {final}.",
        source="EDGI web-monitoring",
    ),
    Rule(
        reason="cosmetic-redirect",
        verdict=Verdict.ALIVE,
        where=REDIRECTED,
        test=_cosmetic,
        detail="The page is there; only its spelling differs.",
        source=_RFC9110,
    ),
    Rule(
        reason="renamed",
        verdict=Verdict.MOVED,
        test=_renamed,
        detail="Renamed; the old name may be taken by somebody else: {final}.",
        source="nurl #384, repo-jacking",
    ),
    Rule(
        reason="redirect-permanent",
        verdict=Verdict.MOVED,
        where=REDIRECTED,
        test=_moved,
        detail="Moved for good to {final}.",
        source="RFC 9110 §15.4.2, §15.4.9",
    ),
    Rule(
        reason="page-redirect",
        verdict=Verdict.ALIVE,
        where=REDIRECTED,
        test=_through_markup,
        detail="The page sends its readers on to {final}.",
        source="WHATWG HTML, http-equiv refresh",
        confidence=Confidence.LOW,
        notes=("temporary-redirect",),
    ),
    Rule(
        reason="redirect-temporary",
        verdict=Verdict.ALIVE,
        where=REDIRECTED,
        detail="Redirects for now to {final}: the address in the list is the right one.",
        source="RFC 9110 §15.4.3, §15.4.8",
        notes=("temporary-redirect",),
    ),
)

FINE: Final = (
    Rule(
        reason="not-modified",
        verdict=Verdict.ALIVE,
        where=status(304),
        test=_not_modified,
        detail="Unchanged since the last check.",
        source="RFC 9110 §15.4.5",
    ),
    Rule(
        reason="http-{status}",
        verdict=Verdict.ALIVE,
        where=Condition(statuses=range(300, 400)),
        detail="{host} answers {status} and names no other address.",
        source=_RFC9110,
        confidence=Confidence.LOW,
    ),
    Rule(
        reason="http-204",
        verdict=Verdict.ALIVE,
        where=status(204, 205),
        detail="The address answers, with nothing to read.",
        source="RFC 9110 §15.3.5",
        notes=("empty",),
    ),
    Rule(
        reason="app-shell",
        verdict=Verdict.ALIVE,
        where=has("app-shell"),
        detail="The page answers, but only a script would show what is on it.",
        source="single-page applications",
        confidence=Confidence.LOW,
    ),
    Rule(
        reason="{code}",
        verdict=Verdict.ALIVE,
        where=Condition(standing=Availability.PRESENT),
        detail="There, by the service's own word.",
        source="the service's own interface",
    ),
    Rule(
        reason="no-answer",
        verdict=Verdict.UNREACHABLE,
        where=Condition(silent=True),
        test=lambda case: case.standing is not Availability.PRESENT,
        detail="Nothing was learnt of it.",
        source="every link gets a verdict",
    ),
    Rule(
        reason="http-{status}",
        verdict=Verdict.ALIVE,
        detail="The page is there.",
        source="RFC 9110 §15.3",
    ),
)
