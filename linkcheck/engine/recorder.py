"""Turn an answer into a record: judge it, write it to store and spool, and judge it again over the whole run."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Final

from fetchers.context import Context
from fetchers.facts import Observation, Target
from linkcheck.config import Settings
from linkcheck.engine.archive_copies import ArchivedCopies
from linkcheck.engine.judging import JudgementCache, conclude, not_reached, reconclude
from linkcheck.engine.local_files import decide
from linkcheck.judge.run_rules import RedirectEnds, converged
from linkcheck.judge.site_titles import SiteTitles, retitled
from linkcheck.local import LocalFiles, local_files
from linkcheck.model import History, Judgement, Link, Record
from linkcheck.plan import Query
from linkcheck.record_spool import RecordSpool
from linkcheck.store import RunStore, StoreError

COMMIT_WITHIN: Final = 0.05
"""Seconds of answers committed and reported together; one transaction per answer would cost more than the answer."""
COMMIT_TOGETHER: Final = 256
"""Records committed together when no answer is waited for."""

COMMIT_AGAIN: Final = 0.5
"""Seconds between retries of a failed write: each blocks the event loop for a moment."""


class Recorder:
    """Makes the records of one run; each is committed to the store before it is returned, so a kill loses none.

    If the store cannot be written, records are still returned; the store warns if that lasts.
    """

    def __init__(
        self, settings: Settings, store: RunStore, spool: RecordSpool, files: LocalFiles | None = None
    ) -> None:
        self._settings = settings
        self._store = store
        self._spool = spool
        self._files = files or local_files(settings)
        self.judgements: Final = JudgementCache()
        """Shared with whoever asks the judge's follow-up questions."""
        self._ends = RedirectEnds()
        self._titles = SiteTitles()
        self._copies = ArchivedCopies()
        self._commit_timer: asyncio.TimerHandle | None = None
        self._uncommitted: list[Record] = []
        self._committed: list[Record] = []
        """Committed, but not returned yet."""
        self.on_commit: Callable[[], None] = lambda: None
        """Called when there are records to return: ``conclude`` does, with or without further answers."""
        self.stored = 0
        """Links answered from the store."""
        self.answered = 0
        """Links answered by the web."""
        self.spared = 0
        """Bytes not downloaded: pages answered from the store."""

    def known(
        self, decided: Iterable[tuple[Link, Judgement]], queries: Iterable[Query], now: datetime, left: array[int]
    ) -> Iterator[Record]:
        """Record the links that need no request, or none again; the indices of other queries go to ``left``."""
        return self._in_batches(chain(self._decided(decided, now), self._recalled(queries, now, left)))

    def _decided(self, decided: Iterable[tuple[Link, Judgement]], now: datetime) -> Iterator[Record]:
        for link, judgement in decided:
            record, history = decide(link, judgement, self._store.past(link.identity), now, self._files)
            self._store.conclude(record, history)
            self._spool.put(record)
            yield record

    def _recalled(self, queries: Iterable[Query], now: datetime, left: array[int]) -> Iterator[Record]:
        for index, query in enumerate(queries):
            records = self._recall(query, now)
            yield from records
            if not records:
                left.append(index)

    def _in_batches(self, records: Iterator[Record]) -> Iterator[Record]:
        while batch := list(islice(records, COMMIT_TOGETHER)):
            self._commit()
            yield from batch

    def _recall(self, query: Query, now: datetime) -> list[Record]:
        """Record the links of a query from its stored observation; none if that is missing or too old."""
        target = query.target
        observation = self._store.fresh(target.key, target.fragments, self._settings.max_age, now)
        if observation is None or self._lacks_citations(target, observation):
            return []
        self.stored += len(query.links)
        self.spared += observation.received
        return [self._keep_again(link, observation) for link in query.links]

    def _lacks_citations(self, target: Target, observation: Observation) -> bool:
        """Return whether a paper's facts lack the citations that this run asks for."""
        facts = observation.metadata
        is_wanted = "citations" in self._settings.papers and target.fetcher == "arxiv"
        return is_wanted and facts is not None and facts.citations is None

    def conclude(self, answers: Sequence[tuple[Query, Observation]]) -> list[Record]:
        """Record the links of believed answers; return the records committed since the last call."""
        for query, observation in answers:
            self._conclude(query, observation)
        committed, self._committed = self._committed, []
        return committed

    def end_round(self) -> list[Record]:
        """Commit, and return the records not returned yet."""
        self._commit()
        return self.conclude(())

    def unreached(self, queries: Iterable[Query]) -> Iterable[Record]:
        """Record the links that the run did not reach."""
        now = datetime.now(UTC)
        for query in () if self._spool.is_complete else queries:
            for link in query.links:
                if not self._spool.has(link):
                    past = self._store.past(link.identity)
                    record = not_reached(link, past, self.last_asked(query) or now)
                    self._spool.put(record)
                    yield record

    def converge(self) -> Iterator[Record]:
        """Judge redirected links again, now that all others are known."""
        return self._in_batches(self._converged())

    def _converged(self) -> Iterator[Record]:
        for end in self._ends.shared():
            for identity in end.links:
                record = converged(self._spool.of(identity), end)
                changed, after = reconclude(record, self._spool.past_of(identity) or History())
                self._store.correct(changed, after)
                self._spool.put(changed)
                yield changed

    def retitle(self) -> Iterable[Record]:
        """Record links again whose title was the name of their site, now that its other pages are known.

        The history keeps the page's own title: the next run may know other pages.
        """
        for identity, before, title in self._titles.better():
            changed = retitled(self._spool.of(identity), before, title)
            self._spool.put(changed)
            yield changed

    async def archived(self, context: Context, until: float | None) -> AsyncGenerator[Record]:
        """Record links again that the archive knows; ``until`` as in ``ArchivedCopies``."""
        async for record in self._copies.offered(context, until):
            self._spool.put(record)
            yield record

    def last_asked(self, query: Query) -> datetime | None:
        """Return when a resource was last asked for; None if never."""
        known = self._store.known(query.target.key)
        return None if known is None else known.observed

    def _conclude(self, query: Query, observation: Observation) -> None:
        kept = [self._keep(link, observation) for link in query.links]
        self.answered += len(kept)
        self._store.put(observation, query.target.key, query.target.fragments, kept)
        self._uncommitted += [record for record, _ in kept]
        if self._commit_timer is None:
            self._commit_timer = asyncio.get_running_loop().call_later(COMMIT_WITHIN, self._commit)

    def _commit(self) -> None:
        if self._commit_timer is not None:
            self._commit_timer.cancel()
            self._commit_timer = None
        try:
            self._store.commit()
        except StoreError:  # a full disk, a locked file: for a while, as a rule; the store says so where it lasts
            self._commit_timer = asyncio.get_running_loop().call_later(COMMIT_AGAIN, self._commit)
        self._committed += self._uncommitted
        self._uncommitted.clear()
        self.on_commit()

    def _keep_again(self, link: Link, observation: Observation) -> Record:
        """Record a link from a stored observation, which also starts its history if that is new or was damaged."""
        record, after = self._keep(link, observation, stored=True)
        if record.before is None:
            self._store.conclude(record, after)
        return record

    def _keep(self, link: Link, observation: Observation, *, stored: bool = False) -> tuple[Record, History]:
        past = self._store.past(link.identity)
        judgement = self.judgements.of(link, observation, past.history)
        record, after = conclude(link, observation, past, judgement, stored=stored)
        self._titles.add(record, observation)
        may_change = not stored and self._ends.add(record, observation)
        self._spool.put(record, past.history if may_change else None)
        if self._settings.archive:
            self._copies.want(record)
        return record, after
