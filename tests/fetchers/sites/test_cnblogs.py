"""博客园: posts under their several addresses, authors from titles, reviews and logins."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.cnblogs import CNBLOGS
from linkcheck.demo import SmallWeb
from linkcheck.demo.responses import html, page, redirect
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed, standing

POST = "https://www.cnblogs.com/pinard/p/6131423.html"
PATH = "/pinard/p/6131423.html"
REVIEW = "https://www.cnblogs.com/cmt/p/14580194.html?from=x&blogId=1&postId=6131423"


@pytest.mark.parametrize(
    "url",
    [POST, "http://cnblogs.com/pinard/p/6131423", "https://www.cnblogs.com/pinard/archive/2016/11/24/6131423.html",
     "https://www.cnblogs.com/pinard/articles/6131423.html?x=1"],
)  # fmt: skip
def test_one_post(url: str) -> None:
    check_claimed(CNBLOGS, url, "article", "cnblogs:6131423", user="pinard")


def test_other_forms() -> None:
    check_claimed(CNBLOGS, "https://www.cnblogs.com/pinard", "people", "cnblogs-people:pinard")
    slug = "https://www.cnblogs.com/me/p/my-post"
    check_claimed(CNBLOGS, slug, "article", "https://cnblogs.com/me/p/my-post")


@pytest.mark.parametrize(
    "url",
    ["https://www.cnblogs.com/", "https://news.cnblogs.com/n/1/", "https://notcnblogs.com/a/p/61.html",
     "https://www.cnblogs.com/cate/python/", "https://www.cnblogs.com/pinard/category/894692.html"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(CNBLOGS, url)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("支持向量机原理(一) - 刘建平Pinard - 博客园", ("支持向量机原理(一)", ("刘建平Pinard",))),
        ("[Go] sync.Pool - 原理 和 适用场景 - 52php - 博客园", ("[Go] sync.Pool - 原理 和 适用场景", ("52php",))),
    ],
)
async def test_a_post(web: SmallWeb, title: str, expected: tuple[str, tuple[str, ...]]) -> None:
    body = (
        f'<html lang="zh-cn"><title>{title}</title><div id="blogTitle"><h1><a href="/pinard/">某人的园子</a></h1></div>'
        f'<div class="post"><h1 class="postTitle"><a id="cb_post_title_url" href="{POST}">{expected[0]}</a></h1>'
        f'<div id="cnblogs_post_body"><p>{"登录后查看。" * 90}</p></div><div class="postDesc">posted @ '
        f'<span id="post-date">2016-11-24 17:20</span> <a href="/pinard">某人</a> 阅读(2)</div></div>'
    )
    web.site("www.cnblogs.com").answer(PATH, html(body))
    async with asking(web) as context:
        facts = (await ask(CNBLOGS, POST, context)).metadata
    assert facts is not None
    assert (facts.title, facts.authors) == expected
    assert (facts.published, facts.site, facts.kind) == ("2016-11-24", "博客园", "article")


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (REVIEW, (Availability.RESTRICTED, "cnblogs-in-review")),
        ("https://account.cnblogs.com/signin?returnUrl=x", (Availability.RESTRICTED, "cnblogs-login")),
    ],
)
async def test_a_post_that_is_not_shown(web: SmallWeb, to: str, expected: tuple[Availability, str]) -> None:
    web.site("www.cnblogs.com").answer(PATH, redirect(to, 302)).page("/cmt/p/14580194.html", "公告 - 官方 - 博客园")
    web.site("account.cnblogs.com").answer("/signin", page("用户登录 - 博客园"))
    async with asking(web) as context:
        assert standing(await ask(CNBLOGS, POST, context)) == expected
