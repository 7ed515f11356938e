"""The state of a list: SQLite in WAL mode.

A process killed at any moment loses nothing that was committed, and the next run over the same inputs goes on from
there: while a run is unfinished its stored answers count as its own, whatever they say. A finished run's answers
save a later check only where the link was found alive and the facts are young enough; a failure never does.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Self

import msgspec

from fetchers.facts import Observation
from linkcheck.model import History, Record
from linkcheck.store.believing import CLOCKS_DIFFER, moment_of, packed, written_history
from linkcheck.store.interface import StoreError
from linkcheck.store.lock import ListLock
from linkcheck.store.opening import open_state
from linkcheck.store.state_reader import StateReader
from linkcheck.store.writing import MOST_UNWRITTEN, transaction

RESUME_WITHIN: Final = timedelta(hours=24)
PATIENCE: Final = 3.0
"""Seconds that the end of a run waits for a disk that is full or a file that is locked."""
TRY_AGAIN: Final = 0.1
MOST_HELD: Final = 20_000
"""Answers held in memory while they cannot be written; of more, only what was concluded is."""


class Store(StateReader):
    """The state of one list, to be read and written.

    What is put there is written together with what follows: a transaction an answer costs more than the answer. It is
    ``commit`` that saves it from a kill, and leaving the ``with`` block does. A disk that is full for a while, or a
    file that another process has locked, costs a run nothing: what could not be written is held, and tried again.
    """

    def __init__(self, path: Path) -> None:
        """Open the store in a file, creating it if needed. Raises StoreError."""
        now = datetime.now(UTC)
        db, said = open_state(path, now)
        self._said = said
        super().__init__(db, now)
        self._path = path
        self._file = path.stat()
        self._lock = ListLock(path)
        self._encoder = msgspec.json.Encoder()
        self._keeps = True
        self._retry_at = 0.0

    @property
    def warnings(self) -> Sequence[str]:
        """Warnings for the user; more may be added until it is closed."""
        return tuple(self._said)

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        """Commit and close it; ``warnings`` say what could not be kept."""
        try:
            if self._keeps:
                self._insist(self.commit)
                self._save_elsewhere()
        finally:
            self._db.close()
            self._lock.release()

    def begin(self, inputs: Sequence[str], now: datetime) -> bool:
        """Begin a run over these inputs; True where an unfinished one of the last day is gone on with.

        A run beside another over the same lists neither goes on with that one nor keeps anything: it knows what was
        known before, and the other keeps what both learn.
        """
        self._set_clock(now)
        named = "\n".join(inputs)
        if not self._lock.take(named):
            self._keeps = False
            self._db.execute("BEGIN")
            self._db.execute("SELECT count(*) FROM run").fetchone()
            self._said.append(f"{self._path}: another run over the same lists is at work, and keeps what it learns")
            return False
        row = self._row("SELECT id, started, finished FROM run WHERE inputs = ? ORDER BY id DESC LIMIT 1", named)
        began = moment_of(row[1]) if row and row[2] is None else None
        if began is not None and -CLOCKS_DIFFER < now - began < RESUME_WITHIN:
            self._run = row[0]
            return True
        self._insist(lambda: self._insert_run(named, now))
        return False

    def finish(self, now: datetime) -> None:
        """Mark the run as finished: its failures will be asked again."""
        if self._keeps:
            self._insist(lambda: self._finish(now))

    def commit(self) -> None:
        """Write what is not written yet. Raises StoreError; what could not be written is tried again by the next."""
        if self._unwritten and self._keeps:
            self._unwritten.write(self._db)

    def put(
        self, observation: Observation, key: str, fragments: Sequence[str], records: Sequence[tuple[Record, History]]
    ) -> None:
        """Store one answer and the conclusions about every link that it answers."""
        if not self._keeps:
            return
        found = all(record.verdict.is_found for record, _ in records)
        if len(self._unwritten.facts) < MOST_HELD:
            blob = packed(self._encoder.encode(observation))
            self._unwritten.facts[key] = (key, self._run, found, "\n".join(fragments), blob)
        for record, history in records:
            self._put_history(record, key, history)
        self._commit_some()

    def conclude(self, record: Record, history: History) -> None:
        """Keep a conclusion that needed no answer of its own (spelling, settings)."""
        if self._keeps:
            self._put_history(record, record.link.key, history)
            self._commit_some()

    def correct(self, record: Record, history: History) -> None:
        """As in RunStore."""
        if not self._keeps:
            return
        self._unwritten.correct(record.link.identity, record.checked.isoformat(), written_history(history))
        self._put_event(record)

    def keep_intervals(self, intervals: Mapping[str, float], now: datetime) -> None:
        """As in RunStore."""
        if self._keeps:
            self._unwritten.paces.update({host: (interval, now.isoformat()) for host, interval in intervals.items()})

    def _put_history(self, record: Record, key: str, history: History) -> None:
        url = record.link.identity
        self._unwritten.histories[url] = (url, key, written_history(history))
        self._put_event(record)

    def _put_event(self, record: Record) -> None:
        if record.before is not record.verdict:
            event = (record.link.identity, record.checked.isoformat(), record.verdict, record.reason)
            self._unwritten.events.append(event)

    def _commit_some(self) -> None:
        """Commit where there is enough to write; what fails is tried again a moment later."""
        if max(len(self._unwritten.facts), len(self._unwritten.histories)) < MOST_UNWRITTEN:
            return
        if time.monotonic() >= self._retry_at:
            try:
                self.commit()
            except StoreError:
                self._retry_at = time.monotonic() + TRY_AGAIN

    def _insert_run(self, named: str, now: datetime) -> None:
        with transaction(self._db):
            cursor = self._db.execute("INSERT INTO run (inputs, started) VALUES (?, ?)", (named, now.isoformat()))
        self._run = cursor.lastrowid or 0

    def _finish(self, now: datetime) -> None:
        self.commit()
        with transaction(self._db):
            self._db.execute("UPDATE run SET finished = ? WHERE id = ?", (now.isoformat(), self._run))

    def _insist(self, write: Callable[[], None]) -> None:
        """Write, retrying for a moment; if it still fails, warn and continue."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                write()
            except StoreError as error:
                if time.monotonic() >= until:
                    self._warn(f"{self._path}: {error}")
                    return
                time.sleep(TRY_AGAIN)
            else:
                return

    def _save_elsewhere(self) -> None:
        """Where the file was taken away during the run, write it again; where there is another, leave that alone."""
        with suppress(OSError):
            now = self._path.stat()
            if (now.st_dev, now.st_ino) != (self._file.st_dev, self._file.st_ino):
                self._warn(f"{self._path}: replaced during the run, and what this run has learnt is not in it")
            return
        try:
            fresh, _ = open_state(self._path, self._now)
            try:
                self._db.backup(fresh)
            finally:
                fresh.close()
        except (StoreError, sqlite3.Error) as error:
            self._warn(f"{self._path}: taken away during the run, and cannot be written again: {error}")

    def _warn(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.append(sentence)
