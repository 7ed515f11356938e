"""ModelScope: models and datasets by the hub's API, renamed ones, its two kinds of 404."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.modelscope import MODELSCOPE
from linkcheck.demo import SmallWeb
from linkcheck.demo.responses import data
from tests.fetchers.sites.claims import ODD_BODIES, ask, asking, check_claimed, check_not_claimed, standing

MODEL = "https://modelscope.cn/models/iic/nlp_raner"
API = "/api/v1/models/iic/nlp_raner"
DATASET = "https://www.modelscope.cn/datasets/damo/resume_ner/summary"


def answer(**facts: object) -> dict[str, object]:
    return {"Code": 200, "Data": facts, "Message": "success", "RequestId": "x", "Success": True}


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (MODEL, "model", "modelscope-model:iic/nlp_raner"),
        ("https://www.modelscope.cn/models/iic/nlp_raner/summary?v=1", "model", "modelscope-model:iic/nlp_raner"),
        ("https://modelscope.ai/models/iic/nlp_raner/files", "model", "modelscope-model:iic/nlp_raner"),
        (DATASET, "dataset", "modelscope-dataset:damo/resume_ner"),
        ("https://modelscope.cn/studios/qwen/demo/summary", "studio", "modelscope-studio:qwen/demo"),
        ("https://modelscope.cn/organization/qwen", "profile", "modelscope-profile:qwen"),
        ("https://modelscope.cn/models/iic/nlp_raner/resolve/master/a.json", "part",
         "https://modelscope.cn/models/iic/nlp_raner/resolve/master/a.json"),
    ],
)  # fmt: skip
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(MODELSCOPE, url, kind, key)


@pytest.mark.parametrize(
    "url",
    ["https://modelscope.cn/", "https://modelscope.cn/models", "https://modelscope.cn/models/iic",
     "https://modelscope.cn/docs/intro/quickstart", "https://modelscope.org/models/a/b"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(MODELSCOPE, url)


async def test_a_model(web: SmallWeb) -> None:
    facts = answer(
        Name="nlp_raner", Path="iic", ChineseName="RaNER命名实体识别", Description="long", License="Apache License 2.0",
        Downloads=10342, Stars=12, CreatedTime=1655107200, LastUpdatedTime="1725955200", Tasks=[{"Name": "ner"}, 7],
        Organization={"Name": "iic", "FullName": "通义实验室"}, Visibility=5,
    )  # fmt: skip
    web.site("www.modelscope.cn").answer(API, data(facts))
    async with asking(web) as context:
        seen = await ask(MODELSCOPE, MODEL, context)
    found = seen.metadata
    assert found is not None
    assert standing(seen) == (Availability.PRESENT, "modelscope-present")
    assert (found.kind, found.title, found.authors) == ("model", "iic/nlp_raner", ("通义实验室",))
    assert (found.published, found.updated) == ("2022-06-13T08:00:00Z", "2024-09-10T08:00:00Z")
    assert (found.stars, found.downloads, found.license) == (12, 10342, "Apache License 2.0")
    assert (found.description, found.topics, seen.notes) == ("RaNER命名实体识别", ("ner",), ())


async def test_a_dataset(web: SmallWeb) -> None:
    facts = answer(Name="resume_ner", Namespace="damo", ChineseName="简历", GmtCreate=1655107200, Likes=3, Downloads=9)
    web.site("www.modelscope.cn").answer("/api/v1/datasets/damo/resume_ner", data(facts))
    async with asking(web) as context:
        found = (await ask(MODELSCOPE, DATASET, context)).metadata
    assert found is not None
    assert (found.kind, found.title, found.stars, found.published) == (
        "dataset", "damo/resume_ner", 3, "2022-06-13T08:00:00Z",
    )  # fmt: skip


async def test_a_model_that_goes_by_another_name(web: SmallWeb) -> None:
    web.site("www.modelscope.cn").answer("/api/v1/models/damo/nlp_raner", data(answer(Name="nlp_raner", Path="iic")))
    async with asking(web) as context:
        seen = await ask(MODELSCOPE, "https://modelscope.cn/models/damo/nlp_raner/summary", context)
    assert (seen.final_url, seen.notes) == (MODEL, ("renamed",))
    assert [hop.status for hop in seen.redirects] == [301]


@pytest.mark.parametrize(
    ("status", "message", "expected"),
    [
        (404, "获取模型信息失败，信息：record not found", (Availability.ABSENT, "modelscope-not-found")),
        (404, "获取模型信息失败，信息：Error 1461: Can't create more than max_prepared_stmt_count statements",
         (Availability.DOWN, "modelscope-odd-answer")),
        (403, "no permission", (Availability.RESTRICTED, "modelscope-private")),
        (429, "slow down", (Availability.LIMITED, "modelscope-rate-limited")),
        (500, "internal", (Availability.DOWN, "modelscope-unavailable")),
    ],
)  # fmt: skip
async def test_its_refusals(web: SmallWeb, status: int, message: str, expected: tuple[Availability, str]) -> None:
    body = {"Code": 10010205001, "Message": message, "Success": False}
    web.site("www.modelscope.cn").answer(API, data(body, status=status))
    web.site("modelscope.cn").reset("/models/iic/nlp_raner")
    async with asking(web) as context:
        assert standing(await ask(MODELSCOPE, MODEL, context)) == expected


@pytest.mark.parametrize("body", [*ODD_BODIES, '{"Code": 200, "Data": {"Name": 7}}', '{"Code": 200, "Data": []}'])
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site("www.modelscope.cn").get(API, body=body)
    web.site("modelscope.cn").reset("/models/iic/nlp_raner")
    async with asking(web) as context:
        assert standing(await ask(MODELSCOPE, MODEL, context)) == (Availability.DOWN, "modelscope-odd-answer")
