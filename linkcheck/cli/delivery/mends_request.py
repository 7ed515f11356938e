"""One standing pull request for mends of one group: opened, brought up to date in place, closed when nothing is left.

What a person closed unmerged is not proposed again: the text of every such request names its edits, and they are left
out from then on, and kept in the memory. A request that names none (of marks, or of more than its text holds) stays
closed as a whole. Its branch holds one commit on the tip of the base and is pushed anew only when the files it makes
differ (field notes of projects that merge such requests: one kind of edit in a request, never rebased without need).
"""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fetchers.net import Net, NetSettings
from linkcheck.cli.delivery.forge_api import ForgeError, Repository, find_repository, forge_of
from linkcheck.cli.delivery.git_push import GitClone, PushError, current_branch, repository_here
from linkcheck.cli.delivery.pull_requests import PullRequest, PullRequests
from linkcheck.cli.memories import DeclinedEdits, EditKey, edit_key
from linkcheck.cli.terminal.errors import EXIT_ACT, say
from linkcheck.editing import Edit

_MARK: Final = "<!-- linkcheck mends: "
_MARKED: Final = re.compile(r"<!-- linkcheck mends: (\[.*?\]) -->", re.DOTALL)
_OWN_END: Final = "<!-- linkcheck closed this -->"
"""In the text of a request that no person closed: nothing was left to propose."""
_MOST_BODY: Final = 60_000
"""Characters: GitHub refuses more than 65,536 (w3f/Grants-Program#1977)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mends:
    """What a request is to hold: for each file its bytes before and after, and the edits between them."""

    files: Mapping[str, tuple[bytes, bytes]]
    edits: Sequence[Edit]
    title: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPlace:
    """Where a request is made: from which branch, to which."""

    repo: GitClone
    repository: Repository
    base: str
    branch: str


def propose_from(branch: str, declined: DeclinedEdits, make: Callable[[], Mends]) -> int:
    """Keep the request of a branch in this job's repository, say in a line what became of it, return the exit code."""
    try:
        place = RequestPlace(
            repo=repository_here(os.environ),
            repository=find_repository(None, forge_of(os.environ), os.environ),
            base=current_branch(os.environ),
            branch=branch,
        )
        done = asyncio.run(keep_request(place, declined, make))
    except (ForgeError, PushError) as error:
        say(f"the pull request was not kept: {error}")
        return EXIT_ACT
    say(f"pull request from {branch}: {done}")
    return 0


async def keep_request(place: RequestPlace, declined: DeclinedEdits, make: Callable[[], Mends]) -> str:
    """Bring the request up to date and return what was done: opened, updated, unchanged, closed, declined or nothing.

    What persons closed is added to ``declined`` before ``make`` is called, which returns what is left to propose.
    Raises ForgeError and PushError.
    """
    async with Net(NetSettings(allow_private=True)) as net:
        requests = PullRequests(net, place.repository, place.branch)
        known = await requests.all()
        standing = next((each for each in known if each.state == "open"), None)
        unwanted = {edit: each.closed for each in known if _is_refused(each) for edit in _edits_of(each)}
        declined.update(unwanted, _edits_of(standing) if standing else ())
        mends = make()
        files = _still_the_same(place, mends.files)
        if not files:
            return await _close(requests, standing)
        last = max(known, key=lambda each: each.number, default=None)
        if standing is None and last is not None and _is_refused(last) and not _edits_of(last):
            return f"#{last.number} was closed unmerged, and stays closed; open it again to have it kept"
        is_pushed = _push(place, files, mends.title)
        body = _with_mark(mends.body, mends.edits)
        if standing is None:
            await requests.open(place.base, mends.title, body)
            return "opened"
        if is_pushed or _squeezed(standing.body) != _squeezed(body) or standing.title != mends.title:
            await requests.edit(standing.number, body, title=mends.title)
            return "updated"
        return "unchanged"


def _is_refused(request: PullRequest) -> bool:
    """Return True if a person closed a request unmerged."""
    return request.state == "closed" and _OWN_END not in request.body


def _edits_of(request: PullRequest) -> list[EditKey]:
    """Return the edits that a request's text names."""
    match = _MARKED.search(request.body)
    try:
        rows = json.loads(match[1]) if match else []
    except ValueError:
        return []
    return [
        (row[0], row[1], row[2]) for row in rows if isinstance(row, list) and len(row) == 3 and all(map(_is_text, row))
    ]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _with_mark(body: str, edits: Sequence[Edit]) -> str:
    """Return the text with its edits in a comment. ``--`` could end the comment early: it is written escaped."""
    rows = (
        json.dumps([list(edit_key(edit)) for edit in edits], ensure_ascii=False)
        .replace("--", "-\\u002d")
        .replace(">", "\\u003e")
    )
    mark = f"\n{_MARK}{rows} -->\n"
    if not edits:
        return body[:_MOST_BODY]
    return body[: _MOST_BODY - len(mark)] + mark if len(mark) < _MOST_BODY else body[:_MOST_BODY]


def _still_the_same(place: RequestPlace, files: Mapping[str, tuple[bytes, bytes]]) -> dict[str, bytes]:
    """Return the files whose bytes at the tip of the base are those that were checked; the others wait for a run."""
    tip = place.repo.tip(place.base)
    kept = {}
    for name, (before, after) in files.items():
        if tip is not None and place.repo.blob(tip, name) == before:
            kept[name] = after
        elif before != after:
            say(f"{name}: was changed on {place.base} meanwhile; its mends wait for the next run")
    return {name: after for name, after in kept.items() if after != files[name][0]}


def _push(place: RequestPlace, files: Mapping[str, bytes], title: str) -> bool:
    """Return whether the branch was pushed: not where it makes the same files already."""
    own, tip = place.repo.tip(place.branch), place.repo.tip(place.base)
    if own is not None and all(place.repo.blob(own, name) == data for name, data in files.items()):
        return False
    tree = place.repo.tree_with(tip, files)
    commit = place.repo.commit(tree, tip, f"{title}\n")
    place.repo.push(commit, place.branch, over=own)
    return True


async def _close(requests: PullRequests, standing: PullRequest | None) -> str:
    if standing is None:
        return "nothing"
    body = f"{_MARKED.sub('', standing.body).rstrip()}\n\n{_OWN_END}\n"
    await requests.edit(standing.number, body, closes=True)
    return "closed"


def _squeezed(text: str) -> str:
    return " ".join(text.split())
