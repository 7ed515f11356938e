"""What has changed in the facts and verdicts of links since earlier runs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import nlargest
from itertools import pairwise
from typing import Final, Literal

from linkcheck.model import Event, Record, Run
from linkcheck.model.counts import rounded
from reports import derived

_LEAST_SHARE: Final = 0.1
_LEAST_STARS: Final = 20
"""The smallest change of stars that is reported: one more star is not news."""

What = Literal["new", "back", "verdict", "version"]


@dataclass(frozen=True, slots=True)
class Change:
    """One piece of news: the link as it stood then, what happened to it, and when."""

    record: Record
    what: What
    at: datetime


def stars_moved(record: Record) -> tuple[int, int] | None:
    """Return a link's stars at the run before and now, where that is much of a difference; else None."""
    before = record.earlier.stars if record.earlier else None
    now = derived.stars(record)
    if before is None or now is None or abs(now - before) < max(_LEAST_STARS, _LEAST_SHARE * before):
        return None
    return (before, now) if rounded(before) != rounded(now) else None


def new_version(record: Record) -> str | None:
    """Return the version that a paper has had since the run before, else None."""
    if record.metadata is None or record.earlier is None or record.metadata.kind != "paper":
        return None
    before, now = _version(record.earlier.version), _version(record.metadata.version)
    return f"v{now}" if before is not None and now is not None and before < now else None


def changes(run: Run, most: int) -> list[Change]:
    """Return the latest news of a run and of those before it, newest first. Refusals and outages are no news."""
    first_run = derived.is_first_run(run)
    found = (change for record in run.records for change in _of(record, first_run=first_run))
    return nlargest(most, found, key=lambda change: change.at)


def _of(record: Record, *, first_run: bool) -> Iterator[Change]:
    if record.events:
        for before, event in pairwise(record.events):
            if what := _kind(replace(record, before=before.verdict, verdict=event.verdict)):
                yield Change(_as_it_was(record, event), what, event.at)
    elif not first_run and (what := _kind(record)):
        yield Change(record, what, record.since or record.checked)
    if not first_run and record.before is None:
        yield Change(record, "new", record.since or record.checked)
    if new_version(record) and record.verdict.is_found:
        yield Change(record, "version", record.checked)


def _kind(record: Record) -> What | None:
    if record.before is None or record.before is record.verdict:
        return None
    if record.before.is_gone and record.verdict.is_found:
        return "back"
    return "verdict" if record.verdict.is_gone or record.verdict.value == "moved" else None


def _as_it_was(record: Record, event: Event) -> Record:
    """Return the record as it was at an event: with the words of that day where they are not today's."""
    if event is record.events[-1]:
        return record
    return replace(
        record, verdict=event.verdict, reason=event.reason, detail="", suggestion=None, since=event.at, events=()
    )


def _version(text: str | None) -> int | None:
    match = re.fullmatch(r"v?(\d{1,4})", text or "")
    return int(match[1]) if match else None
