"""Gitee: repositories by API v5, what is missing, what only a page can tell."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.gitee import GITEE
from linkcheck.demo import SmallWeb
from linkcheck.demo.responses import data, page, redirect
from tests.fetchers.sites.claims import ODD_BODIES, ask, asking, check_claimed, check_not_claimed, standing

DOCS = "https://gitee.com/openharmony/docs"
API = "/api/v5/repos/openharmony/docs"
FACTS = {
    "id": 1,
    "full_name": "openharmony/docs",
    "human_name": "OpenHarmony/docs",
    "description": "OpenHarmony 文档",
    "stargazers_count": 2600,
    "license": "Apache-2.0",
    "created_at": "2020-09-07T14:17:01+08:00",
    "updated_at": "2026-09-30T09:00:00+08:00",
    "pushed_at": "2026-09-30T08:00:00+08:00",
    "project_labels": [{"id": 1, "name": "文档"}, 7],
    "html_url": "https://gitee.com/openharmony/docs.git",
}


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (DOCS, "repository", "gitee:gitee.com/openharmony/docs"),
        ("http://www.gitee.com/OpenHarmony/Docs.git", "repository", "gitee:gitee.com/openharmony/docs"),
        (f"{DOCS}/?x=1", "repository", "gitee:gitee.com/openharmony/docs"),
        (f"{DOCS}/blob/master/README.md", "part", f"{DOCS}/blob/master/README.md"),
        (f"{DOCS}/issues/I5ABCD", "part", f"{DOCS}/issues/I5ABCD"),
        ("https://gitee.com/openharmony", "people", "https://gitee.com/openharmony"),
        ("https://gitee.com/owner/codes/7p0knldo3jxzi2bmyv4ua91", "gist",
         "https://gitee.com/owner/codes/7p0knldo3jxzi2bmyv4ua91"),
    ],
)  # fmt: skip
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(GITEE, url, kind, key)


@pytest.mark.parametrize(
    "url",
    ["https://gitee.com/", "https://gitee.com/explore", "https://gitee.com/explore/all", "https://gitee.com/help/articles/1",
     "https://notgitee.com/a/b", "https://owner.gitee.io/site/"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(GITEE, url)


async def test_a_repository(web: SmallWeb) -> None:
    web.site("gitee.com").answer(API, data(FACTS))
    async with asking(web) as context:
        seen = await ask(GITEE, DOCS, context)
    facts = seen.metadata
    assert facts is not None
    assert standing(seen) == (Availability.PRESENT, "gitee-present")
    assert (facts.kind, facts.title, facts.stars, facts.license) == (
        "repository",
        "openharmony/docs",
        2600,
        "Apache-2.0",
    )
    assert (facts.published, facts.updated) == ("2020-09-07T06:17:01Z", "2026-09-30T00:00:00Z")
    assert (facts.description, facts.topics, seen.notes) == ("OpenHarmony 文档", ("文档",), ())


async def test_a_repository_that_goes_by_another_name(web: SmallWeb) -> None:
    web.site("gitee.com").answer(API, data({**FACTS, "full_name": "openharmony/documents"}))
    async with asking(web) as context:
        seen = await ask(GITEE, DOCS, context)
    assert (seen.final_url, seen.notes) == ("https://gitee.com/openharmony/documents", ("renamed",))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (page("404", "你所访问的页面不存在了", status=404), (Availability.ABSENT, "gitee-not-found")),
        (redirect("https://gitee.com/login?redirect_to_url=x", 302), (Availability.RESTRICTED, "gitee-login")),
        (page("openharmony/docs", "a page that the API does not know of"), None),
    ],
)
async def test_what_the_api_does_not_show_the_page_decides(
    web: SmallWeb, answer: object, expected: tuple[Availability, str] | None
) -> None:
    site = web.site("gitee.com").answer(API, data({"message": "404 Project Not Found"}, status=404))
    site.answer("/openharmony/docs", answer).page("/login", "登录 - Gitee")  # type: ignore[arg-type]
    async with asking(web) as context:
        assert standing(await ask(GITEE, DOCS, context)) == expected


async def test_where_the_allowance_is_used_up_the_page_is_looked_at(web: SmallWeb) -> None:
    site = web.site("gitee.com").answer(API, data({"message": "Rate Limit Exceeded"}, status=403))
    site.page("/openharmony/docs", "OpenHarmony/docs")
    async with asking(web) as context:
        seen = await ask(GITEE, DOCS, context)
    assert (seen.status, seen.answer) == (200, None)


@pytest.mark.parametrize("body", [*ODD_BODIES, '{"full_name": 7}'])
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site("gitee.com").get(API, body=body).reset("/openharmony/docs")
    async with asking(web) as context:
        assert standing(await ask(GITEE, DOCS, context)) == (Availability.DOWN, "gitee-odd-answer")
