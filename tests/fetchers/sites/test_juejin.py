"""Juejin: posts, shells, pages that say that they are gone."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.juejin import JUEJIN
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import html, page
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed, standing

POST = "https://juejin.cn/post/6844903634346131470"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (POST, "post", "juejin:6844903634346131470"),
        ("https://juejin.im/post/5b39fdbd6fb9a00e5d79c5bd", "post", "juejin:5b39fdbd6fb9a00e5d79c5bd"),
        ("https://juejin.cn/column/6960559453037199391", "column", "juejin-column:6960559453037199391"),
        ("https://juejin.cn/user/1275089218971021/posts", "people", "juejin-people:1275089218971021"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(JUEJIN, url, kind, key)


@pytest.mark.parametrize(
    "url", ["https://juejin.cn/", "https://juejin.cn/post/abc", "https://notjuejin.cn/post/6844903634346131470"]
)
def test_near_misses(url: str) -> None:
    check_not_claimed(JUEJIN, url)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (page("找不到页面 - 掘金", "404", status=404), (Availability.ABSENT, "juejin-not-found")),
        (page("掘金", "该文章已被作者删除"), (Availability.ABSENT, "juejin-not-found")),
        (page("验证码中间页", "请稍候"), (Availability.REFUSED, "juejin-verification")),
        (page("一篇文章 - 掘金", "字" * 900), None),
    ],
)
async def test_what_a_page_says(
    web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str] | None
) -> None:
    web.site("juejin.cn").answer("/post/6844903634346131470", answer)
    async with asking(web) as context:
        assert standing(await ask(JUEJIN, POST, context)) == expected


@pytest.mark.parametrize(("whole", "title"), [("深入 CUDA - 掘金", "深入 CUDA"), ("掘金", None)])
async def test_a_shells_title_is_no_posts(web: SmallWeb, whole: str, title: str | None) -> None:
    web.site("juejin.cn").page("/post/6844903634346131470", whole, "字" * 900)
    async with asking(web) as context:
        facts = (await ask(JUEJIN, POST, context)).metadata
    assert facts is not None
    assert (facts.kind, facts.title) == ("article", title)


_ARTICLE = """<html lang="zh"><head><title>Promise 实现原理前言 本文从零讲起 - 掘金</title></head><body><main>
<article itemscope itemtype="http://schema.org/Article"><meta itemprop="url" content="x"> <meta %s> <meta
itemprop="datePublished" content="2018-08-14T01:53:56.000Z"><div itemprop="author" itemscope="itemscope" itemtype="http://schema.org/Person">
<meta itemprop="name" content="面条__"><meta itemprop="url" content="https://juejin.cn/user/1"></div>
<div itemprop="publisher" itemscope itemtype="http://schema.org/Organization"><meta itemprop="name" content="掘金">
</div><h1 class="article-title">Promise 实现原理</h1><div class="markdown-body"><p>
%s</p></div></article></main></body></html>"""


async def test_no_sentence_of_a_post_is_juejins_own(web: SmallWeb) -> None:
    body = _ARTICLE % ('itemprop="headline" content="该文章已被作者删除"', "该文章已被作者删除")
    web.site("juejin.cn").answer("/post/6844903634346131470", html(body))
    async with asking(web) as context:
        assert standing(await ask(JUEJIN, POST, context)) is None


@pytest.mark.parametrize(
    "headline",
    ['itemprop="headline" content="Promise 实现原理"', "content='Promise 实现原理' data-x itemprop='headline'"],
)
async def test_a_post_in_microdata(web: SmallWeb, headline: str) -> None:
    web.site("juejin.cn").answer("/post/6844903634346131470", html(_ARTICLE % (headline, "正文。" * 300)))
    async with asking(web) as context:
        facts = (await ask(JUEJIN, POST, context)).metadata
    assert facts is not None
    assert (facts.title, facts.authors, facts.published) == ("Promise 实现原理", ("面条__",), "2018-08-14")
