"""GitHub's own answers and its published schema, where they lie beside the repository."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from fetchers.context import Access
from fetchers.facts import Redirect
from fetchers.sites.github import GITHUB
from fetchers.sites.github.query import build, group
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import data, page
from tests.fetchers.sites.asking import answer_of, ask, claimed, context_of

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
RECORDED = SHARED / "services" / "github"
SCHEMA = SHARED / "github_schema" / "schema.graphql.gz"
TOKEN = Access(github_token="ghp_sample")

recorded = pytest.mark.skipif(not RECORDED.is_dir(), reason="no recorded answers here")


def answer(name: str) -> ServedResponse:
    exchange: dict[str, Any] = json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))
    kept = {k: v for k, v in exchange.get("headers", {}).items() if k.lower() in KEPT}
    return data(exchange["body_json"], status=exchange["status"], headers=kept)


KEPT = {"location", "retry-after", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"}


@pytest.mark.skipif(not SCHEMA.is_file(), reason="no schema here")
def test_the_question_is_valid_by_githubs_schema() -> None:
    graphql = pytest.importorskip("graphql")
    schema = graphql.build_schema(gzip.decompress(SCHEMA.read_bytes()).decode(), assume_valid=True)
    urls = [
        *(form.example for form in GITHUB.forms),
        "https://github.com/octocat/Spoon-Knife/discussions",
        "https://github.com/octocat/Spoon-Knife/releases/latest",
        "https://github.com/octocat/Spoon-Knife/tree/feature/x/y",
    ]
    question = build(group(claimed(GITHUB, url) for url in urls))
    document = graphql.parse(question.text)
    assert graphql.validate(schema, document) == []
    assert {kind for _, _, kind in _declared(question.text)} == {"String!", "Int!"}
    assert len(question.variables) == len(_declared(question.text))


def _declared(text: str) -> list[tuple[str, str, str]]:
    return [item.partition(":") for item in text[len("query(") : text.index("){")].split(",")]


@recorded
async def test_a_renamed_repository_is_followed_and_named(web: SmallWeb) -> None:
    site = web.site("api.github.com")
    site.answer("/repos/protoncoin/protoncoin", answer("exchanges/301_Repository.testGetRepositoryWith301Redirect_0"))
    site.answer("/repositories/112116543", answer("exchanges/200_Repository.testGetRepositoryWith301Redirect_1"))
    url = "https://github.com/protoncoin/protoncoin"
    async with context_of(web) as context:
        seen = (await ask(GITHUB, context, [url]))[url]
    assert answer_of(seen) == ("present", "github-repository")
    assert seen.redirects == (Redirect(url, 301),)
    assert seen.final_url is not None
    assert seen.final_url.lower() != url
    assert "renamed" in seen.notes


@recorded
@pytest.mark.parametrize(
    ("name", "standing", "code"),
    [
        ("documented_errors/451_dmca", "restricted", "dmca"),
        ("documented_errors/403_tos_blocked", "restricted", "terms-of-service"),
        ("documented_errors/403_unavailable_blocked", "restricted", "repository-blocked"),
        ("exchanges/404_SpecificExceptions.testUnknownObject_1", "absent", "repository-not-found"),
    ],
)
async def test_what_rest_says_of_a_repository_that_is_not_shown(
    web: SmallWeb, name: str, standing: str, code: str
) -> None:
    web.site("api.github.com").answer("/repos/o/n", answer(name))
    url = "https://github.com/o/n"
    async with context_of(web) as context:
        seen = (await ask(GITHUB, context, [url]))[url]
    assert answer_of(seen) == (standing, code)


@recorded
@pytest.mark.parametrize(
    "name",
    ["403_SpecificExceptions.testRateLimitExceeded_1", "403_SpecificExceptions.testAuthenticatedRateLimitExceeded_1"],
)
async def test_a_spent_anonymous_limit_leads_to_the_page(web: SmallWeb, name: str) -> None:
    web.site("api.github.com").otherwise(lambda _: answer(f"exchanges/{name}"))
    web.site("github.com").otherwise(lambda request: page(f"GitHub - {request.path[1:]}"))
    urls = [f"https://github.com/o/n{number}" for number in range(3)]
    async with context_of(web) as context:
        seen = await ask(GITHUB, context, urls)
    assert {one.status for one in seen.values()} == {200}
    assert len({request.path for request in web.asked("api.github.com")}) == 1


@recorded
async def test_a_bad_token(web: SmallWeb) -> None:
    refusal = answer("exchanges/401_SpecificExceptions.testBadCredentials_0")
    site = web.site("api.github.com").answer("/graphql", refusal, method="POST")
    site.answer("/repos/PyGithub/PyGithub", answer("exchanges/200_Repository.setUp_0"))
    url = "https://github.com/PyGithub/PyGithub"
    async with context_of(web, TOKEN) as context:
        seen = (await ask(GITHUB, context, [url]))[url]
        assert len(context.warnings) == 1
    assert answer_of(seen) == ("present", "github-repository")
    assert seen.metadata is not None
    assert seen.metadata.stars


@recorded
async def test_graphql_with_three_not_found(web: SmallWeb) -> None:
    single = json.loads((RECORDED / "documented_errors/graphql_200_NOT_FOUND_single.json").read_text(encoding="utf-8"))
    error = single["body_json"]["errors"][0]
    node = {"nameWithOwner": "o/there", "url": "https://github.com/o/there", "stargazerCount": 5}
    body = {
        "data": {"r0": None, "r1": node, "r2": None, "r3": None, "rateLimit": {"cost": 1}},
        "errors": [{**error, "path": [alias]} for alias in ("r0", "r2", "r3")],
    }
    site = web.site("api.github.com").answer("/graphql", data(body), method="POST")
    site.otherwise(lambda _: answer("exchanges/404_SpecificExceptions.testUnknownObject_1"))
    urls = [f"https://github.com/o/{name}" for name in ("gone0", "there", "gone2", "gone3")]
    async with context_of(web, TOKEN) as context:
        seen = await ask(GITHUB, context, urls)
    codes = [one.answer.code if one.answer else None for one in (seen[url] for url in urls)]
    assert codes == ["repository-not-found", "github-repository", "repository-not-found", "repository-not-found"]


@recorded
@pytest.mark.parametrize(
    ("name", "code"), [("RATE_LIMITED.shape", "github-rate-limited"), ("timeout", "github-repository")]
)
async def test_a_limit_stands_and_what_is_too_slow_for_graphql_is_asked_by_rest(
    web: SmallWeb, name: str, code: str
) -> None:
    said = json.loads((RECORDED / f"documented_errors/graphql_200_{name}.json").read_text(encoding="utf-8"))
    site = web.site("api.github.com").answer("/graphql", data(said["body_json"]), method="POST")
    site.otherwise(lambda _: answer("exchanges/200_Repository.setUp_0"))
    urls = ["https://github.com/PyGithub/PyGithub", "https://github.com/o/n"]
    async with context_of(web, TOKEN) as context:
        seen = await ask(GITHUB, context, urls)
    assert {one.answer.code for one in seen.values() if one.answer} == {code}


@recorded
async def test_an_organization_and_an_unknown_user(web: SmallWeb) -> None:
    site = web.site("api.github.com")
    site.answer("/users/BeaverSoftware", answer("exchanges/200_Organization.setUp_0"))
    site.answer("/users/nobody", answer("exchanges/404_Exceptions.testUnknownUser_0"))
    known, unknown = "https://github.com/BeaverSoftware", "https://github.com/nobody"
    async with context_of(web) as context:
        seen = await ask(GITHUB, context, [known, unknown])
    assert answer_of(seen[known]) == ("present", "github-account")
    assert seen[known].metadata is not None
    assert answer_of(seen[unknown]) == ("absent", "account-not-found")


@recorded
async def test_a_gist(web: SmallWeb) -> None:
    web.site("api.github.com").answer("/gists/6296553", answer("exchanges/200_Gist.testAttributes_0"))
    url = "https://gist.github.com/6296553"
    async with context_of(web) as context:
        seen = (await ask(GITHUB, context, [url]))[url]
    assert answer_of(seen) == ("present", "github-gist")


@recorded
async def test_a_busy_github_answers_in_html(web: SmallWeb) -> None:
    exchange = json.loads(
        (RECORDED / "exchanges/503_Exceptions.testNonJsonDataReturnedByGithub_0.json").read_text("utf-8")
    )
    busy = ServedResponse(status=503, body=exchange["body_text"] or "")
    web.site("api.github.com").answer("/graphql", busy, method="POST")
    url = "https://github.com/o/n"
    async with context_of(web, TOKEN) as context:
        seen = (await ask(GITHUB, context, [url]))[url]
    assert answer_of(seen) == ("down", "github-unavailable")
