"""The state of a list: SQLite in WAL mode.

A process killed at any moment loses nothing that was committed, and the next run over the same inputs goes on from
there: while a run is unfinished its stored answers count as its own, whatever they say. A finished run's answers
save a later check only where the link was found alive and the facts are young enough; a failure never does.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Self

import msgspec

from fetchers.facts import Observation
from linkcheck.model import Event, History, Past, Record, Verdict
from linkcheck.store.interface import NO_PAST, StoreError
from linkcheck.store.writing import MOST_UNWRITTEN, PendingWrites, transaction

SCHEMA_VERSION: Final = 1
RESUME_WITHIN: Final = timedelta(hours=24)

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS run (
    id INTEGER PRIMARY KEY, inputs TEXT NOT NULL, started TEXT NOT NULL, finished TEXT
);
CREATE TABLE IF NOT EXISTS fact (
    key TEXT PRIMARY KEY, run INTEGER NOT NULL, found INTEGER NOT NULL, fragments TEXT NOT NULL,
    observation BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS history (
    url TEXT PRIMARY KEY, key TEXT NOT NULL, history BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS event (
    url TEXT NOT NULL, at TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (url, at)
) WITHOUT ROWID;
"""


class Store:
    """The state of one list. Not shared between threads.

    What is put there is written together with what follows, and sooner where it is read again: a transaction an answer
    costs more than the answer. It is ``commit`` that saves it from a kill, and leaving the ``with`` block does.
    """

    def __init__(self, path: Path) -> None:
        """Open the store in a file, creating it if needed. Raises StoreError."""
        self._db = _opened(path)
        self._encoder = msgspec.json.Encoder()
        self._observations = msgspec.json.Decoder(Observation)
        self._histories = msgspec.json.Decoder(History)
        self._unwritten = PendingWrites()
        self._run = 0

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        """Commit and close it."""
        try:
            if not isinstance(error, StoreError):
                self.commit()
        finally:
            self._db.close()

    def begin(self, inputs: Sequence[str], now: datetime) -> bool:
        """Begin a run over these inputs; True where an unfinished one of the last day is gone on with."""
        named = "\n".join(inputs)
        row = self._db.execute("SELECT id, inputs, started, finished FROM run ORDER BY id DESC LIMIT 1").fetchone()
        if row and row[1] == named and row[3] is None and now - datetime.fromisoformat(row[2]) < RESUME_WITHIN:
            self._run = row[0]
            return True
        with transaction(self._db):
            cursor = self._db.execute("INSERT INTO run (inputs, started) VALUES (?, ?)", (named, now.isoformat()))
        self._run = cursor.lastrowid or 0
        return False

    def finish(self, now: datetime) -> None:
        """Mark the run as finished: its failures will be asked again. Raises StoreError."""
        self.commit()
        with transaction(self._db):
            self._db.execute("UPDATE run SET finished = ? WHERE id = ?", (now.isoformat(), self._run))

    def commit(self) -> None:
        """Write what is not written yet. Raises StoreError; what could not be written is tried again by the next."""
        if self._unwritten:
            self._unwritten.write(self._db)

    def last_run(self) -> tuple[datetime, datetime | None] | None:
        """Return when the last run began and ended (None: it was interrupted); None where there was none."""
        row = self._db.execute("SELECT started, finished FROM run ORDER BY id DESC LIMIT 1").fetchone()
        return (datetime.fromisoformat(row[0]), datetime.fromisoformat(row[1]) if row[1] else None) if row else None

    def known(self, key: str) -> Observation | None:
        """As in RunStore."""
        row = self._fact("SELECT observation FROM fact WHERE key = ?", key)
        return self._decode(row[0]) if row else None

    def found(self, key: str) -> Observation | None:
        """Return the last observation of a key that was there then, whatever its age."""
        row = self._fact("SELECT observation FROM fact WHERE key = ? AND found", key)
        return self._decode(row[0]) if row else None

    def fresh(self, key: str, fragments: Sequence[str], max_age: float, now: datetime) -> Observation | None:
        """Return a stored observation that saves asking for a key, None where it has to be asked for.

        The age allowed varies by a fifth with the key, so that links checked together do not all fall due together.
        """
        row = self._fact("SELECT run, found, fragments, observation FROM fact WHERE key = ?", key)
        if row is None or not set(fragments) <= set(row[2].split("\n")):
            return None
        observation = self._decode(row[3])
        if observation is None or row[0] == self._run:
            return observation
        age = (now - observation.observed).total_seconds()
        return observation if row[1] and age < max_age * _jitter(key) else None

    def history(self, url: str) -> History:
        """Return what earlier runs knew of an address."""
        return self.past(url).history

    def events(self, url: str) -> tuple[Event, ...]:
        """Return the changes of an address's verdict, oldest first."""
        if url in self._unwritten.histories:
            self.commit()
        rows = self._db.execute("SELECT at, verdict, reason FROM event WHERE url = ? ORDER BY at", (url,))
        return tuple(Event(datetime.fromisoformat(at), Verdict(verdict), reason) for at, verdict, reason in rows)

    def past(self, url: str) -> Past:
        """As in RunStore."""
        if url in self._unwritten.histories:
            self.commit()
        row = self._db.execute("SELECT history FROM history WHERE url = ?", (url,)).fetchone()
        if row is None:
            return NO_PAST
        try:
            return Past(self._histories.decode(row[0]), self.events(url))
        except msgspec.DecodeError:
            return NO_PAST

    def put(
        self, observation: Observation, key: str, fragments: Sequence[str], records: Sequence[tuple[Record, History]]
    ) -> None:
        """Keep one answer and what was concluded of every link that stands for it. Raises StoreError."""
        found = all(record.verdict.is_found for record, _ in records)
        blob = self._encoder.encode(observation)
        self._unwritten.facts[key] = (key, self._run, found, "\n".join(fragments), blob)
        for record, history in records:
            self._put_history(record, key, history)
        if len(self._unwritten.facts) >= MOST_UNWRITTEN:
            self.commit()

    def conclude(self, record: Record, history: History) -> None:
        """Keep a conclusion that needed no answer of its own (spelling, settings). Raises StoreError."""
        self._put_history(record, record.link.key, history)
        if len(self._unwritten.histories) >= MOST_UNWRITTEN:
            self.commit()

    def correct(self, record: Record, history: History) -> None:
        """As in RunStore."""
        url, at = record.link.identity, record.checked.isoformat()
        if url in self._unwritten.histories:
            self.commit()
        self._unwritten.corrected.append((url, at, self._encoder.encode(history)))
        self._put_event(record)

    def _put_history(self, record: Record, key: str, history: History) -> None:
        url = record.link.identity
        self._unwritten.histories[url] = (url, key, self._encoder.encode(history))
        self._put_event(record)

    def _put_event(self, record: Record) -> None:
        if record.before is not record.verdict:
            event = (record.link.identity, record.checked.isoformat(), record.verdict, record.reason)
            self._unwritten.events.append(event)

    def _fact(self, query: str, key: str) -> Any:  # noqa: ANN401  a row
        if key in self._unwritten.facts:
            self.commit()
        return self._db.execute(query, (key,)).fetchone()

    def _decode(self, blob: bytes) -> Observation | None:
        """Facts that an older version wrote in another shape are asked for again."""
        try:
            return self._observations.decode(blob)
        except msgspec.DecodeError:
            return None


def _opened(path: Path) -> sqlite3.Connection:
    """Return the file's database, ready for use. Raises StoreError."""
    try:
        _make_folder(path.parent)
        with ExitStack() as unless_ready:
            db = sqlite3.connect(path, isolation_level=None)
            unless_ready.callback(db.close)
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version > SCHEMA_VERSION:
                raise StoreError(f"{path}: written by a newer linkcheck; update linkcheck, or use --state")
            db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
            db.executescript(_SCHEMA)
            unless_ready.pop_all()
            return db
    except OSError as error:
        raise StoreError(f"{path}: cannot keep state here: {error.strerror}; use --no-state or --state") from None
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot keep state here: {error}; use --no-state or --state") from None


def _make_folder(folder: Path) -> None:
    """Make the state's folder, with a .gitignore of its own so that no list's repository commits it."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")


def _jitter(key: str) -> float:
    byte = hashlib.blake2b(key.encode(), digest_size=1).digest()[0]
    return 0.8 + 0.4 * byte / 255
