"""Which answers are doubted, and which of two is believed. Pure.

A refusal says something of the asker, a 404 may be a refusal in disguise: before either is believed, a second, more
browser-like asker gets a word (a refusal, a 404 or an empty page that a browser does not get: docs/verdicts.md).
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from fetchers.facts import Observation
from fetchers.failure import FailureKind
from fetchers.pages.interpretation import Interpretation

_DOUBTED_TRAITS: Final = (
    "challenge", "refused-at-edge", "access-denied", "rate-limit-page", "empty-body", "error-path", "title-not-found",
    "body-not-found", "server-error-page", "database-error",
)  # fmt: skip
"""Beginnings of the names of traits of a 200 that another asker may not be shown."""
_DOUBTED_FAILURES: Final = {
    FailureKind.CONNECTION_RESET, FailureKind.BAD_HTTP, FailureKind.REDIRECT_LOOP, FailureKind.COOKIE_LOOP,
    FailureKind.TOO_MANY_REDIRECTS,
}  # fmt: skip
_GONE: Final = {404, 410}


def is_doubtful(observation: Observation) -> bool:
    """Whether a second asker should be heard before this answer is believed."""
    status = observation.status
    if observation.failure is not None:
        return observation.failure.kind in _DOUBTED_FAILURES
    if status is None or status == 304:
        return False
    if status == 401 and "www-authenticate" in observation.headers:
        return False
    if status == 429:
        return observation.retry_after is None
    return status >= 400 or _is_doubted(observation)


def believed(first: Interpretation, second: Interpretation) -> Interpretation:
    """Return the answer that is better for a reader; the first, from our own User-Agent, if they are equal."""
    return second if _rank(second.observation) < _rank(first.observation) else first


def _rank(observation: Observation) -> int:
    """0: the page is there; 1: there, doubtful; 2: undecided; 3: gone; 4: no answer."""
    status = observation.status
    if status is None:
        return 4
    if status < 400:
        return 1 if _is_doubted(observation) else 0
    return 3 if status in _GONE else 2


def _is_doubted(observation: Observation) -> bool:
    return _is_sent_home(observation) or any(trait.startswith(_DOUBTED_TRAITS) for trait in observation.traits)


def _is_sent_home(observation: Observation) -> bool:
    """A deep link that ends at a front door: an access wall may send only robots there."""
    if not observation.redirects or observation.final_url is None:
        return False
    start, end = urlsplit(observation.url), urlsplit(observation.final_url)
    return end.path in ("", "/") and not end.query and len(start.path) > 1
