"""Docker Hub: images of people and official ones."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.dockerhub import DOCKERHUB
from linkcheck.demo import SmallWeb
from linkcheck.demo.responses import data
from tests.fetchers.sites.claims import ODD_BODIES, ask, asking, check_claimed, check_not_claimed, standing

GRAFANA = "https://hub.docker.com/r/grafana/grafana"
API = "/v2/repositories/grafana/grafana/"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (GRAFANA, "image", "docker:grafana/grafana"),
        (f"{GRAFANA}/tags?page=2", "image", "docker:grafana/grafana"),
        ("https://registry.hub.docker.com/r/grafana/grafana/", "image", "docker:grafana/grafana"),
        ("https://hub.docker.com/_/postgres", "official", "docker:library/postgres"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(DOCKERHUB, url, kind, key)


@pytest.mark.parametrize(
    "url",
    ["https://hub.docker.com/", "https://hub.docker.com/u/grafana", "https://hub.docker.com/r/grafana",
     "https://hub.docker.com/r/Grafana/grafana", "https://hub.docker.com/search?q=x", "https://docker.com/r/a/b"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(DOCKERHUB, url)


FACTS = {
    "name": "grafana",
    "description": "The official Grafana container",
    "star_count": 3000,
    "pull_count": 5000000000,
    "date_registered": "2015-02-18T13:23:50.352166Z",
    "last_updated": "2026-11-01T01:02:03.000Z",
    "is_private": False,
}


async def test_an_image(web: SmallWeb) -> None:
    web.site("hub.docker.com").answer(API, data(FACTS))
    async with asking(web) as context:
        seen = await ask(DOCKERHUB, GRAFANA, context)
    facts = seen.metadata
    assert facts is not None
    assert standing(seen) == (Availability.PRESENT, "dockerhub-present")
    assert (facts.kind, facts.title, facts.authors) == ("image", "grafana/grafana", ("grafana",))
    assert (facts.stars, facts.downloads, facts.updated) == (3000, 5000000000, "2026-11-01T01:02:03Z")


async def test_an_official_image_belongs_to_the_library(web: SmallWeb) -> None:
    web.site("hub.docker.com").answer("/v2/repositories/library/postgres/", data({**FACTS, "name": "postgres"}))
    async with asking(web) as context:
        facts = (await ask(DOCKERHUB, "https://hub.docker.com/_/postgres", context)).metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.authors) == ("image", "postgres", ())


async def test_what_is_missing_is_gone(web: SmallWeb) -> None:
    web.site("hub.docker.com").answer(API, data({"message": "object not found"}, status=404))
    async with asking(web) as context:
        assert standing(await ask(DOCKERHUB, GRAFANA, context)) == (Availability.ABSENT, "dockerhub-not-found")


@pytest.mark.parametrize("body", [*ODD_BODIES, '{"name": {}}'])
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site("hub.docker.com").get(API, body=body).reset("/r/grafana/grafana")
    async with asking(web) as context:
        assert standing(await ask(DOCKERHUB, GRAFANA, context)) == (Availability.DOWN, "dockerhub-odd-answer")
