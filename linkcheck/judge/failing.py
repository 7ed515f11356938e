"""Which records fail a run. Pure."""

from __future__ import annotations

from collections.abc import Container

from linkcheck.config import FailWhen
from linkcheck.model import Record, Verdict


def fails(record: Record, verdicts: Container[Verdict], when: FailWhen = "seen") -> bool:
    """Tell whether a record fails a run that fails on some verdicts: at first sight, once confirmed, or where new.

    New is what the run before did not say of the link, whichever of the verdicts it was.
    """
    if record.verdict not in verdicts:
        return False
    if when == "confirmed":
        return record.confirmed
    return when != "new" or record.before is None or record.before not in verdicts
