"""Keeps one issue of a repository at GitHub: opened when there is something to say, edited in place, closed when clean.

It is known by a label, which only those who may triage can give, and by the first line of its body together: a
stranger's issue that repeats the line is never touched.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final
from urllib.parse import quote, urlencode

from fetchers.net import ApiRequest, Net, Response
from reports.issue import BODY_LIMIT, IssueMarker, read_marker

_PAGES: Final = 10
_COMMIT: Final = re.compile(r"/blob/[0-9a-f]{40,64}/")
_PER_PAGE: Final = 100


class IssueOutcome(StrEnum):
    """What became of the issue."""

    OPENED = "opened"
    EDITED = "edited"
    REOPENED = "reopened"
    CLOSED = "closed"
    UNCHANGED = "unchanged"


class IssueError(Exception):
    """GitHub did not do what was asked; the message says what, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """Where the issue lives: the API's base address, the owner and name, and the token, which goes there alone."""

    api: str
    name: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Found:
    number: int
    is_open: bool
    body: str
    marker: IssueMarker


async def keep_issue(
    net: Net, repository: Repository, *, body: str, title: str, label: str
) -> tuple[IssueOutcome, int | None]:
    """Bring the issue to what ``body`` says, and return what was done to which; (UNCHANGED, None) where there is none.

    An issue that a person closed stays closed for as long as the same links are gone. Raises IssueError.
    """
    said = read_marker(body)
    if said is None:
        raise IssueError("the body is not one that --format github-issue makes")
    if len(body) > BODY_LIMIT:
        raise IssueError(f"the body has {len(body)} characters; GitHub takes {BODY_LIMIT}")
    client = _Client(net, repository)
    found = _chosen([issue async for issue in _ours(client, label)])
    if found is None:
        return await _open(client, said, body=body, title=title, label=label)
    if not said.gone:
        return await _close(client, found, body)
    if found.is_open:
        if _same(found.body, body):
            return IssueOutcome.UNCHANGED, found.number
        await client.send("PATCH", f"/{found.number}", {"body": body})
        return IssueOutcome.EDITED, found.number
    if found.marker == said:
        return IssueOutcome.UNCHANGED, found.number
    await client.send("PATCH", f"/{found.number}", {"body": body, "state": "open"})
    return IssueOutcome.REOPENED, found.number


async def _open(
    client: _Client, said: IssueMarker, *, body: str, title: str, label: str
) -> tuple[IssueOutcome, int | None]:
    if not said.gone:
        return IssueOutcome.UNCHANGED, None
    made = await client.send("POST", "", {"title": title, "body": body, "labels": [label]})
    return IssueOutcome.OPENED, made["number"]


async def _close(client: _Client, found: _Found, body: str) -> tuple[IssueOutcome, int | None]:
    if not found.is_open:
        return IssueOutcome.UNCHANGED, found.number
    change = {"body": body, "state": "closed", "state_reason": "completed"}
    await client.send("PATCH", f"/{found.number}", change)
    return IssueOutcome.CLOSED, found.number


def _chosen(found: list[_Found]) -> _Found | None:
    """Return the oldest that is open, else the newest that is closed."""
    return next((issue for issue in found if issue.is_open), found[-1] if found else None)


def _same(one: str, other: str) -> bool:
    """Compare bodies but for the commit that their links to lines name: it is another one every week."""
    first, second = (_COMMIT.sub("/blob/", body.replace("\r\n", "\n")).strip() for body in (one, other))
    return first == second


async def _ours(client: _Client, label: str) -> AsyncIterator[_Found]:
    """Yield the issues with our label and marker, oldest first."""
    for page in range(1, _PAGES + 1):
        query = {"state": "all", "labels": label, "sort": "created", "direction": "asc", "per_page": _PER_PAGE}
        issues = await client.send("GET", "?" + urlencode({**query, "page": page}))
        for issue in issues:
            marker = read_marker(issue.get("body") or "")
            if marker is not None and "pull_request" not in issue:
                yield _Found(issue["number"], issue["state"] == "open", issue["body"], marker)
        if len(issues) < _PER_PAGE:
            return


class _Client:
    """Calls below ``/repos/OWNER/NAME/issues``."""

    def __init__(self, net: Net, repository: Repository) -> None:
        self._net = net
        self._token = repository.token
        self._base = f"{repository.api.rstrip('/')}/repos/{quote(repository.name)}/issues"

    async def send(self, method: str, path: str, data: Mapping[str, object] | None = None) -> Any:  # noqa: ANN401  JSON
        """Return the decoded answer. A POST is sent once: a second one would open a second issue."""
        headers = {
            "Authorization": f"Bearer {self._token}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
            "Content-Type": "application/json",
        }
        body = None if data is None else json.dumps(data).encode()
        call = ApiRequest(url=self._base + path, method=method, headers=headers, body=body, retry=method != "POST")
        reply = await self._net.call(call)
        if not reply.ok:
            raise IssueError(_explain(method, reply))
        try:
            return json.loads(reply.body)
        except ValueError:
            raise IssueError(f"{method} issues: the answer is not JSON; is GITHUB_API_URL right?") from None


_ADVICE: Final = {
    401: "the token is not valid",
    403: "the token may not write issues; give the job `permissions: issues: write`",
    404: "no such repository, or the token may not see it",
    410: "issues are switched off in this repository",
}


def _explain(method: str, reply: Response) -> str:
    if reply.failure is not None:
        return f"{method} issues: {reply.failure.detail or reply.failure.kind}"
    return f"{method} issues: GitHub answers {reply.status}: {_ADVICE.get(reply.status or 0, 'try again later')}"
