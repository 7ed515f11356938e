"""OpenReview: forum and PDF are one, citation tags, challenges."""

from __future__ import annotations

import json

import pytest

from fetchers.facts import Availability
from fetchers.sites.openreview import OPENREVIEW
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import data, html, meta, page, redirect
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed, claim, recorded, standing

FORUM = "https://openreview.net/forum?id=AL1fq05o7H"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (FORUM, "forum", "openreview:AL1fq05o7H"),
        ("https://openreview.net/forum?noteId=xyz12&id=AL1fq05o7H", "forum", "openreview:AL1fq05o7H"),
        ("http://www.openreview.net/forum?id=AL1fq05o7H&referrer=x", "forum", "openreview:AL1fq05o7H"),
        ("https://openreview.net/pdf?id=AL1fq05o7H", "pdf", "openreview:AL1fq05o7H"),
        ("https://openreview.net/group?id=ICLR.cc/2024/Conference", "group",
         "https://openreview.net/group?id=ICLR.cc/2024/Conference"),
        ("https://openreview.net/profile?id=~Ada_Lovelace1", "profile",
         "https://openreview.net/profile?id=~Ada_Lovelace1"),
        ("https://openreview.net/attachment?id=AL1fq05o7H&name=code", "attachment",
         "https://openreview.net/attachment?id=AL1fq05o7H&name=code"),
    ],
)  # fmt: skip
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(OPENREVIEW, url, kind, key)


@pytest.mark.parametrize(
    "url",
    ["https://openreview.net/", "https://openreview.net/forum", "https://openreview.net/forum?noteid=AL1fq05o7H",
     "https://openreview.net.example.org/forum?id=AL1fq05o7H", "https://api2.openreview.net/notes?id=AL1fq05o7H"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(OPENREVIEW, url)


def test_the_pdf_is_asked_for_by_its_forum() -> None:
    assert claim(OPENREVIEW, "https://openreview.net/pdf?id=AL1fq05o7H").url == FORUM


async def test_a_submission(web: SmallWeb) -> None:
    head = meta(citation_title="Mamba", citation_author="Albert Gu", citation_publication_date="2024/07/10")
    web.site("openreview.net").page("/forum", "Mamba | OpenReview", head=head)
    async with asking(web) as context:
        seen = await ask(OPENREVIEW, FORUM, context)
    assert (seen.status, seen.answer) == (200, None)
    facts = seen.metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.authors, facts.published) == ("paper", "Mamba", ("Albert Gu",), "2024-07-10")
    assert {request.host for request in web.requests} == {"openreview.net"}


def carried(venue: str, venue_id: str) -> str:
    """What the page hands its own scripts."""
    content = {"title": {"value": "Mamba"}, "venue": {"value": venue}, "venueid": {"value": venue_id}}
    note = json.dumps({"forumNote": {"content": content}}, separators=(",", ":"))
    return f"<script>self.__next_f.push([1,{json.dumps(note)}])</script>"


@pytest.mark.parametrize(
    ("venue", "venue_id", "notes"),
    [
        ("ICLR 2024 oral", "ICLR.cc/2024/Conference", ()),
        ("Submitted to ICLR 2024", "ICLR.cc/2024/Conference/Rejected_Submission", ()),
        ("ICLR 2024 Conference Withdrawn Submission", "ICLR.cc/2024/Conference/Withdrawn_Submission", ("withdrawn",)),
    ],
)
async def test_the_venue_stands_in_the_record_that_the_page_carries(
    web: SmallWeb, venue: str, venue_id: str, notes: tuple[str, ...]
) -> None:
    head = meta(citation_title="Mamba", citation_author="Albert Gu", citation_conference_title="ICLR")
    body = f"<h1>Mamba</h1><p>{'text ' * 9000}</p>{carried(venue, venue_id)}"
    web.site("openreview.net").answer("/forum", html(f"<html><head>{head}</head><body>{body}</body></html>"))
    async with asking(web) as context:
        seen = await ask(OPENREVIEW, FORUM, context)
    assert seen.metadata is not None
    assert (seen.metadata.venue, seen.notes) == (venue, notes)


CHALLENGED = (Availability.REFUSED, "openreview-challenge")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (redirect("https://openreview.net/challenge?redirect=%2Fforum", 302), CHALLENGED),
        (page("OpenReview", "Verifying that you are a human"), CHALLENGED),
        (data({"name": "ChallengeRequiredError", "status": 403}, status=403),
         (Availability.REFUSED, "openreview-refused")),
        (page("Just a moment", "…", status=403), (Availability.REFUSED, "openreview-refused")),
        (data({"message": "Too many requests"}, status=429, headers={"Retry-After": "1800"}),
         (Availability.LIMITED, "openreview-rate-limited")),
        (page("Error", "Not Found", status=404), None),
        (page("Learning to verify you are human", "word " * 600), None),
    ],
)  # fmt: skip
async def test_what_an_answer_means(
    web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str] | None
) -> None:
    web.site("openreview.net").answer("/forum", answer).page("/challenge", "Checking your browser")
    async with asking(web) as context:
        assert standing(await ask(OPENREVIEW, FORUM, context)) == expected


async def test_a_recorded_challenge(web: SmallWeb) -> None:
    exchange = recorded("openreview", "403_ChallengeRequiredError.json")
    web.site("openreview.net").answer("/forum", data(exchange["body_json"], status=exchange["status"]))
    async with asking(web) as context:
        assert standing(await ask(OPENREVIEW, FORUM, context)) == (Availability.REFUSED, "openreview-refused")
