"""GitLab: projects on many instances, renames, what is missing, private, or no project."""

from __future__ import annotations

from typing import Any

import pytest

from fetchers.facts import Availability, Redirect
from fetchers.sites.gitlab import GITLAB
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import data, page, redirect
from tests.fetchers.sites.claims import ODD_BODIES, ask, asking, check_claimed, check_not_claimed, claim, standing

PROJECT = "https://gitlab.com/inkscape/inkscape"
API = "/api/v4/projects/inkscape%2Finkscape"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (PROJECT, "project", "gitlab:gitlab.com/inkscape/inkscape"),
        ("https://gitlab.com/Inkscape/Inkscape.git", "project", "gitlab:gitlab.com/inkscape/inkscape"),
        ("https://gitlab.com/a/b/c/d/", "project", "gitlab:gitlab.com/a/b/c/d"),
        ("https://framagit.org/luc/lstu", "project", "gitlab:framagit.org/luc/lstu"),
        ("https://gitlab.com/inkscape", "group", "https://gitlab.com/inkscape"),
        (f"{PROJECT}/-/blob/master/README.md", "part", f"{PROJECT}/-/blob/master/README.md"),
        (f"{PROJECT}/issues/12", "part", f"{PROJECT}/issues/12"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(GITLAB, url, kind, key)


def test_the_path_is_whole() -> None:
    assert claim(GITLAB, "https://gitlab.com/a/b.c/d.git").parts == {"host": "gitlab.com", "path": "a/b.c/d"}


@pytest.mark.parametrize(
    "url",
    ["https://gitlab.com/", "https://gitlab.com/explore", "https://gitlab.com/users/sign_in", "https://gitlab.com/-/snippets/1",
     "https://about.gitlab.com/pricing/", "https://gitlab.example.org/a/b", "https://notgitlab.com/a/b"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(GITLAB, url)


def project(name: str = "inkscape/inkscape", **facts: object) -> ServedResponse:
    whole: dict[str, Any] = {
        "path_with_namespace": name,
        "description": "Vector\n graphics",
        "star_count": 3500,
        "created_at": "2017-06-09T14:16:35.615Z",
        "last_activity_at": "2026-11-01T10:00:00.000Z",
        "topics": ["svg"],
        "license": {"key": "gpl-2.0"},
    }
    return data(whole | facts)


async def test_a_project(web: SmallWeb) -> None:
    web.site("gitlab.com").answer(API, project(archived=False))
    async with asking(web) as context:
        seen = await ask(GITLAB, PROJECT, context)
    facts = seen.metadata
    assert facts is not None
    assert standing(seen) == (Availability.PRESENT, "gitlab-present")
    assert (facts.kind, facts.title, facts.stars) == ("repository", "inkscape/inkscape", 3500)
    assert (facts.published, facts.updated) == ("2017-06-09T14:16:35Z", "2026-11-01T10:00:00Z")
    assert (facts.description, facts.license, facts.archived) == ("Vector graphics", "gpl-2.0", False)
    assert facts.topics == ("svg",)


async def test_a_project_that_was_renamed(web: SmallWeb) -> None:
    web.site("gitlab.com").redirect(API, "https://gitlab.com/api/v4/projects/3472737", 301)
    web.site("gitlab.com").answer("/api/v4/projects/3472737", project("new/name", archived=True))
    async with asking(web) as context:
        seen = await ask(GITLAB, PROJECT, context)
    assert seen.redirects == (Redirect(PROJECT, 301),)
    assert seen.final_url == "https://gitlab.com/new/name"
    assert set(seen.notes) == {"renamed", "archived"}


async def test_a_redirect_to_elsewhere_is_not_followed(web: SmallWeb) -> None:
    web.site("gitlab.com").redirect(API, "https://evil.example/steal", 301).reset("/inkscape/inkscape")
    async with asking(web) as context:
        assert standing(await ask(GITLAB, PROJECT, context)) == (Availability.DOWN, "gitlab-odd-answer")
    assert not web.asked("evil.example")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (page("Not Found", "404", status=404), (Availability.ABSENT, "gitlab-not-found")),
        (redirect("https://gitlab.com/users/sign_in", 302), (Availability.RESTRICTED, "gitlab-signin")),
        (page("A subgroup · GitLab"), None),
    ],
)
async def test_of_404_the_page_says_what_it_means(
    web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str] | None
) -> None:
    web.site("gitlab.com").answer(API, data({"message": "404 Project Not Found"}, status=404))
    web.site("gitlab.com").answer("/inkscape/inkscape", answer).page("/users/sign_in", "Sign in · GitLab")
    async with asking(web) as context:
        assert standing(await ask(GITLAB, PROJECT, context)) == expected


@pytest.mark.parametrize("body", ODD_BODIES)
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site("gitlab.com").get(API, body=body).reset("/inkscape/inkscape")
    async with asking(web) as context:
        assert standing(await ask(GITLAB, PROJECT, context)) == (Availability.DOWN, "gitlab-odd-answer")


async def test_wrong_types_are_left_out(web: SmallWeb) -> None:
    web.site("gitlab.com").answer(API, project(star_count="many", topics={"a": 1}, license=[], created_at=7))
    async with asking(web) as context:
        facts = (await ask(GITLAB, PROJECT, context)).metadata
    assert facts is not None
    assert (facts.stars, facts.topics, facts.license, facts.published) == (None, (), None, None)
