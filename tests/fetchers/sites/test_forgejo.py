"""Forgejo and Gitea: repositories on Codeberg and elsewhere, renames, what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from fetchers.facts import Availability, Redirect
from fetchers.sites.forgejo import FORGEJO
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import data
from tests.fetchers.sites.claims import ODD_BODIES, ask, asking, check_claimed, check_not_claimed, standing

REPOSITORY = "https://codeberg.org/forgejo/forgejo"
API = "/api/v1/repos/forgejo/forgejo"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (REPOSITORY, "repository", "forgejo:codeberg.org/forgejo/forgejo"),
        ("https://codeberg.org/Forgejo/Forgejo.git", "repository", "forgejo:codeberg.org/forgejo/forgejo"),
        ("https://gitea.com/gitea/tea/", "repository", "forgejo:gitea.com/gitea/tea"),
        (f"{REPOSITORY}/issues/1", "part", f"{REPOSITORY}/issues/1"),
        ("https://codeberg.org/forgejo", "people", "https://codeberg.org/forgejo"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(FORGEJO, url, kind, key)


@pytest.mark.parametrize(
    "url",
    ["https://codeberg.org/", "https://codeberg.org/explore/repos", "https://codeberg.org/api/v1/version",
     "https://docs.codeberg.org/forgejo/forgejo", "https://notcodeberg.org/a/b"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(FORGEJO, url)


def repository(name: str = "forgejo/forgejo", **facts: object) -> ServedResponse:
    whole: dict[str, Any] = {
        "full_name": name,
        "description": "Beyond coding.\nWe forge.",
        "stars_count": 3800,
        "created_at": "2022-11-01T12:00:00+01:00",
        "updated_at": "2026-11-20T10:00:00Z",
        "archived": False,
        "topics": ["forge"],
        "licenses": ["GPL-3.0-or-later"],
    }
    return data(whole | facts)


async def test_a_repository(web: SmallWeb) -> None:
    web.site("codeberg.org").answer(API, repository())
    async with asking(web) as context:
        seen = await ask(FORGEJO, REPOSITORY, context)
    facts = seen.metadata
    assert facts is not None
    assert standing(seen) == (Availability.PRESENT, "forgejo-present")
    assert (facts.kind, facts.title, facts.stars, facts.site) == ("repository", "forgejo/forgejo", 3800, "codeberg.org")
    assert (facts.published, facts.updated) == ("2022-11-01T11:00:00Z", "2026-11-20T10:00:00Z")
    assert (facts.license, facts.archived, facts.topics) == ("GPL-3.0-or-later", False, ("forge",))
    assert (seen.notes, seen.redirects) == ((), ())


async def test_a_repository_that_was_renamed(web: SmallWeb) -> None:
    web.site("codeberg.org").redirect(API, "https://codeberg.org/api/v1/repos/new/name", 307)
    web.site("codeberg.org").answer("/api/v1/repos/new/name", repository("new/name", archived=True))
    async with asking(web) as context:
        seen = await ask(FORGEJO, REPOSITORY, context)
    assert seen.redirects == (Redirect(REPOSITORY, 301),)
    assert seen.final_url == "https://codeberg.org/new/name"
    assert seen.notes == ("archived", "renamed")


async def test_what_is_missing_is_gone(web: SmallWeb) -> None:
    web.site("codeberg.org").answer(API, data({"message": "The target couldn't be found."}, status=404))
    async with asking(web) as context:
        assert standing(await ask(FORGEJO, REPOSITORY, context)) == (Availability.ABSENT, "forgejo-not-found")


@pytest.mark.parametrize("body", [*ODD_BODIES, '{"full_name": 7}'])
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site("codeberg.org").get(API, body=body).reset("/forgejo/forgejo")
    async with asking(web) as context:
        assert standing(await ask(FORGEJO, REPOSITORY, context)) == (Availability.DOWN, "forgejo-odd-answer")
