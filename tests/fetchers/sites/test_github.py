from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import pytest

from fetchers.context import Access, Context
from fetchers.facts import Redirect
from fetchers.failure import FailureKind
from fetchers.net import ApiRequest
from fetchers.sites.github import GITHUB
from fetchers.sites.github import fallback as single
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import Reset, ServedRequest, ServedResponse
from linkcheck.demo.responses import data, html, page
from linkcheck.demo.sites.github import Account, Release, Repo, Thread
from tests.canaries import SECRETS
from tests.fetchers.sites.asking import answer_of, ask, claimed, context_of
from tests.github_rest import RestGitHub

TOKEN = Access(github_token=SECRETS["GITHUB_TOKEN"])
SPOON = "https://github.com/octo/spoon"
REPOS = [
    Repo(
        name="octo/spoon",
        description="A spoon,\n with | pipes and 中文",
        stars=1234,
        topics=("cutlery", "kitchen"),
        license="Apache-2.0",
        release=Release(tag="v1.2", published="2026-01-01T00:00:00Z", name="Second"),
        files={"docs/use.md": "# Use"},
        wiki=("Handling",),
        threads=(Thread(number=7, title="It bends"), Thread(number=9, title="Forks?", kind="Discussion")),
    ),
    Repo(name="octo/old", archived="2024-01-01T00:00:00Z", license="NOASSERTION"),
    Repo(name="octo/new-name", former=("octo/former",), files={"a.md": "a"}),
    Repo(name="octo/copy", fork_of="octo/spoon"),
    Repo(name="octo/taken", blocked="dmca"),
    Repo(name="octo/broken-rules", blocked="tos"),
    Repo(name="octo/secret", private=True),
]


@pytest.fixture
def github(web: SmallWeb) -> RestGitHub:
    return RestGitHub(REPOS, [Account(login="octo", name="The Octo", bio="Spoons.")]).serve(web)


@pytest.fixture
async def context(web: SmallWeb, github: RestGitHub) -> AsyncIterator[Context]:
    async with context_of(web, TOKEN) as made:
        yield made


@pytest.fixture
async def anonymous(web: SmallWeb, github: RestGitHub) -> AsyncIterator[Context]:
    async with context_of(web) as made:
        yield made


def api(web: SmallWeb) -> list[str]:
    return [request.path for request in web.asked("api.github.com")]


async def test_a_repository_and_what_is_known_of_it(web: SmallWeb, context: Context) -> None:
    seen = (await ask(GITHUB, context, [SPOON]))[SPOON]
    metadata = seen.metadata
    assert metadata is not None
    assert answer_of(seen) == ("present", "github-repository")
    assert (metadata.kind, metadata.title, metadata.stars) == ("repository", "octo/spoon", 1234)
    assert metadata.description == "A spoon, with | pipes and 中文"
    assert (metadata.license, metadata.language, metadata.version) == ("Apache-2.0", "Python", "v1.2")
    assert (metadata.updated, metadata.published) == ("2026-10-01T12:00:00Z", "2023-01-01T00:00:00Z")
    assert (metadata.topics, metadata.archived) == (("cutlery", "kitchen"), False)
    assert (seen.notes, seen.redirects) == ((), ())
    assert api(web) == ["/graphql"]
    assert web.asked("github.com") == []


async def test_archived_and_forked_are_noted(context: Context) -> None:
    old, copy = "https://github.com/octo/old", "https://github.com/octo/copy"
    seen = await ask(GITHUB, context, [old, copy])
    assert seen[old].notes == ("archived",)
    assert seen[copy].notes == ("fork",)
    metadata = seen[old].metadata
    assert metadata is not None
    assert metadata.archived is True
    assert metadata.license is None


@pytest.mark.parametrize(
    ("url", "new", "access"),
    [
        ("https://github.com/octo/former", "https://github.com/octo/new-name", TOKEN),
        ("https://github.com/octo/former", "https://github.com/octo/new-name", Access()),
        ("https://github.com/octo/former.git", "https://github.com/octo/new-name", TOKEN),
        ("https://github.com/octo/former/stargazers", "https://github.com/octo/new-name/stargazers", Access()),
        ("https://github.com/Octo/Former/blob/main/a.md", "https://github.com/octo/new-name/blob/main/a.md", TOKEN),
        ("https://raw.githubusercontent.com/octo/former/main/a.md",
         "https://raw.githubusercontent.com/octo/new-name/main/a.md", TOKEN),
    ],
)  # fmt: skip
async def test_a_new_name_is_a_permanent_move(
    web: SmallWeb, github: RestGitHub, url: str, new: str, access: Access
) -> None:
    async with context_of(web, access) as context:
        seen = (await ask(GITHUB, context, [url]))[url]
    assert seen.redirects == (Redirect(seen.url, 301),)
    assert seen.final_url == new
    assert "renamed" in seen.notes


async def test_another_case_is_no_new_name(context: Context) -> None:
    url = "https://github.com/OCTO/Spoon"
    seen = (await ask(GITHUB, context, [url]))[url]
    assert (seen.redirects, seen.notes) == ((), ())


@pytest.mark.parametrize("access", [TOKEN, Access()], ids=["graphql", "rest"])
@pytest.mark.parametrize(
    ("name", "standing", "code"),
    [
        ("octo/nowhere", "absent", "repository-not-found"),
        ("octo/secret", "absent", "repository-not-found"),
        ("octo/taken", "restricted", "dmca"),
        ("octo/broken-rules", "restricted", "terms-of-service"),
    ],
)
async def test_what_is_not_shown_is_told_apart(
    web: SmallWeb, github: RestGitHub, name: str, standing: str, code: str, access: Access
) -> None:
    url = f"https://github.com/{name}"
    async with context_of(web, access) as context:
        seen = (await ask(GITHUB, context, [url]))[url]
    assert answer_of(seen) == (standing, code)
    assert web.asked("api.github.com", f"/repos/{name}")


def missing(count: int) -> list[str]:
    return [f"https://github.com/octo/nowhere-{number}" for number in range(count)]


async def test_doubts_are_dealt_out_to_rest_and_to_pages(web: SmallWeb, context: Context) -> None:
    urls = [*missing(12), "https://github.com/octo/taken", "https://github.com/octo/broken-rules"]
    seen = await ask(GITHUB, context, urls)
    assert {answer_of(seen[url]) for url in urls[:12]} == {("absent", "repository-not-found")}
    assert answer_of(seen[urls[12]]) == ("restricted", "dmca")
    singly = [path.removeprefix("/repos") for path in api(web)[1:]]
    pages = [request.path for request in web.asked("github.com")]
    assert singly
    assert pages
    assert sorted(singly + pages) == sorted(url.removeprefix("https://github.com") for url in urls)
    assert web.peak["api.github.com"] <= 2
    assert web.peak["github.com"] <= 4


async def test_of_several_targets_below_one_repository_rest_is_asked_once(web: SmallWeb, context: Context) -> None:
    below = ["", "/issues/7", "/blob/main/a.md", "/wiki/Home"]
    urls = [f"{url}{part}" for url in missing(6) for part in below]
    seen = await ask(GITHUB, context, urls)
    assert {answer_of(one) for one in seen.values()} == {("absent", "repository-not-found")}
    assert sorted(api(web)) == ["/graphql", *(f"/repos/octo/nowhere-{number}" for number in range(6))]
    assert web.asked("github.com") == []


@pytest.mark.parametrize("retry_after", ["30", "3600"])
async def test_a_page_that_will_not_tell_is_not_waited_for(web: SmallWeb, github: RestGitHub, retry_after: str) -> None:
    web.site("github.com").otherwise(lambda _: ServedResponse(status=429, headers={"Retry-After": retry_after}))
    async with context_of(web, TOKEN) as context:
        started = context.net.settings.clock()
        seen = await ask(GITHUB, context, missing(40))
        assert context.net.settings.clock() - started < 20
    assert {answer_of(one) for one in seen.values()} == {("absent", "repository-not-found")}
    assert 1 <= len(web.asked("github.com")) <= 4


async def test_while_the_limiter_wants_to_be_left_alone_rest_answers(web: SmallWeb, github: RestGitHub) -> None:
    web.site("github.com").get("/topics/spoons", status=429, headers={"Retry-After": "30"})
    async with context_of(web, TOKEN) as context:
        await context.net.call(ApiRequest(url="https://github.com/topics/spoons", retry=False))
        started = context.net.settings.clock()
        seen = await ask(GITHUB, context, missing(12))
        assert context.net.settings.clock() - started < 20
    assert {answer_of(one) for one in seen.values()} == {("absent", "repository-not-found")}
    assert len(web.asked("github.com")) == 1


async def test_a_page_that_does_not_answer_is_not_waited_for(
    web: SmallWeb, github: RestGitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single, "_PATIENCE", 0.05)
    web.site("github.com").hang("/octo/*")
    async with context_of(web, TOKEN) as context:
        seen = await ask(GITHUB, context, missing(10))
    assert {answer_of(one) for one in seen.values()} == {("absent", "repository-not-found")}


async def test_where_neither_tells_the_page_stands(web: SmallWeb, github: RestGitHub) -> None:
    web.site("github.com").otherwise(lambda _: ServedResponse(status=503))
    web.site("api.github.com").otherwise(lambda _: ServedResponse(status=500))
    async with context_of(web, TOKEN) as context:
        seen = await ask(GITHUB, context, missing(8))
    assert {(one.status, one.answer) for one in seen.values()} == {(503, None)}


async def test_what_only_a_page_can_tell_has_the_limiter_to_itself(web: SmallWeb, github: RestGitHub) -> None:
    """Sixty pages pass, as GitHub has it; forty wiki pages need them, and a hundred doubts would use them up."""
    passed: list[str] = []

    def limited(request: ServedRequest) -> ServedResponse:
        if len(passed) >= 60:
            return ServedResponse(status=429, headers={"Retry-After": "30"})
        passed.append(request.path)
        return page("Found") if "/wiki/" in request.path else page("Not found", status=404)

    web.site("github.com").otherwise(limited)
    wiki = [f"{SPOON}/wiki/{number}" for number in range(40)]
    async with context_of(web, TOKEN) as context:
        started = context.net.settings.clock()
        seen = await ask(GITHUB, context, [*missing(100), *wiki])
        assert context.net.settings.clock() - started < 20
    assert {answer_of(seen[url]) for url in missing(100)} == {("absent", "repository-not-found")}
    assert {seen[url].status for url in wiki} == {200}


async def test_a_slip_of_graphql_is_no_absence(web: SmallWeb, context: Context) -> None:
    web.site("api.github.com").answer("/graphql", data({"data": {"r0": None, "rateLimit": None}}), method="POST")
    seen = (await ask(GITHUB, context, [SPOON]))[SPOON]
    assert answer_of(seen) == ("present", "github-repository")


async def test_a_private_repository_is_hidden_from_readers(web: SmallWeb, github: RestGitHub) -> None:
    node = {"nameWithOwner": "octo/secret", "url": "https://github.com/octo/secret", "isPrivate": True}
    web.site("api.github.com").answer("/graphql", data({"data": {"r0": node}}), method="POST")
    url = "https://github.com/octo/secret"
    async with context_of(web, TOKEN) as context:
        seen = (await ask(GITHUB, context, [url]))[url]
    assert answer_of(seen) == ("hidden", "private-repository")


async def test_a_disabled_repository_is_restricted_and_an_empty_one_noted(web: SmallWeb, github: RestGitHub) -> None:
    def node(name: str, **flags: bool) -> dict[str, Any]:
        return {"nameWithOwner": f"octo/{name}", "url": f"https://github.com/octo/{name}", **flags}

    nodes = {"r0": node("shut", isDisabled=True), "r1": node("hollow", isEmpty=True)}
    web.site("api.github.com").answer("/graphql", data({"data": nodes}), method="POST")
    shut, hollow = "https://github.com/octo/shut", "https://github.com/octo/hollow"
    async with context_of(web, TOKEN) as context:
        seen = await ask(GITHUB, context, [shut, hollow])
    assert answer_of(seen[shut]) == ("restricted", "repository-disabled")
    assert answer_of(seen[hollow]) == ("present", "github-repository")
    assert (seen[shut].notes, seen[hollow].notes) == (("disabled",), ("empty",))


async def test_one_repository_is_asked_for_once_with_all_that_is_below_it(web: SmallWeb, context: Context) -> None:
    parts = {
        "": "octo/spoon",
        "/blob/main/docs/use.md": "octo/spoon: use.md",
        "/tree/main": "octo/spoon: main",
        "/issues/7": "octo/spoon: It bends",
        "/discussions/9": "octo/spoon: Forks?",
        "/releases/tag/v1.2": "octo/spoon: Second",
        "/releases/latest": "octo/spoon",
        "/issues": "octo/spoon",
        "/stargazers": "octo/spoon",
    }
    seen = await ask(GITHUB, context, [SPOON + part for part in parts])
    assert {answer_of(one) for one in seen.values()} == {("present", "github-repository")}
    assert {url.removeprefix(SPOON): one.metadata.title for url, one in seen.items() if one.metadata} == parts
    assert api(web) == ["/graphql"]
    query = json.loads(web.requests[0].body)
    assert query["query"].count(":repository(") == 1
    assert "spoon" not in query["query"]
    assert web.asked("github.com") == []


@pytest.mark.parametrize("part", ["blob/main/gone.md", "issues/8", "releases/tag/v9", "discussions/8", "wiki/Nothing"])
async def test_a_missing_part_is_believed_when_its_page_says_so(web: SmallWeb, context: Context, part: str) -> None:
    url = f"{SPOON}/{part}"
    seen = (await ask(GITHUB, context, [url]))[url]
    assert answer_of(seen) == ("absent", "path-not-found")
    assert seen.metadata is not None
    assert seen.metadata.stars == 1234
    assert web.asked("github.com", f"/octo/spoon/{part}")


async def test_of_a_wiki_page_the_page_itself_decides(web: SmallWeb, context: Context) -> None:
    url = f"{SPOON}/wiki/Handling"
    seen = (await ask(GITHUB, context, [url]))[url]
    assert (seen.status, seen.answer) == (200, None)
    assert seen.metadata is not None
    assert seen.metadata.stars == 1234


async def test_accounts(web: SmallWeb, context: Context) -> None:
    known, unknown = "https://github.com/octo", "https://github.com/nobody-here"
    seen = await ask(GITHUB, context, [known, unknown])
    assert answer_of(seen[known]) == ("present", "github-account")
    metadata = seen[known].metadata
    assert metadata is not None
    assert (metadata.kind, metadata.title, metadata.description) == ("organization", "The Octo", "Spoons.")
    assert answer_of(seen[unknown]) == ("absent", "account-not-found")
    assert api(web) == ["/graphql", "/users/nobody-here"]


async def test_a_gist_is_asked_for_by_rest(web: SmallWeb, context: Context) -> None:
    gist = {
        "html_url": "https://gist.github.com/octo/6cad326836d38bd3a7ae",
        "description": "Polishing",
        "files": {"polish.py": {}},
        "created_at": "2020-01-01T00:00:00Z",
        "updated_at": "2021-01-01T00:00:00Z",
    }
    web.site("api.github.com").answer("/gists/6cad326836d38bd3a7ae", data(gist))
    known, gone = "https://gist.github.com/6cad326836d38bd3a7ae", "https://gist.github.com/00000000000000000000"
    seen = await ask(GITHUB, context, [known, gone])
    assert answer_of(seen[known]) == ("present", "github-gist")
    metadata = seen[known].metadata
    assert metadata is not None
    assert metadata.title == "Polishing"
    assert answer_of(seen[gone]) == ("absent", "gist-not-found")


async def test_a_refused_token_is_reported_once_and_left_out(web: SmallWeb, github: RestGitHub) -> None:
    github.tokens = {"another"}
    async with context_of(web, TOKEN) as context:
        seen = (await ask(GITHUB, context, [SPOON]))[SPOON]
        await ask(GITHUB, context, ["https://github.com/octo/old"])
    assert answer_of(seen) == ("present", "github-repository")
    assert len(context.warnings) == 1
    assert "401" in context.warnings[0]
    assert api(web) == ["/graphql", "/repos/octo/spoon", "/repos/octo/old"]
    assert "authorization" not in web.requests[-1].headers


async def test_without_a_token_the_allowance_is_not_used_up(
    web: SmallWeb, github: RestGitHub, anonymous: Context
) -> None:
    github.used = 53
    front = (
        '<meta property="og:title" content="GitHub - octo/{0}: Number {0}">'
        '<span id="repo-stars-counter-star" aria-label="1234 users starred this repository" title="1,234">1.2k</span>'
    )
    web.site("github.com").handle("/octo/*", lambda request: html(front.format(request.segments[1])))
    github.shelf.repos += [Repo(name=f"octo/r{number}") for number in range(6)]
    urls = [f"https://github.com/octo/r{number}" for number in range(6)]
    seen = await ask(GITHUB, anonymous, urls)
    assert api(web) == ["/repos/octo/r0", "/repos/octo/r1"]
    assert answer_of(seen[urls[1]]) == ("present", "github-repository")
    last = seen[urls[5]]
    assert (last.status, last.answer) == (200, None)
    assert last.metadata is not None
    assert (last.metadata.title, last.metadata.description, last.metadata.stars) == ("octo/r5", "Number r5", 1234)
    assert len(anonymous.warnings) == 1
    assert "GITHUB_TOKEN" in anonymous.warnings[0]


async def test_an_anonymous_limit_that_is_spent_leads_to_the_pages(
    web: SmallWeb, github: RestGitHub, anonymous: Context
) -> None:
    github.used = 60
    gone = "https://github.com/octo/nowhere"
    seen = await ask(GITHUB, anonymous, [SPOON, "https://github.com/octo/old", gone])
    assert len(api(web)) == 1
    assert seen[SPOON].status == 200
    assert answer_of(seen[gone]) == ("absent", "repository-not-found")


async def test_without_a_token_parts_are_visited(web: SmallWeb, anonymous: Context) -> None:
    known, gone = f"{SPOON}/blob/main/docs/use.md", f"{SPOON}/blob/main/gone.md"
    seen = await ask(GITHUB, anonymous, [known, gone])
    assert seen[known].status == 200
    assert answer_of(seen[gone]) == ("absent", "path-not-found")
    assert api(web) == []


async def test_a_limit_with_a_token_says_when_to_come_back(web: SmallWeb, github: RestGitHub, context: Context) -> None:
    github.used = 5000
    seen = (await ask(GITHUB, context, [SPOON]))[SPOON]
    assert answer_of(seen) == ("limited", "github-rate-limited")
    assert seen.retry_after is not None
    assert 3000 < seen.retry_after <= 3600


@pytest.mark.parametrize(
    "message",
    [
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        "You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.",
    ],
)
async def test_a_secondary_limit_is_a_limit(web: SmallWeb, github: RestGitHub, message: str) -> None:
    refusal = data({"message": message}, status=403, headers={"Retry-After": "60"})
    web.site("api.github.com").answer("/graphql", refusal, method="POST")
    async with context_of(web, TOKEN) as context:
        seen = (await ask(GITHUB, context, [SPOON]))[SPOON]
    assert answer_of(seen) == ("limited", "github-rate-limited")
    assert seen.retry_after == 60


@pytest.mark.parametrize("status", [403, 429])
@pytest.mark.parametrize("first_limited", [3, 4])
async def test_a_secondary_limit_that_passes_is_waited_out(
    web: SmallWeb, github: RestGitHub, status: int, first_limited: int
) -> None:
    """GitHub allows a minute of GraphQL's processor time in a minute; a long list may use it up."""
    github.shelf.repos += [Repo(name=f"octo/r{number}") for number in range(800)]
    asked: list[float] = []

    async with context_of(web, TOKEN) as context:
        clock = context.net.settings.clock

        def limited(request: ServedRequest) -> ServedResponse:
            asked.append(clock())
            limit_began = asked[first_limited - 1] if len(asked) >= first_limited else float("inf")
            if not 0 <= clock() - limit_began < 60:
                return github.graphql(request)
            message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
            return data({"message": message}, status=status, headers={"Retry-After": "60"})

        web.site("api.github.com").handle("/graphql", limited, method="POST")
        seen = await ask(GITHUB, context, [f"https://github.com/octo/r{number}" for number in range(800)])
    assert {answer_of(one) for one in seen.values()} == {("present", "github-repository")}
    # One more may have been under way when the limit was said.
    within = [moment for moment in asked if 0 <= moment - asked[first_limited - 1] < 60]
    assert len(within) <= 2
    assert len(asked) == 8 + len(within)


def aliases(request: ServedRequest) -> int:
    return str(json.loads(request.body)["query"]).count(":repository(")


async def test_too_much_at_once_is_halved_and_remembered(web: SmallWeb, github: RestGitHub, context: Context) -> None:
    github.shelf.repos += [Repo(name=f"octo/r{number}") for number in range(400)]

    def slow(request: ServedRequest) -> ServedResponse:
        return github.graphql(request) if aliases(request) <= 30 else ServedResponse(status=502)

    web.site("api.github.com").handle("/graphql", slow, method="POST")
    urls = [f"https://github.com/octo/r{number}" for number in range(400)]
    seen = await ask(GITHUB, context, urls)
    assert {answer_of(one) for one in seen.values()} == {("present", "github-repository")}
    refused = {len(json.loads(request.body)["variables"]) // 2 for request in web.requests if aliases(request) > 30}
    assert refused <= {100, 50}
    web.forget()
    await ask(GITHUB, context, urls)
    assert [aliases(request) for request in web.requests] == [25] * 16


async def test_what_a_resource_limit_cut_off_is_asked_for_again(
    web: SmallWeb, github: RestGitHub, context: Context
) -> None:
    github.max_aliases = 20
    github.shelf.repos += [Repo(name=f"octo/r{number}") for number in range(60)]
    seen = await ask(GITHUB, context, [f"https://github.com/octo/r{number}" for number in range(60)])
    assert {answer_of(one) for one in seen.values()} == {("present", "github-repository")}
    assert set(api(web)) == {"/graphql"}


TIMED_OUT = {"data": None, "errors": [{"message": "Something went wrong while executing your query. This may be …"}]}


@pytest.mark.parametrize("answer", [data(TIMED_OUT), ServedResponse(status=502), ServedResponse(status=504)])
async def test_a_service_that_times_out_on_everything_is_down_and_not_hammered(
    web: SmallWeb, answer: ServedResponse
) -> None:
    web.site("api.github.com").answer("/graphql", answer, method="POST")
    urls = [f"https://github.com/octo/r{number}" for number in range(100)]
    async with context_of(web, TOKEN) as context:
        seen = await ask(GITHUB, context, urls)
    assert {answer_of(one) for one in seen.values()} == {("down", "github-unavailable")}
    assert len(web.requests) <= 6 * 3


async def test_a_server_that_does_not_take_the_question_is_asked_by_rest(web: SmallWeb, github: RestGitHub) -> None:
    wrong = {"errors": [{"message": "Field 'x' doesn't exist on type 'Repository'", "path": ["fragment R", "x"]}]}
    web.site("api.github.com").answer("/graphql", data(wrong), method="POST")
    async with context_of(web, TOKEN) as context:
        seen = (await ask(GITHUB, context, [SPOON]))[SPOON]
    assert answer_of(seen) == ("present", "github-repository")
    assert seen.metadata is not None
    assert seen.metadata.stars == 1234


@pytest.mark.parametrize(
    "body", ["<html>busy</html>", "[]", '{"data": {"r0": "odd"}}', '{"data": {"r0": {"url": 1}}}', ""]
)
async def test_nonsense_from_graphql_never_kills_a_link(web: SmallWeb, github: RestGitHub, body: str) -> None:
    web.site("api.github.com").answer("/graphql", ServedResponse(body=body), method="POST")
    async with context_of(web, TOKEN) as context:
        seen = (await ask(GITHUB, context, [SPOON]))[SPOON]
    assert answer_of(seen) == ("present", "github-repository")


@pytest.mark.parametrize("body", ["<html>busy</html>", "[]", '{"full_name": 1}'])
async def test_nonsense_from_rest_leads_to_the_page(web: SmallWeb, github: RestGitHub, body: str) -> None:
    web.site("api.github.com").get("/repos/octo/spoon", body=body)
    async with context_of(web) as context:
        seen = (await ask(GITHUB, context, [SPOON]))[SPOON]
    assert (seen.status, seen.answer) == (200, None)


async def test_a_circle_of_redirects_ends(web: SmallWeb, github: RestGitHub) -> None:
    there, back = "https://api.github.com/repositories/1", "https://api.github.com/repositories/2"
    site = web.site("api.github.com")
    site.redirect("/repos/octo/spoon", there).redirect("/repositories/1", back).redirect("/repositories/2", there)
    async with context_of(web) as context:
        seen = (await ask(GITHUB, context, [SPOON]))[SPOON]
    assert (seen.status, seen.answer) == (200, None)
    assert len(web.asked("api.github.com")) < 10


async def test_a_failing_api_is_an_observation(web: SmallWeb) -> None:
    web.site("api.github.com").answer("/graphql", ServedResponse(status=500), method="POST")
    async with context_of(web, TOKEN) as context:
        seen = (await ask(GITHUB, context, [SPOON]))[SPOON]
    assert answer_of(seen) == ("down", "github-unavailable")


async def test_a_failure_of_the_network_keeps_its_kind(web: SmallWeb) -> None:
    web.site("api.github.com").answer("/graphql", Reset(), method="POST")
    async with context_of(web, TOKEN) as context:
        seen = (await ask(GITHUB, context, [SPOON]))[SPOON]
    assert answer_of(seen) == ("down", "github-unreachable")
    assert seen.failure is not None
    assert seen.failure.kind is FailureKind.CONNECTION_RESET


async def test_an_enterprise_server_is_asked_where_it_is(web: SmallWeb, github: RestGitHub) -> None:
    web.site("git.example").handle("/api/graphql", github.graphql, method="POST")
    access = Access(github_token="ghp_of_the_enterprise", github_api="https://git.example/api/v3")
    async with context_of(web, access) as context:
        seen = (await ask(GITHUB, context, [SPOON]))[SPOON]
    assert answer_of(seen) == ("present", "github-repository")
    assert api(web) == []


async def test_a_spent_limit_ends_the_asking(web: SmallWeb, github: RestGitHub, context: Context) -> None:
    github.used = 5000
    seen = await ask(GITHUB, context, [f"https://github.com/octo/r{number}" for number in range(1000)])
    assert {answer_of(one) for one in seen.values()} == {("limited", "github-rate-limited")}
    assert len(web.requests) <= 3


async def test_a_refused_token_sends_all_questions_to_rest_and_the_pages(web: SmallWeb, github: RestGitHub) -> None:
    github.tokens = {"another"}
    github.shelf.repos += [Repo(name=f"octo/r{number}") for number in range(400)]
    async with context_of(web, TOKEN) as context:
        seen = await ask(GITHUB, context, [f"https://github.com/octo/r{number}" for number in range(400)])
    assert {answer_of(one) or one.status for one in seen.values()} == {("present", "github-repository"), 200}
    assert 50 <= len(web.asked("api.github.com")) <= 65


async def test_a_list_is_dealt_out_in_equal_questions_over_two_connections(
    web: SmallWeb, github: RestGitHub, context: Context
) -> None:
    github.shelf.repos += [Repo(name=f"octo/r{number}") for number in range(480)]
    seen = await ask(GITHUB, context, [f"https://github.com/octo/r{number}" for number in range(480)])
    assert {answer_of(one) for one in seen.values()} == {("present", "github-repository")}
    assert [aliases(request) for request in web.requests] == [80] * 6
    assert web.peak["api.github.com"] == 2


async def test_151_repositories_of_which_some_are_missing_take_six_calls(
    web: SmallWeb, github: RestGitHub, context: Context
) -> None:
    missing = {3, 40, 77, 120, 149}
    github.shelf.repos += [Repo(name=f"octo/r{number}") for number in range(151) if number not in missing]
    urls = [f"https://github.com/octo/r{number}" for number in range(151)]
    seen = await ask(GITHUB, context, urls)
    for number, url in enumerate(urls):
        code = "repository-not-found" if number in missing else "github-repository"
        assert answer_of(seen[url]) == (("absent" if number in missing else "present"), code)
    assert len(api(web)) <= 6
    assert web.peak["api.github.com"] <= 2


async def test_headings_that_the_user_asked_about_are_looked_for_in_the_page(web: SmallWeb, context: Context) -> None:
    markup = f'<h2 id="user-content-use">Use</h2><p>{"words " * 30}</p><script>{{"id":"user-content-care"}}</script>'
    web.site("github.com").answer("/octo/spoon", html(f"<html><body>{markup}</body></html>"))
    target = replace(claimed(GITHUB, SPOON), fragments=("use", "Care", "nothing", "L10"))
    ((_, seen),) = [pair async for pair in GITHUB.observe([target], context)]
    assert seen.fragments == {"use": True, "Care": True, "nothing": False}
    assert answer_of(seen) == ("present", "github-repository")


async def test_closing_the_stream_early_ends_the_work(web: SmallWeb, github: RestGitHub, context: Context) -> None:
    targets = [claimed(GITHUB, SPOON), claimed(GITHUB, "https://github.com/octo/nowhere")]
    async with aclosing(GITHUB.observe(targets, context)) as stream:  # type: ignore[type-var]
        async for target, _ in stream:
            assert target.key == "github:octo/spoon"
            break
