"""Look local links up on disk (``linkcheck.local``), as observations for the same judge."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fetchers.codes import Cause
from fetchers.facts import Answer, Availability, Observation
from linkcheck.engine.judging import conclude, conclude_without_asking
from linkcheck.local import Local, LocalFiles
from linkcheck.model import History, Judgement, Link, Past, Record
from linkcheck.model.reasons import Reason
from linkcheck.plan import LOCAL
from linkcheck.spelling.opinion import skipped


def decide(link: Link, judgement: Judgement, past: Past, now: datetime, files: LocalFiles) -> tuple[Record, History]:
    """Return the record of a link that needs no request: looked up on disk if local, else as already judged."""
    if link.target is None or link.target.fetcher != LOCAL:
        return conclude_without_asking(link, judgement, past, now)
    local = look(link, files)
    if local is None or local.unknown is not None:
        unknown = skipped(local.unknown or Reason.LOCAL) if local is not None else judgement
        return conclude_without_asking(replace(link, target=None), unknown, past, now)
    there = files.has_fragment(local)
    if there is None:
        return conclude_without_asking(replace(link, target=None), skipped(Reason.MADE_HEADING), past, now)
    return conclude(link, _observation(link, local, there=there, now=now), past)


def look(link: Link, files: LocalFiles) -> Local | None:
    """Return what a local link leads to; all its occurrences lead to the same file."""
    return files.find(link.url, link.occurrences[0].file)


def _observation(link: Link, local: Local, *, there: bool, now: datetime) -> Observation:
    if local.missing:
        answer = Answer(Availability.ABSENT, Cause.FILE_MISSING.code, f"There is no {local.missing}.")
        return Observation(url=link.url, observed=now, answer=answer)
    answer = Answer(Availability.PRESENT, Cause.FILE_THERE.code, "The file is there.")
    fragments = dict.fromkeys(link.target.fragments if link.target else (), there)
    return Observation(url=link.url, observed=now, answer=answer, fragments=fragments)
