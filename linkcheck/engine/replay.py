"""Make the records of a plan from the store, as the last run left them. Sends nothing, counts nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fetchers.facts import Observation
from linkcheck.engine.judging import conclude, not_reached
from linkcheck.engine.local_files import decide
from linkcheck.judge.run_rules import RedirectEnds, converged
from linkcheck.judge.site_titles import SiteTitles, retitled
from linkcheck.local import LocalFiles
from linkcheck.model import History, Link, Past, Record, Verdict
from linkcheck.plan import Plan
from linkcheck.record_spool import RecordSpool
from linkcheck.store import StateReader


def recall(
    plan: Plan, store: StateReader, began: datetime, now: datetime, spool: RecordSpool, files: LocalFiles
) -> None:
    """Put a record for each link of the plan into the spool; ``began`` is the start of the last run.

    Spelling and settings decide as of today; a link that was never asked for is not reached.
    """
    ends, titles = RedirectEnds(), SiteTitles()
    for link, judgement in plan.decided:
        past = store.past(link.identity)
        record, _ = decide(link, judgement, past, now, files)
        firm = _firm(record, past.history) if past.history.verdict is record.verdict else record
        spool.put(_as_told(firm, past, began))
    for ask in plan.asks:
        observation = store.known(ask.target.key)
        for link in ask.links:
            past = store.past(link.identity)
            record = _known(link, observation, past, now)
            if observation is not None:
                ends.add(record, observation)
                titles.add(record, observation)
            spool.put(_as_told(record, past, began))
    for end in ends.shared():
        for identity in end.links:
            # The run counted this verdict already: the history stands as it is.
            spool.put(_firm(converged(spool.of(identity), end), store.history(identity)))
    for identity, before, title in titles.better():
        spool.put(retitled(spool.of(identity), before, title))


def _known(link: Link, observation: Observation | None, past: Past, now: datetime) -> Record:
    if observation is None or past.history.verdict is None:
        return not_reached(link, past, now)
    return conclude(link, observation, past, stored=True)[0]


def _firm(record: Record, history: History) -> Record:
    return replace(
        record,
        confirmed=history.confirmed,
        confirmed_on=history.confirmed_on,
        since=history.since,
        last_alive=history.last_alive,
        failures=history.failures,
    )


def _as_told(record: Record, past: Past, began: datetime) -> Record:
    """Return the record with its history and the verdict before the last run."""
    older: list[Verdict] = [event.verdict for event in past.events if event.at < began]
    return replace(record, before=older[-1] if older else None, events=past.events)
