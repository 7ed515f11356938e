"""When a verdict counts as confirmed: after how many checks on how many days. Pure.

Wikipedia's bots ask three times, days apart, before they call a link dead; ``410 Gone`` is believed after two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from fetchers.facts import Observation
from linkcheck.model import History, Judgement, Verdict

DAYS_TO_CONFIRM: Final = 3
DAYS_TO_CONFIRM_GONE: Final = 2
_APART: Final = timedelta(hours=12)
"""Two checks around midnight are one observation, not two days."""


def update(history: History, judgement: Judgement, observation: Observation) -> History:
    """Return the history after one more check."""
    verdict, now = judgement.verdict, observation.observed
    since = history.since if history.verdict is verdict and history.since is not None else now
    facts = history.metadata if observation.metadata is None else replace(observation.metadata, as_of=now)
    after = partial(replace, history, verdict=verdict, since=since, metadata=facts)
    if verdict.is_found:
        return _found(after, history, observation)
    if verdict is Verdict.SKIPPED:
        return after(confirmed=False)
    return _failed(after, history, judgement, now)


def _found(after: Callable[..., History], history: History, observation: Observation) -> History:
    page, metadata = observation.page, observation.metadata
    title = (page.title if page else None) or (metadata.title if metadata else None)
    language = (page.language if page else None) or (metadata.language if metadata else None)
    return after(
        last_alive=observation.observed,
        failures=0,
        failing_days=0,
        first_failure=None,
        last_failure=None,
        confirmed=True,
        confirmed_on=None,
        title=title or history.title,
        language=language or history.language,
    )


def _failed(after: Callable[..., History], history: History, judgement: Judgement, now: datetime) -> History:
    failed = partial(after, failures=history.failures + 1, first_failure=history.first_failure or now)
    if not judgement.verdict.is_gone:
        # Nobody can tell: counts as a check that did not find it, never towards a claim.
        return failed(confirmed=False)
    days, last = history.failing_days, history.last_failure
    # Days beyond those that make it firm are not counted: nothing is to change in what is remembered of a dead link.
    if not (days and _is_firm(judgement, days)) and _is_another_day(last, now):
        days, last = days + 1, now
    firm = _is_firm(judgement, days)
    on = history.confirmed_on or (now if firm else None)
    return failed(failing_days=days, last_failure=last, confirmed=firm, confirmed_on=on)


def _is_firm(judgement: Judgement, days: int) -> bool:
    if judgement.verdict is Verdict.INVALID:
        return True
    return days >= (DAYS_TO_CONFIRM_GONE if judgement.reason == "http-410" else DAYS_TO_CONFIRM)


def _is_another_day(last: datetime | None, now: datetime) -> bool:
    return last is None or (now.date() != last.date() and now - last >= _APART)
