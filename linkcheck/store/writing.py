"""What is put into the store and not written yet: one transaction for many answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from linkcheck.store.interface import StoreError

MOST_UNWRITTEN: Final = 64
"""Answers in one transaction; beyond that, fewer transactions save nothing that could be measured."""

Row = tuple[str | int | float | bytes, ...]


class PendingWrites:
    """Rows by their table, with a later row in the place of an earlier one where the table holds but one."""

    def __init__(self) -> None:
        self.facts: dict[str, Row] = {}
        """By key."""
        self.histories: dict[str, Row] = {}
        """By address."""
        self.events: list[Row] = []
        self.paces: dict[str, tuple[float, str]] = {}
        """By host: seconds between two requests (0.0: none), and when that was learnt."""
        self.corrected: list[tuple[str, str, bytes]] = []
        """Address, time of the conclusion that is revoked, and the history that replaces its own."""

    def __bool__(self) -> bool:
        """Whether there is anything to be written."""
        return bool(self.facts or self.histories or self.events or self.corrected or self.paces)

    def history(self, url: str) -> bytes | None:
        """Return the history of an address that is not written yet."""
        corrections = [blob for corrected, _, blob in self.corrected if corrected == url]
        row = self.histories.get(url)
        last = corrections[-1] if corrections else row and row[2]
        return last if isinstance(last, bytes) else None

    def events_of(self, url: str) -> list[Row]:
        """Return the events of an address that are not written yet."""
        return [row for row in self.events if row[0] == url] if url in self.histories else []

    def correct(self, url: str, at: str, history: bytes) -> None:
        """Take a conclusion back: what is not written of it is changed, what is will be."""
        row = self.histories.get(url)
        if row is not None:
            self.histories[url] = (url, row[1], history)
            fact = self.facts.get(str(row[1]))
            if fact is not None:
                self.facts[str(row[1])] = (*fact[:2], 0, *fact[3:])
            self.events = [event for event in self.events if event[:2] != (url, at)]
        self.corrected.append((url, at, history))

    def write(self, db: sqlite3.Connection) -> None:
        """Write all rows or none. Raises StoreError, and then keeps them."""
        with transaction(db):
            db.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?, ?, ?, ?)", self.facts.values())
            db.executemany("INSERT OR REPLACE INTO history VALUES (?, ?, ?)", self.histories.values())
            for url, at, history in self.corrected:
                # A fact that a later conclusion has revoked saves no check.
                db.execute("UPDATE fact SET found = 0 WHERE key = (SELECT key FROM history WHERE url = ?)", (url,))
                db.execute("UPDATE history SET history = ? WHERE url = ?", (history, url))
                db.execute("DELETE FROM event WHERE url = ? AND at = ?", (url, at))
            db.executemany("INSERT OR REPLACE INTO event VALUES (?, ?, ?, ?)", self.events)
            for host, (interval, learnt) in self.paces.items():
                if interval > 0:
                    db.execute("INSERT OR REPLACE INTO pace VALUES (?, ?, ?)", (host, interval, learnt))
                else:
                    db.execute("DELETE FROM pace WHERE host = ?", (host,))
        self.facts.clear()
        self.histories.clear()
        self.events.clear()
        self.paces.clear()
        self.corrected.clear()


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """BEGIN and COMMIT around a block; a full disk or a lost folder becomes a StoreError."""
    try:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("COMMIT")
    except sqlite3.Error as error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise StoreError(
            f"the state can no longer be kept: {error}; what was stored before stands; use --no-state or --state"
        ) from error
