"""Issues at GitHub, Forgejo or Gitea, and GitLab: three small clients behind one interface.

Each sends four kinds of request; a client library would bring its own HTTP stack beside ours for these.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from fetchers.net import Net
from linkcheck.cli.delivery.forge_api import ForgeApi, ForgeError, Repository

State = Literal["open", "closed"]


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as its forge tells it."""

    number: int
    is_open: bool
    body: str
    title: str = ""


class Tracker(Protocol):
    """The issues of one project."""

    def labelled(self, label: str) -> AsyncIterator[Issue]:
        """Yield the issues with a label, open and closed. Raises ForgeError."""

    async def open(self, title: str, body: str, label: str) -> int:
        """Open an issue with a label and return its number. Sent once: a second one would be a second issue.

        Raises ForgeError, and closes the issue, where the label was not set: all three leave out the labels of an
        author who may not set any, and without its label the issue would not be found again.
        """

    async def edit(self, number: int, body: str, state: State | None = None, title: str = "") -> None:
        """Change an issue's body, and its state and title where one is given."""


def tracker(net: Net, repository: Repository) -> Tracker:
    """Return the client for a repository's forge."""
    api = ForgeApi(net, repository)
    match repository.forge:
        case "github":
            return GitHub(api)
        case "gitea":
            return Gitea(api)
        case "gitlab":
            return GitLabTracker(api)


def _issue(row: Mapping[str, Any]) -> Issue:
    """Return an issue as GitHub and Gitea tell it."""
    return Issue(row["number"], row["state"] == "open", row.get("body") or "", row.get("title") or "")


def _names(row: Mapping[str, Any]) -> list[str]:
    return [label["name"] for label in row.get("labels") or ()]


async def _labelled(tracker: Tracker, number: int, body: str, label: str, labels: Collection[str]) -> int:
    if label not in labels:
        await tracker.edit(number, body, "closed")
        raise ForgeError(
            f"#{number} was opened without the label {label}, which this token may not set, and is closed again; "
            "give it the right to write issues"
        )
    return number


def _given(change: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in change.items() if value}


class GitHub:
    """https://docs.github.com/en/rest/issues/issues."""

    def __init__(self, api: ForgeApi) -> None:
        self._api = api

    async def labelled(self, label: str) -> AsyncIterator[Issue]:
        """As in Tracker; pull requests are issues to GitHub, and left out."""
        query = {"state": "all", "labels": label, "sort": "created", "direction": "asc", "per_page": 100}
        async for issue in self._api.pages("/issues", query):
            if "pull_request" not in issue:
                yield _issue(issue)

    async def open(self, title: str, body: str, label: str) -> int:
        """As in Tracker."""
        made = await self._api.send("POST", "/issues", {"title": title, "body": body, "labels": [label]})
        return await _labelled(self, int(made["number"]), body, label, _names(made))

    async def edit(self, number: int, body: str, state: State | None = None, title: str = "") -> None:
        """As in Tracker."""
        reason = "completed" if state == "closed" else ""
        change = {"body": body, "state": state, "state_reason": reason, "title": title}
        await self._api.send("PATCH", f"/issues/{number}", _given(change))


class Gitea:
    """Forgejo's and Gitea's, which differ from GitHub's in labels: they are filtered leniently and set by number."""

    def __init__(self, api: ForgeApi) -> None:
        self._api = api

    async def labelled(self, label: str) -> AsyncIterator[Issue]:
        """As in Tracker. Of labels that do not exist Gitea takes no notice, so they are looked at again here."""
        query = {"state": "all", "labels": label, "type": "issues", "limit": 50}
        async for issue in self._api.pages("/issues", query):
            if label in _names(issue):
                yield _issue(issue)

    async def open(self, title: str, body: str, label: str) -> int:
        """As in Tracker."""
        made = await self._api.send(
            "POST", "/issues", {"title": title, "body": body, "labels": [await self._label(label)]}
        )
        return await _labelled(self, int(made["number"]), body, label, _names(made))

    async def edit(self, number: int, body: str, state: State | None = None, title: str = "") -> None:
        """As in Tracker."""
        change = {"body": body, "state": state, "title": title}
        await self._api.send("PATCH", f"/issues/{number}", _given(change))

    async def _label(self, name: str) -> int:
        async for label in self._api.pages("/labels", {"limit": 50}):
            if label["name"] == name:
                return int(label["id"])
        made = await self._api.send("POST", "/labels", {"name": name, "color": "#ededed"})
        return int(made["id"])


class GitLabTracker:
    """https://docs.gitlab.com/api/issues."""

    def __init__(self, api: ForgeApi) -> None:
        self._api = api

    async def labelled(self, label: str) -> AsyncIterator[Issue]:
        """As in Tracker."""
        query = {"labels": label, "scope": "all", "order_by": "created_at", "sort": "asc", "per_page": 100}
        async for issue in self._api.pages("/issues", query):
            is_open, body = issue["state"] == "opened", issue.get("description") or ""
            yield Issue(issue["iid"], is_open, body, issue.get("title") or "")

    async def open(self, title: str, body: str, label: str) -> int:
        """As in Tracker."""
        made = await self._api.send("POST", "/issues", {"title": title, "description": body, "labels": label})
        return await _labelled(self, int(made["iid"]), body, label, made.get("labels") or ())

    async def edit(self, number: int, body: str, state: State | None = None, title: str = "") -> None:
        """As in Tracker."""
        event = {"open": "reopen", "closed": "close"}
        change = {"description": body, "state_event": event[state] if state else "", "title": title}
        await self._api.send("PUT", f"/issues/{number}", _given(change))
