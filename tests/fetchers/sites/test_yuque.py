"""语雀: documents and books, told from the data in their pages."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from fetchers.facts import Availability
from fetchers.sites.yuque import YUQUE
from linkcheck.demo import SmallWeb
from linkcheck.demo.responses import page, redirect
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed, standing

DOC = "https://www.yuque.com/owner/book/slug"
KEY = "https://yuque.com/owner/book/slug"


def carrying(data: object, title: str = "语雀") -> object:
    script = f'window.appData = JSON.parse(decodeURIComponent("{quote(json.dumps(data))}"));'
    return page(title, "正在加载", head=f"<script>{script}</script>", language="zh")


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (DOC, "doc", KEY),
        (f"{DOC}?singleDoc#x", "doc", f"{KEY}?singleDoc"),
        ("https://team.yuque.com/owner/book/slug", "doc", "https://team.yuque.com/owner/book/slug"),
        ("https://www.yuque.com/owner/book", "book", "https://yuque.com/owner/book"),
        ("https://www.yuque.com/owner", "profile", "https://yuque.com/owner"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(YUQUE, url, kind, key)


@pytest.mark.parametrize(
    "url",
    ["https://www.yuque.com/", "https://www.yuque.com/login?goto=x", "https://www.yuque.com/api/docs/1",
     "https://notyuque.com/a/b/c", "https://www.yuque.com/r/organizations/homepage"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(YUQUE, url)


async def test_a_document(web: SmallWeb) -> None:
    doc = {
        "title": "Transformer 推导", "description": "从头推一遍", "likes_count": 7, "user": {"name": "小明"},
        "first_published_at": "2021-05-04T03:02:01.000Z", "created_at": "2021-05-01T00:00:00.000Z",
        "content_updated_at": "2022-01-01T00:00:00.000Z",
    }  # fmt: skip
    web.site("www.yuque.com").answer("/owner/book/slug", carrying({"doc": doc, "book": {"name": "笔记"}}))  # type: ignore[arg-type]
    async with asking(web) as context:
        seen = await ask(YUQUE, DOC, context)
    facts = seen.metadata
    assert facts is not None
    assert (seen.answer, facts.kind, facts.title, facts.authors) == (None, "article", "Transformer 推导", ("小明",))
    assert (facts.published, facts.updated) == ("2021-05-04T03:02:01Z", "2022-01-01T00:00:00Z")
    assert (facts.date_source, facts.stars, facts.description, facts.site) == ("api", 7, "从头推一遍", "语雀")


async def test_a_page_without_data_has_its_title(web: SmallWeb) -> None:
    web.site("www.yuque.com").page("/owner/book/slug", "深入理解 · 语雀")
    async with asking(web) as context:
        facts = (await ask(YUQUE, DOC, context)).metadata
    assert facts is not None
    assert facts.title == "深入理解"


async def test_a_book(web: SmallWeb) -> None:
    book = {"name": "深度学习笔记", "description": "", "created_at": "2020-01-01T00:00:00.000Z"}
    answer = carrying({"book": book, "group": {"name": "某实验室"}})
    web.site("www.yuque.com").answer("/owner/book", answer)  # type: ignore[arg-type]
    async with asking(web) as context:
        facts = (await ask(YUQUE, "https://www.yuque.com/owner/book", context)).metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.authors, facts.published) == (
        "book", "深度学习笔记", ("某实验室",), "2020-01-01T00:00:00Z",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (carrying({"status": 403}), (Availability.RESTRICTED, "yuque-private")),
        (redirect("https://www.yuque.com/login?goto=x", 302), (Availability.RESTRICTED, "yuque-login")),
        (page("页面不存在", "404", status=404), None),
        (page("401 - Unauthorized · 语雀", "请按住滑块，拖动到最右边"), (Availability.RESTRICTED, "yuque-login")),
        (page("输入密码 · 语雀", "请输入访问密码"), (Availability.RESTRICTED, "yuque-password")),
        (page("页面没有找到 · 语雀", "返回首页"), (Availability.ABSENT, "yuque-not-found")),
        (page("语雀", "页面没有找到"), (Availability.ABSENT, "yuque-not-found")),
        (page("“页面没有找到”怎么办 · 语雀", "字" * 80), None),
        (carrying({"doc": {"title": "输入密码", "created_at": "2021-05-01T00:00:00.000Z"}}, "输入密码 · 语雀"), None),
        (carrying({"status": 200, "doc": {"title": "403"}}), None),
        (carrying([]), None),
        (page("语雀", '<script>window.appData = JSON.parse(decodeURIComponent("%7B"))</script>'), None),
    ],
)
async def test_what_a_page_says(web: SmallWeb, answer: object, expected: tuple[Availability, str] | None) -> None:
    web.site("www.yuque.com").answer("/owner/book/slug", answer).page("/login", "登录 · 语雀")  # type: ignore[arg-type]
    async with asking(web) as context:
        assert standing(await ask(YUQUE, DOC, context)) == expected


async def test_data_that_is_encoded_in_part(web: SmallWeb) -> None:
    """A script decodes whatever is encoded and leaves the rest, an equals sign and Chinese too."""
    title = "a=B0=\n甲 50%"
    data = quote(json.dumps({"doc": {"title": title}, "book": {"name": "笔记"}}, ensure_ascii=False), safe="=甲")
    script = f'window.appData = JSON.parse(decodeURIComponent("{data}"));'
    web.site("www.yuque.com").answer("/owner/book/slug", page("语雀", "正在加载", head=f"<script>{script}</script>"))
    async with asking(web) as context:
        seen = await ask(YUQUE, DOC, context)
    assert seen.metadata is not None
    assert seen.metadata.title == "a=B0= 甲 50%"


async def test_a_document_as_it_was_saved_in_2023(web: SmallWeb) -> None:
    doc = {
        "id": 7, "type": "Doc", "title": "8、interface 与类型断言", "user_id": 2, "book_id": 3, "likes_count": 26,
        "description": "断言的功能。", "custom_description": None, "status": 1, "read_status": 1, "public": 1,
        "content_updated_at": "2022-04-21T08:18:56.000Z", "created_at": "2022-04-21T08:18:31.000Z",
        "updated_at": "2023-09-05T16:12:14.000Z", "published_at": "2022-04-21T08:18:56.000Z",
        "first_published_at": "2022-04-21T08:18:56.182Z", "_serializer": "web.doc_detail",
    }  # fmt: skip
    book = {
        "type": "Book",
        "name": "8小时转职",
        "toc": [{"type": "DOC", "title": "引言"}] * 400,
        "user": None,
        "status": 0,
    }
    data = {
        "me": {},
        "settings": {"x": ["1"] * 900},
        "group": {"type": "User", "name": "某人", "status": 1},
        "book": book,
    }
    web.site("www.yuque.com").answer("/owner/book/slug", carrying(data | {"doc": doc, "isRunAtRaw": False}))  # type: ignore[arg-type]
    async with asking(web) as context:
        seen = await ask(YUQUE, DOC, context)
    facts = seen.metadata
    assert facts is not None
    assert (seen.answer, facts.title, facts.authors, facts.stars) == (None, "8、interface 与类型断言", ("某人",), 26)
    assert (facts.published, facts.updated, facts.description) == ("2022-04-21T08:18:56Z", None, "断言的功能。")
