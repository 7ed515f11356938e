"""Read remote lists: a page, or the Markdown files of a GitHub repository. Bounded in files and bytes."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit

from fetchers.addresses.address import AddressError, parse, without_credentials
from fetchers.context import Context
from fetchers.net import Net, PageRequest
from fetchers.sites.github.run_state import GithubSession
from linkcheck.engine.network import Network
from linkcheck.inputs.input_files import SUFFIXES

MOST_FILES: Final = 200
MOST_FILES_WITHOUT_TOKEN: Final = 40
"""GitHub answers 60 requests an hour without a token, and each file is one."""
MOST_BYTES: Final = 5_000_000
"""Bytes of one list; a repository may have four times as many."""
_REPOSITORY: Final = re.compile(r"github:([A-Za-z0-9][A-Za-z0-9-]{0,38})/([A-Za-z0-9._-]{1,100})/?")
_SHOWN: Final = re.compile(r"https://github\.com/([^/]+)/([^/]+)/(?:blob|raw)/([^/]+)/([^?#]+)")
_RAW: Final = re.compile(r"https://raw\.githubusercontent\.com/([^/]+)/([^/]+)/((?:refs/heads/)?[^/]+)/([^?#]+)")


class RemoteListError(Exception):
    """A list that cannot be read; the message is one line: which, and why."""


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

    def absolute(self, reference: str) -> str:
        """Return the address that a relative link leads to."""
        if self.root and reference.startswith("/") and not reference.startswith("//"):
            return urljoin(self.root, reference.lstrip("/"))
        return urljoin(self.base, reference)


def is_remote(source: str) -> bool:
    """Whether an argument names a GitHub repository."""
    return source.startswith("github:")


async def read_remote(sources: Sequence[str], network: Network) -> tuple[list[RemoteList], tuple[str, ...]]:
    """Return the lists at addresses and ``github:owner/repository``, and warnings. Raises RemoteListError."""
    lists: list[RemoteList] = []
    async with Net(network.net) as net:
        context = Context(net=net, access=network.access)
        for source in dict.fromkeys(sources):
            lists += await _repository(source, context) if is_remote(source) else [await _page(source, context)]
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


async def _repository(source: str, context: Context) -> list[RemoteList]:
    match = _REPOSITORY.fullmatch(source)
    if match is None:
        raise RemoteListError(f"{source}: write github:owner/repository")
    session = GithubSession(context)
    about = await _asked(session, f"/repos/{match[1]}/{match[2]}", source)
    name, branch = str(about.get("full_name", "")), str(about.get("default_branch", ""))
    tree = await _asked(session, f"/repos/{name}/git/trees/{quote(branch, safe='')}?recursive=1", source)
    blobs = [blob for blob in tree.get("tree") or () if isinstance(blob, Mapping) and _is_list(blob)]
    most, left = MOST_FILES if session.has_token else MOST_FILES_WITHOUT_TOKEN, 4 * MOST_BYTES
    lists: list[RemoteList] = []
    passed_over = 0
    for blob in sorted(blobs, key=lambda blob: (str(blob["path"]).count("/"), str(blob["path"]))):
        size = int(blob.get("size") or 0)
        if len(lists) >= most or size > min(left, MOST_BYTES):
            passed_over += 1
            continue
        left -= size
        found = await _asked(session, f"/repos/{name}/git/blobs/{quote(str(blob['sha']), safe='')}", source)
        path = str(blob["path"])
        lists.append(_at_github(f"{source}/{path}", _decoded(found), name, quote(branch), quote(path)))
    if passed_over or tree.get("truncated"):
        context.warn(f"{source}: not all of its Markdown is read ({len(lists)} files are); clone it to read the rest")
    if not lists:
        raise RemoteListError(f"{source}: no Markdown file on its branch {branch}")
    return lists


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
    response = await session.rest(path)
    if response.status == 200:
        return response.body
    if response.is_rate_limited:
        raise RemoteListError(f"{source}: GitHub's limit is reached; set GITHUB_TOKEN, or ask again later")
    if response.status == 404:
        raise RemoteListError(f"{source}: no such repository, or one that needs a token which may see it")
    why = f"answered {response.status}" if response.status else response.failure.detail if response.failure else ""
    raise RemoteListError(f"{source}: GitHub: {why or 'no answer'}")


def _decoded(blob: Mapping[str, Any]) -> bytes:
    try:
        return base64.b64decode(str(blob.get("content") or ""))
    except (binascii.Error, ValueError):
        return b""
