"""Read remote lists: a page, or the Markdown files of a GitHub repository, or of all of an owner's. Bounded."""

from __future__ import annotations

import asyncio
import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit

from fetchers.addresses.address import AddressError, parse, without_credentials
from fetchers.context import Access, Context
from fetchers.net import ApiRequest, Net, PageRequest
from fetchers.sites.github.client import GraphqlResponse
from fetchers.sites.github.run_state import GithubSession
from linkcheck.engine.network import Network
from linkcheck.inputs.input_files import SUFFIXES

MOST_FILES: Final = 200
"""Of one repository."""
MOST_BYTES: Final = 5_000_000
"""Bytes of one list; a repository may have four times as many."""
_GITHUB: Final = re.compile(r"github:([A-Za-z0-9][A-Za-z0-9-]{0,38})(?:/([A-Za-z0-9._-]{1,100}))?/?")
_RAW_FILES: Final = "https://raw.githubusercontent.com"
_A_PAGE: Final = 100
"""Repositories in one answer."""
_AT_ONCE: Final = 8
"""Repositories that are read side by side."""
_SHOWN: Final = re.compile(r"https://github\.com/([^/]+)/([^/]+)/(?:blob|raw)/([^/]+)/([^?#]+)")
_RAW: Final = re.compile(r"https://raw\.githubusercontent\.com/([^/]+)/([^/]+)/((?:refs/heads/)?[^/]+)/([^?#]+)")


class RemoteListError(Exception):
    """A list that cannot be read; the message is one line: which, and why."""


class _LimitReachedError(RemoteListError):
    """GitHub answers nothing more for a while."""


@dataclass(frozen=True, slots=True)
class RemoteList:
    """One list: its name in reports, its bytes, and the base of its relative links."""

    name: str
    data: bytes
    base: str
    root: str = ""
    """Base of links that begin with ``/``, if not the host's root."""
    is_html: bool = False

    @property
    def path(self) -> str:
        """The file name; its suffix decides the format."""
        name = PurePosixPath(urlsplit(self.base).path).name
        return f"{name}.html" if self.is_html and not name.lower().endswith((".html", ".htm", ".xhtml")) else name


def is_remote(source: str) -> bool:
    """Whether an argument names a GitHub repository, or an owner of some."""
    return source.startswith("github:")


async def read_remote(
    sources: Sequence[str], network: Network, *, everything: bool = False
) -> tuple[list[RemoteList], tuple[str, ...]]:
    """Return the lists at addresses, of ``github:owner/repository`` and ``github:owner``, and warnings.

    ``everything``: an owner's forks and archived repositories, too. Raises RemoteListError.
    """
    lists: list[RemoteList] = []
    async with Net(network.net) as net:
        context = Context(net=net, access=network.access)
        for source in dict.fromkeys(sources):
            if is_remote(source):
                lists += await _of_github(source, context, everything=everything)
            else:
                lists.append(await _page(source, context))
    return lists, tuple(context.warnings)


async def _page(url: str, context: Context) -> RemoteList:
    name = without_credentials(url)
    shown = _SHOWN.fullmatch(url) or _RAW.fullmatch(url)
    wanted = "https://raw.githubusercontent.com/{}/{}/{}/{}".format(*shown.groups()) if shown else url
    try:
        address = parse(wanted)
    except AddressError as error:
        raise RemoteListError(f"--list {name}: no address of a list: {error}") from None
    response = await context.net.visit(PageRequest(address=address, limit=MOST_BYTES))
    reply = response.reply
    if not reply.ok:
        why = f"answered {reply.status}" if reply.status else reply.failure.detail if reply.failure else "no answer"
        raise RemoteListError(f"--list {name}: {why or 'no answer'}")
    if not reply.complete:
        raise RemoteListError(f"--list {name}: longer than {MOST_BYTES // 1_000_000} MB, or cut off on its way")
    if shown:
        owner, repository, branch, path = shown.groups()
        return _at_github(name, reply.body, f"{owner}/{repository}", branch.removeprefix("refs/heads/"), path)
    return RemoteList(name, reply.body, response.final_url, is_html=reply.media_type.endswith("html"))


def _at_github(name: str, data: bytes, repository: str, branch: str, path: str) -> RemoteList:
    root = f"https://github.com/{repository}/blob/{branch}/"
    return RemoteList(name, data, urljoin(root, path), root)


async def _of_github(source: str, context: Context, *, everything: bool) -> list[RemoteList]:
    match = _GITHUB.fullmatch(source)
    if match is None:
        raise RemoteListError(f"{source}: write github:owner/repository, or github:owner for all of its repositories")
    session = GithubSession(context)
    if match[2]:
        about = await _asked(session, f"/repos/{match[1]}/{match[2]}", source)
        lists = await _repository(source, about, session, context)
        if not lists:
            raise RemoteListError(f"{source}: no Markdown file on its branch {about.get('default_branch')}")
        return lists
    found, left = await _repositories(match[1], session, source)
    wanted = [one for one in found if everything or not (one.get("fork") or one.get("archived"))]
    if left is not None and left < len(wanted):
        raise _LimitReachedError(
            f"{source}: {len(wanted):,} repositories take as many questions, and GitHub answers {left:,} more this "
            "hour; set GITHUB_TOKEN, or ask again later"
        )
    room = asyncio.Semaphore(_AT_ONCE)

    async def read(about: Mapping[str, Any]) -> list[RemoteList]:
        try:
            async with room:
                return await _repository(f"github:{about.get('full_name')}", about, session, context)
        except _LimitReachedError:
            raise
        except RemoteListError as error:
            context.warn(f"{error}; it is passed over")
            return []

    by_repository = await asyncio.gather(*map(read, sorted(wanted, key=lambda one: str(one.get("full_name")).lower())))
    lists = [one for lists in by_repository for one in lists]
    if not lists:
        number = len(wanted)
        if number < len(found):
            raise RemoteListError(
                f"{source}: no Markdown file in its {number} repositories; forks and archived ones are read with "
                "--all-repositories"
            )
        raise RemoteListError(f"{source}: no Markdown file in its {number} repositories")
    return lists


async def _repositories(owner: str, session: GithubSession, source: str) -> tuple[list[Mapping[str, Any]], int | None]:
    """Return what GitHub says of each of an owner's repositories, and how many questions it answers this hour.

    Private ones are told to a token that may see them.
    """
    account = await _asked(session, f"/users/{owner}", source)
    kind = "orgs" if account.get("type") == "Organization" else "users"
    found: list[Mapping[str, Any]] = []
    while True:
        page = len(found) // _A_PAGE + 1
        response = await session.rest(f"/{kind}/{owner}/repos?per_page={_A_PAGE}&page={page}")
        items = [one for one in _body(response, source).get("items") or () if isinstance(one, Mapping)]
        found += items
        if len(items) < _A_PAGE:
            return found, response.remaining


async def _repository(
    source: str, about: Mapping[str, Any], session: GithubSession, context: Context
) -> list[RemoteList]:
    name, branch = str(about.get("full_name", "")), str(about.get("default_branch", ""))
    answer = await session.rest(f"/repos/{name}/git/trees/{quote(branch, safe='')}?recursive=1")
    if answer.status == 409:  # "Git Repository is empty."
        return []
    tree = _body(answer, source)
    blobs = [blob for blob in tree.get("tree") or () if isinstance(blob, Mapping) and _is_list(blob)]
    left = 4 * MOST_BYTES
    chosen: list[Mapping[str, Any]] = []
    for blob in sorted(blobs, key=lambda blob: (str(blob["path"]).count("/"), str(blob["path"]))):
        size = int(blob.get("size") or 0)
        if len(chosen) < MOST_FILES and size <= min(left, MOST_BYTES):
            left -= size
            chosen.append(blob)
    if len(chosen) < len(blobs) or tree.get("truncated"):
        context.warn(f"{source}: not all of its Markdown is read ({len(chosen)} files are); clone it to read the rest")
    paths = [str(blob["path"]) for blob in chosen]
    texts = await asyncio.gather(*(_file(about, blob, session, context) for blob in chosen))
    return [
        _at_github(f"{source}/{path}", data, name, quote(branch), quote(path))
        for path, data in zip(paths, texts, strict=True)
    ]


async def _file(about: Mapping[str, Any], blob: Mapping[str, Any], session: GithubSession, context: Context) -> bytes:
    """Return a file: from where anybody may read it, which counts for nothing; else through the API."""
    name, branch = about.get("full_name"), quote(str(about.get("default_branch")))
    if not about.get("private") and context.access.github_api == Access().github_api:
        raw = ApiRequest(url=f"{_RAW_FILES}/{name}/{branch}/{quote(str(blob['path']))}", limit=MOST_BYTES)
        response = await context.net.call(raw)
        if response.status == 200 and response.complete:
            return response.body
    return _decoded(await _asked(session, f"/repos/{name}/git/blobs/{quote(str(blob['sha']), safe='')}", str(name)))


def _is_list(blob: Mapping[str, Any]) -> bool:
    path = PurePosixPath(str(blob.get("path", "")))
    is_hidden = any(part.startswith(".") for part in path.parts)
    return (
        blob.get("type") == "blob"
        and blob.get("mode") != "120000"
        and path.suffix.lower() in SUFFIXES
        and (not is_hidden)
    )


async def _asked(session: GithubSession, path: str, source: str) -> Mapping[str, Any]:
    return _body(await session.rest(path), source)


def _body(response: GraphqlResponse, source: str) -> Mapping[str, Any]:
    if response.status == 200:
        return response.body
    if response.is_rate_limited:
        raise _LimitReachedError(f"{source}: GitHub's limit is reached; set GITHUB_TOKEN, or ask again later")
    if response.status == 404:
        raise RemoteListError(f"{source}: no such owner or repository, or one that needs a token which may see it")
    why = f"answered {response.status}" if response.status else response.failure.detail if response.failure else ""
    raise RemoteListError(f"{source}: GitHub: {why or 'no answer'}")


def _decoded(blob: Mapping[str, Any]) -> bytes:
    try:
        return base64.b64decode(str(blob.get("content") or ""))
    except (binascii.Error, ValueError):
        return b""
