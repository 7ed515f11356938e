"""The small GitHub: REST, GraphQL and pages tell the same facts."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLObjectType

from linkcheck.demo import SmallWeb
from linkcheck.demo.sites.github import Account, Release, Repo, Thread, graph
from tests.github_rest import RestGitHub
from tests.web import client_of

API = "https://api.github.com"
SCHEMA = Path(__file__).parents[4] / "shared/data/github_schema/schema.graphql.gz"
REPOS = (
    Repo(
        name="new-owner/tool", former=("old-owner/Tool",), stars=1200, topics=("x",), files={"docs/a.md": "# A"},
        release=Release(tag="v1", published="2026-01-01T00:00:00Z"), wiki=("A-Page",), archived="2026-02-02T00:00:00Z",
        threads=(Thread(number=1, title="A bug"), Thread(number=2, title="A patch", kind="PullRequest", closed=True),
                 Thread(number=3, title="A talk", kind="Discussion")),
    ),
    Repo(name="taken/down", blocked="dmca"),
    Repo(name="taken/rude", blocked="tos"),
    Repo(name="my/secret", private=True),
)  # fmt: skip


@pytest.fixture
def github(web: SmallWeb) -> RestGitHub:
    return RestGitHub(REPOS, [Account(login="someone", kind="User", name="Some One")]).serve(web)


async def rest(web: SmallWeb, path: str, **headers: str) -> tuple[int, Any, dict[str, str]]:
    async with client_of(web) as client, client.get(API + path, headers=headers, allow_redirects=False) as reply:
        body = await reply.json() if reply.status != 304 else None
        return reply.status, body, {name.lower(): value for name, value in reply.headers.items()}


async def ask(web: SmallWeb, query: str, **variables: str) -> Any:
    headers = {"Authorization": "bearer sample"}
    payload = {"query": query, "variables": variables}
    async with client_of(web) as client, client.post(f"{API}/graphql", json=payload, headers=headers) as reply:
        assert reply.status == 200
        return await reply.json()


@pytest.mark.usefixtures("github")
async def test_rest_repository_and_etag(web: SmallWeb) -> None:
    status, body, headers = await rest(web, "/repos/New-Owner/tool")
    assert (status, body["full_name"], body["stargazers_count"], body["archived"]) == (
        200,
        "new-owner/tool",
        1200,
        True,
    )
    assert headers["x-ratelimit-remaining"] == "59"
    assert (await rest(web, "/repos/new-owner/tool", **{"If-None-Match": headers["etag"]}))[0] == 304


@pytest.mark.usefixtures("github")
async def test_rest_rename_leads_to_the_number(web: SmallWeb) -> None:
    status, body, headers = await rest(web, "/repos/old-owner/tool")
    assert status == 301
    assert body["message"] == "Moved Permanently"
    status, body, _ = await rest(web, headers["location"].removeprefix(API))
    assert (status, body["full_name"]) == (200, "new-owner/tool")


@pytest.mark.usefixtures("github")
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/repos/no/where", 404), ("/repos/my/secret", 404), ("/repos/taken/down", 451), ("/repos/taken/rude", 403),
        ("/users/someone", 200), ("/users/new-owner", 200), ("/orgs/someone", 404), ("/users/nobody", 404),
        ("/repos/new-owner/tool/issues/1", 200), ("/repos/new-owner/tool/issues/2", 200),
        ("/repos/new-owner/tool/pulls/2", 200), ("/repos/new-owner/tool/pulls/1", 404),
        ("/repos/new-owner/tool/issues/9", 404), ("/repos/new-owner/tool/readme", 200),
        ("/repos/new-owner/tool/contents/docs/a.md", 200), ("/repos/new-owner/tool/contents/docs", 200),
        ("/repos/new-owner/tool/contents/nope", 404), ("/repos/new-owner/tool/releases/latest", 200),
        ("/repos/new-owner/tool/releases/tags/v1", 200), ("/repos/new-owner/tool/releases/tags/v2", 404),
        ("/repos/new-owner/tool/commits/main", 200), ("/repos/new-owner/tool/commits/nope", 404), ("/nowhere", 404),
    ],
)  # fmt: skip
async def test_rest_statuses(web: SmallWeb, path: str, status: int) -> None:
    assert (await rest(web, path))[0] == status


async def test_rest_runs_dry_and_refuses_tokens(web: SmallWeb, github: RestGitHub) -> None:
    github.allowance[False] = 1
    assert (await rest(web, "/repos/new-owner/tool"))[0] == 200
    status, body, headers = await rest(web, "/repos/new-owner/tool")
    assert (status, headers["x-ratelimit-remaining"]) == (403, "0")
    assert "rate limit" in body["message"]
    assert (await rest(web, "/rate_limit"))[1]["rate"]["remaining"] == 0
    github.tokens = {"good"}
    assert (await rest(web, "/repos/new-owner/tool", Authorization="token bad"))[0] == 401
    assert (await rest(web, "/repos/new-owner/tool", Authorization="token good"))[0] == 200


@pytest.mark.usefixtures("github")
async def test_graphql_gives_partial_answers(web: SmallWeb) -> None:
    query = """
      query($a: String!, $b: String!) {
        r0: repository(owner: $a, name: $b) { nameWithOwner stargazerCount isArchived
          object(expression: "HEAD:docs/a.md") { __typename } gone: object(expression: "HEAD:nope") { __typename }
          issueOrPullRequest(number: 2) { __typename ... on PullRequest { state } }
          release(tagName: "v1") { tagName } repositoryTopics(first: 5) { nodes { topic { name } } } }
        r1: repository(owner: "no", name: "where") { nameWithOwner }
        o: repositoryOwner(login: "someone") { __typename login ... on User { name } }
        rateLimit { remaining cost }
      }"""
    answer = await ask(web, query, a="old-owner", b="tool")
    assert answer["data"] == {
        "r0": {
            "nameWithOwner": "new-owner/tool", "stargazerCount": 1200, "isArchived": True,
            "object": {"__typename": "Blob"}, "gone": None,
            "issueOrPullRequest": {"__typename": "PullRequest", "state": "CLOSED"}, "release": {"tagName": "v1"},
            "repositoryTopics": {"nodes": [{"topic": {"name": "x"}}]},
        },
        "r1": None,
        "o": {"__typename": "User", "login": "someone", "name": "Some One"},
        "rateLimit": {"remaining": 4999, "cost": 1},
    }  # fmt: skip
    assert [(e["type"], e["path"]) for e in answer["errors"]] == [("NOT_FOUND", ["r1"])]


async def test_graphql_wants_a_token_and_gives_up_on_heavy_queries(web: SmallWeb, github: RestGitHub) -> None:
    async with client_of(web) as client, client.post(f"{API}/graphql", json={"query": "{ viewer { login } }"}) as reply:
        assert reply.status == 401
    github.max_aliases = 1
    answer = await ask(
        web, '{ a: repositoryOwner(login: "someone") { login } b: repositoryOwner(login: "x") { login } }'
    )
    assert answer["data"] == {"a": {"login": "someone"}, "b": None}
    assert answer["errors"][0]["type"] == "RESOURCE_LIMITS_EXCEEDED"
    github.allowance[True] = 0
    assert (await ask(web, "{ viewer { login } }"))["errors"][0]["type"] == "RATE_LIMITED"
    github.allowance[True] = 5000
    assert "data" not in await ask(web, "{ viewer {")
    assert "'nope'" in (await ask(web, "{ viewer { nope } }"))["errors"][0]["message"]


@pytest.mark.usefixtures("github")
@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/new-owner/tool", 200, "GitHub - new-owner/tool"), ("/new-owner/tool.git", 200, "GitHub - new-owner/tool"),
        ("/new-owner/tool/blob/main/docs/a.md", 200, "tool/docs/a.md at main"), ("/no/where", 404, "Page not found"),
        ("/new-owner/tool/blob/main/nope", 404, "Page not found"), ("/new-owner/tool/tree/v1/docs", 200, "docs at v1"),
        ("/new-owner/tool/wiki/A-Page", 200, "A Page · new-owner/tool"), ("/new-owner/tool/issues/1", 200, "A bug"),
        ("/new-owner/tool/releases/tag/v2", 404, "Page not found"), ("/someone", 200, "Some One"),
        ("/new-owner/tool/issues/77", 404, "Page not found"), ("/taken/down", 451, "unavailable"),
        ("/old-owner/tool/issues/1", 301, "https://github.com/new-owner/tool/issues/1"),
        ("/new-owner/tool/wiki/Nope", 302, "https://github.com/new-owner/tool/wiki"), ("/nobody", 404, "not found"),
    ],
)  # fmt: skip
async def test_pages(web: SmallWeb, path: str, status: int, words: str) -> None:
    url = f"https://github.com{path}"
    async with client_of(web) as client, client.get(url, allow_redirects=False) as reply:
        assert reply.status == status
        assert words in await reply.text()


@pytest.mark.usefixtures("github")
async def test_raw_files(web: SmallWeb) -> None:
    async with client_of(web) as client:
        base = "https://raw.githubusercontent.com/new-owner/tool"
        async with client.get(f"{base}/main/docs/a.md") as reply:
            assert await reply.text() == "# A"
        async with client.get(f"{base}/nope/docs/a.md") as reply:
            assert reply.status == 404


@pytest.mark.skipif(not SCHEMA.exists(), reason="GitHub's published schema is not here")
def test_every_field_is_one_of_githubs() -> None:
    """A client that works with this GraphQL must work with GitHub's: no field is of our own invention."""
    text = gzip.decompress(SCHEMA.read_bytes()).decode()
    real = {
        name: set(re.findall(r"^  (\w+)(?:\(|:)", body, re.MULTILINE))
        for name, body in re.findall(r"^type (\w+)[^{]*\{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    }
    for name, type_ in graph.schema().type_map.items():
        if isinstance(type_, GraphQLObjectType) and not name.startswith("__"):
            assert set(type_.fields) - real[name] == set(), name
