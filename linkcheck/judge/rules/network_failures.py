"""Rules on failures below HTTP, and on TLS. Data."""

from __future__ import annotations

from typing import Final

from fetchers.codes import Note
from fetchers.failure import FailureKind as Kind
from linkcheck.judge.case import Case
from linkcheck.judge.conditions import OK, Condition
from linkcheck.judge.rule import Rule
from linkcheck.model import Confidence, Verdict
from linkcheck.model.reasons import Reason

_REPOLOGY: Final = "Repology's failure codes"


def _rule(kind: Kind, verdict: Verdict, source: str = _REPOLOGY, detail: str = "") -> Rule:
    return Rule(reason=kind, verdict=verdict, where=Condition(failure=kind, silent=True), detail=detail, source=source)


NOT_ASKED: Final = (
    Rule(
        reason=Reason.PRIVATE_REDIRECT,
        verdict=Verdict.SKIPPED,
        where=Condition(failure=Kind.PRIVATE_ADDRESS, redirected=True),
        source="CWE-918, server-side request forgery",
        notes=(Note.PRIVATE_REDIRECT,),
    ),
    _rule(Kind.PRIVATE_ADDRESS, Verdict.SKIPPED, "RFC 6890"),
    _rule(Kind.UNSUPPORTED_SCHEME, Verdict.SKIPPED, "RFC 9110 §15.4"),
    _rule(Kind.HOSTILE_REDIRECT, Verdict.INVALID, "WHATWG Fetch §4.4"),
    Rule(
        reason=Reason.BAD_REDIRECT,
        verdict=Verdict.DEAD,
        where=Condition(failure=Kind.BAD_ADDRESS, redirected=True),
        source="RFC 9110 §10.2.2",
    ),
    _rule(Kind.BAD_ADDRESS, Verdict.DEAD, "RFC 9110 §10.2.2"),
)
"""Where a chain ends because we will not go on."""

GONE: Final = (
    _rule(Kind.NO_SUCH_HOST, Verdict.DEAD, "RFC 8020"),
    _rule(Kind.NO_ADDRESS_RECORD, Verdict.DEAD, _REPOLOGY),
    _rule(Kind.REDIRECT_LOOP, Verdict.DEAD, "RFC 9110 §15.4"),
    _rule(Kind.TOO_MANY_REDIRECTS, Verdict.DEAD, "WHATWG Fetch §4.4: 20"),
)

PASSING: Final = (
    _rule(Kind.COOKIE_LOOP, Verdict.UNREACHABLE, "RFC 9110 §15.4; bot checks that show as loops"),
    _rule(Kind.DNS_FAILURE, Verdict.UNREACHABLE),
    _rule(Kind.CONNECTION_REFUSED, Verdict.UNREACHABLE),
    _rule(Kind.CONNECT_TIMEOUT, Verdict.UNREACHABLE),
    _rule(Kind.NETWORK_UNREACHABLE, Verdict.UNREACHABLE),
    _rule(Kind.CONNECTION_RESET, Verdict.UNREACHABLE),
    _rule(Kind.TIMEOUT, Verdict.UNREACHABLE),
    _rule(Kind.BAD_HTTP, Verdict.UNREACHABLE, "RFC 9112"),
    _rule(Kind.OUT_OF_TIME, Verdict.UNREACHABLE),
    _rule(Kind.TLS_CLIENT_CERTIFICATE, Verdict.BLOCKED, "RFC 8446 §4.3.2"),
    *(
        _rule(
            kind, Verdict.UNREACHABLE, "RFC 8446", "{failed} and we cannot agree on TLS, and nothing behind it was seen"
        )
        for kind in Kind
        if kind.is_tls and kind is not Kind.TLS_CLIENT_CERTIFICATE
    ),
)
"""Ask again later."""


def _downgraded(case: Case) -> bool:
    if case.asked is None or case.final is None:
        return False
    return case.asked.scheme == "https" and case.final.scheme == "http"


INSECURE: Final = (
    *(
        Rule(
            reason=kind,
            verdict=Verdict.INSECURE,
            where=Condition(tls=kind, statuses=range(400)),
            detail=f"the content is there, but {kind.english}",
            source="RFC 5280, RFC 8996",
            confidence=Confidence.LOW if kind is Kind.CERTIFICATE_UNTRUSTED else Confidence.HIGH,
        )
        for kind in Kind
        if kind.is_tls
    ),
    Rule(
        reason=Reason.HTTPS_TO_HTTP,
        verdict=Verdict.INSECURE,
        where=Condition(redirected=True, statuses=OK),
        test=_downgraded,
        source="linkchecker, RFC 9110 §15.4",
    ),
)
"""The content is there; its TLS is not in order. Asked after all that may be wrong with the content itself."""
