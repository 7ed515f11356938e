"""How a verdict grows firm over checks and days. Pure.

Wikipedia's bots ask three times, days apart, before they call a link dead; ``410 Gone`` is believed after two.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from fetchers.interface import Metadata, Observation
from linkcheck.model import History, Judgement, Verdict

DAYS_TO_CONFIRM: Final = 3
DAYS_TO_CONFIRM_GONE: Final = 2
_APART: Final = timedelta(hours=12)
"""Two checks around midnight are one observation, not two days."""


def update(history: History, judgement: Judgement, observation: Observation) -> History:
    """Return the history after one more check."""
    verdict, now = judgement.verdict, observation.observed
    if verdict.is_found:
        after = _found(history, observation, now)
    elif verdict is Verdict.SKIPPED:
        after = replace(history, confirmed=False)
    else:
        after = _failed(history, judgement, now)
    since = history.since if history.verdict is verdict and history.since is not None else now
    return replace(after, verdict=verdict, since=since, metadata=_dated(observation.metadata, now) or history.metadata)


def _dated(facts: Metadata | None, now: datetime) -> Metadata | None:
    return facts if facts is None or facts.as_of == now else replace(facts, as_of=now)


def _found(history: History, observation: Observation, now: datetime) -> History:
    page, metadata = observation.page, observation.metadata
    title = (page.title if page else None) or (metadata.title if metadata else None)
    language = (page.language if page else None) or (metadata.language if metadata else None)
    return replace(
        history,
        last_alive=now,
        failures=0,
        failing_days=0,
        first_failure=None,
        last_failure=None,
        confirmed=True,
        title=title or history.title,
        language=language or history.language,
    )


def _failed(history: History, judgement: Judgement, now: datetime) -> History:
    after = replace(history, failures=history.failures + 1, first_failure=history.first_failure or now)
    if not judgement.verdict.is_gone:
        # Nobody can tell: counts as a check that did not find it, never towards a claim.
        return replace(after, confirmed=False)
    if _is_another_day(history.last_failure, now):
        after = replace(after, failing_days=history.failing_days + 1, last_failure=now)
    return replace(after, confirmed=_is_firm(judgement, after.failing_days))


def _is_firm(judgement: Judgement, days: int) -> bool:
    if judgement.verdict is Verdict.INVALID:
        return True
    return days >= (DAYS_TO_CONFIRM_GONE if judgement.reason == "http-410" else DAYS_TO_CONFIRM)


def _is_another_day(last: datetime | None, now: datetime) -> bool:
    return last is None or (now.date() != last.date() and now - last >= _APART)
