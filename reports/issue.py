"""The one issue of a repository: what is confirmed gone, for ``linkcheck issue`` to keep. Pure.

The first line is a comment that readers do not see: by it the keeper knows the issue of its own job, and which links it
names. The second is for the keeper alone: which lists were read, and of which links this run cannot say that they are
there, so that no issue that names one of them is closed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, get_args
from urllib.parse import quote, unquote

from linkcheck.model import Record, Run, Verdict
from reports import derived, escape
from reports.enriched.cells import MOST_LINES, Lines, own_link, size
from reports.enriched.sections import SectionBuilder
from reports.interface import Lang, Options, Report
from reports.short_address import short
from reports.words import Catalogue, words

BODY_LIMIT: Final = 65_536
"""Characters of an issue's body ("body is too long": w3f/Grants-Program#1977)."""
_ROOM: Final = 60_000
"""Bytes, of which there are never fewer than characters."""
_MOST_NAMED: Final = 2_000
_PENDING_SHOWN: Final = 20
_LONGEST_LINK: Final = 1_000
_DIGEST: Final = 12
_NAMES: Final = r"(?: [0-9a-f]{12})*"
_JOB: Final = r"(?: (?P<job>[\w./%-]+))?"
_MARKER: Final = re.compile(
    rf"<!-- linkcheck{_JOB}: (?:(?P<gone>[1-9]\d{{0,8}}) gone;(?P<names>{_NAMES})|clean) -->", re.ASCII
)
_EVIDENCE: Final = re.compile(
    rf"\n<!-- linkcheck run: (?P<first>first, )?unsettled:(?P<names>{_NAMES})(?:; lists: (?P<lists>\S+))? -->"
)
_LONGEST_JOB: Final = 200


@dataclass(frozen=True, slots=True)
class IssueMarker:
    """What the first line of a body says: how many links are gone, and which (by digests)."""

    gone: int
    names: frozenset[str]
    job: str = ""
    """Whose issue it is, as escaped for a comment; empty where an earlier release wrote it."""

    @property
    def is_whole(self) -> bool:
        """Whether every link that is gone is named: of a great many, not all are."""
        return self.gone == len(self.names)


@dataclass(frozen=True, slots=True)
class IssueEvidence:
    """What a run cannot say: of which links it has no word that they are there. ``first_run``: it knew nothing."""

    unsettled: frozenset[str]
    first_run: bool
    lists: str = ""
    """The lists that were read, as the head of an issue names them."""


def read_marker(body: str) -> IssueMarker | None:
    """Return what a body's first line says; None where the body is not one of ours."""
    match = _MARKER.match(body)
    return IssueMarker(int(match["gone"] or 0), _names(match["names"]), match["job"] or "") if match else None


def read_evidence(text: str) -> tuple[str, IssueEvidence] | None:
    """Part the body to be published from what its second line tells the keeper; None where that is missing."""
    match = _EVIDENCE.search(text)
    if match is None or "\n" in text[: match.start()]:
        return None
    lists = unquote(match["lists"] or "")
    evidence = IssueEvidence(_names(match["names"]), first_run=match["first"] is not None, lists=lists)
    return text[: match.start()] + text[match.end() :], evidence


def is_about(body: str, lists: str) -> bool:
    """Tell by an issue's head whether it is about these lists: an earlier release named no job in the marker."""
    marker, lines = read_marker(body), body.splitlines()
    heads = [say("issue-head", n=marker.gone, files=lists) for say in map(words, get_args(Lang)) if marker]
    return bool(lists) and len(lines) > 1 and lines[1] in heads


def mark(job: str, names: Iterable[str] = (), gone: int | None = None) -> str:
    """Return the first line for a job and links that are gone; ``gone``: how many, where not all are named."""
    named = sorted(names)
    said = f"{len(named) if gone is None else gone} gone; {' '.join(named)}" if named else "clean"
    return f"<!-- linkcheck{' ' * bool(job)}{job}: {said} -->"


class IssueReport(Report):
    """Confirmed dead links with their lines, reasons and better addresses."""

    name = "github-issue"
    suffixes = (".issue.md",)
    about = "the body of the one issue that `linkcheck issue` keeps: what is confirmed gone"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the body: its marker first, the evidence next."""
        say = words(options.lang)
        lines = Lines(options.link_base, len(run.documents) > 1, say, MOST_LINES)  # all are to be mended
        builder = SectionBuilder(run, say, lines)
        verdicts = [verdict for verdict in Verdict if verdict in options.fail_on and verdict.is_gone]
        gone, unsettled, pending = [], [], _Pending(lines)
        for place, record in run.placed(*(verdict for verdict in Verdict if not verdict.is_found)):
            name = _digest(record.link.identity)
            if record.verdict in verdicts and record.confirmed and not record.is_unreached:
                builder.add(record, place)
                gone.append(name)
            elif record.confirmed_on is not None and record.verdict is not Verdict.SKIPPED:
                pending.add(record)
                gone.append(name)
            elif record.verdict is not Verdict.SKIPPED:
                unsettled.append(name)
        unsettled += [_digest(r.link.identity) for r in run.having(*_FOUND) if r.is_unreached] if run.unreached else []
        files = say.listed([escape.markdown(name) for name in run.inputs], 4)
        evidence = _evidence(unsettled, files, first_run=derived.is_first_run(run))
        job = _in_comment(options.job)
        if not gone:
            yield f"{mark(job)}\n{evidence}\n{say('issue-clean')}\n"
            return
        marker = mark(job, gone[:_MOST_NAMED], len(gone))
        head = say("issue-head", n=len(gone), files=files)
        foot = [*pending.lines(say), say("issue-foot"), ""]
        room = _ROOM - len(marker) - size(foot)
        table = builder.attention().lines(say, room)[2:] if len(gone) > pending.number else []
        top = [marker, head, "", *table, *foot]
        assert size(top) < BODY_LIMIT  # noqa: S101  the table keeps to its limit
        top.insert(1, evidence)
        yield "\n".join(top)


ISSUE: Final = IssueReport()
_FOUND: Final = tuple(verdict for verdict in Verdict if verdict.is_found)


class _Pending:
    """Links confirmed gone before and undecided in this run: the issue keeps naming them."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._shown: list[str] = []
        self.number = 0

    def add(self, record: Record) -> None:
        self.number += 1
        if len(self._shown) < _PENDING_SHOWN:
            link = own_link(record.link)
            shown = link if len(link) <= _LONGEST_LINK else escape.markdown(short(record.link.url))
            self._shown.append(f"- {shown} ({self._lines.of(record.link.occurrences)})")

    def lines(self, say: Catalogue) -> list[str]:
        if not self.number:
            return []
        more = self.number - len(self._shown)
        rest = [f"- {say('lines-more', n=more)}"] if more else []
        return [say("issue-pending", n=self.number), "", *self._shown, *rest, ""]


def _evidence(unsettled: Iterable[str], lists: str, *, first_run: bool) -> str:
    names = "".join(f" {name}" for name in sorted(unsettled))
    return f"<!-- linkcheck run: {'first, ' * first_run}unsettled:{names}; lists: {_quoted(lists)} -->"


def _in_comment(job: str) -> str:
    escaped = _quoted(job)
    return escaped if len(escaped) <= _LONGEST_JOB else _digest(job)


def _quoted(text: str) -> str:
    """Return a text without blanks, and without what could end a comment."""
    return quote(text, errors="replace").replace("~", "%7E").replace("--", "-%2D")


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()[:_DIGEST]


def _names(text: str | None) -> frozenset[str]:
    return frozenset((text or "").split())
