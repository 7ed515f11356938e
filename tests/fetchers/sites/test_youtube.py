"""YouTube: one video whatever its address, and what oEmbed's statuses mean."""

from __future__ import annotations

import pytest

from fetchers.context import Access
from fetchers.facts import Availability
from fetchers.sites.youtube import YOUTUBE
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import data, page
from tests.canaries import SECRETS
from tests.fetchers.sites.claims import ODD_BODIES, ask, ask_all, asking, check_claimed, check_not_claimed, standing

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
KEY = "youtube-video:dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (VIDEO, "video", KEY),
        (f"{VIDEO}&list=PL1234&index=3", "video", KEY),
        ("https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ#t=10", "video", KEY),
        ("https://youtu.be/dQw4w9WgXcQ?si=abc", "video", KEY),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "video", KEY),
        ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", "video", KEY),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "video", KEY),
        ("https://www.youtube.com/playlist?list=PLoROMvodv4rMiGQ", "playlist", "youtube-playlist:PLoROMvodv4rMiGQ"),
        ("https://www.youtube.com/embed/videoseries?list=PLoROMvodv4rMiGQ", "playlist",
         "youtube-playlist:PLoROMvodv4rMiGQ"),
        ("https://www.youtube.com/@3blue1brown", "channel", "https://youtube.com/@3blue1brown"),
        ("https://www.youtube.com/channel/UCYO_jab_esuFRV4b17AJtAw/videos", "channel",
         "https://youtube.com/channel/UCYO_jab_esuFRV4b17AJtAw/videos"),
    ],
)  # fmt: skip
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(YOUTUBE, url, kind, key)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?xv=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQQ",
        "https://www.youtube.com/results?search_query=cuda",
        "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
        "https://youtu.be.example.org/dQw4w9WgXcQ",
    ],
)
def test_near_misses(url: str) -> None:
    check_not_claimed(YOUTUBE, url)


FACTS = {"title": "A talk", "author_name": "A channel", "thumbnail_url": "https://i.ytimg.com/x.jpg"}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (data(FACTS), (Availability.PRESENT, "youtube-present")),
        (ServedResponse(status=404, body="Not Found"), (Availability.ABSENT, "youtube-not-found")),
        (ServedResponse(status=400, body="Bad Request"), (Availability.ABSENT, "youtube-not-found")),
        (ServedResponse(status=403, body="Forbidden"), (Availability.RESTRICTED, "youtube-private")),
        (ServedResponse(status=401, body="Unauthorized"), (Availability.PRESENT, "youtube-present")),
    ],
)
async def test_what_oembed_means(web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str]) -> None:
    web.site("www.youtube.com").answer("/oembed", answer)
    async with asking(web) as context:
        assert standing(await ask(YOUTUBE, VIDEO, context)) == expected
    assert web.requests[0].query == {"format": "json", "url": VIDEO}


async def test_a_video(web: SmallWeb) -> None:
    web.site("www.youtube.com").answer("/oembed", data(FACTS))
    async with asking(web) as context:
        facts = (await ask(YOUTUBE, "https://youtu.be/dQw4w9WgXcQ", context)).metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.authors) == ("video", "A talk", ("A channel",))
    assert (facts.stars, facts.published) == (None, None)


async def test_a_video_that_may_not_be_embedded_has_its_pages_title(web: SmallWeb) -> None:
    web.site("www.youtube.com").get("/oembed", status=401).page("/watch", "A lecture - YouTube")
    async with asking(web) as context:
        seen = await ask(YOUTUBE, VIDEO, context)
    assert seen.notes == ("embedding-disabled",)
    assert seen.metadata is not None
    assert seen.metadata.title == "A lecture"


@pytest.mark.parametrize("body", [*ODD_BODIES, "Forbidden", '{"title": 7}'])
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site("www.youtube.com").get("/oembed", body=body).reset("/watch")
    async with asking(web) as context:
        assert standing(await ask(YOUTUBE, VIDEO, context)) == (Availability.DOWN, "youtube-odd-answer")


async def test_where_oembed_fails_the_page_is_looked_at(web: SmallWeb) -> None:
    web.site("www.youtube.com").get("/oembed", status=500).page("/watch", "A lecture - YouTube")
    async with asking(web) as context:
        seen = await ask(YOUTUBE, VIDEO, context)
    assert (seen.status, seen.answer) == (200, None)


async def test_consent_is_a_wall(web: SmallWeb) -> None:
    web.site("www.youtube.com").redirect("/@someone", "https://consent.youtube.com/m?continue=x", 302)
    web.site("consent.youtube.com").answer("/m", page("Before you continue to YouTube", "We use cookies"))
    async with asking(web) as context:
        seen = await ask(YOUTUBE, "https://www.youtube.com/@someone", context)
    assert standing(seen) == (Availability.REFUSED, "youtube-consent")


DATA_API = "www.googleapis.com"
WITH_KEY = Access(youtube_key=SECRETS["YOUTUBE_API_KEY"])


def video(number: int) -> str:
    return f"https://youtu.be/{number:011}"


def row(number: int, **more: object) -> dict[str, object]:
    snippet = {"title": f"Talk {number}", "channelTitle": "A channel", "publishedAt": "2024-05-06T07:08:09Z"}
    return {"id": f"{number:011}", "snippet": snippet, "statistics": {"viewCount": "12345", "likeCount": "67"}, **more}


async def test_fifty_videos_are_one_question_to_the_data_api_where_there_is_a_key(web: SmallWeb) -> None:
    """What it leaves out is private, deleted or never was: oEmbed tells."""
    web.site(DATA_API).answer("/youtube/v3/videos", data({"items": [row(n) for n in range(50) if n not in (7, 8)]}))
    web.site("www.youtube.com").otherwise(
        lambda asked: ServedResponse(status=403 if asked.query["url"].endswith("7") else 404)
    )
    async with asking(web, WITH_KEY) as context:
        found = await ask_all(YOUTUBE, [video(n) for n in range(50)], context)
    (question,) = web.asked(DATA_API)
    assert question.query["id"].split(",") == [f"{n:011}" for n in range(50)]
    assert question.headers["x-goog-api-key"] == SECRETS["YOUTUBE_API_KEY"]
    assert len(web.requests) == 3
    assert standing(found[f"youtube-video:{7:011}"]) == (Availability.RESTRICTED, "youtube-private")
    assert standing(found[f"youtube-video:{8:011}"]) == (Availability.ABSENT, "youtube-not-found")
    facts = found[f"youtube-video:{9:011}"].metadata
    assert facts is not None
    assert (facts.title, facts.authors, facts.plays, facts.stars) == ("Talk 9", ("A channel",), 12345, 67)
    assert facts.published == "2024-05-06T07:08:09Z"


@pytest.mark.parametrize("status", [400, 403, 429, 500])
async def test_a_key_that_is_refused_or_spent_leaves_the_videos_to_oembed(web: SmallWeb, status: int) -> None:
    web.site(DATA_API).get("/youtube/v3/videos", status=status)
    web.site("www.youtube.com").answer("/oembed", data(FACTS))
    async with asking(web, WITH_KEY) as context:
        found = await ask_all(YOUTUBE, [video(n) for n in range(3)], context)
    assert {standing(seen) for seen in found.values()} == {(Availability.PRESENT, "youtube-present")}
    assert any("each video was asked for by itself" in warning for warning in context.warnings)


@pytest.mark.parametrize("body", [*ODD_BODIES, '{"items": [7, {"id": 8}, {"id": "00000000000", "snippet": []}]}'])
async def test_an_odd_answer_of_the_data_api_says_nothing_of_a_video(web: SmallWeb, body: str) -> None:
    web.site(DATA_API).get("/youtube/v3/videos", body=body)
    web.site("www.youtube.com").answer("/oembed", data(FACTS))
    async with asking(web, WITH_KEY) as context:
        found = await ask_all(YOUTUBE, [video(0)], context)
    assert [standing(seen) for seen in found.values()] == [(Availability.PRESENT, "youtube-present")]


async def test_without_a_key_videos_are_asked_for_side_by_side(web: SmallWeb) -> None:
    web.site("www.youtube.com").answer("/oembed", data(FACTS))
    async with asking(web) as context:
        found = await ask_all(YOUTUBE, [video(n) for n in range(60)], context)
    assert len(found) == 60
    assert {request.path for request in web.requests} == {"/oembed"}
