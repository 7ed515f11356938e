"""Pull requests from one branch of a project: GitHub's, Forgejo's and Gitea's, and what GitLab calls merge requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from fetchers.net import Net
from linkcheck.cli.delivery.forge_api import ForgeApi, Repository

State = Literal["open", "merged", "closed"]
_OTHER_NAMES = {"state": "state_event", "body": "description", "head": "source_branch", "base": "target_branch"}
"""What GitLab calls the fields of a request (docs.gitlab.com/api/merge_requests)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    """A pull request as its forge tells it. ``closed``: when, as far as that is known."""

    number: int
    state: State
    title: str
    body: str
    closed: datetime


class PullRequests:
    """Those from one branch of a project to another of the same project. All methods raise ForgeError."""

    def __init__(self, net: Net, repository: Repository, branch: str) -> None:
        self._repository, self._branch = repository, branch
        self._is_gitlab = repository.forge == "gitlab"
        self._api = ForgeApi(net, repository, "merge requests" if self._is_gitlab else "pull requests")
        self._path = "/merge_requests" if self._is_gitlab else "/pulls"

    async def all(self) -> list[PullRequest]:
        """Return the requests that there ever were."""
        size = {"limit": 50} if self._repository.forge == "gitea" else {"per_page": 100}
        owner = self._repository.name.partition("/")[0]
        source = {"source_branch": self._branch} if self._is_gitlab else {"head": f"{owner}:{self._branch}"}
        rows = self._api.pages(self._path, {"state": "all", **source, **size})
        return [_pull_request(row) async for row in rows if self._is_own(row)]

    async def open(self, base: str, title: str, body: str) -> None:
        """Open a request into ``base``. Sent once: a second one would be a second request."""
        made = {"title": title, "head": self._branch, "base": base, "body": body}
        await self._api.send("POST", self._path, self._named(made))

    async def edit(self, number: int, body: str, *, title: str = "", closes: bool = False) -> None:
        """Change a request's text, and its title where one is given, or close it."""
        change = {"body": body, **({"title": title} if title else {})}
        if closes:
            change["state"] = "close" if self._is_gitlab else "closed"
        method = "PUT" if self._is_gitlab else "PATCH"
        await self._api.send(method, f"{self._path}/{number}", self._named(change))

    def _is_own(self, row: Mapping[str, Any]) -> bool:
        """Return True for a request of this branch: some forges filter leniently, and a fork may use the same name."""
        if self._is_gitlab:
            is_of_project = row.get("source_project_id") == row.get("target_project_id")
            return is_of_project and row.get("source_branch") == self._branch
        head = row.get("head") or {}
        return head.get("ref") == self._branch and (head.get("repo") or {}).get("full_name") == self._repository.name

    def _named(self, fields: Mapping[str, str]) -> dict[str, str]:
        return {_OTHER_NAMES.get(name, name) if self._is_gitlab else name: value for name, value in fields.items()}


def _pull_request(row: Mapping[str, Any]) -> PullRequest:
    is_merged = row.get("merged_at") or row.get("merged") or row.get("state") == "merged"
    is_closed = row.get("state") == "closed"
    return PullRequest(
        number=int(row.get("iid") or row["number"]),
        state="merged" if is_merged else "closed" if is_closed else "open",
        title=str(row.get("title") or ""),
        body=str(row.get("body") or row.get("description") or ""),
        closed=_moment(row.get("closed_at")),
    )


def _moment(stated: object) -> datetime:
    """Return when something happened, now where that is not told or lies ahead."""
    now = datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(str(stated))
    except ValueError:
        return now
    return min(moment, now) if moment.tzinfo else now
