"""飞书: a shell of which the title counts, and logins."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.feishu import FEISHU
from linkcheck.demo import SmallWeb
from linkcheck.demo.responses import meta, redirect
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed, standing

WIKI = "https://example.feishu.cn/wiki/AlBuwnaeTidXVOkT96gcuavrn8b"


@pytest.mark.parametrize(
    "url",
    [WIKI, f"{WIKI}?from=from_copylink", "https://x.larksuite.com/docx/AlBuwnaeTidXVOkT96gcuavrn8b",
     "https://x.larkoffice.com/sheets/AlBuwnaeTidXVOkT96gcuavrn8b/"],
)  # fmt: skip
def test_forms(url: str) -> None:
    check_claimed(FEISHU, url, "document", "feishu:AlBuwnaeTidXVOkT96gcuavrn8b")


@pytest.mark.parametrize(
    "url",
    ["https://www.feishu.cn/", "https://open.feishu.cn/document/home/index", "https://www.feishu.cn/wiki",
     "https://notfeishu.cn/wiki/AlBuwnaeTidXVOkT96gcuavrn8b"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(FEISHU, url)


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("大模型入门 - 飞书云文档", "大模型入门"),
        ("Prompt engineering - Feishu Docs", "Prompt engineering"),
        ("A plan | Lark", "A plan"),
        ("飞书与我 - 读书笔记 - 飞书云文档", "飞书与我 - 读书笔记"),
        ("飞书云文档", None),
        ("Docs", None),
        ("登录飞书", None),
    ],
)
async def test_the_title_without_the_product(web: SmallWeb, title: str, known: str | None) -> None:
    head = meta(description="飞书云文档是一款在线协作文档", author="飞书")
    web.site("example.feishu.cn").page("/wiki/AlBuwnaeTidXVOkT96gcuavrn8b", title, "正在加载", head=head)
    async with asking(web) as context:
        seen = await ask(FEISHU, WIKI, context)
    assert seen.metadata is not None
    assert (seen.metadata.title, seen.metadata.authors, seen.metadata.description) == (known, (), None)


async def test_a_document_behind_a_login(web: SmallWeb) -> None:
    to = "https://accounts.feishu.cn/accounts/page/login?app_id=2&redirect_uri=x"
    web.site("example.feishu.cn").answer("/wiki/AlBuwnaeTidXVOkT96gcuavrn8b", redirect(to, 302))
    web.site("accounts.feishu.cn").page("/accounts/page/login", "飞书 - 登录")
    async with asking(web) as context:
        assert standing(await ask(FEISHU, WIKI, context)) == (Availability.RESTRICTED, "feishu-login")


async def test_the_title_that_is_in_the_head_alone(web: SmallWeb) -> None:
    head = meta(og_title="大模型入门 - 飞书云文档", og_description="一份简介", og_image="/cover.png")
    web.site("example.feishu.cn").page("/wiki/AlBuwnaeTidXVOkT96gcuavrn8b", "飞书云文档", "正在加载", head=head)
    async with asking(web) as context:
        facts = (await ask(FEISHU, WIKI, context)).metadata
    assert facts is not None
    assert facts.title == "大模型入门"
