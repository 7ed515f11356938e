"""Turn an observation into a record: verdict, last known facts, history, and the follow-up questions of the judge."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fetchers.codes import Cause, Note
from fetchers.context import Context
from fetchers.facts import Metadata, Observation
from fetchers.pages import probe_sibling
from linkcheck.judge import judge
from linkcheck.judge.confirmation import update
from linkcheck.model import Doubt, Event, History, Judgement, Link, Past, Record, Verdict
from linkcheck.model.reasons import Reason
from linkcheck.overrides import overrule


class JudgementCache:
    """Keeps the judgements of answers under way: made to learn of doubts, used again for the record."""

    def __init__(self) -> None:
        self._said: dict[str, tuple[Observation, History, Judgement]] = {}

    async def resolve(self, link: Link, observation: Observation, history: History, context: Context) -> Observation:
        """Ask the judge's follow-up questions, and return the observation with the answers in it."""
        if observation.sibling is not None or link.target is None:
            return observation
        judgement = judge(link, _of_its_own(link, observation), history)
        if judgement.doubt is Doubt.SIBLING:
            return replace(observation, sibling=await probe_sibling(link.target, observation, context))
        self.put(link, observation, history, judgement)
        return observation

    def take(self, link: Link) -> Judgement | None:
        """Return the judgement kept for a link, and forget it; None if there is none."""
        said = self._said.pop(link.identity, None)
        return said and said[2]

    def put(self, link: Link, observation: Observation, history: History, judgement: Judgement) -> None:
        """Keep a judgement that was made elsewhere."""
        self._said[link.identity] = observation, history, judgement

    def of(self, link: Link, observation: Observation, history: History) -> Judgement:
        """Return the judgement."""
        said = self._said.pop(link.identity, None)
        if said is not None and said[0] is observation and said[1] == history:
            return said[2]
        return judge(link, _of_its_own(link, observation), history)


def conclude(
    link: Link, observation: Observation, past: Past, machine: Judgement | None = None, *, stored: bool = False
) -> tuple[Record, History]:
    """Return the record of a link after an observation, and its new history.

    ``machine`` is the judgement, if already made. A stored observation is judged again but adds no check to an
    existing history: it was counted when it was made.
    """
    machine = machine or judge(link, _of_its_own(link, observation), past.history)
    if _was_not_asked(observation) and past.history.verdict is not None and past.history.verdict.is_gone:
        return _still_gone(link, past, past.history.verdict, machine, observation), past.history
    observation = _without_foreign_facts(observation, machine)
    judgement = overrule(machine, link, observation)
    is_counted = stored and past.history.verdict is not None
    after = past.history if is_counted else update(past.history, judgement, observation)
    return _record(link, judgement, after, past, observation=observation, stored=stored), after


def _was_not_asked(observation: Observation) -> bool:
    return observation.answer is not None and observation.answer.code.endswith(f"-{Cause.BREAKER}")


def _still_gone(link: Link, past: Past, verdict: Verdict, machine: Judgement, observation: Observation) -> Record:
    """Return the record of a link that was gone and was not asked for in this run: what was known stands."""
    last = past.events[-1] if past.events else None
    reason = last.reason if last is not None and last.verdict is verdict else machine.reason
    judgement = overrule(Judgement(verdict=verdict, reason=reason, detail=""), link, observation)
    return _record(link, judgement, past.history, past, observation=observation)


def reconclude(record: Record, history: History) -> tuple[Record, History]:
    """Return a record whose verdict a rule over the run has changed, with its new history.

    ``history`` is that of before the run: the first conclusion and its facts are taken back.
    """
    judgement = Judgement(
        verdict=record.verdict, reason=record.reason, detail=record.detail, confidence=record.confidence
    )
    after = update(history, judgement, Observation(url=record.link.url, observed=record.checked))
    earlier = tuple(event for event in record.events if event.at < record.checked)
    firm = replace(
        record,
        confirmed=after.confirmed,
        confirmed_on=after.confirmed_on,
        newly_confirmed=after.confirmed_on is not None and history.confirmed_on is None,
        since=after.since,
        last_alive=after.last_alive,
        failures=after.failures,
        events=_told(earlier, record.before, judgement, record.checked),
    )
    return firm, after


def conclude_without_asking(link: Link, judgement: Judgement, past: Past, now: datetime) -> tuple[Record, History]:
    """Return the record of a link decided by its spelling or the user's settings, without a request."""
    observation = Observation(url=link.url, observed=now)
    after = update(past.history, judgement, observation)
    return _record(link, judgement, after, past, observation=observation), after


def not_reached(link: Link, past: Past, checked: datetime) -> Record:
    """Return the record of a link that was not reached: its last known state, or unreachable if new.

    ``checked`` is its last check, or now if it never was checked.
    """
    history = past.history
    verdict = history.verdict or Verdict.UNREACHABLE
    detail = "Not reached before the run ended" + ("; this is its last known state." if history.verdict else ".")
    judgement = Judgement(
        verdict=verdict, reason=Reason.NOT_REACHED.code, detail=detail, notes=(Note.NOT_REACHED.code,)
    )
    observation = Observation(url=link.url, observed=checked)
    return _record(link, judgement, history, past, observation=observation)


def _record(
    link: Link, judgement: Judgement, after: History, past: Past, *, observation: Observation, stored: bool = False
) -> Record:
    """Return the record. If ``after`` is the history of before, nothing was counted and no event is added."""
    before = past.history
    counted = after is not before
    return Record(
        link=link,
        verdict=judgement.verdict,
        reason=judgement.reason,
        detail=judgement.detail,
        checked=observation.observed,
        confidence=judgement.confidence,
        source=judgement.source,
        confirmed=after.confirmed,
        confirmed_on=after.confirmed_on,
        newly_confirmed=after.confirmed_on is not None and before.confirmed_on is None,
        status=observation.status,
        final_url=observation.final_url,
        redirects=observation.redirects,
        suggestion=judgement.suggestion,
        since=after.since,
        last_alive=after.last_alive,
        failures=after.failures,
        metadata=after.metadata if counted else _dated(observation) or before.metadata,
        notes=judgement.notes,
        before=_before(before, judgement.verdict),
        stored=stored,
        earlier=before.metadata,
        events=_told(past.events, _before(before, judgement.verdict), judgement, observation.observed)
        if counted
        else past.events,
    )


def _before(history: History, now: Verdict) -> Verdict | None:
    """Return the verdict of the run before.

    A memory has no line for an alive link, so its ``since`` is unknown: if it is alive now, nothing has changed.
    """
    return now if history.verdict is Verdict.ALIVE and history.since is None and now.is_found else history.verdict


def _told(events: tuple[Event, ...], before: Verdict | None, judgement: Judgement, at: datetime) -> tuple[Event, ...]:
    """Return the events, with one more if the verdict has changed."""
    return events if before is judgement.verdict else (*events, Event(at, judgement.verdict, judgement.reason))


def _of_its_own(link: Link, observation: Observation) -> Observation:
    """Return the observation without fragments that only other links to the page name."""
    asked = link.target.fragments if link.target else ()
    if observation.fragments.keys() <= set(asked):
        return observation
    return replace(
        observation, fragments={name: there for name, there in observation.fragments.items() if name in asked}
    )


def _without_foreign_facts(observation: Observation, judgement: Judgement) -> Observation:
    """Return the observation without its facts if they are those of an error page or a wall."""
    there = judgement.verdict.is_found or judgement.verdict is Verdict.FRAGMENT_MISSING
    if observation.metadata is None or there or observation.answer is not None:
        return observation
    return replace(observation, metadata=None)


def _dated(observation: Observation) -> Metadata | None:
    """Return the facts with their date; None if a service refuses, so that the last known ones stand."""
    return observation.metadata and replace(observation.metadata, as_of=observation.observed)
