"""X: one post whatever its address, and what oEmbed's statuses mean."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.x import X_SITE
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import data, redirect
from tests.fetchers.sites.claims import ODD_BODIES, ask, asking, check_claimed, check_not_claimed, standing

POST = "https://twitter.com/karpathy/status/1617979122625712128"
KEY = "x-post:1617979122625712128"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (POST, "post", KEY),
        ("https://x.com/karpathy/status/1617979122625712128?s=20&t=abc", "post", KEY),
        ("https://mobile.twitter.com/karpathy/statuses/1617979122625712128", "post", KEY),
        ("https://x.com/karpathy/status/1617979122625712128/photo/1", "post", KEY),
        ("https://twitter.com/i/web/status/1617979122625712128", "post", KEY),
        ("https://nitter.net/karpathy/status/1617979122625712128", "post", KEY),
        ("https://twitter.com/karpathy", "profile", "https://twitter.com/karpathy"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(X_SITE, url, kind, key)


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/",
        "https://x.com/home",
        "https://x.com/search?q=cuda",
        "https://twitter.com/intent/tweet?text=x",
        "https://twitter.com/hashtag/x",
        "https://twitter.com/karpathy/status/abc",
        "https://netflix.com/karpathy",
        "https://dropbox.com/s",
    ],
)
def test_near_misses(url: str) -> None:
    check_not_claimed(X_SITE, url)


HTML = '<blockquote><p lang="en" dir="ltr">The hottest new<br>programming &amp; language</p>&mdash; A</blockquote>'
FACTS = {"author_name": "Andrej Karpathy", "html": HTML, "url": POST}


async def test_a_post(web: SmallWeb) -> None:
    web.site("publish.twitter.com").answer("/oembed", data(FACTS))
    async with asking(web) as context:
        seen = await ask(X_SITE, "https://x.com/karpathy/status/1617979122625712128", context)
    facts = seen.metadata
    assert facts is not None
    assert standing(seen) == (Availability.PRESENT, "x-present")
    assert (facts.kind, facts.authors, facts.published) == ("post", ("Andrej Karpathy",), "2023-01-24T20:14:18Z")
    assert facts.title is not None
    assert facts.title.startswith("The hottest new")
    assert facts.title.endswith("programming & language")
    assert web.requests[0].query["url"] == POST


async def test_the_first_posts_carry_no_date(web: SmallWeb) -> None:
    web.site("publish.twitter.com").answer("/oembed", data({**FACTS, "html": "<p>" + "word " * 100 + "</p>"}))
    async with asking(web) as context:
        facts = (await ask(X_SITE, "https://twitter.com/jack/status/20", context)).metadata
    assert facts is not None
    assert (facts.published, facts.date_source) == (None, None)
    assert facts.title is not None
    assert len(facts.title) <= 100
    assert facts.title.endswith("…")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (ServedResponse(status=404), (Availability.ABSENT, "x-not-found")),
        (ServedResponse(status=403), (Availability.RESTRICTED, "x-protected")),
        (data({"author_name": "A"}), (Availability.PRESENT, "x-present")),
    ],
)
async def test_what_oembed_means(web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str]) -> None:
    web.site("publish.twitter.com").answer("/oembed", answer)
    async with asking(web) as context:
        assert standing(await ask(X_SITE, POST, context)) == expected


@pytest.mark.parametrize("body", ODD_BODIES)
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site("publish.twitter.com").get("/oembed", body=body)
    web.site("twitter.com").reset("/karpathy/status/1617979122625712128")
    async with asking(web) as context:
        assert standing(await ask(X_SITE, POST, context)) == (Availability.DOWN, "x-odd-answer")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (redirect("https://twitter.com/i/flow/login", 302), "x-login"),
        (ServedResponse(status=400), "x-refused"),
        (ServedResponse(status=403), "x-refused"),
    ],
)
async def test_a_profile_behind_a_wall(web: SmallWeb, answer: ServedResponse, code: str) -> None:
    web.site("twitter.com").answer("/karpathy", answer).page("/i/flow/login", "Log in to X")
    async with asking(web) as context:
        assert standing(await ask(X_SITE, "https://twitter.com/karpathy", context)) == (Availability.REFUSED, code)
