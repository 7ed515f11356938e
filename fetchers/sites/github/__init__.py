"""GitHub: up to a hundred repositories in one GraphQL question; without a token, REST and then the pages."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeAlias

from fetchers.addresses.address import Address, parse
from fetchers.addresses.tracking import is_tracking
from fetchers.facts import Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import Site

if TYPE_CHECKING:
    from fetchers.context import Context
    from fetchers.sites.github.fallback import Emit

_HOST = r"(?:www\.)?github\.com"
_OWNER = r"(?P<owner>[A-Za-z0-9_-]{1,39})"
_NAME = r"(?P<name>[A-Za-z0-9_.-]{1,100})"
_REPO = rf"{_HOST}/{_OWNER}/{_NAME}"
_QUERY = r"/?(?:\?(?P<query>.*))?"
# Pages that every public repository has, or whose absence one of its facts tells.
_SECTIONS = (
    r"issues|pulls|discussions|releases|releases/latest|tags|branches|commits|stargazers|forks|watchers|labels"
    r"|milestones|contributors|pulse|activity|graphs/contributors|network|network/members"
)

FORMS: Final = (
    UrlPattern("gist", rf"gist\.github\.com/(?:{_OWNER}/)?(?P<gist>[0-9a-f]{{20,40}}|[0-9]{{1,10}}){_QUERY}",
         "https://gist.github.com/octocat/6cad326836d38bd3a7ae"),
    UrlPattern("raw", rf"raw\.githubusercontent\.com/{_OWNER}/{_NAME}/(?P<tail>[^?]+?){_QUERY}",
         "https://raw.githubusercontent.com/octocat/Spoon-Knife/main/README.md"),
    UrlPattern("codeload",
         rf"codeload\.github\.com/{_OWNER}/{_NAME}/(?:legacy\.)?(?:zip|tar\.gz)/(?P<tail>[^?]+?){_QUERY}",
         "https://codeload.github.com/octocat/Spoon-Knife/zip/refs/heads/main"),
    UrlPattern("api", rf"api\.github\.com/repos/{_OWNER}/{_NAME}{_QUERY}", "https://api.github.com/repos/octocat/Spoon-Knife"),
    UrlPattern("editor", rf"github\.dev/{_OWNER}/{_NAME}(?:/[^?]*?)?{_QUERY}", "https://github.dev/octocat/Spoon-Knife"),
    UrlPattern("organization", rf"{_HOST}/orgs/{_OWNER}(?:/repositories)?{_QUERY}", "https://github.com/orgs/github"),
    UrlPattern("owner", rf"{_HOST}/{_OWNER}{_QUERY}", "https://github.com/octocat"),
    UrlPattern("repository", rf"{_REPO}{_QUERY}", "https://github.com/octocat/Spoon-Knife"),
    UrlPattern("section", rf"{_REPO}/(?P<sub>(?P<section>{_SECTIONS})){_QUERY}", "https://github.com/octocat/Spoon-Knife/issues"),
    UrlPattern("content", rf"{_REPO}/(?P<sub>(?P<view>tree|blob|raw|blame|edit|commits)/(?P<tail>[^?]+?)){_QUERY}",
         "https://github.com/octocat/Spoon-Knife/blob/main/README.md"),
    UrlPattern("commit", rf"{_REPO}/(?P<sub>commit/(?P<sha>[0-9a-fA-F]{{4,64}})(?:\.(?:diff|patch))?){_QUERY}",
         "https://github.com/octocat/Spoon-Knife/commit/d0dd1f61b33d64e29d8bc1372a94ef6a2fee76a9"),
    UrlPattern("issue", rf"{_REPO}/(?P<sub>(?:issues|pull)/(?P<number>[0-9]{{1,9}})(?:/[^?]*?)?){_QUERY}",
         "https://github.com/octocat/Spoon-Knife/pull/1"),
    UrlPattern("discussion", rf"{_REPO}/(?P<sub>discussions/(?P<number>[0-9]{{1,9}})){_QUERY}",
         "https://github.com/octocat/Spoon-Knife/discussions/1"),
    UrlPattern("asset", rf"{_REPO}/(?P<sub>releases/download/(?P<tag>[^?]+)/(?P<asset>[^/?]+)){_QUERY}",
         "https://github.com/octocat/Spoon-Knife/releases/download/v1.0/spoon.zip"),
    UrlPattern("release", rf"{_REPO}/(?P<sub>releases/tag/(?P<tag>[^?]+?)){_QUERY}",
         "https://github.com/octocat/Spoon-Knife/releases/tag/v1.0"),
    UrlPattern("archive", rf"{_REPO}/(?P<sub>(?:archive|zipball|tarball)/(?P<tail>[^?]+?)(?:\.zip|\.tar\.gz)?){_QUERY}",
         "https://github.com/octocat/Spoon-Knife/archive/refs/heads/main.zip"),
    # Wiki pages, comparisons, actions, packages …: the repository is known, the page itself has to be seen.
    UrlPattern("page", rf"{_REPO}/(?P<sub>[^?]+?){_QUERY}", "https://github.com/octocat/Spoon-Knife/wiki/Home"),
)  # fmt: skip
"""URL forms in the order in which they are tried."""
HOSTS: Final = ("github.com", "raw.githubusercontent.com", "github.dev")

RESERVED: Final = frozenset((
    "about", "account", "advisories", "apps", "articles", "blog", "business", "careers", "categories", "codespaces",
    "collections", "contact", "contributing", "copilot", "customer-stories", "customers", "dashboard", "discover",
    "discussions", "edu", "education", "enterprise", "enterprises", "events", "explore", "features", "git-guides",
    "github-copilot", "global-campus", "home", "identity", "issues", "join", "kb", "login", "logout", "malware",
    "marketplace", "mobile", "models", "new", "newsroom", "nonprofit", "nonprofits", "notifications", "open-source",
    "organizations", "orgs", "partners", "personal", "premium-support", "press", "pricing", "projects", "pulls",
    "readme", "redeem", "resources", "search", "security", "session", "sessions", "settings", "showcases", "signup",
    "site", "site-policy", "social-impact", "solutions", "spark", "sponsors", "stars", "startups", "status",
    "support", "team", "teams", "trending", "topics", "trust-center", "trust", "users", "watching", "whats-new",
    "why-github", "developer", "assets", "contents", "images", "stafftools",
))  # fmt: skip
"""First segments of github.com that are GitHub's own pages and can be no account."""

_SAME_AS_ROOT: Final = frozenset({"repository", "api", "editor"})
_QUERY_MATTERS: Final = frozenset({"section", "page"})


def target_of(address: Address, kind: str, named: Mapping[str, str]) -> Target | None:
    """Return the target of an address of a form, of its groups; None where they cannot be an account's."""
    parts = dict(named)
    return _target(address, kind, parts) if _is_possible(parts) else None


def page_url(parts: dict[str, str]) -> str:
    """Return the address of a repository's front page."""
    return f"https://github.com/{parts['owner']}/{parts['name']}"


def _is_possible(parts: dict[str, str]) -> bool:
    if "name" in parts:
        parts["name"] = re.sub(r"\.git\Z", "", parts["name"])
        if parts["name"] in ("", ".", ".."):
            return False
    return parts.get("owner", "").lower() not in RESERVED


def _target(address: Address, kind: str, parts: dict[str, str]) -> Target:
    query = parts.pop("query", "")
    canonical = None
    address = address.stripped()
    if kind in ("api", "editor"):
        # One resource with its front page, and that is the one a reader can open.
        front = page_url(parts)
        address = parse(front)
        canonical = front if kind == "editor" else None
    return Target(
        fetcher="github", kind=kind, key=_key(kind, parts, query), address=address, parts=parts, canonical=canonical
    )  # fmt: skip


def _key(kind: str, parts: dict[str, str], query: str) -> str:
    if kind == "gist":
        return f"github:gist/{parts['gist']}"
    if "name" not in parts:
        return f"github:{parts['owner'].lower()}"
    repository = f"github:{parts['owner']}/{parts['name']}".lower()
    if kind in _SAME_AS_ROOT:
        return repository
    below = {"raw": f"raw/{parts.get('tail')}", "codeload": f"archive/{parts.get('tail')}"}.get(kind, parts.get("sub"))
    kept = sorted(p for p in query.split("&") if p and not is_tracking("github.com", p))
    return f"{repository}/{below}" + ("?" + "&".join(kept) if kept and kind in _QUERY_MATTERS else "")


_BATCH: Final = 10_000
"""Targets of one call, usually a whole run's, so that every connection can be kept busy."""

_Pair: TypeAlias = tuple[Target, Observation]


class GithubFetcher(Site):
    """Repositories and what is below them, accounts and gists."""

    name = "github"
    batch = _BATCH
    hosts = HOSTS
    forms = FORMS
    guide = Guide(
        title="GitHub",
        brings="stars, last push, latest release, license, language, topics; archived, renamed, disabled, empty, forked"
        " and private repositories are told apart; files, issues, releases and commits are checked below their"
        " repository",
        limits="with a token a hundred repositories in one GraphQL question, two questions at a time; without one 60"
        " requests an hour to REST, then the pages themselves",
        refusal="a spent limit means come back later; 451 and a blocked repository mean that GitHub withholds it; a"
        " token that is refused is reported once and left out",
    )

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Return the target of an address on GitHub; None for GitHub's own pages (the generic fetcher's)."""
        return target_of(address, form.kind, parts)

    async def observe(self, targets: Sequence[Target], context: Context) -> AsyncIterator[_Pair]:
        """Ask for all targets together and yield each as soon as it is known."""
        from fetchers.sites.github.run_state import GithubSession  # noqa: PLC0415
        from fetchers.sites.github.strategy import ask  # noqa: PLC0415 - start-up time

        session = context.shared("github", lambda: GithubSession(context))
        async for pair in _stream(lambda emit: ask(targets, context, session, emit)):
            yield pair


async def _stream(work: Callable[[Emit], Awaitable[None]]) -> AsyncIterator[_Pair]:
    """Run ``work`` and yield what it emits; its bugs are raised here, and it ends when the stream is closed."""
    import asyncio  # noqa: PLC0415 - start-up time

    emitted: asyncio.Queue[_Pair | None] = asyncio.Queue()

    async def run() -> None:
        try:
            await work(lambda target, observation: emitted.put_nowait((target, observation)))
        finally:
            emitted.put_nowait(None)

    task = asyncio.create_task(run())
    try:
        while (pair := await emitted.get()) is not None:
            yield pair
        await task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


GITHUB: Final = GithubFetcher()
