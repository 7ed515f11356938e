"""The store of ``--no-state``: it keeps nothing, so every link is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Self

from fetchers.facts import Observation
from linkcheck.model import History, Past, Record
from linkcheck.store.interface import NO_PAST


class NullStore:
    """Discards everything. A run never reads back what it wrote, so nothing has to be written."""

    warnings: Sequence[str] = ()
    """What the user should know: nothing."""

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing."""

    def begin(self, inputs: Sequence[str], now: datetime) -> bool:  # noqa: ARG002
        """Return False: there is no unfinished run."""
        return False

    def finish(self, now: datetime) -> None:
        """Do nothing."""

    def commit(self) -> None:
        """Do nothing."""

    def last_run(self) -> tuple[datetime, datetime | None] | None:
        """Return None: no run is known."""
        return None

    def fresh(self, key: str, fragments: Sequence[str], max_age: float, now: datetime) -> Observation | None:  # noqa: ARG002
        """Return None: no fact is fresh."""
        return None

    def known(self, key: str) -> Observation | None:  # noqa: ARG002
        """Return None: no observation is stored."""
        return None

    def found(self, key: str) -> Observation | None:  # noqa: ARG002
        """Return None: no observation is stored."""
        return None

    def past(self, url: str) -> Past:  # noqa: ARG002
        """Return an empty past."""
        return NO_PAST

    def intervals(self, now: datetime) -> Mapping[str, float]:  # noqa: ARG002
        """Return nothing: no limit is known."""
        return {}

    def keep_intervals(self, intervals: Mapping[str, float], now: datetime) -> None:
        """Discard them."""

    def put(
        self, observation: Observation, key: str, fragments: Sequence[str], records: Sequence[tuple[Record, History]]
    ) -> None:
        """Discard it."""

    def conclude(self, record: Record, history: History) -> None:
        """Discard it."""

    def correct(self, record: Record, history: History) -> None:
        """Discard it."""
