"""百度网盘: shares that are there, that want a code, and that are gone in the page's own words."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.baidupan import BAIDUPAN
from linkcheck.demo import SmallWeb
from linkcheck.demo.responses import page, redirect
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed, standing

SHARE = "https://pan.baidu.com/s/1c2Otxdl7VWFEXul-FyXaJA"
GONE = "百度网盘-链接不存在"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        (SHARE, "baidupan:c2Otxdl7VWFEXul-FyXaJA"),
        (f"{SHARE}?pwd=e5y4", "baidupan:c2Otxdl7VWFEXul-FyXaJA"),
        ("http://yun.baidu.com/s/1c2Otxdl7VWFEXul-FyXaJA", "baidupan:c2Otxdl7VWFEXul-FyXaJA"),
        ("https://pan.baidu.com/share/init?surl=c2Otxdl7VWFEXul-FyXaJA&pwd=e5y4", "baidupan:c2Otxdl7VWFEXul-FyXaJA"),
        ("https://pan.baidu.com/share/link?shareid=12&uk=34", "https://pan.baidu.com/share/link?shareid=12&uk=34"),
    ],
)
def test_forms(url: str, key: str) -> None:
    check_claimed(BAIDUPAN, url, "share", key)


@pytest.mark.parametrize(
    "url",
    ["https://pan.baidu.com/", "https://pan.baidu.com/disk/main", "https://pan.baidu.com/s/2abcdefg",
     "https://tieba.baidu.com/s/1c2Otxdl7VWFEXul", "https://pan.baidu.com/share/init?x=1"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(BAIDUPAN, url)


def script(number: object) -> str:
    return f'<script>locals.mset({{"loginstate":0,"errno":0,"errortype":{number}}});</script>'


@pytest.mark.parametrize(
    ("title", "text", "number", "expected"),
    [
        (GONE, "啊哦，你来晚了，分享的文件已经被删除了，下次要早点哟。", 0, (Availability.ABSENT, "baidupan-deleted")),
        (GONE, "啊哦，你来晚了，分享的文件已经被取消了，下次要早点哟。", 1, (Availability.ABSENT, "baidupan-unshared")),
        (GONE, "此链接分享内容可能因为涉及侵权、色情、反动、低俗等信息，无法访问！", 3,
         (Availability.ABSENT, "baidupan-violation")),
        (GONE, "啊哦，来晚了，该分享文件已过期", 10, (Availability.ABSENT, "baidupan-expired")),
        (GONE, "啊哦！链接错误没找到文件，请打开正确的分享链接!", 5, (Availability.ABSENT, "baidupan-not-found")),
        (GONE, "正在加载", '"0"', (Availability.ABSENT, "baidupan-deleted")),
        (GONE, "您访问的链接已被冻结，可联系分享者进行激活", 124, (Availability.RESTRICTED, "baidupan-frozen")),
        (GONE, "系统升级，链接暂时无法查看，升级完成后恢复正常。", 15, (Availability.DOWN, "baidupan-unavailable")),
        (GONE, "正在加载", -1, None),
        (GONE, "正在加载", 9999, None),
        # A file may be called whatever its owner likes, and a page may carry the sentences of its own script.
        ("分享的文件已经被删除了怎么办.pdf_免费高速下载|百度网盘-分享无限制", "分享的文件已经被删除了", -1, None),
        ("百度网盘 请输入提取码", "请输入提取码", -1, None),
        ("页面不存在", "啊哦，你所访问的页面不存在了。", -1, (Availability.ABSENT, "baidupan-not-found")),
        ("页面不存在.pdf_免费高速下载|百度网盘-分享无限制", "下载", -1, None),
    ],
)  # fmt: skip
async def test_what_a_page_says(
    web: SmallWeb, title: str, text: str, number: object, expected: tuple[Availability, str] | None
) -> None:
    web.site("pan.baidu.com").page("/s/1c2Otxdl7VWFEXul-FyXaJA", title, text, head=script(number))
    async with asking(web) as context:
        seen = await ask(BAIDUPAN, SHARE, context)
    assert standing(seen) == expected
    assert expected is None or seen.metadata is None


async def test_what_was_never_shared(web: SmallWeb) -> None:
    site = web.site("pan.baidu.com").answer("/s/1c2Otxdl7VWFEXul-FyXaJA", redirect("/error/404.html", 302))
    site.answer("/error/404.html", page("百度网盘-页面不存在", "啊哦，你所访问的页面不存在了。"))
    async with asking(web) as context:
        assert standing(await ask(BAIDUPAN, SHARE, context)) == (Availability.ABSENT, "baidupan-not-found")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("VSPD 6.9.rar_免费高速下载|百度网盘-分享无限制", "VSPD 6.9.rar"),
        ("数据集_v2.zip_免费高速下载|百度网盘-分享无限制", "数据集_v2.zip"),
        ("百度网盘 请输入提取码", None),
        ("百度网盘-分享", None),
    ],
)
async def test_the_name_of_what_is_shared(web: SmallWeb, title: str, name: str | None) -> None:
    web.site("pan.baidu.com").page("/s/1c2Otxdl7VWFEXul-FyXaJA", title, "下载 保存到网盘", head=script(-1))
    async with asking(web) as context:
        facts = (await ask(BAIDUPAN, SHARE, context)).metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.authors) == ("file", name, ())
