"""From an observation to a record: last known facts, history, the judge's word, and the probe it may ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fetchers.context import Context
from fetchers.interface import Observation
from fetchers.page import probe_sibling
from linkcheck.judge import judge
from linkcheck.judge.history import update
from linkcheck.model import Doubt, History, Judgement, Link, Record, Verdict
from linkcheck.rulings import overrule


async def resolve_doubt(link: Link, observation: Observation, history: History, context: Context) -> Observation:
    """Ask what the judge wants to know before it is believed, and return the observation with the answer in it."""
    if observation.sibling is not None or link.target is None:
        return observation
    if judge(link, observation, history).doubt is not Doubt.SIBLING:
        return observation
    return replace(observation, sibling=await probe_sibling(link.target, observation, context))


def conclude(link: Link, observation: Observation, history: History, *, stored: bool = False) -> tuple[Record, History]:
    """Return what is said of a link in the light of an observation, and the history that this makes.

    A stored observation was counted when it was made: it is judged again, but adds no check to the history.
    """
    machine = judge(link, _of_its_own(link, observation), history)
    observation = _with_facts(observation, machine)
    judgement = overrule(machine, link, observation)
    after = history if stored else update(history, judgement, observation)
    return _record(link, judgement, after, history, observation=observation, stored=stored), after


def reconclude(record: Record, observation: Observation, history: History) -> tuple[Record, History]:
    """Return a record whose verdict a rule over the run has changed, with the history that the new verdict makes."""
    judgement = Judgement(
        verdict=record.verdict, reason=record.reason, detail=record.detail, confidence=record.confidence
    )
    after = update(history, judgement, _with_facts(observation, judgement))
    firm = replace(
        record, confirmed=after.confirmed, since=after.since, last_alive=after.last_alive, failures=after.failures
    )
    return firm, after


def conclude_without_asking(
    link: Link, judgement: Judgement, history: History, now: datetime
) -> tuple[Record, History]:
    """Return the record of a link that needed no request: its spelling or the user's settings decided."""
    observation = Observation(url=link.url, observed=now)
    after = update(history, judgement, observation)
    return _record(link, judgement, after, history, observation=observation), after


def not_reached(link: Link, history: History, now: datetime) -> Record:
    """Return the record of a link that the run ended before: its last known state, or unreachable where none is."""
    verdict = history.verdict or Verdict.UNREACHABLE
    detail = "Not reached before the run ended" + ("; this is its last known state." if history.verdict else ".")
    judgement = Judgement(verdict=verdict, reason="not-reached", detail=detail, notes=("not-reached",))
    return _record(link, judgement, history, history, observation=Observation(url=link.url, observed=now))


def _record(
    link: Link,
    judgement: Judgement,
    after: History,
    before: History,
    *,
    observation: Observation,
    stored: bool = False,
) -> Record:
    return Record(
        link=link,
        verdict=judgement.verdict,
        reason=judgement.reason,
        detail=judgement.detail,
        checked=observation.observed,
        confidence=judgement.confidence,
        source=judgement.source,
        confirmed=after.confirmed,
        status=observation.status,
        final_url=observation.final_url,
        redirects=observation.redirects,
        suggestion=judgement.suggestion,
        since=after.since,
        last_alive=after.last_alive,
        failures=after.failures,
        # Where a service refuses today, the last facts stand with their date.
        metadata=observation.metadata or before.metadata,
        notes=judgement.notes,
        before=before.verdict,
        stored=stored,
        earlier=before.metadata,
    )


def _of_its_own(link: Link, observation: Observation) -> Observation:
    """Return the observation without the fragments that only other links to the same page name."""
    asked = link.target.fragments if link.target else ()
    return replace(
        observation, fragments={name: there for name, there in observation.fragments.items() if name in asked}
    )


def _with_facts(observation: Observation, judgement: Judgement) -> Observation:
    """Return the observation with its facts dated, or without them where they are those of an error page or a wall."""
    facts = observation.metadata
    if facts is None:
        return observation
    there = judgement.verdict.is_found or judgement.verdict is Verdict.FRAGMENT_MISSING
    if not there and observation.answer is None:
        return replace(observation, metadata=None)
    return replace(observation, metadata=replace(facts, as_of=observation.observed))
