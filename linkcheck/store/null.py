"""The store of a run that keeps nothing: whatever it is told, every link is new to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from fetchers.facts import Observation
from linkcheck.model import History, Past, Record
from linkcheck.store.interface import NO_PAST


class NullStore:
    """As RunStore. Nothing of a run is read again before the next, so that nothing need be written."""

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """There is nothing to close."""

    def begin(self, inputs: Sequence[str], now: datetime) -> bool:  # noqa: ARG002
        """There is no run to go on with."""
        return False

    def finish(self, now: datetime) -> None:
        """There is nobody to tell."""

    def commit(self) -> None:
        """There is nothing to commit."""

    def last_run(self) -> tuple[datetime, datetime | None] | None:
        """Return None: no run is known."""
        return None

    def fresh(self, key: str, fragments: Sequence[str], max_age: float, now: datetime) -> Observation | None:  # noqa: ARG002
        """Everything has to be asked for."""
        return None

    def known(self, key: str) -> Observation | None:  # noqa: ARG002
        """Nothing is known."""
        return None

    def found(self, key: str) -> Observation | None:  # noqa: ARG002
        """Nothing was ever found."""
        return None

    def past(self, url: str) -> Past:  # noqa: ARG002
        """No link has a past."""
        return NO_PAST

    def put(
        self, observation: Observation, key: str, fragments: Sequence[str], records: Sequence[tuple[Record, History]]
    ) -> None:
        """Forget it."""

    def conclude(self, record: Record, history: History) -> None:
        """Forget it."""

    def correct(self, record: Record, history: History) -> None:
        """Forget it."""
