"""From targets to observations: the papers of a run asked for through one client."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import UTC, datetime
from math import ceil

from fetchers.addresses.address import parse
from fetchers.context import Context
from fetchers.facts import Observation, Target
from fetchers.sites.arxiv import BAD_ID
from fetchers.sites.arxiv.batch import BAD_ID as BAD_ID_ANSWER
from fetchers.sites.arxiv.batch import Ask, BatchResult, ask_whole
from fetchers.sites.arxiv.client import MOST, ArxivClient, Feed
from fetchers.sites.arxiv.companions import MOST as COMPANIONS
from fetchers.sites.arxiv.companions import Companions
from fetchers.sites.arxiv.ids import ArxivId
from fetchers.sites.arxiv.search import Search


class _Session:
    """What one run shares: the client, and whether arXiv has turned us away."""

    def __init__(self, context: Context) -> None:
        self._client = ArxivClient(context.net.bridge(), context.access.arxiv_api)
        self._net = context.net
        self._host = parse(context.access.arxiv_api).host
        self._foreseen = 0
        self._denied: Feed | None = None

    def foresee(self, papers: int) -> None:
        """Announce how many papers will be asked for, so that the time left can be shown."""
        questions = ceil(papers / MOST)
        self._foreseen += questions
        self._net.scheduler.foresee(self._host, questions)

    async def ask(self, ids: Sequence[str]) -> Feed:
        """Ask, unless arXiv has denied access: going on "will be interpreted as an attack" (arXiv, robots)."""
        feed = self._denied or await self._client.ask(ids)
        if feed.status == 403:
            self._denied = feed
        if self._foreseen:
            self._foreseen -= 1
            self._net.scheduler.foresee(self._host, -1)
        return feed


async def ask(targets: Sequence[Target], context: Context) -> AsyncIterator[tuple[Target, Observation]]:
    """Ask for papers by the hundred; identifiers that arXiv cannot have given are answered without asking."""
    wanted: dict[ArxivId, list[Target]] = {}
    for target in targets:
        if target.kind == BAD_ID:
            yield target, _observation(target, BatchResult(BAD_ID_ANSWER))
        else:
            wanted.setdefault(_id_of(target), []).append(target)
    if not wanted:
        return
    session = context.shared("arxiv", lambda: _Session(context))
    session.foresee(len({item.paper for item in wanted}))
    companions = context.shared("arxiv-companions", lambda: Companions(set(context.access.papers)))
    held: list[tuple[Target, Observation]] = []
    async for item, finding in _find(session.ask, wanted):
        pairs = [(target, _observation(target, finding)) for target in wanted[item]]
        if companions.wanted:
            held += pairs
            pairs = await companions.complete(_let_go(held), context) if len(held) >= COMPANIONS else []
        for pair in pairs:
            yield pair
    for pair in await companions.complete(_let_go(held), context) if held else ():
        yield pair


def _let_go(held: list[tuple[Target, Observation]]) -> list[tuple[Target, Observation]]:
    pairs, held[:] = list(held), []
    return pairs


def _id_of(target: Target) -> ArxivId:
    return ArxivId(target.parts["id"], int(target.parts.get("version", "v0")[1:]))


def _observation(target: Target, finding: BatchResult) -> Observation:
    paper, feed = finding.paper, finding.feed
    return Observation(
        url=target.url,
        observed=datetime.now(UTC),
        answer=finding.answer,
        failure=feed.failure if feed else None,
        metadata=paper.metadata if paper else None,
        notes=paper.notes if paper else (),
        retry_after=feed.retry_after if feed else None,
    )


async def _find(ask: Ask, wanted: Iterable[ArxivId]) -> AsyncIterator[tuple[ArxivId, BatchResult]]:
    """Yield a finding for each wanted identifier; the next question is under way while what is known is taken."""
    search = Search(wanted)
    known: list[tuple[ArxivId, BatchResult]] = []
    while (question := search.next_question()) is not None:
        asking = asyncio.create_task(ask_whole(ask, question.names))
        try:
            for pair in known:
                yield pair
            known = list(search.take(question, await asking))
        finally:
            asking.cancel()
    for pair in known:
        yield pair
