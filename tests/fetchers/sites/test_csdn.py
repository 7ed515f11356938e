"""CSDN: articles, the wall of scripts, pages that say that they are gone."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.csdn import CSDN
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import html, page
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed, standing

ARTICLE = "https://blog.csdn.net/v_july_v/article/details/7624837"
PATH = "/v_july_v/article/details/7624837"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (f"{ARTICLE}?spm=1001.2014", "article", "csdn:7624837"),
        ("https://v-july.blog.csdn.net/article/details/7624837", "article", "csdn:7624837"),
        ("https://blog.csdn.net/v_july_v", "people", "csdn-people:v_july_v"),
        ("https://download.csdn.net/download/x/1", "page", "https://download.csdn.net/download/x/1"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(CSDN, url, kind, key)


@pytest.mark.parametrize("url", ["https://notcsdn.net/x", "https://csdn.net.example.org/x", "https://csdn.com/"])
def test_near_misses(url: str) -> None:
    check_not_claimed(CSDN, url)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (ServedResponse(status=521), (Availability.REFUSED, "csdn-cookie-wall")),
        (ServedResponse(status=403), (Availability.REFUSED, "csdn-refused")),
        (page("安全验证", "请完成验证"), (Availability.REFUSED, "csdn-verification")),
        (page("CSDN", "抱歉，该文章已被删除"), (Availability.ABSENT, "csdn-not-found")),
        (page("文章已被删除怎么办_某人的博客-CSDN博客", "字" * 900), None),
        (html('<title>怎么办-CSDN博客</title><div id="content_views"><p>抱歉，该文章已被删除</p></div>'), None),
    ],
)
async def test_what_a_page_says(
    web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str] | None
) -> None:
    web.site("blog.csdn.net").answer(PATH, answer)
    async with asking(web) as context:
        assert standing(await ask(CSDN, ARTICLE, context)) == expected


@pytest.mark.parametrize("suffix", ["_结构之法的博客-CSDN博客", "-CSDN博客", "_结构之法的博客-CSDN博客_svm 推导", ""])
async def test_an_article(web: SmallWeb, suffix: str) -> None:
    web.site("blog.csdn.net").page(PATH, f"支持向量机 SVM 通俗导论{suffix}", "字" * 900)
    async with asking(web) as context:
        facts = (await ask(CSDN, ARTICLE, context)).metadata
    assert facts is not None
    assert (facts.kind, facts.title) == ("article", "支持向量机 SVM 通俗导论")


_ARTICLE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>显存共享（四） —— mmap_dmabuf vmap-CSDN博客</title>
<meta name="description" content="文章浏览阅读2.7w次，点赞24次，收藏54次。本文讲如何在用户空间访问内存。">
<script type="application/ld+json">{"@context":"https://ziyuan.baidu.com/contexts/cambrian.jsonld",
"@id":"https://blog.csdn.net/v_july_v/article/details/7624837","appid":"1","pubDate":"2019-11-26T00:12:20",
"title":"显存共享（四） &mdash;&mdash; mmap_dmabuf vmap-CSDN博客","upDate":"2019-11-26T00:12:20"}</script>
<script>var username =  "v_july_v"; var articleTitle = "显存共享（四） —— mmap"; var nickName = "何某";</script></head>
<body class="nodata  ">
<script>var sharData = "%s";</script><div class="blog-content-box"><div class="article-title-box">
<h1 class="title-article" id="articleContentId">显存共享（四） —— mmap</h1></div><div class="article-info-box">
<div class="up-time">最新推荐文章于&nbsp;2025-11-01 13:39:13&nbsp;发布</div><div class="bar-content active">
<span class="article-type-text original">原创</span>
<span class="time blog-postTime" data-time="2019-11-26 00:12:20">
最新推荐文章于&nbsp;2025-11-01 13:39:13&nbsp;发布</span>
<span class="read-count">2.7w 阅读</span></div></div><article class="baidu_pl"><div id="content_views"><p>%s</p></div>
</article></div><div class="recommend-item-box"><span class="info-block time">2021-03-01</span></div></body></html>"""


async def test_an_article_as_its_template_makes_it(web: SmallWeb) -> None:
    web.site("blog.csdn.net").answer(PATH, html(_ARTICLE % ("x" * 20_000, "在用户空间访问内存。" * 90)))
    async with asking(web) as context:
        facts = (await ask(CSDN, ARTICLE, context)).metadata
    assert facts is not None
    assert (facts.title, facts.authors, facts.published) == ("显存共享（四） —— mmap", ("何某",), "2019-11-26")
    assert facts.description == "本文讲如何在用户空间访问内存。"
