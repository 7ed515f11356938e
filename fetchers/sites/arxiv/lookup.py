"""From identifiers to a word on each: one question after the other, none waiting for anybody but arXiv."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable

from fetchers.sites.arxiv.batch import Ask, BatchResult, ask_whole
from fetchers.sites.arxiv.ids import ArxivId
from fetchers.sites.arxiv.search import Search


async def find(ask: Ask, wanted: Iterable[ArxivId]) -> AsyncIterator[tuple[ArxivId, BatchResult]]:
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
