"""Hugging Face: forms, the Hub's answers, renames, gates, and what is missing against what is private."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fetchers.context import Access
from fetchers.facts import Availability, Redirect
from fetchers.sites.huggingface import HUGGINGFACE
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import data, meta, page
from tests.canaries import SECRETS
from tests.fetchers.sites.claims import (
    ODD_BODIES,
    ask,
    asking,
    check_claimed,
    check_not_claimed,
    claim,
    recorded,
    replay,
    standing,
)

HUB = "huggingface.co"
MODEL = "https://huggingface.co/microsoft/phi-2"
API = "/api/models/microsoft/phi-2"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (MODEL, "model", "huggingface-model:microsoft/phi-2"),
        (f"{MODEL}/", "model", "huggingface-model:microsoft/phi-2"),
        (f"{MODEL}/tree/main", "model", "huggingface-model:microsoft/phi-2"),
        ("https://hf.co/microsoft/phi-2?library=transformers", "model", "huggingface-model:microsoft/phi-2"),
        ("https://hf-mirror.com/microsoft/phi-2", "model", "huggingface-model:microsoft/phi-2"),
        ("https://huggingface.co/datasets/rajpurkar/squad", "dataset", "huggingface-dataset:rajpurkar/squad"),
        ("https://huggingface.co/spaces/AILab-CVC/SEED-Bench_Leaderboard", "space",
         "huggingface-space:AILab-CVC/SEED-Bench_Leaderboard"),
        ("https://huggingface.co/collections/a/b-c-0123", "collection", "huggingface-collection:a/b-c-0123"),
        ("https://huggingface.co/blog/zh/rlhf", "blog", "https://huggingface.co/blog/zh/rlhf"),
        ("https://huggingface.co/docs/trl/main/en/index", "docs", "https://huggingface.co/docs/trl/main/en/index"),
        ("https://huggingface.co/learn/nlp-course/chapter1/1", "docs",
         "https://huggingface.co/learn/nlp-course/chapter1/1"),
        (f"{MODEL}/blob/main/README.md", "model-part", f"{MODEL}/blob/main/README.md"),
        (f"{MODEL}/discussions/7", "model-part", f"{MODEL}/discussions/7"),
        ("https://huggingface.co/openai-community", "profile", "https://huggingface.co/openai-community"),
        ("https://huggingface.co/gpt2", "profile", "https://huggingface.co/gpt2"),
        ("https://abc-def.hf.space/", "app", "https://abc-def.hf.space/"),
    ],
)  # fmt: skip
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(HUGGINGFACE, url, kind, key)


@pytest.mark.parametrize(
    "url",
    [
        "https://huggingface.co/",
        "https://huggingface.co/models",
        "https://huggingface.co/pricing",
        "https://huggingface.co/settings/tokens",
        "https://huggingface.co/api/models/microsoft/phi-2",
        "https://nothuggingface.co/microsoft/phi-2",
        "https://huggingface.co.example.org/microsoft/phi-2",
    ],
)
def test_near_misses(url: str) -> None:
    check_not_claimed(HUGGINGFACE, url)


def test_the_mirror_leads_to_the_hub() -> None:
    target = claim(HUGGINGFACE, "https://hf-mirror.com/datasets/a/b")
    assert (target.url, target.canonical) == ("https://huggingface.co/datasets/a/b",) * 2


def hub(name: str = "microsoft/phi-2", **facts: object) -> ServedResponse:
    whole = {
        "id": name,
        "author": name.partition("/")[0],
        "likes": 3300,
        "downloads": 120000,
        "createdAt": "2023-12-13T21:19:59.000Z",
        "lastModified": "2024-04-29T16:25:56.000Z",
        "gated": False,
        "private": False,
        "disabled": False,
        "tags": ["transformers", "license:mit", "doi:10.57967/hf/0039", 7],
        "pipeline_tag": "text-generation",
    }
    return data(whole | facts, headers={"ratelimit": '"api";r=489;t=225'})


async def test_a_model(web: SmallWeb) -> None:
    web.site(HUB).answer(API, hub())
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, MODEL, context)
    assert standing(seen) == (Availability.PRESENT, "huggingface-present")
    facts = seen.metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.authors) == ("model", "microsoft/phi-2", ("microsoft",))
    assert (facts.stars, facts.downloads, facts.license) == (3300, 120000, "mit")
    assert (facts.published, facts.updated) == ("2023-12-13T21:19:59Z", "2024-04-29T16:25:56Z")
    assert (facts.doi, facts.topics, facts.date_source) == ("10.57967/hf/0039", ("text-generation",), "api")
    assert seen.redirects == ()
    assert len(web.requests) == 1


@pytest.mark.parametrize(("kind", "folder"), [("dataset", "datasets"), ("space", "spaces")])
async def test_other_repositories(web: SmallWeb, kind: str, folder: str) -> None:
    web.site(HUB).answer(f"/api/{folder}/a/b", hub("a/b", gated="auto"))
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, f"https://huggingface.co/{folder}/a/b", context)
    assert seen.metadata is not None
    assert (seen.metadata.kind, seen.metadata.stars) == (kind, 3300)
    assert seen.notes == ("gated",)


async def test_a_space_is_asked_for_the_fields_it_has(web: SmallWeb) -> None:
    web.site(HUB).answer("/api/spaces/a/b", hub("a/b"))
    async with asking(web) as context:
        await ask(HUGGINGFACE, "https://huggingface.co/spaces/a/b", context)
    assert "downloads" not in web.requests[0].target
    assert "gated" not in web.requests[0].target


@pytest.mark.parametrize(
    ("asked", "name", "notes"),
    [("microsoft/phi-two", "microsoft/phi-2", ("renamed",)), ("Microsoft/Phi-2", "microsoft/phi-2", ())],
)
async def test_a_renamed_repository_is_followed_one_hop(
    web: SmallWeb, asked: str, name: str, notes: tuple[str, ...]
) -> None:
    site = web.site(HUB).answer(API, hub())
    site.get(f"/api/models/{asked}", status=307, headers={"Location": f"/api/models/{name}"})
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, f"https://huggingface.co/{asked}", context)
    assert seen.redirects == (Redirect(f"https://huggingface.co/{asked}", 307),)
    assert seen.final_url == MODEL
    assert seen.notes == notes
    assert seen.metadata is not None
    assert seen.metadata.title == name


async def test_a_chain_of_renames_is_not_followed_for_ever(web: SmallWeb) -> None:
    web.site(HUB).get(API, status=307, headers={"Location": API})
    web.site(HUB).page("/microsoft/phi-2", "microsoft/phi-2 · Hugging Face")
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, MODEL, context)
    assert seen.status == 200
    assert len(web.asked(HUB, API)) == 2


MISSING = data(
    {"error": "Invalid username or password."},
    status=401,
    headers={"x-error-message": "Invalid username or password."},
)


@pytest.mark.parametrize(
    ("web_page", "status", "expected"),
    [
        (page("404 – Hugging Face", "Sorry, we can't find the page you are looking for.", status=404), 404, None),
        (page("401", "Log in", status=401), 401, (Availability.RESTRICTED, "huggingface-private")),
        (page("microsoft/phi-2 · Hugging Face"), 200, None),
    ],
)
async def test_of_401_the_page_says_whether_it_is_missing_or_private(
    web: SmallWeb, web_page: ServedResponse, status: int, expected: tuple[Availability, str] | None
) -> None:
    web.site(HUB).answer(API, MISSING).answer("/microsoft/phi-2", web_page)
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, MODEL, context)
    assert (seen.status, standing(seen)) == (status, expected)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (data({}, status=401, headers={"x-error-code": "GatedRepo"}), (Availability.RESTRICTED, "huggingface-gated")),
        (
            data({}, status=404, headers={"x-error-code": "RepoNotFound"}),
            (Availability.ABSENT, "huggingface-not-found"),
        ),
        (hub(disabled=True), (Availability.RESTRICTED, "huggingface-disabled")),
        (hub(gated="manual"), (Availability.PRESENT, "huggingface-present")),
    ],
)
async def test_what_an_answer_means(web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str]) -> None:
    web.site(HUB).answer(API, answer)
    async with asking(web) as context:
        assert standing(await ask(HUGGINGFACE, MODEL, context)) == expected


async def test_what_only_our_token_sees_is_hidden(web: SmallWeb) -> None:
    web.site(HUB).answer(API, hub(private=True))
    async with asking(web, Access(huggingface_token=SECRETS["HF_TOKEN"])) as context:
        seen = await ask(HUGGINGFACE, MODEL, context)
    assert standing(seen) == (Availability.HIDDEN, "huggingface-private")
    assert web.requests[0].headers["authorization"] == f"Bearer {SECRETS['HF_TOKEN']}"


async def test_the_token_goes_to_no_page_and_over_no_open_line(web: SmallWeb) -> None:
    web.site(HUB).answer(API, MISSING).page("/microsoft/phi-2", "x", status=404)
    web.site("plain.example").answer(API, hub())
    async with asking(web, Access(huggingface_token=SECRETS["HF_TOKEN"])) as context:
        await ask(HUGGINGFACE, MODEL, context)
    async with asking(
        web, Access(huggingface_token=SECRETS["HF_TOKEN"], huggingface="http://plain.example")
    ) as context:
        await ask(HUGGINGFACE, MODEL, context)
    for request in [*web.asked(HUB, "/microsoft/phi-2"), *web.asked("plain.example")]:
        assert "authorization" not in request.headers


@pytest.mark.parametrize("body", ODD_BODIES)
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site(HUB).get(API, body=body).reset("/microsoft/phi-2")
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, MODEL, context)
    assert standing(seen) == (Availability.DOWN, "huggingface-odd-answer")


@pytest.mark.parametrize("facts", [{"likes": "many", "tags": {}, "createdAt": 7, "author": []}, {"likes": -1}])
async def test_facts_of_the_wrong_type_are_left_out(web: SmallWeb, facts: dict[str, Any]) -> None:
    web.site(HUB).answer(API, hub(**facts))
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, MODEL, context)
    assert seen.metadata is not None
    assert seen.metadata.stars is None
    assert seen.metadata.title == "microsoft/phi-2"


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_where_the_api_fails_the_page_is_looked_at(web: SmallWeb, status: int) -> None:
    web.site("hub.example").get(API, status=status)
    web.site(HUB).page("/microsoft/phi-2", "microsoft/phi-2 · Hugging Face")
    async with asking(web, Access(huggingface="https://hub.example/")) as context:
        seen = await ask(HUGGINGFACE, MODEL, context)
    assert (seen.status, seen.answer) == (200, None)
    assert seen.metadata is not None
    assert seen.metadata.kind == "model"


async def test_where_both_fail_the_limit_is_told(web: SmallWeb) -> None:
    web.site(HUB).get(API, status=429, headers={"Retry-After": "300"}).get("/microsoft/phi-2", status=429)
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, MODEL, context)
    assert standing(seen) == (Availability.LIMITED, "huggingface-rate-limited")
    assert seen.retry_after == 300


@pytest.mark.parametrize(("seconds", "asked"), [(20, 2), (200, 1)])
async def test_the_headers_of_an_answer_pace_the_next_question(web: SmallWeb, seconds: int, asked: int) -> None:
    slept: list[float] = []

    async def sleep(wait: float) -> None:
        slept.append(wait)

    spent = {"ratelimit": f'"api";r=0;t={seconds}', "Content-Type": "application/json"}
    web.site(HUB).get("/api/models/a/b", body='{"id": "a/b"}', headers=spent).answer(API, hub())
    web.site(HUB).page("/microsoft/phi-2", "microsoft/phi-2 · Hugging Face")
    async with asking(web, sleep=sleep) as context:
        await ask(HUGGINGFACE, "https://huggingface.co/a/b", context)
        await ask(HUGGINGFACE, MODEL, context)
    assert len([request for request in web.requests if request.path.startswith("/api/")]) == asked
    assert [wait > 15 for wait in slept if wait > 1] == [True] * (asked - 1)


async def test_a_collection(web: SmallWeb) -> None:
    facts = {"slug": "a/b-1", "title": "Merging", "lastUpdated": "2024-01-10T00:00:00.000Z", "upvotes": 12,
             "owner": {"name": "a", "fullname": "A. Person"}}  # fmt: skip
    web.site(HUB).answer("/api/collections/a/b-1", data(facts))
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, "https://huggingface.co/collections/a/b-1", context)
    assert seen.metadata is not None
    assert (seen.metadata.title, seen.metadata.authors, seen.metadata.stars) == ("Merging", ("A. Person",), 12)


async def test_a_post_is_read_from_its_page(web: SmallWeb) -> None:
    head = meta(og_title="ChatGPT 背后的“功臣”——RLHF 技术详解", article_published_time="2022-12-09")
    web.site(HUB).page("/blog/zh/rlhf", "ChatGPT 背后的“功臣”——RLHF 技术详解", head=head)
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, "https://huggingface.co/blog/zh/rlhf", context)
    assert seen.metadata is not None
    assert (seen.metadata.kind, seen.metadata.published) == ("article", "2022-12-09")


async def test_a_fragment_is_looked_for_in_the_page(web: SmallWeb) -> None:
    web.site(HUB).answer(API, hub())
    web.site(HUB).get("/microsoft/phi-2", body='<title>phi-2</title><h2 id="usage">Usage</h2>' + "word " * 200)
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, MODEL, context, "usage", "no-such-part")
    assert seen.fragments == {"usage": True, "no-such-part": False}
    assert standing(seen) == (Availability.PRESENT, "huggingface-present")


@pytest.mark.parametrize(
    ("file", "name", "expected", "stars"),
    [
        ("200_model.gpt2.json", "openai-community/gpt2",
         (Availability.PRESENT, "huggingface-present"), 4194),
        ("200_model_disabled.gpt-4chan.json", "ykilcher/gpt-4chan",
         (Availability.RESTRICTED, "huggingface-disabled"), 141),
        ("200_model_gated_manual.llama-3.1-8b.json", "meta-llama/Llama-3.1-8B",
         (Availability.PRESENT, "huggingface-present"), 2579),
    ],
)  # fmt: skip
async def test_recorded_models(
    web: SmallWeb, file: str, name: str, expected: tuple[Availability, str], stars: int
) -> None:
    replay(web, recorded("huggingface", file))
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, f"https://huggingface.co/{name}", context)
    assert standing(seen) == expected
    assert seen.metadata is not None
    assert (seen.metadata.title, seen.metadata.stars) == (name, stars)


async def test_a_recorded_rename(web: SmallWeb) -> None:
    exchange = recorded("huggingface", "307_renamed.meta-llama-3.1-8b.json")
    replay(web, exchange)
    replay(web, recorded("huggingface", "200_model_gated_manual.llama-3.1-8b.json"))
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, "https://huggingface.co/meta-llama/Meta-Llama-3.1-8B", context)
    assert seen.final_url == "https://huggingface.co/meta-llama/Llama-3.1-8B"
    assert seen.notes == ("renamed", "gated")


async def test_a_recorded_missing_model(web: SmallWeb) -> None:
    exchange = recorded("huggingface", "401_missing_model.json")
    replay(web, exchange)
    name = json.loads(json.dumps(exchange["request"]["url"])).partition("/api/models/")[2]
    async with asking(web) as context:
        seen = await ask(HUGGINGFACE, f"https://huggingface.co/{name}", context)
    assert (seen.status, seen.answer) == (404, None)
