"""The two opinions that need no request. Pure."""

from __future__ import annotations

from linkcheck.model import Judgement, Suggestion, SuggestionKind, Verdict


def invalid(reason: str, detail: str, better: str | None = None) -> Judgement:
    """Return the opinion that this cannot be an address, with the spelling that was meant where one is plain."""
    suggestion = Suggestion(better, SuggestionKind.SPELLING) if better else None
    return Judgement(verdict=Verdict.INVALID, reason=reason, detail=detail, suggestion=suggestion)


def skipped(reason: str, detail: str) -> Judgement:
    """Return the opinion that this is not to be asked for."""
    return Judgement(verdict=Verdict.SKIPPED, reason=reason, detail=detail)
