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
        """Tell whether a record fails the run.

        New is what the run before did not say of the link, whichever of the verdicts it was: in a first run, all.
        Newly confirmed is a link in one run alone, until it has been found again; in a first run, none: whoever begins
        with an old list is not to be greeted by a failure.
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
