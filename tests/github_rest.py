"""The small GitHub with its REST API and its limits, which no link of the demo needs: it asks by GraphQL."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Iterable, Mapping
from typing import Final, cast

from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.responses import data
from linkcheck.demo.sites.github import DemoGitHub
from linkcheck.demo.sites.github.entities import (
    README,
    Account,
    RateLimits,
    Release,
    Repo,
    Shelf,
    Thread,
    hash_of,
)
from linkcheck.demo.web import SmallWeb

API: Final = "https://api.github.com"
_DOCS: Final = "https://docs.github.com/rest"


class RestGitHub(DemoGitHub):
    """The service, REST beside GraphQL. Its attributes may be changed to make it run dry or refuse a token."""

    def __init__(self, repos: Iterable[Repo] = (), accounts: Iterable[Account] = ()) -> None:
        super().__init__(repos, accounts)
        self.allowance = {False: 60, True: 5000}
        """Requests an hour without and with a token."""
        self.used = 0
        self.tokens: set[str] | None = None
        """The tokens that are good; None: all are."""
        self.max_aliases: int | None = None
        """More repositories in one query than this fail the rest of them, as over-heavy queries do."""

    def serve(self, web: SmallWeb) -> RestGitHub:
        """Answer for api.github.com as well, and return the service."""
        web.site("api.github.com").otherwise(self.api)
        super().serve(web)
        return self

    def limits(self, *, authenticated: bool) -> RateLimits:
        """Return what is left of the allowance."""
        limit = self.allowance[authenticated]
        return RateLimits(limit, max(0, limit - self.used), int(time.time()) + 3600)

    def api(self, request: ServedRequest) -> ServedResponse:
        """Answer one REST request."""
        refused = self.refusal(request)
        if refused is not None:
            return refused
        if request.path == "/rate_limit":
            limit = self.limits(authenticated="authorization" in request.headers).rest
            return data({"resources": {"core": limit, "graphql": limit}, "rate": limit})
        self.used += 1
        return self.limited(answer(self.shelf, request), request)

    def graphql(self, request: ServedRequest) -> ServedResponse:
        """Answer one GraphQL query, unless its token is bad or the allowance is used up."""
        if "authorization" in request.headers:
            refused = self.refusal(request)
            if refused is not None:
                return refused
            self.used += 1
        return super().graphql(request)

    def run(self, asked: Mapping[str, object]) -> dict[str, object]:
        """Run one query; give up on what is beyond ``max_aliases``, with an error for each."""
        result = super().run(asked)
        found = result.get("data")
        if self.max_aliases is None or not isinstance(found, dict) or len(found) <= self.max_aliases:
            return result
        heavy = [key for key in list(found)[self.max_aliases :] if key != "rateLimit"]
        errors = cast("list[object]", result.get("errors", []))
        message = "Resource limits for this query exceeded."
        errors = [*errors, *({"type": "RESOURCE_LIMITS_EXCEEDED", "path": [k], "message": message} for k in heavy)]
        return {"data": found | dict.fromkeys(heavy), "errors": errors}

    def refusal(self, request: ServedRequest) -> ServedResponse | None:
        """Return what is answered to a bad token or beyond the allowance; None where the request is taken."""
        token = request.headers.get("authorization", "").rpartition(" ")[2]
        if token and self.tokens is not None and token not in self.tokens:
            return self.limited(data({"message": "Bad credentials", "status": "401"}, status=401), request)
        if "user-agent" not in request.headers:
            return data({"message": "Request forbidden by administrative rules."}, status=403)
        if self.limits(authenticated=bool(token)).remaining == 0 and request.path != "/rate_limit":
            return self.limited(_dry(request), request)
        return None


def _number(text: str) -> int:
    """Return a stable number for a name."""
    return int.from_bytes(hashlib.blake2b(text.lower().encode(), digest_size=4).digest())


def _id(repo: Repo) -> int:
    """Return a number that survives renames, as GitHub's does."""
    return _number(repo.former[-1] if repo.former else repo.name)


def _dry(request: ServedRequest) -> ServedResponse:
    if request.path == "/graphql":
        return data({"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded for user ID 1."}]})
    return data({"message": "API rate limit exceeded for 127.0.0.1."}, status=403)


def answer(shelf: Shelf, request: ServedRequest) -> ServedResponse:
    """Answer one GET of api.github.com, without the rate limit's headers."""
    match request.segments:
        case ("repositories", number):
            return _repository(next((repo for repo in shelf.repos if str(_id(repo)) == number), None), request)
        case ("repos", owner, name, *rest):
            return _below(shelf, f"{owner}/{name}", tuple(rest), request)
        case ("users" | "orgs" as kind, login, "repos"):
            start = (int(request.query.get("page", "1")) - 1) * int(request.query["per_page"])
            own = [repo for repo in shelf.repos if repo.owner.lower() == login.lower() and not repo.private]
            return data([repository_json(repo) for repo in own[start : start + int(request.query["per_page"])]])
        case ("users" | "orgs" as kind, login):
            account = shelf.account(login)
            wrong = account is None or (kind == "orgs" and account.kind != "Organization")
            return not_found() if wrong or account is None else data(account_json(account))
    return not_found()


def not_found() -> ServedResponse:
    """Return what GitHub says of what is missing, and of what is private."""
    return data({"message": "Not Found", "documentation_url": _DOCS, "status": "404"}, status=404)


def _below(shelf: Shelf, name: str, rest: tuple[str, ...], request: ServedRequest) -> ServedResponse:
    repo = shelf.find(name)
    if repo is not None and repo.name.lower() != name.lower():
        place = "/".join((f"{API}/repositories/{_id(repo)}", *rest))
        moved = {"message": "Moved Permanently", "url": place, "documentation_url": _DOCS}
        return data(moved, status=301, headers={"Location": place})
    if repo is None or not rest or repo.blocked or repo.private:
        return _repository(repo, request)
    return _part(repo, rest)


def _repository(repo: Repo | None, request: ServedRequest) -> ServedResponse:
    if repo is None or repo.private:
        return not_found()
    if repo.blocked:
        status = 451 if repo.blocked == "dmca" else 403
        block = {"reason": repo.blocked, "created_at": "2025-01-01T00:00:00Z", "html_url": "https://github.com/tos"}
        return data({"message": "Repository access blocked", "block": block}, status=status)
    etag = f'W/"{hash_of(repr(repo))}"'
    if request.headers.get("if-none-match") == etag:
        return ServedResponse(status=304, headers={"ETag": etag})
    return data(repository_json(repo), headers={"ETag": etag})


def _part(repo: Repo, rest: tuple[str, ...]) -> ServedResponse:
    found: object = None
    match rest:
        case ("issues" | "pulls" as kind, number) if number.isdigit():
            thread = repo.thread(int(number))
            kinds = ("Issue", "PullRequest") if kind == "issues" else ("PullRequest",)
            found = thread_json(repo, thread) if thread and thread.kind in kinds else None
        case ("readme",):
            found = _content(repo, README)
        case ("contents", *parts):
            found = _contents(repo, "/".join(parts))
        case ("git", "trees", ref) if ref == repo.branch:
            sizes = {path: len(text.encode()) for path, text in repo.tree.items()}
            entry = {"mode": "100644", "type": "blob"}
            tree = [{**entry, "path": path, "sha": hash_of(path), "size": size} for path, size in sizes.items()]
            found = {"sha": hash_of(repo.name), "tree": tree, "truncated": False}
        case ("git", "blobs", sha):
            path = next((path for path in repo.tree if hash_of(path) == sha), None)
            found = _content(repo, path) if path else None
        case ("releases", *which) if repo.release and which in (["latest"], ["tags", repo.release.tag]):
            found = release_json(repo, repo.release)
        case ("commits", ref) if ref in (*repo.refs, hash_of(repo.name)):
            found = {"sha": hash_of(repo.name), "html_url": f"{repo.url}/commit/{hash_of(repo.name)}"}
    return not_found() if found is None else data(found)


def _contents(repo: Repo, path: str) -> object:
    if path in repo.tree:
        return _content(repo, path)
    inside = sorted(name for name in repo.tree if name.startswith(f"{path}/" if path else ""))
    return [{"type": "file", "path": name} for name in inside] or None


def _content(repo: Repo, path: str) -> dict[str, object]:
    text = repo.tree[path].encode()
    return {
        "type": "file",
        "name": path.rpartition("/")[2],
        "path": path,
        "size": len(text),
        "encoding": "base64",
        "content": base64.b64encode(text).decode(),
        "html_url": f"{repo.url}/blob/{repo.branch}/{path}",
    }


def repository_json(repo: Repo) -> dict[str, object]:
    """Return GET /repos/{owner}/{repo}."""
    spdx = repo.license
    return {
        "id": _id(repo),
        "node_id": f"R_{_id(repo):x}",
        "name": repo.short_name,
        "full_name": repo.name,
        "private": repo.private,
        "visibility": "private" if repo.private else "public",
        "owner": {"login": repo.owner, "id": _number(repo.owner), "type": "Organization"},
        "html_url": repo.url,
        "url": f"{API}/repos/{repo.name}",
        "description": repo.description,
        "homepage": repo.homepage,
        "fork": repo.fork_of is not None,
        "created_at": repo.created,
        "updated_at": repo.pushed,
        "pushed_at": repo.pushed,
        "stargazers_count": repo.stars,
        "watchers_count": repo.stars,
        "subscribers_count": repo.stars // 50,
        "forks_count": repo.forks,
        "open_issues_count": sum(not thread.closed for thread in repo.threads),
        "language": repo.language,
        "license": {"key": spdx.lower(), "name": spdx, "spdx_id": spdx, "url": None} if spdx else None,
        "topics": list(repo.topics),
        "default_branch": repo.branch,
        "archived": repo.archived is not None,
        "disabled": False,
        "has_wiki": bool(repo.wiki),
        "has_issues": True,
    }


def account_json(account: Account) -> dict[str, object]:
    """Return GET /users/{login}."""
    return {
        "login": account.login,
        "id": _number(account.login),
        "type": account.kind,
        "name": account.name,
        "html_url": account.url,
        "bio": account.bio,
        "description": account.bio,
        "public_repos": account.repositories,
        "followers": account.followers,
        "created_at": account.created,
        "updated_at": account.updated,
    }


def thread_json(repo: Repo, thread: Thread) -> dict[str, object]:
    """Return GET /repos/{owner}/{repo}/issues/{number}."""
    section = "pull" if thread.kind == "PullRequest" else "issues"
    found: dict[str, object] = {
        "number": thread.number,
        "title": thread.title,
        "state": "closed" if thread.closed else "open",
        "html_url": f"{repo.url}/{section}/{thread.number}",
        "created_at": thread.created,
        "updated_at": thread.updated,
        "closed_at": thread.updated if thread.closed else None,
        "user": {"login": "sample-author", "id": 1, "type": "User"},
    }
    if thread.kind == "PullRequest":
        found["pull_request"] = {"html_url": found["html_url"]}
    return found


def release_json(repo: Repo, release: Release) -> dict[str, object]:
    """Return GET /repos/{owner}/{repo}/releases/latest."""
    return {
        "tag_name": release.tag,
        "name": release.name or release.tag,
        "html_url": f"{repo.url}/releases/tag/{release.tag}",
        "published_at": release.published,
        "created_at": release.published,
        "draft": False,
        "prerelease": False,
    }
