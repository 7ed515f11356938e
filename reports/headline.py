"""What changed since the run before, in a few words: for commit messages, issues and the outputs of a job. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from linkcheck.model import Run, Verdict
from reports.facts import is_first_run, is_revived


@dataclass(frozen=True, slots=True)
class Changes:
    """How many links are otherwise than at the run before."""

    is_first: bool
    """Whether there was none: then ``gone`` are all that are gone, and nothing else is news."""
    links: int
    gone: int
    back: int
    moved: int
    new: int


def news(run: Run) -> Changes:
    """Return the numbers of a run."""
    changes = list(zip(run.records.before, run.records.verdicts, strict=True))
    return Changes(
        is_first=is_first_run(run),
        links=len(changes),
        gone=sum(now.is_gone and not (before and before.is_gone) for before, now in changes),
        back=sum(is_revived(before, now) for before, now in changes),
        moved=sum(now is Verdict.MOVED and before not in (None, now) for before, now in changes),
        new=sum(before is None for before, _ in changes),
    )


def headline(run: Run) -> str:
    """Return what changed, in English and without any stranger's word: ``2 newly gone, 1 back``."""
    told = news(run)
    if told.is_first:
        return f"first run: {told.gone} of {told.links} links gone" if told.gone else f"first run: {told.links} links"
    parts = {"newly gone": told.gone, "back": told.back, "newly moved": told.moved, "new": told.new}
    said = ", ".join(f"{number} {what}" for what, number in parts.items() if number)
    return said or "nothing newly gone, moved or back"
