"""Jianshu: articles, and pages that say that they are gone."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.jianshu import JIANSHU
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import page
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed, standing

ARTICLE = "https://www.jianshu.com/p/e40059d5c832"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (ARTICLE, "article", "jianshu:e40059d5c832"),
        ("http://jianshu.com/p/e40059d5c832?utm_campaign=x", "article", "jianshu:e40059d5c832"),
        ("https://www.jianshu.com/u/1f6a3b0c2d4e", "people", "jianshu-people:1f6a3b0c2d4e"),
        ("https://www.jianshu.com/nb/1234567", "collection", "https://jianshu.com/nb/1234567"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(JIANSHU, url, kind, key)


@pytest.mark.parametrize(
    "url", ["https://www.jianshu.com/", "https://www.jianshu.com/p/xyz", "https://notjianshu.com/p/e40059d5c832"]
)
def test_near_misses(url: str) -> None:
    check_not_claimed(JIANSHU, url)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (page("404 - 简书", "您要找的页面不存在", status=404), (Availability.ABSENT, "jianshu-not-found")),
        (page("简书", "该文章已被锁定"), (Availability.ABSENT, "jianshu-not-found")),
        (page("简书", "访问过于频繁，请完成验证"), (Availability.REFUSED, "jianshu-verification")),
        (ServedResponse(status=403), (Availability.REFUSED, "jianshu-refused")),
        (page("为什么该文章已被删除 - 简书", "字" * 900), None),
    ],
)
async def test_what_a_page_says(
    web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str] | None
) -> None:
    web.site("www.jianshu.com").answer("/p/e40059d5c832", answer)
    async with asking(web) as context:
        assert standing(await ask(JIANSHU, ARTICLE, context)) == expected


async def test_an_article(web: SmallWeb) -> None:
    web.site("www.jianshu.com").page("/p/e40059d5c832", "GPU卡的底层通信原理 - 简书", "字" * 900)
    async with asking(web) as context:
        facts = (await ask(JIANSHU, ARTICLE, context)).metadata
    assert facts is not None
    assert facts.kind == "article"
    assert facts.title is not None
    assert facts.title.startswith("GPU卡的底层通信原理")
