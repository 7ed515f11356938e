"""What the store knows of a plan's links, told as the last run told it. Asks nobody, counts nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fetchers.interface import Observation
from linkcheck.engine.beside import decide
from linkcheck.engine.concluding import conclude, not_reached
from linkcheck.judge.run import over_all
from linkcheck.model import Event, History, Link, Record, Verdict
from linkcheck.plan import Plan
from linkcheck.store import Store


def recall(plan: Plan, store: Store, began: datetime, now: datetime) -> tuple[Record, ...]:
    """Return a record for each link of the plan, in its order; ``began`` is when the last run did.

    What was decided by spelling or settings is decided by those of today; a link never asked about is not reached.
    """
    found: dict[str, Record] = {}
    redirected: dict[str, Observation] = {}
    for link, judgement in plan.decided:
        history = store.history(link.url)
        record, _ = decide(link, judgement, history, now)
        found[link.url] = _firm(record, history) if history.verdict is record.verdict else record
    for ask in plan.asks:
        observation = store.known(ask.target.key)
        for link in ask.links:
            found[link.url] = _told(link, observation, store.history(link.url), now)
        if observation is not None and observation.redirects:
            redirected.update((link.url, observation) for link in ask.links)
    for record in over_all(found.values(), redirected):
        # The run counted this verdict already: the history stands as it is.
        found[record.link.url] = _firm(record, store.history(record.link.url))
    return tuple(_dated(found[link.url], store.events(link.url), began) for link in plan.links)


def _told(link: Link, observation: Observation | None, history: History, now: datetime) -> Record:
    if observation is None or history.verdict is None:
        return not_reached(link, history, now)
    return conclude(link, observation, history, stored=True)[0]


def _firm(record: Record, history: History) -> Record:
    return replace(
        record,
        confirmed=history.confirmed,
        since=history.since,
        last_alive=history.last_alive,
        failures=history.failures,
    )


def _dated(record: Record, events: tuple[Event, ...], began: datetime) -> Record:
    """Return the record with its history, and the verdict that stood before the last run."""
    older: list[Verdict] = [event.verdict for event in events if event.at < began]
    return replace(record, before=older[-1] if older else None, events=events)
