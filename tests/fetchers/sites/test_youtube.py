"""YouTube: one video whatever its address, and what oEmbed's statuses mean."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.youtube import YOUTUBE
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import data, page
from tests.fetchers.sites.claims import ODD_BODIES, ask, asking, check_claimed, check_not_claimed, standing

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
