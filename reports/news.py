"""What changed since the run before, in a few words: for commit messages, issues and the outputs of a job. Pure."""

from __future__ import annotations

from linkcheck.model import Record, Run, Verdict
from reports.facts import is_first_run, revived


def newly_gone(run: Run) -> list[Record]:
    """Return the links that are gone and were not at the run before; on a first run, those that are gone."""
    return [r for r in run.records if r.verdict.is_gone and (r.before is None or not r.before.is_gone)]


def newly_moved(run: Run) -> list[Record]:
    """Return the links that have moved since the run before."""
    return [r for r in run.records if r.verdict is Verdict.MOVED and r.before not in (None, r.verdict)]


def headline(run: Run) -> str:
    """Return what changed, in English and without any stranger's word: ``2 newly gone, 1 back``."""
    if is_first_run(run):
        gone = len(newly_gone(run))
        return f"first run: {gone} of {len(run.records)} links gone" if gone else f"first run: {len(run.records)} links"
    added = sum(record.before is None for record in run.records)
    parts = {
        "newly gone": len(newly_gone(run)),
        "back": len(revived(run)),
        "newly moved": len(newly_moved(run)),
        "new": added,
    }
    told = ", ".join(f"{number} {what}" for what, number in parts.items() if number)
    return told or "nothing newly gone, moved or back"
