r"""OpenReview: the page of a submission. Its API answers anonymous programs with a challenge since August 2026.

The page is made on the server from the note that API v2 has of the submission, and carries it for its own scripts, with
quotes escaped once more: ``\"venue\":{\"value\":\"ICLR 2024 oral\"}`` (openreview/openreview-web,
app/forum/page.js, which hands ``forumNote`` to a component that runs in the browser).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from fetchers.codes import Cause, Note
from fetchers.facts import Availability, Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import PageMarker, Site

_HOST: Final = r"(?:www\.)?openreview\.net"
_ID: Final = r"\?(?:.*&)?id=(?P<id>[\w~.-]{4,40})(?:&.*)?"
_QUOTE: Final = r'\\{0,2}"'
_VALUE: Final = rf"{_QUOTE}:\{{{_QUOTE}value{_QUOTE}:{_QUOTE}"
_VENUE: Final = re.compile(rf"venue(?<=\"venue){_VALUE}([^\"\\<>]{{2,200}}){_QUOTE}")
_VENUE_ID: Final = re.compile(rf"venueid(?<=\"venueid){_VALUE}([\w./-]{{2,200}}){_QUOTE}")


class OpenReview(Site):
    """Submissions and their PDFs; venues and people as pages."""

    name = "openreview"
    title = "OpenReview"
    whole = True
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
        brings="title, authors, date and venue of a submission, from the citation tags of its page and the record in "
        "it; withdrawn submissions are noted; forum and PDF are one",
        limits="one page a submission; the API is not asked, for it wants a browser's challenge solved",
        refusal="a challenge or 403 means blocked; withdrawn and rejected submissions stay readable",
    )

    def read(self, target: Target, metadata: Metadata, text: str) -> Metadata:
        """Add the venue of the record that the page carries: "ICLR 2024 oral", "Submitted to ICLR 2024"."""
        match = _VENUE.search(text) if self.what(target) == "paper" else None
        return replace(metadata, venue=" ".join(match[1].split())) if match else metadata

    def refine(self, target: Target, observation: Observation, text: str) -> Observation:
        """Note a submission that its authors withdrew."""
        seen = super().refine(target, observation, text)
        match = _VENUE_ID.search(text) if seen.status == 200 else None
        if match is None or not match[1].endswith("/Withdrawn_Submission"):
            return seen
        return replace(seen, notes=(*seen.notes, Note.WITHDRAWN.code))


OPENREVIEW: Final = OpenReview()
