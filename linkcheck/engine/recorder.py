"""Turn an answer into a record: judge it, write it to store and spool, and judge it again over the whole run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from fetchers.context import Context
from fetchers.facts import Observation, Target
from linkcheck.config import Settings
from linkcheck.engine.archive_copies import ArchivedCopies
from linkcheck.engine.local_files import decide
from linkcheck.engine.recording import JudgementCache, conclude, not_reached, reconclude
from linkcheck.engine.revalidation import renewed
from linkcheck.judge.run_rules import RedirectEnds, converged
from linkcheck.judge.site_titles import SiteTitles, retitled
from linkcheck.local import local_files
from linkcheck.model import History, Judgement, Link, Record
from linkcheck.plan import Query
from linkcheck.record_spool import RecordSpool
from linkcheck.store import RunStore, StoreError

COMMIT_WITHIN: Final = 0.05
"""Seconds of answers that a kill may lose; one transaction per answer would cost more than the answer."""

COMMIT_AGAIN: Final = 0.5
"""Seconds between retries of a failed write: each blocks the event loop for a moment."""


class Recorder:
    """Makes the records of one run; each is in store and spool when it is returned."""

    def __init__(self, settings: Settings, store: RunStore, spool: RecordSpool) -> None:
        self._settings = settings
        self._store = store
        self._spool = spool
        self._files = local_files(settings)
        self._judgements = JudgementCache()
        self._ends = RedirectEnds()
        self._titles = SiteTitles()
        self._copies = ArchivedCopies()
        self._commit_timer: asyncio.TimerHandle | None = None
        self.stored = 0
        """Links answered from the store."""
        self.answered = 0
        """Links answered by the web."""
        self.spared = 0
        """Bytes not downloaded: pages answered from the store or not modified since."""

    def decide(self, decided: Iterable[tuple[Link, Judgement]], now: datetime) -> Iterable[Record]:
        """Record the links that need no request."""
        for link, judgement in decided:
            record, history = decide(link, judgement, self._store.past(link.identity), now, self._files)
            self._store.conclude(record, history)
            self._spool.put(record)
            yield record

    def recall(self, query: Query, now: datetime) -> list[Record]:
        """Record the links of a query from its stored observation; none if that is missing or too old."""
        target = query.target
        observation = self._store.fresh(target.key, target.fragments, self._settings.max_age, now)
        if observation is None or self._lacks_citations(target, observation):
            return []
        self.stored += len(query.links)
        self.spared += observation.received
        return [self._keep(link, observation, stored=True)[0] for link in query.links]

    def _lacks_citations(self, target: Target, observation: Observation) -> bool:
        """Return whether a paper's facts lack the citations that this run asks for."""
        facts = observation.metadata
        is_wanted = "citations" in self._settings.papers and target.fetcher == "arxiv"
        return is_wanted and facts is not None and facts.citations is None

    async def resolve(self, context: Context, query: Query, observation: Observation) -> Observation:
        """Fill a 304 from the store, then ask the judge's follow-up questions."""
        known = renewed(query, observation, self._store)
        if known is not observation:
            observation = known
            self.spared += known.received
        for link in query.links:
            history = self._store.past(link.identity).history
            observation = await self._judgements.resolve(link, observation, history, context)
        return observation

    def conclude(self, answers: Sequence[tuple[Query, Observation]]) -> list[Record]:
        """Record the links of believed answers."""
        return [record for query, observation in answers for record in self._conclude(query, observation)]

    def unreached(self, queries: Iterable[Query]) -> Iterable[Record]:
        """Record the links that the run did not reach."""
        now = datetime.now(UTC)
        for query in queries:
            for link in query.links:
                if not self._spool.has(link):
                    past = self._store.past(link.identity)
                    record = not_reached(link, past, self.last_asked(query) or now)
                    self._spool.put(record)
                    yield record

    def converge(self) -> Iterable[Record]:
        """Judge redirected links again, now that all others are known."""
        for end in self._ends.shared():
            for link in end.links:
                record = converged(self._spool.of(link), end)
                changed, after = reconclude(record, self._spool.past_of(link) or History())
                self._store.correct(changed, after)
                self._spool.put(changed)
                yield changed

    def retitle(self) -> Iterable[Record]:
        """Record links again whose title was the name of their site, now that its other pages are known.

        The history keeps the page's own title: the next run may know other pages.
        """
        for link, before, title in self._titles.better():
            changed = retitled(self._spool.of(link), before, title)
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

    def _conclude(self, query: Query, observation: Observation) -> list[Record]:
        kept = [self._keep(link, observation) for link in query.links]
        self.answered += len(kept)
        self._store.put(observation, query.target.key, query.target.fragments, kept)
        if self._commit_timer is None:
            self._commit_timer = asyncio.get_running_loop().call_later(COMMIT_WITHIN, self._commit)
        return [record for record, _ in kept]

    def _commit(self) -> None:
        self._commit_timer = None
        try:
            self._store.commit()
        except StoreError:  # a full disk, a locked file: for a while, as a rule; the store says so where it lasts
            self._commit_timer = asyncio.get_running_loop().call_later(COMMIT_AGAIN, self._commit)

    def _keep(self, link: Link, observation: Observation, *, stored: bool = False) -> tuple[Record, History]:
        past = self._store.past(link.identity)
        judgement = self._judgements.of(link, observation, past.history)
        record, after = conclude(link, observation, past, judgement, stored=stored)
        self._titles.add(record, observation)
        may_change = not stored and self._ends.add(record, observation)
        self._spool.put(record, past.history if may_change else None)
        if self._settings.archive:
            self._copies.want(record)
        return record, after
