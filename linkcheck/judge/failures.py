"""Rules on failures below HTTP, and on TLS. Data."""

from __future__ import annotations

from typing import Final

from fetchers.failure import FailureKind as Kind
from linkcheck.judge.case import Case
from linkcheck.judge.conditions import OK, Condition
from linkcheck.judge.rule import Rule
from linkcheck.model import Confidence, Verdict

_REPOLOGY: Final = "Repology's failure codes"


def _rule(kind: Kind, verdict: Verdict, detail: str, source: str = _REPOLOGY) -> Rule:
    return Rule(
        reason=kind.value, verdict=verdict, where=Condition(failure=kind, silent=True), detail=detail, source=source
    )


NOT_ASKED: Final = (
    Rule(
        reason="redirect-to-private-address",
        verdict=Verdict.SKIPPED,
        where=Condition(failure=Kind.PRIVATE_ADDRESS, redirected=True),
        detail="Redirects to an address inside a private network ({failed}): not followed.",
        source="CWE-918, server-side request forgery",
        notes=("redirect-to-private-address",),
    ),
    _rule(
        Kind.PRIVATE_ADDRESS, Verdict.SKIPPED, "{failed} is an address inside a private network: not asked.", "RFC 6890"
    ),
    _rule(
        Kind.UNSUPPORTED_SCHEME,
        Verdict.SKIPPED,
        "Redirects to something that is not http: not followed.",
        "RFC 9110 §15.4",
    ),
    _rule(
        Kind.HOSTILE_REDIRECT,
        Verdict.INVALID,
        "Redirects to a script or a local file: no reader can follow it.",
        "WHATWG Fetch §4.4",
    ),
    Rule(
        reason="bad-redirect",
        verdict=Verdict.DEAD,
        where=Condition(failure=Kind.BAD_ADDRESS, redirected=True),
        detail="Redirects to something that is no address.",
        source="RFC 9110 §10.2.2",
    ),
    _rule(Kind.BAD_ADDRESS, Verdict.DEAD, "Leads to something that is no address.", "RFC 9110 §10.2.2"),
)
"""Where a chain ends because we will not go on."""

GONE: Final = (
    _rule(Kind.NO_SUCH_HOST, Verdict.DEAD, "The name {failed} does not exist.", "RFC 8020"),
    _rule(Kind.NO_ADDRESS_RECORD, Verdict.DEAD, "The name {failed} has no address.", _REPOLOGY),
    _rule(Kind.REDIRECT_LOOP, Verdict.DEAD, "Redirects lead round in a circle.", "RFC 9110 §15.4"),
    _rule(Kind.TOO_MANY_REDIRECTS, Verdict.DEAD, "Redirects do not come to an end.", "WHATWG Fetch §4.4: 20"),
)

PASSING: Final = (
    _rule(
        Kind.COOKIE_LOOP,
        Verdict.UNREACHABLE,
        "Redirects lead round in a circle and set a cookie each time: a check of the reader, not of the page.",
        "RFC 9110 §15.4; bot checks that show as loops",
    ),
    _rule(Kind.DNS_FAILURE, Verdict.UNREACHABLE, "The name servers of {failed} do not answer."),
    _rule(Kind.CONNECTION_REFUSED, Verdict.UNREACHABLE, "{failed} refuses the connection."),
    _rule(Kind.CONNECT_TIMEOUT, Verdict.UNREACHABLE, "{failed} does not take the connection."),
    _rule(Kind.NETWORK_UNREACHABLE, Verdict.UNREACHABLE, "There is no way to {failed} from here."),
    _rule(Kind.CONNECTION_RESET, Verdict.UNREACHABLE, "{failed} broke the connection off."),
    _rule(Kind.TIMEOUT, Verdict.UNREACHABLE, "{failed} took the connection and did not answer in time."),
    _rule(Kind.BAD_HTTP, Verdict.UNREACHABLE, "{failed} does not answer in HTTP.", "RFC 9112"),
    _rule(Kind.OUT_OF_TIME, Verdict.UNREACHABLE, "The time for {failed} was used up."),
    _rule(
        Kind.TLS_CLIENT_CERTIFICATE, Verdict.BLOCKED, "{failed} wants a certificate of the reader's.", "RFC 8446 §4.3.2"
    ),
    *(
        _rule(
            kind,
            Verdict.UNREACHABLE,
            "{failed} and we cannot agree on TLS, and nothing behind it was seen.",
            "RFC 8446",
        )
        for kind in Kind
        if kind.is_tls and kind is not Kind.TLS_CLIENT_CERTIFICATE
    ),
)
"""Ask again later."""

_TLS_WORDS: Final = {
    Kind.CERTIFICATE_EXPIRED: "the certificate of {failed} has expired",
    Kind.CERTIFICATE_SELF_SIGNED: "the certificate of {failed} is signed by itself",
    Kind.CERTIFICATE_WRONG_NAME: "the certificate is for another name than {failed}",
    Kind.CERTIFICATE_UNTRUSTED: "the certificate of {failed} leads to no root we know; browsers may complete it",
    Kind.TLS_TOO_OLD: "{failed} speaks only versions of TLS that browsers refuse",
    Kind.TLS_CLIENT_CERTIFICATE: "{failed} wants a certificate of the reader's",
    Kind.TLS_FAILURE: "the TLS of {failed} is not in order",
}


def _downgraded(case: Case) -> bool:
    if case.asked is None or case.final is None:
        return False
    return case.asked.scheme == "https" and case.final.scheme == "http"


INSECURE: Final = (
    *(
        Rule(
            reason=kind.value,
            verdict=Verdict.INSECURE,
            where=Condition(tls=kind, statuses=range(400)),
            detail=f"The content is there, but {words}.",
            source="RFC 5280, RFC 8996",
            confidence=Confidence.LOW if kind is Kind.CERTIFICATE_UNTRUSTED else Confidence.HIGH,
        )
        for kind, words in _TLS_WORDS.items()
    ),
    Rule(
        reason="https-to-http",
        verdict=Verdict.INSECURE,
        where=Condition(redirected=True, statuses=OK),
        test=_downgraded,
        detail="The https address redirects to plain http.",
        source="linkchecker, RFC 9110 §15.4",
    ),
)
"""The content is there; its TLS is not in order. Asked after all that may be wrong with the content itself."""
