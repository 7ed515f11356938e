"""Code and citations of arXiv's papers: asked for where they are wanted, and no longer than they are answered."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from fetchers.context import Access
from fetchers.sites.arxiv import ARXIV
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.responses import data
from linkcheck.demo.sites.arxiv import DemoArxiv, DemoPaper
from tests.fetchers.sites.asking import ask, context_of

URL = "https://arxiv.org/abs/{}"
PAPERS = [
    DemoPaper(id=f"2106.{n:05}", title=f"Paper {n}", authors=("A. Nyone",), versions=("2021-06-17T17:37:18Z",))
    for n in range(1, 8)
]
NAMED = replace(PAPERS[0], comment="Code: https://github.com/own/code")
ALL = Access(papers=frozenset({"code", "citations"}))
BATCH = "/graph/v1/paper/batch"


def citing(known: dict[str, Any]) -> Any:
    def answer(request: ServedRequest) -> ServedResponse:
        ids = json.loads(request.body)["ids"]
        return data([{"citationCount": known[each]} if each in known else None for each in ids])

    return answer


async def seen_with(web: SmallWeb, access: Access, papers: list[DemoPaper]) -> tuple[dict[str, Any], list[str]]:
    DemoArxiv(papers).serve(web)
    async with context_of(web, access) as context:
        found = await ask(ARXIV, context, [URL.format(paper.id) for paper in papers])
        return {url: seen.metadata for url, seen in found.items()}, context.warnings


async def test_nobody_else_is_asked_unasked(web: SmallWeb) -> None:
    found, _ = await seen_with(web, Access(), [NAMED, PAPERS[1]])
    assert {request.host for request in web.requests} == {"export.arxiv.org"}
    assert [facts.code for facts in found.values()] == ["https://github.com/own/code", None]


async def test_code_and_citations(web: SmallWeb) -> None:
    web.site("api.semanticscholar.org").handle(
        BATCH, citing({"ARXIV:2106.00001": 12, "ARXIV:2106.00002": 0}), method="POST"
    )
    hub = web.site("huggingface.co").answer(
        "/api/papers/2106.00002", data({"githubRepo": "https://github.com/hub/code/"})
    )
    hub.answer("/api/papers/2106.00003", data({"error": "Paper not found"}, status=404))
    found, warnings = await seen_with(web, ALL, [NAMED, *PAPERS[1:3]])
    facts = [found[URL.format(paper.id)] for paper in PAPERS[:3]]
    assert [each.citations for each in facts] == [12, 0, None]
    assert [each.code for each in facts] == ["https://github.com/own/code", "https://github.com/hub/code", None]
    assert len(web.asked("api.semanticscholar.org")) == 1
    assert [request.path for request in web.asked("huggingface.co")] == [f"/api/papers/2106.0000{n}" for n in (2, 3)]
    assert warnings == []


@pytest.mark.parametrize(
    "repository", ["javascript:alert(1)", "https://evil.org/github.com/a/b", "https://github.com/a", 7, None]
)
async def test_what_is_no_repository_is_no_code(web: SmallWeb, repository: object) -> None:
    web.site("huggingface.co").answer("/api/papers/2106.00002", data({"githubRepo": repository}))
    found, _ = await seen_with(web, Access(papers=frozenset({"code"})), [PAPERS[1]])
    assert found[URL.format("2106.00002")].code is None


@pytest.mark.parametrize("status", [429, 403, 500])
async def test_who_refuses_is_not_asked_again(web: SmallWeb, status: int) -> None:
    refusal = data({"message": "no"}, status=status)
    web.site("huggingface.co").answer("*", refusal)
    web.site("api.semanticscholar.org").answer(BATCH, refusal, method="POST")
    found, warnings = await seen_with(web, ALL, PAPERS)
    assert all(facts.title and facts.citations is None for facts in found.values())
    assert len(web.asked("huggingface.co")) <= 3
    assert sorted(sentence.split(" was ")[0] for sentence in warnings) == ["Hugging Face", "Semantic Scholar"]


async def test_links_to_the_hub_keep_their_share_of_its_window(web: SmallWeb) -> None:
    headers = {"ratelimit": '"api";r=40;t=100'}
    web.site("huggingface.co").answer("*", data({"githubRepo": "https://github.com/a/b"}, headers=headers))
    found, warnings = await seen_with(web, Access(papers=frozenset({"code"})), PAPERS)
    assert sum(facts.code is not None for facts in found.values()) == len(web.asked("huggingface.co")) == 3
    assert len(warnings) == 1


@pytest.mark.parametrize(
    "body", ["", "null", "{}", "[]", "[1,2]", '[{"citationCount": "7"}]', '[{"citationCount": -1}]']
)
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site("api.semanticscholar.org").answer(BATCH, ServedResponse(body=body), method="POST")
    found, _ = await seen_with(web, Access(papers=frozenset({"citations"})), [PAPERS[1]])
    assert found[URL.format("2106.00002")].citations is None
