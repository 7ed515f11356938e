"""Redirectors: unwrapped where the target stands in the address, followed where it does not."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from fetchers import registry
from fetchers.addresses.address import parse
from fetchers.sites.redirectors import REDIRECTORS, unwrap
from linkcheck.demo import SmallWeb
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed

INNER = "https://example.com/a?b=1&c=%E7%9F%A5"
QUOTED = "https%3A%2F%2Fexample.com%2Fa%3Fb%3D1%26c%3D%25E7%259F%25A5"


@pytest.mark.parametrize(
    "wrapper",
    [
        f"https://link.zhihu.com/?target={QUOTED}",
        f"http://link.zhihu.com/?utm_source=x&target={QUOTED}",
        f"https://links.jianshu.com/go?to={QUOTED}",
        f"https://www.jianshu.com/go-wild?ac=2&url={QUOTED}",
        f"https://link.juejin.cn/?target={QUOTED}",
        f"https://link.juejin.im?target={QUOTED}",
        f"https://link.csdn.net/?target={QUOTED}",
        f"https://www.google.com/url?sa=t&url={QUOTED}&usg=x",
        f"https://www.google.co.uk/url?q={QUOTED}",
        f"https://www.youtube.com/redirect?event=x&q={QUOTED}",
        f"https://l.facebook.com/l.php?u={QUOTED}&h=x",
        f"https://gitee.com/link?target={QUOTED}",
        f"https://sspai.com/link?target={QUOTED}",
        f"https://leetcode.cn/link/?target={QUOTED}",
        f"https://mp.weixinbridge.com/mp/wapredirect?url={QUOTED}&action=appmsg_redirect",
        f"https://c.pc.qq.com/middlem.html?pfurl={QUOTED}&pfuin=1",
        f"https://docs.qq.com/scenario/link.html?url={QUOTED}&pid=3",
        f"https://weibo.cn/sinaurl?u={QUOTED}",
        f"https://vk.com/away.php?to={QUOTED}",
        f"https://forum.example.net/goto/link.php?url={QUOTED}",
        f"https://bbs.example.cn/jump?tid=3&target={QUOTED}",
    ],
)
def test_what_is_wrapped_is_the_target(wrapper: str) -> None:
    assert unwrap(parse(wrapper)) == INNER
    target = registry.find(parse(wrapper))
    assert (target.fetcher, target.url, target.canonical) == ("generic", INNER, INNER)
    assert target.key == registry.find(parse(INNER)).key


@pytest.mark.parametrize(
    "url",
    [
        f"https://web.archive.org/save?url={QUOTED}",
        f"https://validator.example.org/check?uri={QUOTED}",
        f"https://translate.example.org/translate?u={QUOTED}",
        f"https://www.example.org/login?redirect={QUOTED}",
        f"https://share.example.org/sharer.php?u={QUOTED}",
        "https://shop.example.org/go?url=https%3A%2F%2Fshop.example.org%2Fa",
        f"https://tools.example.org/redirect?from={QUOTED}&to={QUOTED}",
        "https://tools.example.org/go?url=somewhere",
    ],
)
def test_a_page_that_works_on_an_address_is_no_redirector(url: str) -> None:
    assert unwrap(parse(url)) is None


def test_a_wrapped_paper_is_the_paper() -> None:
    target = registry.find(parse("https://link.zhihu.com/?target=https%3A//arxiv.org/abs/2106.09685"))
    assert (target.fetcher, target.key) == ("arxiv", "arxiv:2106.09685")
    assert target.canonical == "https://arxiv.org/abs/2106.09685"


def test_a_fragment_inside_is_kept() -> None:
    target = registry.find(parse("https://link.zhihu.com/?target=https%3A%2F%2Fexample.com%2Fa%23part"))
    assert target.canonical == "https://example.com/a#part"


def test_wrappers_in_wrappers_are_unwrapped_and_never_for_ever() -> None:
    url = "https://example.com/"
    for _ in range(3):
        url = f"https://link.zhihu.com/?target={quote(url, safe='')}"
    assert registry.find(parse(url)).url == "https://example.com/"
    for _ in range(9):
        url = f"https://link.zhihu.com/?target={quote(url, safe='')}"
    assert registry.find(parse(url)).fetcher == "redirector"


@pytest.mark.parametrize(
    "url",
    [
        "https://link.zhihu.com/?target=",
        "https://link.zhihu.com/?target=not-an-address",
        "https://link.zhihu.com/?target=javascript%3Aalert(1)",
        "https://link.zhihu.com/",
        "https://link.csdn.net/?other=https://example.com/",
    ],
)
def test_what_carries_no_address_is_followed(url: str) -> None:
    assert unwrap(parse(url)) is None
    assert registry.find(parse(url)).fetcher == "redirector"


def test_what_carries_a_bad_address_is_followed() -> None:
    target = registry.find(parse("https://link.zhihu.com/?target=http%3A%2F%2Fa%20b%2F"))
    assert (target.fetcher, target.canonical) == ("redirector", None)


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        ("https://bit.ly/3AbCdEf", "short-link", "https://bit.ly/3AbCdEf"),
        ("http://t.co/AbCdEf", "short-link", "https://t.co/AbCdEf"),
        ("https://git.io/x?a=1", "short-link", "https://git.io/x?a=1"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(REDIRECTORS, url, kind, key)


@pytest.mark.parametrize(
    "url",
    [
        "https://bit.ly/",
        "https://notbit.ly/abc",
        "https://bit.ly.example.org/abc",
        "https://www.google.com/search?q=https://example.com/",
        "https://example.com/url?q=https://example.org/",
        "https://reddit.com/x",
    ],
)
def test_near_misses(url: str) -> None:
    assert unwrap(parse(url)) is None
    check_not_claimed(REDIRECTORS, url)


async def test_a_short_link_is_followed(web: SmallWeb) -> None:
    web.site("bit.ly").redirect("/3AbCdEf", "https://example.com/article", 301)
    web.site("example.com").page("/article", "An article")
    async with asking(web) as context:
        seen = await ask(REDIRECTORS, "https://bit.ly/3AbCdEf", context)
    assert (seen.status, seen.final_url) == (200, "https://example.com/article")
    assert [hop.status for hop in seen.redirects] == [301]
    assert seen.metadata is not None
    assert (seen.metadata.title, seen.metadata.kind) == ("An article", "page")
