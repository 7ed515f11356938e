"""Kaggle: public metadata of datasets, and pages."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.kaggle import KAGGLE
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import data, page
from tests.fetchers.sites.claims import ODD_BODIES, ask, asking, check_claimed, check_not_claimed, standing

WINE = "https://www.kaggle.com/datasets/zynicide/wine-reviews"
API = "/api/v1/datasets/view/zynicide/wine-reviews"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (WINE, "dataset", "kaggle-dataset:zynicide/wine-reviews"),
        (
            "https://kaggle.com/datasets/zynicide/wine-reviews/data?x=1",
            "dataset",
            "kaggle-dataset:zynicide/wine-reviews",
        ),
        ("https://www.kaggle.com/c/titanic/leaderboard", "competition", "kaggle-competition:titanic"),
        ("https://www.kaggle.com/competitions/titanic/overview", "competition", "kaggle-competition:titanic"),
        ("https://www.kaggle.com/code/a/b", "notebook", "https://kaggle.com/code/a/b"),
        (
            "https://www.kaggle.com/models/google/gemma/keras/x",
            "model",
            "https://kaggle.com/models/google/gemma/keras/x",
        ),
        ("https://www.kaggle.com/zynicide/wine-reviews", "old", "https://kaggle.com/zynicide/wine-reviews"),
        ("https://www.kaggle.com/zynicide", "profile", "https://kaggle.com/zynicide"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(KAGGLE, url, kind, key)


@pytest.mark.parametrize(
    "url",
    ["https://www.kaggle.com/", "https://www.kaggle.com/datasets", "https://www.kaggle.com/learn/intro-to-sql",
     "https://www.kaggle.com/discussions/general/1", "https://notkaggle.com/datasets/a/b"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(KAGGLE, url)


async def test_a_dataset(web: SmallWeb) -> None:
    facts = {
        "title": "Wine Reviews", "subtitle": "130k wine reviews", "ownerName": "zackthoutt", "lastUpdated":
        "2017-11-27T17:08:04.7Z", "voteCount": 3800, "downloadCount": 200000, "licenseName": "CC BY-NC-SA 4.0",
        "tags": [{"name": "alcohol"}, 7],
    }  # fmt: skip
    web.site("www.kaggle.com").answer(API, data(facts))
    async with asking(web) as context:
        seen = await ask(KAGGLE, WINE, context)
    found = seen.metadata
    assert found is not None
    assert standing(seen) == (Availability.PRESENT, "kaggle-present")
    assert (found.kind, found.title, found.authors) == ("dataset", "Wine Reviews", ("zackthoutt",))
    assert (found.updated, found.stars, found.downloads) == ("2017-11-27T17:08:04Z", 3800, 200000)
    assert (found.license, found.topics) == ("CC BY-NC-SA 4.0", ("alcohol",))


@pytest.mark.parametrize(
    ("answer", "status", "title"),
    [
        (page("Wine Reviews | Kaggle", "A dataset"), 200, "Wine Reviews"),
        (page("Kaggle", "Not found", status=404), 404, None),
    ],
)
@pytest.mark.parametrize("refusal", [401, 403, 404])
async def test_what_the_api_does_not_show_the_page_decides(
    web: SmallWeb, answer: ServedResponse, status: int, title: str | None, refusal: int
) -> None:
    site = web.site("www.kaggle.com").answer(API, data({"code": refusal, "message": "no"}, status=refusal))
    site.answer("/datasets/zynicide/wine-reviews", answer)
    async with asking(web) as context:
        seen = await ask(KAGGLE, WINE, context)
    assert (seen.status, seen.answer) == (status, None)
    assert title is None or (seen.metadata is not None and seen.metadata.title == title)


@pytest.mark.parametrize("body", [*ODD_BODIES, '{"title": 7}'])
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site("www.kaggle.com").get(API, body=body).reset("/datasets/zynicide/wine-reviews")
    async with asking(web) as context:
        assert standing(await ask(KAGGLE, WINE, context)) == (Availability.DOWN, "kaggle-odd-answer")
