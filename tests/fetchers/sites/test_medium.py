"""Medium: stories by their number, deleted ones, the challenge."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.medium import MEDIUM
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import html, page
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed, standing

STORY = "https://medium.com/@karpathy/software-2-0-a64152b37c35"
PATH = "/@karpathy/software-2-0-a64152b37c35"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (STORY, "story", "medium:a64152b37c35"),
        ("https://karpathy.medium.com/software-2-0-a64152b37c35?source=rss", "story", "medium:a64152b37c35"),
        ("https://medium.com/p/a64152b37c35", "story", "medium:a64152b37c35"),
        ("https://itnext.io/an-illustrated-guide-d1ede3322727", "story", "medium:d1ede3322727"),
        ("https://medium.com/@karpathy", "page", "https://medium.com/@karpathy"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(MEDIUM, url, kind, key)


@pytest.mark.parametrize(
    "url", ["https://itnext.io/", "https://itnext.io/about", "https://notmedium.com/@a/b-a64152b37c35"]
)
def test_near_misses(url: str) -> None:
    check_not_claimed(MEDIUM, url)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (page("Medium", "410. The author deleted this Medium story.", status=410),
         (Availability.ABSENT, "medium-deleted")),
        (page("Medium", "The author deleted this Medium story."), (Availability.ABSENT, "medium-deleted")),
        (page("Medium", "This account is suspended"), (Availability.ABSENT, "medium-suspended")),
        (page("Medium", "PAGE NOT FOUND 404 Out of nothing, something.", status=404),
         (Availability.ABSENT, "medium-not-found")),
        (page("On deleting", "The author deleted this Medium story. " + "word " * 600), None),
        (page("Software 2.0", "word " * 600), None),
    ],
)  # fmt: skip
async def test_what_a_page_says(
    web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str] | None
) -> None:
    web.site("medium.com").answer(PATH, answer)
    async with asking(web) as context:
        assert standing(await ask(MEDIUM, STORY, context)) == expected


async def test_a_challenge_is_left_to_its_trait(web: SmallWeb) -> None:
    challenge = html("<title>Just a moment...</title>", status=403, headers={"cf-mitigated": "challenge"})
    web.site("medium.com").answer(PATH, challenge)
    async with asking(web) as context:
        seen = await ask(MEDIUM, STORY, context)
    assert seen.answer is None
    assert any(trait.startswith("challenge") for trait in seen.traits)
