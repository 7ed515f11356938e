"""A run's store with a memory beside it: of each link the newer of the two counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, Self

from fetchers.facts import Observation
from linkcheck.model import History, Past, Record, Verdict
from linkcheck.store.interface import RunStore
from linkcheck.store.memory import LinkMemory, Remembered

_FINE: Final = History(verdict=Verdict.ALIVE)
"""What a memory says of a link by having no line for it."""


class Remembering:
    """A RunStore that passes everything to the store; ``remembered`` yields the memory's new content."""

    def __init__(self, store: RunStore, memory: LinkMemory, *, keeps: bool = True) -> None:
        """``keeps``: whether ``remembered`` will be called."""
        self._store = store
        self._keeps = keeps
        self._memory = memory
        self._concluded: dict[str, History] = {}
        last = store.last_run()
        # A cache that was evicted, or one from before the run that wrote the memory: what it leaves out, it has missed.
        self._is_ahead = memory.exists and (last is None or memory.latest > (last[1] or last[0]))
        self.known = store.known
        self.found = store.found
        self.fresh = store.fresh
        self.begin = store.begin
        self.finish = store.finish
        self.commit = store.commit
        self.last_run = store.last_run
        self.intervals = store.intervals
        self.keep_intervals = store.keep_intervals

    def __enter__(self) -> Self:
        """Return itself; the caller opens and closes the store."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the store open: its owner closes it."""

    def past(self, url: str) -> Past:
        """As in RunStore: what the store knows, or the memory where that is newer."""
        past = self._store.past(url)
        entry = self._memory.links.get(url)
        known = past.history
        if entry is None or entry.verdict is None:
            is_missing = self._is_ahead and (known.verdict is None or not known.verdict.is_found)
            return Past(_fine_again(known), past.events) if is_missing else past
        if known.verdict is not None and entry.latest <= _latest(known):
            return past
        return Past(entry.history(known), past.events)

    def put(
        self, observation: Observation, key: str, fragments: Sequence[str], records: Sequence[tuple[Record, History]]
    ) -> None:
        """As in RunStore."""
        self._store.put(observation, key, fragments, records)
        for record, history in records:
            self._conclude(record, history)

    def conclude(self, record: Record, history: History) -> None:
        """As in RunStore."""
        self._store.conclude(record, history)
        self._conclude(record, history)

    def correct(self, record: Record, history: History) -> None:
        """As in RunStore."""
        self._store.correct(record, history)
        self._conclude(record, history)

    def _conclude(self, record: Record, history: History) -> None:
        if self._keeps:
            self._concluded[record.link.identity] = _short(history)

    def remembered(self, urls: Iterable[str]) -> Iterable[tuple[str, Remembered]]:
        """Yield what the memory keeps of the list's links; links not checked in this run keep their entry."""
        for url in urls:
            history = self._concluded.get(url) or self.past(url).history
            yield url, Remembered.of(history, self._memory.declined(url))


def _short(history: History) -> History:
    """Links that are fine share one history: a long list has a hundred thousand."""
    return _FINE if history.verdict is not None and history.verdict.is_found else history


def _fine_again(known: History) -> History:
    return _FINE if known.verdict is None else replace(_FINE, metadata=known.metadata, title=known.title)


def _latest(history: History) -> datetime:
    moments = (history.since, history.last_alive, history.last_failure, history.first_failure, history.confirmed_on)
    return max(moment for moment in moments if moment is not None)
