"""GitHub, Forgejo or Gitea, GitLab: which of them runs this job, and calls to its API."""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal
from urllib.parse import quote, urlencode

from fetchers.addresses.address import Address, AddressError, parse
from fetchers.net import ApiRequest, Net, Response
from linkcheck.cli.terminal.errors import UserError
from linkcheck.engine.network import is_gitea

_PAGES: Final = 20

ForgeName = Literal["github", "gitea", "gitlab"]
FORGES: Final = ("github", "gitea", "gitlab")


class ForgeError(Exception):
    """The forge did not do what was asked; the message says what, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A project: its forge, the API's base address, its name there, and the token, which goes there alone."""

    api: str
    name: str
    """``owner/name``; for GitLab the path with groups, or the number."""
    token: str = field(repr=False)
    forge: ForgeName = "github"


def forge_of(environment: Mapping[str, str]) -> ForgeName:
    """Return whose job this is."""
    if environment.get("GITLAB_CI") == "true":
        return "gitlab"
    return "gitea" if is_gitea(environment) else "github"


_OWNER_NAME: Final = re.compile(r"[A-Za-z0-9-]+/(?!\.{1,2}$)[A-Za-z0-9_.-]+")
_PROJECT: Final = re.compile(r"\d{1,18}|[A-Za-z0-9_.-]+(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9_.-]+)+")


@dataclass(frozen=True, slots=True)
class _Variables:
    """Where a forge's jobs find what is needed."""

    name: str
    token: str
    api: str
    default: str
    pattern: re.Pattern[str]


_GITHUB: Final = _Variables(
    "GITHUB_REPOSITORY", "GITHUB_TOKEN", "GITHUB_API_URL", "https://api.github.com", _OWNER_NAME
)
_GITLAB: Final = _Variables("CI_PROJECT_PATH", "GITLAB_TOKEN", "CI_API_V4_URL", "https://gitlab.com/api/v4", _PROJECT)


def find_repository(repo: str | None, forge: ForgeName, environment: Mapping[str, str]) -> Repository:
    """Return the project that an option or the job's environment names. Raises UserError."""
    variables = _GITLAB if forge == "gitlab" else _GITHUB
    name = repo or environment.get(variables.name, "")
    if not variables.pattern.fullmatch(name):
        raise UserError(f"name the repository with --repo OWNER/NAME or {variables.name}")
    token = environment.get(variables.token, "").strip()
    if not token:
        raise UserError(f"a token that may write is needed in {variables.token}")
    api = environment.get(variables.api) or variables.default
    try:
        address = parse(api)
    except AddressError as error:
        raise UserError(f"{variables.api}: {error}") from None
    if address.scheme != "https" and not _is_loopback(address):
        raise UserError(f"{variables.api}: a token is sent over https only")
    return Repository(api=api, name=name, token=token, forge=forge)


def _is_loopback(address: Address) -> bool:
    try:
        return ipaddress.ip_address(address.host.strip("[]")).is_loopback
    except ValueError:
        return address.host == "localhost"


class ForgeApi:
    """Calls below one project: ``what`` they are about, for messages."""

    def __init__(self, net: Net, repository: Repository, what: str = "issues") -> None:
        self._net = net
        self._what = what
        self._forge = repository.forge
        is_gitlab = repository.forge == "gitlab"
        path = f"/projects/{quote(repository.name, safe='')}" if is_gitlab else f"/repos/{quote(repository.name)}"
        self._base = repository.api.rstrip("/") + path
        token = {"PRIVATE-TOKEN": repository.token} if is_gitlab else {"Authorization": f"Bearer {repository.token}"}
        self._headers = {**token, "Content-Type": "application/json"}
        if repository.forge == "github":
            self._headers |= {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}

    async def send(self, method: str, path: str, data: Mapping[str, object] | None = None) -> Any:  # noqa: ANN401  JSON
        """Return the decoded answer. A POST is sent once."""
        body = None if data is None else json.dumps(data).encode()
        call = ApiRequest(
            url=self._base + path, method=method, headers=self._headers, body=body, retry=method != "POST"
        )
        reply = await self._net.call(call)
        if not reply.ok:
            raise ForgeError(self._explain(method, reply))
        try:
            return json.loads(reply.body)
        except (ValueError, RecursionError):
            raise ForgeError(f"{method} {self._what}: the answer is not JSON; is the API's address right?") from None

    async def pages(self, path: str, query: Mapping[str, object]) -> AsyncIterator[dict[str, Any]]:
        """Yield the items of all pages: a server may give fewer to a page than it was asked for."""
        for page in range(1, _PAGES + 1):
            items = await self.send("GET", f"{path}?{urlencode({**query, 'page': page})}")
            if not isinstance(items, list) or not items:
                return
            for item in items:
                yield item

    def _explain(self, method: str, reply: Response) -> str:
        if reply.failure is not None:
            return f"{method} {self._what}: {reply.failure.detail or reply.failure.kind}"
        advice = _ADVICE.get(reply.status or 0, "try again later")
        if reply.status == _OFF[self._forge]:
            advice += f", or {self._what} are switched off in this repository"
        if reply.status in (401, 403):
            advice += _RIGHTS[self._forge]
        said = _message(reply.body)
        return f"{method} {self._what}: {_NAMES[self._forge]} answers {reply.status}{said}: {advice}"


def _message(body: bytes) -> str:
    """Return what a forge says of its refusal, in brackets: it may know better than a status does."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    said = answer.get("message") or answer.get("error") if isinstance(answer, dict) else None
    line = "".join(c for c in " ".join(said.split()) if c.isprintable())[:200] if isinstance(said, str) else ""
    return f" ({line.rstrip('.')})" if line else ""


_NAMES: Final = {"github": "GitHub", "gitea": "the forge", "gitlab": "GitLab"}
_ADVICE: Final = {
    401: "the token is not valid",
    403: "the token may not do this",
    404: "no such repository, or the token may not see it",
    410: "it is gone",
}
_OFF: Final = {"github": 410, "gitea": 404, "gitlab": 403}
"""What each answers where issues or requests are switched off (Gitea: mustEnableIssues in routers/api/v1/api.go)."""
_RIGHTS: Final = {
    "github": "; give the job `permissions: issues: write` (`pull-requests: write` for a pull request)",
    "gitea": "; give it the right to write issues",
    "gitlab": "; CI_JOB_TOKEN cannot: put a project access token with the scope api in GITLAB_TOKEN",
}
