"""What a run asks of that which is kept between runs, and tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Protocol, Self

from fetchers.facts import Observation
from linkcheck.model import History, Past, Record

NO_PAST: Final = Past()
"""Of a link that is seen for the first time."""


class StoreError(Exception):
    """The store cannot be used; the message is one clear line."""


class RunStore(Protocol):
    """A context manager. Methods that write may raise StoreError, and may defer the write to a later ``commit``."""

    def __enter__(self) -> Self:
        """Return itself."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object, /) -> None:
        """Commit and close."""

    def begin(self, inputs: Sequence[str], now: datetime) -> bool:
        """Begin a run over these inputs; True where an unfinished one of the last day is gone on with."""

    def finish(self, now: datetime) -> None:
        """Commit, and mark the run as finished: its failures are asked again. The next goes on with one that is not."""

    def commit(self) -> None:
        """Write what is not written yet: from now on a kill does not lose it."""

    def fresh(self, key: str, fragments: Sequence[str], max_age: float, now: datetime) -> Observation | None:
        """Return a stored observation that saves asking for a key, None where it has to be asked for."""

    def last_run(self) -> tuple[datetime, datetime | None] | None:
        """Return when the last run began and ended (None: it was interrupted); None where there was none."""

    def known(self, key: str) -> Observation | None:
        """Return the last observation of a key, of any result and any age."""

    def found(self, key: str) -> Observation | None:
        """Return the last observation in which the key was found, of any age."""

    def past(self, url: str) -> Past:
        """Return everything known about an address."""

    def intervals(self, now: datetime) -> Mapping[str, float]:
        """Return what rate limits have taught: seconds between two requests, by the name of a host's queue."""

    def keep_intervals(self, intervals: Mapping[str, float], now: datetime) -> None:
        """Store the intervals learnt from this run's rate limits, beside those of other hosts; 0.0 deletes one."""

    def put(
        self, observation: Observation, key: str, fragments: Sequence[str], records: Sequence[tuple[Record, History]]
    ) -> None:
        """Store one answer and the conclusions about every link that it answers."""

    def conclude(self, record: Record, history: History) -> None:
        """Keep a conclusion that needed no answer of its own (spelling, settings)."""

    def correct(self, record: Record, history: History) -> None:
        """Keep a second conclusion of this run about a link: the first, and what came of it, are taken back."""


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
