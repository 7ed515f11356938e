"""WeChat: a 200 whatever has become of an article; its page's words and variables tell."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.wechat import WECHAT
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import html, page
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed, standing

ARTICLE = "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv"
PATH = "/s/AbCdEfGhIjKlMnOpQrStUv"
HOST = "mp.weixin.qq.com"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (f"{ARTICLE}?scene=1", "article", "wechat:AbCdEfGhIjKlMnOpQrStUv"),
        ("https://mp.weixin.qq.com/s?__biz=MzA4Nz==&mid=2247&idx=5&sn=01&chksm=02#rd", "message",
         "wechat:MzA4Nz==/2247/5"),
        ("http://mp.weixin.qq.com/s?mid=2247&__biz=MzA4Nz==&idx=5", "message", "wechat:MzA4Nz==/2247/5"),
    ],
)  # fmt: skip
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(WECHAT, url, kind, key)


@pytest.mark.parametrize(
    "url",
    ["https://mp.weixin.qq.com/", "https://mp.weixin.qq.com/s", "https://mp.weixin.qq.com/s?mid=2247",
     "https://weixin.qq.com/", "https://mp.weixin.qq.com.example.org/s/AbCdEfGhIjKlMnOpQrStUv"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(WECHAT, url)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (page("微信公众平台", "该内容已被发布者删除"), (Availability.ABSENT, "wechat-deleted")),
        (page("微信公众平台", "此内容因违规无法查看"), (Availability.ABSENT, "wechat-violation")),
        (page("微信公众平台", "此帐号已自主注销，内容无法查看"), (Availability.ABSENT, "wechat-suspended")),
        (page("微信公众平台", "此账号已被屏蔽，内容无法查看"), (Availability.ABSENT, "wechat-suspended")),
        (page("微信公众平台", "链接已过期"), (Availability.ABSENT, "wechat-expired")),
        (page("微信公众平台", "当前环境异常，完成验证后即可继续访问。"), (Availability.REFUSED, "wechat-verification")),
        (page("微信公众平台", "请在微信客户端打开链接"), (Availability.RESTRICTED, "wechat-app-only")),
        (page("微信公众平台", "此内容由用户投诉并经平台审核，涉嫌过度营销、骚扰用户，查看对应规则"),
         (Availability.ABSENT, "wechat-violation")),
        (page("微信公众平台", "此帐号处于帐号迁移流程中，内容暂时无法查看"), (Availability.DOWN, "wechat-unavailable")),
        (page("微信公众平台", "系统出错"), (Availability.DOWN, "wechat-unavailable")),
        (page("微信公众平台", "访问过于频繁，请用微信扫描二维码访问"), (Availability.LIMITED, "wechat-rate-limited")),
        (page("微信公众平台", "该公众号已迁移"), (Availability.ABSENT, "wechat-not-found")),
        (page("谈谈“该内容已被发布者删除”", "字" * 900), None),
    ],
)  # fmt: skip
async def test_what_a_page_says(
    web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str] | None
) -> None:
    web.site(HOST).answer(PATH, answer)
    async with asking(web) as context:
        seen = await ask(WECHAT, ARTICLE, context)
    assert standing(seen) == expected
    assert (seen.metadata is None) == (expected is not None)


async def test_an_article(web: SmallWeb) -> None:
    script = '<script>var nickname = htmlDecode("某公众号");var ct = "1581517074";</script>'
    body = f'<meta property="og:title" content="大模型推理"><p>{"字" * 900}</p>{"<p>段落。</p>" * 20_000}{script}'
    web.site(HOST).get(PATH, body=body)
    async with asking(web) as context:
        facts = (await ask(WECHAT, ARTICLE, context)).metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.published) == ("article", "大模型推理", "2020-02-12T14:17:54Z")
    assert facts.authors == ("某公众号",)


async def test_a_second_asker_is_heard_before_a_refusal_is_believed(web: SmallWeb) -> None:
    web.site(HOST).answer(PATH, ServedResponse(status=403), page("大模型推理", "字" * 900))
    async with asking(web) as context:
        seen = await ask(WECHAT, ARTICLE, context)
    assert seen.status == 200
    assert len({request.headers["user-agent"] for request in web.requests}) == 2


@pytest.mark.parametrize("words", ["该内容已被发布者删除", "环境异常", "系统出错", "该公众号已迁移"])
async def test_no_sentence_of_an_article_is_wechats_own(web: SmallWeb, words: str) -> None:
    body = f'<meta property="og:title" content="{words}"><div class="rich_media_content" id="js_content">{words}</div>'
    web.site(HOST).answer(PATH, html(body))
    async with asking(web) as context:
        assert (await ask(WECHAT, ARTICLE, context)).answer is None


async def test_a_page_that_is_all_picture(web: SmallWeb) -> None:
    script = "<script>window.item_show_type = '8' || ''; window.ct = '1581517074' || '';</script>"
    web.site(HOST).answer(PATH, html(f'<meta property="og:title" content="一图读懂">{script}<p>{"字" * 60}'))
    async with asking(web) as context:
        facts = (await ask(WECHAT, ARTICLE, context)).metadata
    assert facts is not None
    assert (facts.title, facts.published) == ("一图读懂", "2020-02-12T14:17:54Z")


NEW = "https://mp.weixin.qq.com/s?__biz=MzkN&amp;mid=22&amp;idx=1&amp;sn=0a"


@pytest.mark.parametrize(
    ("target", "final"),
    [
        (NEW, "https://mp.weixin.qq.com/s?__biz=MzkN&mid=22&idx=1&sn=0a"),
        ("https://example.org/s/x", None),
        ("javascript:alert(1)", None),
    ],
)
async def test_an_account_that_has_moved_names_the_new_address(web: SmallWeb, target: str, final: str | None) -> None:
    notice = f"<title>微信公众平台</title><h2>该公众号已迁移</h2><script>var transferTargetLink = '{target}';</script>"
    site = web.site(HOST).answer(PATH, html(notice))
    site.answer("/s", html('<meta property="og:title" content="大模型推理"><div id="js_content">正文</div>'))
    async with asking(web) as context:
        seen = await ask(WECHAT, ARTICLE, context)
    if final is None:
        assert standing(seen) == (Availability.ABSENT, "wechat-not-found")
        return
    assert (seen.final_url, [(hop.url, hop.status) for hop in seen.redirects]) == (final, [(ARTICLE, 301)])
    assert seen.metadata is not None
    assert (seen.answer, seen.metadata.title, seen.url) == (None, "大模型推理", ARTICLE)
