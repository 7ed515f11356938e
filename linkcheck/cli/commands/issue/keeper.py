"""Keeps one issue of a repository: opened when there is something to say, edited in place, closed on evidence.

It is known by a label, which only those who may triage can give, and by the first line of its body together: a
stranger's issue that repeats the line is never touched. The line names the job: what one job's run says of its list is
no evidence for the links of another's. Where there are several jobs, the title names the lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from linkcheck.cli.commands.issue.trackers import Issue, Tracker
from linkcheck.cli.delivery.forge_api import ForgeError
from reports.issue import BODY_LIMIT, IssueEvidence, IssueMarker, is_about, mark, read_evidence, read_marker

TITLE: Final = "Dead links"
_LONGEST_TITLE: Final = 200
"""Characters; GitLab takes 255."""
_COMMIT: Final = re.compile(r"/blob/[0-9a-f]{40,64}/")


class IssueOutcome(StrEnum):
    """What became of the issue."""

    OPENED = "opened"
    EDITED = "edited"
    REOPENED = "reopened"
    CLOSED = "closed"
    UNCHANGED = "unchanged"
    KEPT_OPEN = "kept-open"
    """Nothing is confirmed gone, but a link that the issue names was not found alive either."""


@dataclass(frozen=True, slots=True)
class _Ours:
    issue: Issue
    marker: IssueMarker


@dataclass(frozen=True, slots=True)
class Kept:
    """What was done to which issue. ``others``: open ones of other jobs over the same lists, where one was opened."""

    outcome: IssueOutcome
    number: int | None
    others: tuple[int, ...] = ()


async def keep_issue(tracker: Tracker, *, text: str, title: str | None, label: str) -> Kept:
    """Bring the issue to what ``text`` says, and return what was done; the number is None where there is none.

    It is closed where every link that it names was found in this run, or is no longer in the list. One that a person
    closed stays closed until something else is gone. Raises ForgeError.
    """
    parted = read_evidence(text)
    said = read_marker(text)
    if said is None or parted is None:
        raise ForgeError("the body is not one that --format github-issue makes")
    body, evidence = parted
    if len(body) > BODY_LIMIT:
        raise ForgeError(f"the body has {len(body)} characters; an issue takes {BODY_LIMIT}")
    issues = [issue async for issue in tracker.labelled(label)]
    own = [ours for issue in issues if (ours := _ours(issue, said.job, evidence))]
    others = [issue for issue in issues if read_marker(issue.body) and all(issue is not ours.issue for ours in own)]
    named = f"{TITLE}: {_plain(evidence.lists)}"[:_LONGEST_TITLE] if others and title is None else ""
    found = _chosen(own)
    if found is None:
        if not said.gone:
            return Kept(IssueOutcome.UNCHANGED, None)
        same = tuple(issue.number for issue in others if issue.is_open and is_about(issue.body, evidence.lists))
        return Kept(IssueOutcome.OPENED, await tracker.open(named or title or TITLE, body, label), same)
    open_questions = _unsettled(found.marker, evidence)
    if not found.issue.is_open:
        return Kept(*await _keep_closed(tracker, found, said, body, open_questions))
    renamed = named if found.issue.title == TITLE else ""
    return Kept(*await _keep_open(tracker, found, said, body, open_questions, renamed))


def _plain(markdown: str) -> str:
    """Return a line without the escapes of Markdown, which a title is not."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


async def _keep_open(
    tracker: Tracker, found: _Ours, said: IssueMarker, body: str, open_questions: frozenset[str] | None, title: str
) -> tuple[IssueOutcome, int]:
    number = found.issue.number
    if not said.gone:
        if open_questions is None or open_questions:
            return IssueOutcome.KEPT_OPEN, number
        await tracker.edit(number, body, "closed")
        return IssueOutcome.CLOSED, number
    if open_questions is None:
        body = _named(body, said, found.marker.names)
    elif open_questions - said.names:
        body = _named(body, said, open_questions)
    if _same(found.issue.body, body) and not title:
        return IssueOutcome.UNCHANGED, number
    await tracker.edit(number, body, title=title)
    return IssueOutcome.EDITED, number


async def _keep_closed(
    tracker: Tracker, found: _Ours, said: IssueMarker, body: str, open_questions: frozenset[str] | None
) -> tuple[IssueOutcome, int]:
    """Open it again for a link that it does not name; forget those that were found, so that they can be news again."""
    number = found.issue.number
    if said.names - found.marker.names:
        await tracker.edit(number, body, "open")
        return IssueOutcome.REOPENED, number
    if open_questions is not None and found.marker.names - said.names - open_questions:
        kept = (found.marker.names & said.names) | open_questions
        await tracker.edit(number, "\n".join([mark(said.job, kept), *found.issue.body.split("\n")[1:]]))
    return IssueOutcome.UNCHANGED, number


def _unsettled(marker: IssueMarker, evidence: IssueEvidence) -> frozenset[str] | None:
    """Return links named in an issue that this run did not find alive; None if that is unknown."""
    if evidence.first_run or (not marker.is_whole and evidence.unsettled):
        return None
    return marker.names & evidence.unsettled


def _named(body: str, said: IssueMarker, more: frozenset[str]) -> str:
    """Return the body with further links in its marker: they are not forgotten because this run could not tell."""
    names = said.names | more
    line = mark(said.job, names, max(said.gone, len(names)))
    return "\n".join([line, *body.split("\n")[1:]])


def _ours(issue: Issue, job: str, evidence: IssueEvidence) -> _Ours | None:
    """Return an issue of this job; one that names no job is that of the job whose lists it is about."""
    marker = read_marker(issue.body)
    if marker is None or not (marker.job == job or (not marker.job and is_about(issue.body, evidence.lists))):
        return None
    return _Ours(issue, marker)


def _chosen(found: list[_Ours]) -> _Ours | None:
    """Return the oldest that is open, else the newest that is closed."""
    found.sort(key=lambda ours: ours.issue.number)
    return next((ours for ours in found if ours.issue.is_open), found[-1] if found else None)


def _same(one: str, other: str) -> bool:
    """Compare bodies but for the commit that their links to lines name: it is another one every week."""
    first, second = (_COMMIT.sub("/blob/", body.replace("\r\n", "\n")).strip() for body in (one, other))
    return first == second
