"""Which records fail a run. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterator

from linkcheck.config import FailWhen, Settings
from linkcheck.model import Record, Run, Verdict


def fails(record: Record, verdicts: Container[Verdict], when: FailWhen = "seen") -> bool:
    """Tell whether a record fails a run that fails on some verdicts: at first sight, once confirmed, or where new.

    New is what the run before did not say of the link, whichever of the verdicts it was.
    """
    if record.verdict not in verdicts:
        return False
    if when == "confirmed":
        return record.confirmed
    return when != "new" or record.before is None or record.before not in verdicts


def failures_of(run: Run, settings: Settings) -> Iterator[Record]:
    """Yield the records that fail a run, as its settings say; the others are not read."""
    return (record for record in run.having(*settings.fail_on) if fails(record, settings.fail_on, settings.fail_when))
