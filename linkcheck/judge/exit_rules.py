"""Which records fail a run. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from linkcheck.config import FailWhen, Settings
from linkcheck.model import Record, Run, Verdict


@dataclass(frozen=True, slots=True)
class ExitRule:
    """What fails a run: some verdicts, and when. ``first_run``: nothing is known from before."""

    verdicts: Collection[Verdict]
    when: FailWhen = "seen"
    first_run: bool = False

    def fails(self, record: Record) -> bool:
        """Return True if a record fails the run.

        *New*: the previous run gave another verdict; in a first run, all are. *Newly confirmed*: in one run only, until
        the link has been found again; in a first run none is, so that an old list does not start with a failure.
        """
        if record.verdict not in self.verdicts:
            return False
        match self.when:
            case "seen":
                return True
            case "confirmed":
                return record.confirmed
            case "new":
                return record.before is None or record.before not in self.verdicts
            case "newly-confirmed":
                return record.newly_confirmed and not self.first_run


def exit_rule(run: Run, verdicts: Collection[Verdict], when: FailWhen) -> ExitRule:
    """Return the rule for one run."""
    return ExitRule(verdicts, when, first_run=all(before is None for before in run.records.before))


def failures_of(run: Run, settings: Settings) -> Iterator[Record]:
    """Yield the records that fail a run, as its settings say; the others are not read."""
    rule = exit_rule(run, settings.fail_on, settings.fail_when)
    return (record for record in run.having(*settings.fail_on) if rule.fails(record))
