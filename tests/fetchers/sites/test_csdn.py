"""CSDN: articles, the wall of scripts, pages that say that they are gone."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.csdn import CSDN
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import page
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
    ],
)
async def test_what_a_page_says(
    web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str] | None
) -> None:
    web.site("blog.csdn.net").answer(PATH, answer)
    async with asking(web) as context:
        assert standing(await ask(CSDN, ARTICLE, context)) == expected


@pytest.mark.parametrize("suffix", ["_结构之法的博客-CSDN博客", "-CSDN博客", ""])
async def test_an_article(web: SmallWeb, suffix: str) -> None:
    web.site("blog.csdn.net").page(PATH, f"支持向量机 SVM 通俗导论{suffix}", "字" * 900)
    async with asking(web) as context:
        facts = (await ask(CSDN, ARTICLE, context)).metadata
    assert facts is not None
    assert (facts.kind, facts.title) == ("article", "支持向量机 SVM 通俗导论")
