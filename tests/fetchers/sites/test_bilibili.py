"""Bilibili: forms, the state of its pages, its codes, and an interface that is asked only if the user says so."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fetchers.context import Access
from fetchers.facts import Availability, Observation
from fetchers.sites.bilibili import BILIBILI
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import data, meta, page
from tests.fetchers.sites.claims import (
    ODD_BODIES,
    ask,
    asking,
    check_claimed,
    check_not_claimed,
    claim,
    recorded,
    standing,
)

VIDEO = "https://www.bilibili.com/video/BV1qT411g7n9/"
PATH = "/video/BV1qT411g7n9/"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (VIDEO, "video", "bilibili-video:BV1qT411g7n9"),
        (f"{VIDEO}?spm_id_from=333.337&vd_source=48595d", "video", "bilibili-video:BV1qT411g7n9"),
        (f"{VIDEO}?p=1", "video", "bilibili-video:BV1qT411g7n9"),
        (f"{VIDEO}?vd_source=1&p=12", "video", "bilibili-video:BV1qT411g7n9?p=12"),
        ("https://m.bilibili.com/video/BV1qT411g7n9", "video", "bilibili-video:BV1qT411g7n9"),
        ("http://www.bilibili.com/video/av170001", "video", "bilibili-video:av170001"),
        ("https://player.bilibili.com/player.html?aid=170001&page=1", "video", "bilibili-video:av170001"),
        ("https://player.bilibili.com/player.html?isOutside=true&bvid=BV1qT411g7n9", "video",
         "bilibili-video:BV1qT411g7n9"),
        ("https://www.bilibili.com/opus/900000000000000000", "opus", "bilibili-opus:900000000000000000"),
        ("https://t.bilibili.com/900000000000000000", "opus", "bilibili-opus:900000000000000000"),
        ("https://www.bilibili.com/read/cv12345678", "read", "bilibili-read:12345678"),
        ("https://www.bilibili.com/read/mobile?id=12345678", "read", "bilibili-read:12345678"),
        ("https://space.bilibili.com/401742377", "space", "https://space.bilibili.com/401742377"),
        ("https://www.bilibili.com/bangumi/play/ep1234", "bangumi", "bilibili-ep1234"),
        ("https://b23.tv/AbCdEf1", "short", "https://b23.tv/AbCdEf1"),
    ],
)  # fmt: skip
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(BILIBILI, url, kind, key)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.bilibili.com/",
        "https://www.bilibili.com/video/bv1qT411g7n9",
        "https://www.bilibili.com/video/BV1qT411g7n",
        "https://www.bilibili.com/video/av",
        "https://www.bilibili.tv/video/BV1qT411g7n9",
        "https://notbilibili.com/video/BV1qT411g7n9",
        "https://b23.tv/",
    ],
)
def test_near_misses(url: str) -> None:
    check_not_claimed(BILIBILI, url)


def test_ids_differ_by_case() -> None:
    one, two = (claim(BILIBILI, f"https://www.bilibili.com/video/BV1{x}T411g7n9") for x in "qQ")
    assert one.key != two.key


FACTS = {
    "bvid": "BV1qT411g7n9",
    "title": "CMU15-418 并行计算",
    "pubdate": 1680926400,
    "desc": "课程  录像",
    "owner": {"mid": 1, "name": "某搬运"},
    "stat": {"view": 344395, "like": 56577},
}


def video(state: dict[str, Any], title: str = "CMU15-418 并行计算_哔哩哔哩_bilibili") -> ServedResponse:
    script = f"<script>window.__INITIAL_STATE__={json.dumps(state)};(function(){{var s;}}());</script>"
    return page(title, "简介。" * 80, head=meta(og_title=title) + script, language="zh")


async def ask_video(web: SmallWeb, access: Access | None = None) -> Observation:
    async with asking(web, access) as context:
        return await ask(BILIBILI, VIDEO, context)


async def test_a_video(web: SmallWeb) -> None:
    web.site("www.bilibili.com").answer(PATH, video({"videoData": FACTS, "error": {}}))
    seen = await ask_video(web)
    assert standing(seen) == (Availability.PRESENT, "bilibili-present")
    facts = seen.metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.authors) == ("video", "CMU15-418 并行计算", ("某搬运",))
    assert (facts.published, facts.description) == ("2023-04-08T04:00:00Z", "课程 录像")
    assert (facts.stars, facts.plays) == (56577, 344395)
    assert not [request for request in web.requests if request.host.startswith("api.")]


async def test_a_video_whose_state_stands_far_down_the_page(web: SmallWeb) -> None:
    script = f"<script>window.__INITIAL_STATE__={json.dumps({'videoData': FACTS})};</script>"
    body = "<title>x</title><h1>x</h1>" + "<p>评论。</p>" * 60_000 + script
    web.site("www.bilibili.com").get(PATH, body=body)
    seen = await ask_video(web)
    assert seen.metadata is not None
    assert seen.metadata.authors == ("某搬运",)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (-404, (Availability.ABSENT, "bilibili-not-found")),
        (62002, (Availability.ABSENT, "bilibili-invisible")),
        (62012, (Availability.ABSENT, "bilibili-own-eyes")),
        (62004, (Availability.RESTRICTED, "bilibili-in-review")),
        (-403, (Availability.RESTRICTED, "bilibili-forbidden")),
        (-412, (Availability.REFUSED, "bilibili-banned")),
        (-352, (Availability.REFUSED, "bilibili-risk-control")),
    ],
)
async def test_codes_in_a_pages_state(web: SmallWeb, code: int, expected: tuple[Availability, str]) -> None:
    web.site("www.bilibili.com").answer(PATH, video({"videoData": {}, "error": {"code": 404, "trueCode": code}}))
    seen = await ask_video(web)
    assert standing(seen) == expected
    assert seen.metadata is None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (ServedResponse(status=412), (Availability.REFUSED, "bilibili-banned")),
        (page("验证码_哔哩哔哩", "请完成验证"), (Availability.REFUSED, "bilibili-verification")),
        (page("视频去哪了呢？_哔哩哔哩_bilibili", "啊叻？视频不见了？"), (Availability.ABSENT, "bilibili-not-found")),
        (page("出错啦! - bilibili.com", "没有找到", status=404), None),
    ],
)
async def test_pages_that_are_no_video(
    web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str] | None
) -> None:
    web.site("www.bilibili.com").answer(PATH, answer)
    assert standing(await ask_video(web)) == expected


async def test_a_page_without_its_state_still_has_a_title(web: SmallWeb) -> None:
    web.site("www.bilibili.com").page(PATH, "并行计算_哔哩哔哩_bilibili", "简介。" * 80)
    seen = await ask_video(web)
    assert seen.answer is None
    assert seen.metadata is not None
    assert (seen.metadata.title, seen.metadata.kind) == ("并行计算", "video")


async def test_a_short_link_is_followed(web: SmallWeb) -> None:
    web.site("b23.tv").redirect("/AbCdEf1", "https://www.bilibili.com/video/BV1qT411g7n9?p=1&share_medium=web", 302)
    web.site("www.bilibili.com").answer("/video/BV1qT411g7n9", video({"videoData": FACTS}))
    async with asking(web) as context:
        seen = await ask(BILIBILI, "https://b23.tv/AbCdEf1", context)
    assert [hop.status for hop in seen.redirects] == [302]
    assert seen.metadata is not None
    assert seen.metadata.title == "CMU15-418 并行计算"


API = Access(bases={"bilibili": "https://api.bilibili.com"})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"code": 0, "data": FACTS}, (Availability.PRESENT, "bilibili-present")),
        ({"code": -404, "message": "啥都木有"}, (Availability.ABSENT, "bilibili-not-found")),
        ({"code": -403}, (Availability.RESTRICTED, "bilibili-forbidden")),
    ],
)
async def test_the_interface_is_asked_where_the_user_names_it(
    web: SmallWeb, body: dict[str, Any], expected: tuple[Availability, str]
) -> None:
    web.site("api.bilibili.com").answer("/x/web-interface/view", data(body))
    seen = await ask_video(web, API)
    assert standing(seen) == expected
    assert [request.target for request in web.requests] == ["/x/web-interface/view?bvid=BV1qT411g7n9"]


@pytest.mark.parametrize("body", [*ODD_BODIES, '{"code": -400}', '{"code": 0}', '{"code": 0, "data": {"title": 7}}'])
async def test_an_odd_answer_leaves_it_to_the_page(web: SmallWeb, body: str) -> None:
    web.site("api.bilibili.com").get("/x/web-interface/view", body=body)
    web.site("www.bilibili.com").answer(PATH, video({"videoData": FACTS}))
    assert standing(await ask_video(web, API)) == (Availability.PRESENT, "bilibili-present")
    web.site("www.bilibili.com").reset(PATH)
    assert standing(await ask_video(web, API)) == (Availability.DOWN, "bilibili-odd-answer")


@pytest.mark.parametrize("state", ["{", "null", "[]", '{"videoData": 7, "error": []}', "undefined", "[" * 100_000])
async def test_any_state_is_taken_apart_without_harm(web: SmallWeb, state: str) -> None:
    body = f"<title>片_哔哩哔哩_bilibili</title><script>window.__INITIAL_STATE__={state};</script>" + "<p>词。" * 300
    web.site("www.bilibili.com").get(PATH, body=body)
    seen = await ask_video(web)
    assert seen.answer is None
    assert seen.metadata is not None
    assert seen.metadata.title == "片"


async def test_a_recorded_page_state(web: SmallWeb) -> None:
    web.site("www.bilibili.com").answer(PATH, video(recorded("bilibili", "page_initial_state_BV1ZF411g7EZ.json")))
    facts = (await ask_video(web)).metadata
    assert facts is not None
    assert (facts.authors, facts.published, facts.stars) == (("原神",), "2022-04-18T04:00:31Z", 669227)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("200_-404_missing.json", (Availability.ABSENT, "bilibili-not-found")),
        ("200_-412_banned.json", (Availability.REFUSED, "bilibili-banned")),
        ("200_-403_forbidden.json", (Availability.RESTRICTED, "bilibili-forbidden")),
        ("200_-400_bad_request.json", (Availability.DOWN, "bilibili-odd-answer")),
    ],
)
async def test_recorded_errors(web: SmallWeb, file: str, expected: tuple[Availability, str]) -> None:
    web.site("api.bilibili.com").answer("/x/web-interface/view", data(recorded("bilibili", file)["body_json"]))
    web.site("www.bilibili.com").reset(PATH)
    assert standing(await ask_video(web, API)) == expected


async def test_a_recorded_answer(web: SmallWeb) -> None:
    web.site("api.bilibili.com").answer(
        "/x/web-interface/view", data(recorded("bilibili", "view_BV1ps4y1m75J.200.json"))
    )
    facts = (await ask_video(web, API)).metadata
    assert facts is not None
    assert (facts.authors, facts.published, facts.stars) == (("英雄哪里出来",), "2023-04-08T04:00:00Z", 56577)
