"""What a state of earlier runs knows: read by a run, and alone by ``report`` and ``history``."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from fetchers.facts import Observation
from linkcheck.model import Event, History, Past
from linkcheck.store.believing import (
    CLOCKS_DIFFER,
    event_of,
    history_of,
    interval_of,
    is_ahead,
    moment_of,
    observation_of,
)
from linkcheck.store.interface import NO_PAST, NullStore, StoreError
from linkcheck.store.opening import reading_state
from linkcheck.store.writing import PendingWrites


class StateReader:
    """What a state knows, and nothing that changes it. Not shared between threads."""

    def __init__(self, db: sqlite3.Connection, now: datetime | None = None) -> None:
        self._db = db
        self._set_clock(now or datetime.now(UTC))
        self._unwritten = PendingWrites()
        self._run = 0

    def _set_clock(self, now: datetime) -> None:
        self._started, self._started_at = now, time.monotonic()

    @property
    def _now(self) -> datetime:
        """The time by the run's own monotonic clock, which setting the system clock does not change."""
        return self._started + timedelta(seconds=time.monotonic() - self._started_at)

    def last_run(self) -> tuple[datetime, datetime | None] | None:
        """Return when the last run began and ended (None: it was interrupted); None where there was none."""
        row = self._row("SELECT started, finished FROM run ORDER BY id DESC LIMIT 1")
        began = moment_of(row[0]) if row else None
        if row is None or began is None or is_ahead(began, self._now):
            return None
        return began, moment_of(row[1])

    def known(self, key: str) -> Observation | None:
        """As in RunStore."""
        row = self._fact(key)
        return row and observation_of(row[3])

    def found(self, key: str) -> Observation | None:
        """Return the last observation in which the key was found, of any age."""
        row = self._fact(key)
        return observation_of(row[3]) if row and row[1] else None

    def fresh(self, key: str, fragments: Sequence[str], max_age: float, now: datetime) -> Observation | None:
        """Return a stored observation that saves asking for a key, None where it has to be asked for.

        The age allowed varies by a fifth with the key, so that links checked together do not all fall due together.
        What was seen at a moment that is still to come was seen by a clock that was wrong: who knows when.
        """
        row = self._fact(key)
        if row is None or not set(fragments) <= set(str(row[2]).split("\n")):
            return None
        observation = observation_of(row[3])
        if observation is None:
            return None
        age = (now - observation.observed).total_seconds()
        if row[0] == self._run:
            return observation if abs(age) < CLOCKS_DIFFER.total_seconds() else None
        return observation if row[1] and 0 <= age < max_age * _jitter(key) else None

    def history(self, url: str) -> History:
        """Return what earlier runs knew of an address."""
        return self.past(url).history

    def events(self, url: str) -> tuple[Event, ...]:
        """Return the changes of an address's verdict, oldest first."""
        rows = [
            (url, *row) for row in self._rows("SELECT at, verdict, reason FROM event WHERE url = ? ORDER BY at", url)
        ]
        rows += self._unwritten.events_of(url)
        events = (event_of(at, verdict, reason, self._now) for _, at, verdict, reason in rows)
        return tuple(event for event in events if event is not None)

    def past(self, url: str) -> Past:
        """As in RunStore."""
        blob = self._unwritten.history(url)
        if blob is None:
            row = self._row("SELECT history FROM history WHERE url = ?", url)
            blob = row and row[0]
        history = None if blob is None else history_of(blob, self._now)
        return NO_PAST if history is None else Past(history, self.events(url))

    def intervals(self, now: datetime) -> Mapping[str, float]:
        """As in RunStore."""
        rows = self._rows("SELECT host, interval, learnt FROM pace")
        known = {host: interval_of(interval, learnt, now) for host, interval, learnt in rows}
        return {host: interval for host, interval in known.items() if interval is not None}

    def _fact(self, key: str) -> Any:  # noqa: ANN401  a row: run, found, fragments, observation
        held = self._unwritten.facts.get(key)
        if held is not None:
            return held[1:]
        return self._row("SELECT run, found, fragments, observation FROM fact WHERE key = ?", key)

    def _row(self, query: str, *values: str) -> Any:  # noqa: ANN401  a row
        return next(iter(self._rows(query, *values)), None)

    def _rows(self, query: str, *values: str) -> list[Any]:
        """Return what a query finds: nothing where a text is no text, as in a damaged row. Raises StoreError."""
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.OperationalError as error:
            if "UTF-8" in str(error):
                return []
            raise StoreError(f"the state cannot be read: {error}; use --no-state or --state") from error
        except sqlite3.Error as error:
            raise StoreError(f"the state cannot be read: {error}; use --no-state or --state") from error


class StoredState(StateReader, NullStore):
    """A state opened to be read alone: a context manager, for ``report`` and ``history``. Raises StoreError."""

    def __init__(self, path: Path) -> None:
        self._opened = reading_state(path)
        super().__init__(self._opened.__enter__())

    def __enter__(self) -> Self:
        """Return the open state."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._opened.__exit__(None, None, None)


def _jitter(key: str) -> float:
    byte = hashlib.blake2b(key.encode(), digest_size=1).digest()[0]
    return 0.8 + 0.4 * byte / 255
