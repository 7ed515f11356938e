"""What is kept between runs: SQLite in WAL mode, one commit a record.

A process killed at any moment loses nothing that was stored, and the next run over the same inputs goes on from
there: while a run is unfinished its stored answers count as its own, whatever they say. A finished run's answers
save a later check only where the link was found alive and the facts are young enough; a failure never does.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Self

import msgspec

from fetchers.interface import Observation
from linkcheck.model import Event, History, Record, Verdict

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


class StoreError(Exception):
    """The store cannot be used; the message is one clear line."""


class Store:
    """The state of one list. Not shared between threads."""

    def __init__(self, path: Path | None) -> None:
        """Open the store in a file, or in memory (None: nothing is kept)."""
        self._path = path
        try:
            if path is not None:
                _make_folder(path.parent)
            self._db = sqlite3.connect(path or ":memory:", isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._check_version()
            self._db.executescript(_SCHEMA)
        except OSError as error:
            raise StoreError(f"{path}: cannot keep state here: {error.strerror}; use --no-state or --state") from None
        except sqlite3.Error as error:
            raise StoreError(f"{path}: cannot keep state here: {error}; use --no-state or --state") from None
        self._encoder = msgspec.json.Encoder()
        self._observations = msgspec.json.Decoder(Observation)
        self._histories = msgspec.json.Decoder(History)
        self._run = 0

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._db.close()

    def _check_version(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA_VERSION:
            raise StoreError(f"{self._path}: written by a newer linkcheck; update linkcheck, or use --state")
        self._db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")

    def begin(self, inputs: Sequence[str], now: datetime) -> bool:
        """Begin a run over these inputs; True where an unfinished one of the last day is gone on with."""
        named = "\n".join(inputs)
        row = self._db.execute("SELECT id, inputs, started, finished FROM run ORDER BY id DESC LIMIT 1").fetchone()
        if row and row[1] == named and row[3] is None and now - datetime.fromisoformat(row[2]) < RESUME_WITHIN:
            self._run = row[0]
            return True
        cursor = self._db.execute("INSERT INTO run (inputs, started) VALUES (?, ?)", (named, now.isoformat()))
        self._run = cursor.lastrowid or 0
        return False

    def finish(self, now: datetime) -> None:
        """Mark the run as finished: its failures will be asked again."""
        self._db.execute("UPDATE run SET finished = ? WHERE id = ?", (now.isoformat(), self._run))

    def last_run(self) -> tuple[datetime, datetime | None] | None:
        """Return when the last run began and ended (None: it was interrupted); None where there was none."""
        row = self._db.execute("SELECT started, finished FROM run ORDER BY id DESC LIMIT 1").fetchone()
        return (datetime.fromisoformat(row[0]), datetime.fromisoformat(row[1]) if row[1] else None) if row else None

    def known(self, key: str) -> Observation | None:
        """Return the last observation of a key, whatever its age."""
        row = self._db.execute("SELECT observation FROM fact WHERE key = ?", (key,)).fetchone()
        return self._decode(row[0]) if row else None

    def found(self, key: str) -> Observation | None:
        """Return the last observation of a key that was there then, whatever its age."""
        row = self._db.execute("SELECT observation FROM fact WHERE key = ? AND found", (key,)).fetchone()
        return self._decode(row[0]) if row else None

    def fresh(self, key: str, fragments: Sequence[str], max_age: float, now: datetime) -> Observation | None:
        """Return a stored observation that saves asking for a key, None where it has to be asked for.

        The age allowed varies by a fifth with the key, so that links checked together do not all fall due together.
        """
        row = self._db.execute("SELECT run, found, fragments, observation FROM fact WHERE key = ?", (key,)).fetchone()
        if row is None or not set(fragments) <= set(row[2].split("\n")):
            return None
        observation = self._decode(row[3])
        if observation is None or row[0] == self._run:
            return observation
        age = (now - observation.observed).total_seconds()
        return observation if row[1] and age < max_age * _jitter(key) else None

    def history(self, url: str) -> History:
        """Return what earlier runs knew of an address."""
        row = self._db.execute("SELECT history FROM history WHERE url = ?", (url,)).fetchone()
        try:
            return self._histories.decode(row[0]) if row else History()
        except msgspec.DecodeError:
            return History()

    def put(
        self, observation: Observation, key: str, fragments: Sequence[str], records: Sequence[tuple[Record, History]]
    ) -> None:
        """Commit one answer and what was concluded of every link that stands for it."""
        found = all(record.verdict.is_found for record, _ in records)
        blob = self._encoder.encode(observation)
        with self._transaction():
            self._db.execute(
                "INSERT OR REPLACE INTO fact VALUES (?, ?, ?, ?, ?)",
                (key, self._run, found, "\n".join(fragments), blob),
            )
            for record, history in records:
                self._put_history(record, key, history)

    def conclude(self, record: Record, history: History) -> None:
        """Commit a conclusion that needed no answer of its own (spelling, a rule over the whole run)."""
        with self._transaction():
            self._put_history(record, record.link.key, history)

    def events(self, url: str) -> tuple[Event, ...]:
        """Return the changes of an address's verdict, oldest first."""
        rows = self._db.execute("SELECT at, verdict, reason FROM event WHERE url = ? ORDER BY at", (url,))
        return tuple(Event(datetime.fromisoformat(at), Verdict(verdict), reason) for at, verdict, reason in rows)

    def _put_history(self, record: Record, key: str, history: History) -> None:
        row = (record.link.url, key, self._encoder.encode(history))
        self._db.execute("INSERT OR REPLACE INTO history VALUES (?, ?, ?)", row)
        if record.before is not record.verdict:
            event = (record.link.url, record.checked.isoformat(), record.verdict, record.reason)
            self._db.execute("INSERT OR REPLACE INTO event VALUES (?, ?, ?, ?)", event)

    def _decode(self, blob: bytes) -> Observation | None:
        """Facts that an older version wrote in another shape are asked for again."""
        try:
            return self._observations.decode(blob)
        except msgspec.DecodeError:
            return None

    def _transaction(self) -> _Transaction:
        return _Transaction(self._db)


class _Transaction:
    """BEGIN and COMMIT around a block; a full disk or a lost folder becomes a StoreError."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._try("BEGIN")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if kind is None:
            self._try("COMMIT")
            return
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        if isinstance(error, sqlite3.Error):
            raise StoreError(_lost(error)) from error

    def _try(self, statement: str) -> None:
        try:
            self._db.execute(statement)
        except sqlite3.Error as error:
            raise StoreError(_lost(error)) from error


def _lost(error: sqlite3.Error) -> str:
    return f"the state can no longer be kept: {error}; what was stored before stands; use --no-state or --state"


def _make_folder(folder: Path) -> None:
    """Make the state's folder, with a .gitignore of its own so that no list's repository commits it."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")


def _jitter(key: str) -> float:
    byte = hashlib.blake2b(key.encode(), digest_size=1).digest()[0]
    return 0.8 + 0.4 * byte / 255
