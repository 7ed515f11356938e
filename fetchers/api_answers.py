"""What a service's reply means where it is no answer about the item, in the same words for every service. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from fetchers.codes import Cause, Code, Note
from fetchers.facts import Answer, Availability, Metadata, Observation, Target
from fetchers.json_values import is_costly, json_of, mapping
from fetchers.net import MOST_OF_AN_ANSWER, Response

SILENT: Final = frozenset({Availability.REFUSED, Availability.LIMITED, Availability.DOWN})
"""What a service says when it says nothing of the item."""
_MOST_SILENCES: Final = 3
_ASKED_AGAIN: Final = 10


@dataclass(slots=True)
class CircuitBreaker:
    """Notices a service that does not help: after three silences in a row, only every tenth item is asked for."""

    in_a_row: int = 0
    spared: int = 0

    def spares(self) -> bool:
        """Tell whether the next item is better not asked for."""
        if self.in_a_row < _MOST_SILENCES:
            return False
        self.spared += 1
        return self.spared % _ASKED_AGAIN != 0

    def note(self, answer: Answer | None) -> None:
        """Count an answer of the service."""
        if answer is not None:
            self.in_a_row = self.in_a_row + 1 if answer.standing in SILENT else 0


def data_of(reply: Response) -> Mapping[str, Any]:
    """Return the members of the JSON object that a reply carries, none where it carries no such thing."""
    return mapping(json_of(reply.body)) if reply.complete else {}


def trouble(reply: Response, site: str, title: str) -> Answer:
    """Say what a reply is that answers nothing about the item: ``site`` begins the code, ``title`` the sentence."""
    if reply.status is None:
        detail = reply.failure.detail if reply.failure else ""
        return Answer(Availability.DOWN, Cause.UNREACHABLE.of(site), f"{title} does not answer: {detail}".rstrip(": "))
    if reply.status == 429:
        return Answer(Availability.LIMITED, Cause.RATE_LIMITED.of(site), f"{title} asks for patience (HTTP 429)")
    if reply.status in (401, 403, 412):
        return Answer(
            Availability.REFUSED, Cause.REFUSED.of(site), f"{title} refuses robots here (HTTP {reply.status})"
        )
    if reply.status >= 500:
        return Answer(Availability.DOWN, Cause.UNAVAILABLE.of(site), f"{title} failed (HTTP {reply.status})")
    if _is_unread(reply):
        return Answer(Availability.DOWN, Cause.TOO_COSTLY.of(site), f"{title} answered more than is read here")
    return Answer(
        Availability.DOWN, Cause.ODD_ANSWER.of(site), f"{title} answered what it should not (HTTP {reply.status})"
    )


def _is_unread(reply: Response) -> bool:
    """Tell whether a service's answer was left unread for its size."""
    return reply.ok and (len(reply.body) >= MOST_OF_AN_ANSWER or is_costly(reply.body))


def present(site: str) -> Answer:
    """Say that the service knows the item."""
    return Answer(Availability.PRESENT, Cause.PRESENT.of(site))


def absent(site: str, detail: str) -> Answer:
    """Say that the service, asked for the item by itself, knows no such thing."""
    return Answer(Availability.ABSENT, Cause.NOT_FOUND.of(site), detail)


def known(
    target: Target, answer: Answer, metadata: Metadata | None = None, *, notes: tuple[Code, ...] = ()
) -> Observation:
    """Return the observation of a target of which the service has spoken."""
    return Observation(url=target.url, observed=datetime.now(UTC), answer=answer, metadata=metadata, notes=notes)


def troubled(target: Target, reply: Response, site: str, title: str) -> Observation:
    """Return the observation of a target of which the service would not speak."""
    return Observation(
        url=target.url,
        observed=datetime.now(UTC),
        answer=trouble(reply, site, title),
        failure=reply.failure,
        retry_after=reply.retry_after,
        notes=(Note.TOO_COSTLY.code,) * _is_unread(reply),
    )
