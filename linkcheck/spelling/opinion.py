"""The two opinions that need no request. Pure."""

from __future__ import annotations

from fetchers.codes import Worded
from linkcheck.model import Judgement, Suggestion, SuggestionKind, Verdict
from linkcheck.model.reasons import sentence


def invalid(reason: Worded, detail: str = "", better: str | None = None) -> Judgement:
    """Return the opinion that this cannot be an address, with the spelling that was meant where one is plain.

    ``detail`` is a sentence that says more than the reason's own words.
    """
    suggestion = Suggestion(better, SuggestionKind.SPELLING) if better else None
    return Judgement(
        verdict=Verdict.INVALID, reason=reason.code, detail=detail or sentence(reason.english), suggestion=suggestion
    )


def skipped(reason: Worded, detail: str = "") -> Judgement:
    """Return the opinion that this is not to be asked for."""
    return Judgement(verdict=Verdict.SKIPPED, reason=reason.code, detail=detail or sentence(reason.english))
