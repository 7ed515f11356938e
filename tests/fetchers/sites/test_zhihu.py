"""Zhihu: forms, pages with their state, refusals told from what is gone, the breaker, the cookie."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.codes import Cause
from fetchers.context import Access
from fetchers.facts import Answer, Availability, Observation
from fetchers.failure import FailureKind
from fetchers.pages.interpretation import Interpretation
from fetchers.pages.readers import Readers
from fetchers.sites.zhihu import ZHIHU
from fetchers.sites.zhihu.breaker import ZhihuBreaker
from fetchers.sites.zhihu.page_state import entity_of, title_of
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import data, html, page, redirect
from tests.canaries import SECRETS
from tests.fetchers.sites.claims import (
    ask,
    ask_all,
    asking,
    check_claimed,
    check_not_claimed,
    claim,
    recorded,
    standing,
)

ARTICLE = "https://zhuanlan.zhihu.com/p/676109470"
ANSWER = "https://www.zhihu.com/question/591646269/answer/3539346609"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (ARTICLE, "article", "zhihu-article:676109470"),
        ("http://zhuanlan.zhihu.com/p/676109470/?utm_source=wechat_session", "article", "zhihu-article:676109470"),
        ("https://www.zhihu.com/p/676109470", "article", "zhihu-article:676109470"),
        ("https://zhihu.com/p/676109470", "article", "zhihu-article:676109470"),
        ("https://www.zhihu.com/tardis/zm/art/647109286?source_id=1003", "article", "zhihu-article:647109286"),
        ("https://www.zhihu.com/tardis/bd/art/647109286", "article", "zhihu-article:647109286"),
        ("https://api.zhihu.com/articles/676109470", "article", "zhihu-article:676109470"),
        ("https://www.zhihu.com/api/v4/articles/676109470", "article", "zhihu-article:676109470"),
        (ANSWER, "answer", "zhihu-answer:3539346609"),
        ("https://www.zhihu.com/answer/3539346609", "answer", "zhihu-answer:3539346609"),
        ("https://www.zhihu.com/tardis/bd/ans/3539346609", "answer", "zhihu-answer:3539346609"),
        ("https://api.zhihu.com/answers/3539346609", "answer", "zhihu-answer:3539346609"),
        ("https://www.zhihu.com/api/v4/questions/591646269/answers/3539346609", "answer", "zhihu-answer:3539346609"),
        ("https://www.zhihu.com/question/328463675", "question", "zhihu-question:328463675"),
        ("https://www.zhihu.com/question/328463675/answers/updated", "question", "zhihu-question:328463675"),
        ("https://www.zhihu.com/question/328463675/log", "question", "zhihu-question:328463675"),
        ("https://www.zhihu.com/people/xu-tao-83-44-34/posts", "people", "zhihu-people:xu-tao-83-44-34"),
        ("https://www.zhihu.com/people/xia-jing-jing-57/", "people", "zhihu-people:xia-jing-jing-57"),
        ("https://www.zhihu.com/org/ji-qi-zhi-xin-65", "people", "zhihu-people:ji-qi-zhi-xin-65"),
        ("https://www.zhihu.com/column/c_1389404662173315072", "column", "zhihu-column:c_1389404662173315072"),
        ("https://zhuanlan.zhihu.com/c_1389404662173315072", "column", "zhihu-column:c_1389404662173315072"),
        ("https://zhuanlan.zhihu.com/paperweekly", "column", "zhihu-column:paperweekly"),
        ("https://www.zhihu.com/pin/1936787046304842491", "pin", "zhihu-pin:1936787046304842491"),
        ("https://www.zhihu.com/zvideo/1500000000000000000", "zvideo", "zhihu-zvideo:1500000000000000000"),
        ("https://www.zhihu.com/topic/19559450/top-answers", "topic", "zhihu-topic:19559450"),
        ("https://www.zhihu.com/collection/100000000", "collection", "zhihu-collection:100000000"),
        ("https://daily.zhihu.com/story/9700000", "story", "zhihu-story:9700000"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(ZHIHU, url, kind, key)


@pytest.mark.parametrize(
    "url",
    [
        "https://zhuanlan.zhihu.com/",
        "https://zhuanlan.zhihu.com/p/",
        "https://zhuanlan.zhihu.com/p/abc",
        "https://zhuanlan.zhihu.com/p/676109470/extra",
        "https://zhuanlan.zhihu.com/write",
        "https://www.zhihu.com/question/",
        "https://www.zhihu.com/question/abc/answer/1",
        "https://www.zhihu.com/question/1/answer/2/comments",
        "https://www.zhihu.com/explore",
        "https://www.zhihu.com/market/paid_column/1/section/2",
    ],
)
def test_what_else_is_on_zhihu_is_a_page_of_it(url: str) -> None:
    target = claim(ZHIHU, url)
    assert target.kind == "page"
    assert target.key.startswith("https://")


@pytest.mark.parametrize(
    "url",
    [
        "https://notzhihu.com/p/676109470",
        "https://zhihu.com.example.org/p/676109470",
        "https://pic1.zhimg.com/v2-1.jpg",
        "https://zhuanlan.zhihu.com:8443/p/676109470",
        "https://example.com/zhuanlan.zhihu.com/p/676109470",
        "https://link.zhihu.com/?target=https%3A//example.com/",
    ],
)
def test_near_misses(url: str) -> None:
    check_not_claimed(ZHIHU, url)


def test_better_addresses_are_told() -> None:
    assert claim(ZHIHU, "https://www.zhihu.com/tardis/zm/art/647109286?source_id=1003").canonical == (
        "https://zhuanlan.zhihu.com/p/647109286"
    )
    assert claim(ZHIHU, "https://api.zhihu.com/answers/12").url == "https://www.zhihu.com/answer/12"
    assert claim(ZHIHU, ARTICLE).canonical is None


def test_zhihu_is_asked_over_https() -> None:
    assert claim(ZHIHU, "http://www.zhihu.com/p/1?a=b").url == "https://www.zhihu.com/p/1?a=b"


def served(entities: Mapping[str, Any], title: str = "无题 - 知乎", body: str = "正文。" * 50) -> ServedResponse:
    state = {"initialState": {"entities": entities}, "subAppName": "column"}
    script = (
        f'<script id="js-initialData" type="text/json">{json.dumps(state).replace("/", chr(92) + "u002F")}</script>'
    )
    return page(title, body, head=script, language="zh")


def article(number: str = "676109470", **facts: object) -> ServedResponse:
    whole = {
        "id": number,
        "title": "Continuous Batching：一种提升吞吐的方法",
        "created": 1704700000,
        "updated": 1704786400,
        "voteupCount": 321,
        "excerpt": "<b>摘要</b> &amp; 更多",
        "author": {"name": "某作者", "urlToken": "someone"},
    }
    return served({"articles": {number: whole | facts}})


async def test_an_article(web: SmallWeb) -> None:
    web.site("zhuanlan.zhihu.com").answer("/p/676109470", article())
    async with asking(web) as context:
        seen = await ask(ZHIHU, ARTICLE, context)
    assert standing(seen) == (Availability.PRESENT, "zhihu-present")
    facts = seen.metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.authors) == (
        "article",
        "Continuous Batching：一种提升吞吐的方法",
        ("某作者",),
    )
    assert (facts.published, facts.updated) == ("2024-01-08T07:46:40Z", "2024-01-09T07:46:40Z")
    assert (facts.stars, facts.description, facts.site, facts.language) == (321, "摘要 & 更多", "知乎", "zh")


async def test_an_answer_has_the_title_of_its_question(web: SmallWeb) -> None:
    answer = {
        "id": "3539346609",
        "question": {"id": "591646269"},
        "createdTime": 1718800000,
        "updatedTime": 1718900000,
        "voteupCount": 0,
        "author": {"name": "答主"},
    }
    entities = {"answers": {"3539346609": answer}, "questions": {"591646269": {"title": "路线是什么？"}}}
    web.site("www.zhihu.com").answer("/question/591646269/answer/3539346609", served(entities))
    async with asking(web) as context:
        facts = (await ask(ZHIHU, ANSWER, context)).metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.authors, facts.stars) == ("answer", "路线是什么？", ("答主",), 0)


@pytest.mark.parametrize(
    ("path", "entities", "expected"),
    [
        ("question/1", {"questions": {"1": {"title": "问", "followerCount": 9}}}, ("question", "问", None)),
        ("people/a-b", {"users": {"a-b": {"name": "某", "voteupCount": 8}}}, ("profile", "某", None)),
        ("column/c_1", {"columns": {"c_1": {"title": "栏"}}}, ("column", "栏", None)),
        ("topic/7", {"topics": {"7": {"name": "话题"}}}, ("topic", "话题", None)),
        ("zvideo/5", {"zvideos": {"5": {"title": "片", "voteupCount": 3}}}, ("video", "片", 3)),
        ("pin/4", {"pins": {"4": {"excerptTitle": "想法", "likeCount": 2}}}, ("post", "想法", 2)),
    ],
)
async def test_other_kinds(
    web: SmallWeb, path: str, entities: dict[str, Any], expected: tuple[str, str, int | None]
) -> None:
    web.site("www.zhihu.com").answer(f"/{path}", served(entities))
    async with asking(web) as context:
        facts = (await ask(ZHIHU, f"https://www.zhihu.com/{path}", context)).metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.stars) == expected


async def test_a_page_without_its_state_still_has_a_title(web: SmallWeb) -> None:
    web.site("zhuanlan.zhihu.com").page("/p/676109470", "(2 封私信 / 9 条消息) 量化入门 - 知乎", "正文。" * 80)
    async with asking(web) as context:
        seen = await ask(ZHIHU, ARTICLE, context)
    assert seen.answer is None
    assert seen.status == 200
    assert seen.metadata is not None
    assert (seen.metadata.title, seen.metadata.kind) == ("量化入门", "article")


async def test_another_articles_state_is_not_taken_for_this_ones(web: SmallWeb) -> None:
    web.site("zhuanlan.zhihu.com").answer("/p/676109470", article("999"))
    async with asking(web) as context:
        seen = await ask(ZHIHU, ARTICLE, context)
    assert seen.answer is None
    assert seen.metadata is None or seen.metadata.stars is None


@pytest.mark.parametrize(
    ("whole", "title"),
    [
        ("量化入门 - 知乎", "量化入门"),
        ("(12 封私信 / 80 条消息) 量化入门 - 知乎", "量化入门"),
        ("(99+ 条消息) 量化 - 入门 - 知乎", "量化 - 入门"),
        ("某人 - 知乎用户", "某人"),
        ("知乎", None),
        ("知乎 - 有问题，就会有答案", None),
        ("安全验证 - 知乎", None),
        ("", None),
        (None, None),
        ("知乎是怎样的公司？ - 知乎", "知乎是怎样的公司？"),
    ],
)
def test_titles(whole: str | None, title: str | None) -> None:
    assert title_of(whole) == title


CHALLENGE = (
    '<html><head><meta charset="utf-8"><meta id="zh-zse-ck" content="x"><title>知乎</title></head>'
    '<body><script src="https://static.zhihu.com/zse-ck/v4/0.js"></script></body></html>'
)


def error(code: int, status: int = 403) -> ServedResponse:
    return data({"error": {"code": code, "message": "…", "need_login": True}}, status=status)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (html(CHALLENGE, status=403), (Availability.REFUSED, "zhihu-challenge")),
        (html(CHALLENGE, status=200), (Availability.REFUSED, "zhihu-challenge")),
        (html("<html>no</html>", status=403), (Availability.REFUSED, "zhihu-refused")),
        (html("openresty", status=400), (Availability.REFUSED, "zhihu-refused")),
        (data({"HitLabels": None}, status=400), (Availability.REFUSED, "zhihu-refused")),
        (error(40362), (Availability.REFUSED, "zhihu-40362")),
        (error(10003), (Availability.REFUSED, "zhihu-10003")),
        (error(40352), (Availability.REFUSED, "zhihu-40352")),
        (error(40353), (Availability.REFUSED, "zhihu-40353")),
        (error(49999), (Availability.REFUSED, "zhihu-49999")),
        (error(4041, 404), (Availability.ABSENT, "zhihu-not-found")),
        (error(4041, 200), (Availability.ABSENT, "zhihu-not-found")),
        (page("404 - 知乎", "你似乎来到了没有知识存在的荒原", status=404), (Availability.ABSENT, "zhihu-not-found")),
        (page("知乎", "你似乎来到了没有知识存在的荒原"), (Availability.ABSENT, "zhihu-not-found")),
        (page("安全验证 - 知乎", "请完成验证"), (Availability.REFUSED, "zhihu-verification")),
        (page("某问题 - 知乎", "该回答已被删除"), (Availability.ABSENT, "zhihu-deleted")),
        (page("", "", status=404), (Availability.ABSENT, "zhihu-not-found")),
        (ServedResponse(status=429), (Availability.LIMITED, "zhihu-rate-limited")),
        (ServedResponse(status=502), (Availability.DOWN, "zhihu-unavailable")),
        (
            redirect("https://www.zhihu.com/account/unhuman?type=S6E3V1", 302),
            (Availability.REFUSED, "zhihu-verification"),
        ),
        (redirect("https://www.zhihu.com/signin?next=%2Fp%2F1", 302), (Availability.REFUSED, "zhihu-signin")),
        (article(), (Availability.PRESENT, "zhihu-present")),
        (page("一篇文章 - 知乎", "正文。" * 100), None),
    ],
)
async def test_what_an_answer_means(
    web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str] | None
) -> None:
    web.site("zhuanlan.zhihu.com").answer("/p/676109470", answer)
    web.site("www.zhihu.com").page("/account/unhuman", "安全验证 - 知乎").page("/signin", "登录 - 知乎")
    async with asking(web) as context:
        seen = await ask(ZHIHU, ARTICLE, context)
    assert standing(seen) == expected
    if expected and expected[0] is not Availability.PRESENT:
        assert seen.metadata is None


async def test_an_article_about_deleted_answers_is_there(web: SmallWeb) -> None:
    web.site("zhuanlan.zhihu.com").answer("/p/676109470", article(title="为什么“该回答已被删除”？没有知识存在的荒原"))
    async with asking(web) as context:
        assert standing(await ask(ZHIHU, ARTICLE, context)) == (Availability.PRESENT, "zhihu-present")


async def test_a_refusal_is_never_asked_again(web: SmallWeb) -> None:
    web.site("zhuanlan.zhihu.com").answer("/p/676109470", html(CHALLENGE, status=403))
    async with asking(web, hosts=()) as context:
        await ask(ZHIHU, ARTICLE, context)
    assert len(web.requests) == 1


def urls(count: int) -> list[str]:
    return [f"https://zhuanlan.zhihu.com/p/{n}" for n in range(1, count + 1)]


async def test_the_breaker_opens_after_three_refusals_in_a_row(web: SmallWeb) -> None:
    web.site("zhuanlan.zhihu.com").otherwise(lambda _: html(CHALLENGE, status=403))
    async with asking(web) as context:
        found = [standing(await ask(ZHIHU, url, context)) for url in urls(5)]
        other = await ask(ZHIHU, "https://www.zhihu.com/question/1", context)
    assert found[:3] == [(Availability.REFUSED, "zhihu-challenge")] * 3
    assert found[3:] == [(Availability.REFUSED, "zhihu-breaker")] * 2
    assert standing(other) == (Availability.REFUSED, "zhihu-breaker")
    assert len(web.requests) == 3


async def test_requests_under_way_together_do_not_outrun_the_breaker(web: SmallWeb) -> None:
    web.site("zhuanlan.zhihu.com").otherwise(lambda _: html(CHALLENGE, status=403))
    async with asking(web) as context:
        found = await asyncio.gather(*(ask(ZHIHU, url, context) for url in urls(20)))
    assert len(web.requests) == 3
    assert sum(standing(seen) == (Availability.REFUSED, "zhihu-breaker") for seen in found) == 17


async def test_a_page_that_is_being_read_holds_no_request_up(web: SmallWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first large page waits for a process to be started, which takes a second."""
    web.site("zhuanlan.zhihu.com").answer("/p/1", article("1")).answer("/p/2", article("2"))
    read, both = Readers.read, asyncio.Barrier(2)

    async def read_once_both_are_there(readers: Readers, *visit: Any, **how: Any) -> Interpretation:
        await both.wait()
        return await read(readers, *visit, **how)

    monkeypatch.setattr(Readers, "read", read_once_both_are_there)
    async with asking(web) as context, asyncio.timeout(10):
        found = await asyncio.gather(*(ask(ZHIHU, url, context) for url in urls(2)))
    assert [standing(seen) for seen in found] == [(Availability.PRESENT, "zhihu-present")] * 2


async def test_a_page_or_a_404_between_them_keeps_the_breaker_closed(web: SmallWeb) -> None:
    site = web.site("zhuanlan.zhihu.com")
    site.otherwise(lambda _: html(CHALLENGE, status=403))
    site.answer("/p/2", article("2")).page("/p/4", "404", status=404)
    async with asking(web) as context:
        found = await ask_all(ZHIHU, urls(7), context)
    assert not any(standing(seen) == (Availability.REFUSED, "zhihu-breaker") for seen in found.values())


async def test_refusals_are_counted_in_the_order_of_the_requests() -> None:
    """Whatever is read first: a page takes longer to read than a refusal."""
    now = datetime.now(UTC)
    page = Observation(url="https://zhuanlan.zhihu.com/p/1", observed=now, status=200)
    refused = replace(page, status=403, answer=Answer(Availability.REFUSED, Cause.BREAKER.of("zhihu")))
    breaker, may_be_read, sent = ZhihuBreaker(), asyncio.Event(), []

    async def ask(number: int, seen: Observation) -> None:
        async with breaker.turn() as turn:
            if turn is not None:
                sent.append(number)
                if seen is page:
                    await may_be_read.wait()
                turn.count(seen)

    tasks = [asyncio.create_task(ask(number, seen)) for number, seen in enumerate([refused, page, refused, refused])]
    for _ in range(20):
        await asyncio.sleep(0)
    # Three in a row there may be, should the page be refused.
    assert sent == [0, 1, 2]
    may_be_read.set()
    await asyncio.gather(*tasks)
    assert sent == [0, 1, 2, 3]
    assert breaker.refusals == 2
    await ask(4, refused)
    await ask(5, page)
    assert sent[4:] == [4]


async def test_the_breaker_is_one_runs_alone(web: SmallWeb) -> None:
    web.site("zhuanlan.zhihu.com").otherwise(lambda _: html(CHALLENGE, status=403))
    for _ in range(2):
        async with asking(web) as context:
            await ask_all(ZHIHU, urls(4), context)
    assert len(web.requests) == 6


async def test_no_answer_at_all_is_a_failure_not_a_refusal(web: SmallWeb) -> None:
    web.site("zhuanlan.zhihu.com").reset("/p/676109470")
    async with asking(web) as context:
        seen = await ask(ZHIHU, ARTICLE, context)
    assert seen.answer is None
    assert seen.failure is not None
    assert seen.failure.kind is FailureKind.CONNECTION_RESET


async def test_the_users_cookie_goes_to_zhihu_alone(web: SmallWeb) -> None:
    web.site("zhuanlan.zhihu.com").redirect("/p/676109470", "https://elsewhere.example/", 302)
    web.site("elsewhere.example").page("/", "Elsewhere")
    async with asking(web, Access(zhihu_cookie=SECRETS["ZHIHU_COOKIE"])) as context:
        await ask(ZHIHU, "http://zhuanlan.zhihu.com/p/676109470", context)
    asked = {request.host: (request.scheme, request.headers.get("cookie")) for request in web.requests}
    assert asked["zhuanlan.zhihu.com"] == ("https", SECRETS["ZHIHU_COOKIE"])
    assert asked["elsewhere.example"] == ("https", None)


async def test_without_a_cookie_none_is_sent_and_nothing_is_ever_signed(web: SmallWeb) -> None:
    web.site("zhuanlan.zhihu.com").answer("/p/676109470", article())
    async with asking(web) as context:
        await ask(ZHIHU, ARTICLE, context)
    names = set(web.requests[0].headers)
    assert "cookie" not in names
    assert not {name for name in names if name.startswith(("x-zse", "x-zst", "x-app", "x-api"))}
    assert "linkcheck" in web.requests[0].headers["user-agent"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["entities", "articles", "1", "title", "author", "question"]), inner, max_size=4
            )
        ),
        max_leaves=20,
    )
)
def test_any_state_is_taken_apart_without_harm(state: object) -> None:
    text = f'<script id="js-initialData">{json.dumps({"initialState": state})}</script>'
    for kind in ("article", "answer"):
        assert isinstance(entity_of(text, kind, "1"), Mapping)


def test_a_recorded_column() -> None:
    whole = recorded("zhihu", "column_page_2021", "column_c_1335313713054887936.html")
    entity = entity_of(whole, "column", "c_1335313713054887936")
    assert entity["articlesCount"] == 3
    assert entity["author"]["urlToken"] == "feng-ye-85"


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("403_40362_request_abnormal.json", "zhihu-40362"),
        ("403_10003_params_upgrade_client.json", "zhihu-10003"),
        ("403_40352_unhuman.json", "zhihu-40352"),
        ("403_40353_login_required.json", "zhihu-40353"),
        ("400_unsigned_search.json", "zhihu-refused"),
        ("403_zse_ck_challenge.shape.html", "zhihu-challenge"),
    ],
)
async def test_recorded_refusals(web: SmallWeb, file: str, code: str) -> None:
    found = recorded("zhihu", "errors", file)
    answer = html(found, status=403) if isinstance(found, str) else data(found["body_json"], status=found["status"])
    web.site("zhuanlan.zhihu.com").answer("/p/676109470", answer)
    async with asking(web) as context:
        assert standing(await ask(ZHIHU, ARTICLE, context)) == (Availability.REFUSED, code)
