"""OpenReview: the page of a submission. Its API answers anonymous programs with a challenge since August 2026."""

from __future__ import annotations

from typing import Final

from fetchers.facts import Availability
from fetchers.fetcher import Guide, UrlPattern
from fetchers.reasons import Cause
from fetchers.site import PageMarker, Site

_HOST: Final = r"(?:www\.)?openreview\.net"
_ID: Final = r"\?(?:.*&)?id=(?P<id>[\w~.-]{4,40})(?:&.*)?"


class OpenReview(Site):
    """Submissions and their PDFs; venues and people as pages."""

    name = "openreview"
    title = "OpenReview"
    hosts = ("openreview.net",)
    forms = (
        UrlPattern(kind="forum", pattern=rf"{_HOST}/forum{_ID}", key="openreview:{id}", what="paper",
            example="https://openreview.net/forum?id=AL1fq05o7H"),
        UrlPattern(kind="pdf", pattern=rf"{_HOST}/pdf{_ID}", key="openreview:{id}", what="paper",
            page="https://openreview.net/forum?id={id}", example="https://openreview.net/pdf?id=AL1fq05o7H"),
        UrlPattern(kind="attachment", pattern=rf"{_HOST}/(?:attachment|references/pdf){_ID}", what="file",
            example="https://openreview.net/attachment?id=AL1fq05o7H&name=supplementary_material"),
        UrlPattern(kind="group", pattern=rf"{_HOST}/group\?.+", what="page",
            example="https://openreview.net/group?id=ICLR.cc/2024/Conference"),
        UrlPattern(kind="profile", pattern=rf"{_HOST}/profile\?.+",
            example="https://openreview.net/profile?id=~Ada_Lovelace1"),
    )  # fmt: skip
    signs = (
        PageMarker(standing=Availability.REFUSED, cause=Cause.CHALLENGE,
            detail="OpenReview asks whether we are human",
            place=r"/challenge\b"),
        PageMarker(standing=Availability.REFUSED, cause=Cause.CHALLENGE,
            detail="OpenReview asks whether we are human",
            says=r"ChallengeRequired|Challenge verification required|Verify(?:ing)? (?:that )?you are (?:a )?human"),
        PageMarker(standing=Availability.REFUSED, cause=Cause.REFUSED, detail="OpenReview refuses robots",
            statuses=(403,)),
        PageMarker(standing=Availability.LIMITED, cause=Cause.RATE_LIMITED, detail="OpenReview asks for patience",
            statuses=(429,)),
    )  # fmt: skip
    guide = Guide(
        title="OpenReview",
        brings="title, authors and date of a submission, from the citation tags of its page; forum and PDF are one",
        limits="one page a submission; the API is not asked, for it wants a browser's challenge solved",
        refusal="a challenge or 403 means blocked; withdrawn and rejected submissions stay readable",
    )


OPENREVIEW: Final = OpenReview()
