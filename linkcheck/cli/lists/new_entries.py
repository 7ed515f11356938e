"""``[entries]`` with ``--since``: what a change adds to lists, judged once its links were asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from linkcheck.cli.lists.git_diff import GitError, OutsideError, file_before
from linkcheck.cli.lists.since import ChangedPlaces
from linkcheck.cli.terminal.errors import UserError
from linkcheck.config import EntryRules, Settings
from linkcheck.document.credentials import hide_credentials
from linkcheck.document.formats import read_file
from linkcheck.inputs.decoding import decode
from linkcheck.lint import Contribution, judge_entries
from linkcheck.model import Document, Finding, Record, Run
from linkcheck.plan import make_plan


def contributions(
    documents: Sequence[Document], places: ChangedPlaces, since: str, settings: Settings
) -> list[Contribution]:
    """Return what a change adds to each list; nothing where the settings ask nothing of it. Raises UserError."""
    if settings.entries == EntryRules():
        return []
    changed = [document for document in documents if places.lines.get(document.file)]
    keys = {link.url: link.key for link in make_plan(changed, settings).links} if settings.entries.no_duplicate else {}
    return [
        Contribution(
            document=document, lines=places.lines[document.file], before=_before(document.file, since), keys=keys
        )
        for document in changed
    ]


def _before(file: str, since: str) -> frozenset[str]:
    """Return the addresses that a list led to at the base."""
    try:
        data = file_before(since, Path(file))
    except OutsideError:
        return frozenset()
    except GitError as error:
        raise UserError(f"--since: {error}") from None
    decoded = decode(data) if data is not None else None
    if decoded is None:
        return frozenset()
    return frozenset(place.url for place in hide_credentials(read_file(decoded.text, file)).occurrences)


def entry_findings(found: Sequence[Contribution], run: Run, rules: EntryRules, now: datetime) -> Iterator[Finding]:
    """Yield what is wrong with new entries, by the records of a run."""
    for contribution in found:
        yield from judge_entries(contribution, _records(contribution, run), rules, now)


def _records(contribution: Contribution, run: Run) -> dict[str, Record]:
    return {
        place.identity: record
        for place in contribution.document.occurrences
        if place.line in contribution.lines and (record := run.records.about(place.identity)) is not None
    }
