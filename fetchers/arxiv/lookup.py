"""From identifiers to a word on each: what is absent from a batch is doubted before it is believed.

arXiv's API drops what it does not know without a word, answers a whole batch with 400 for one malformed identifier, and
now and then sends an empty or short page for papers that it has. So:

* Papers are asked for without version; the entry tells the latest, and every earlier one exists. A version later than
  that is doubted like an absent paper: the index may lag behind the site by some hours.
* Doubtful ones are asked for again in *one* further question, those of all batches under way together, beside a paper
  known to exist. If that one comes back, the answer is sound, and what is missing from it is missing from arXiv. If
  not, the answer is one of the anomalous ones, is asked for once more, and then nothing is concluded. At 3 s a
  question, asking singly for the 2 % that a list gets wrong would cost more than the list itself; like this, 254
  papers need 4 questions.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import Final

from fetchers.arxiv.batch import Ask, Batch, Finding, ask_whole
from fetchers.arxiv.doubts import Doubts, Second
from fetchers.arxiv.ids import ArxivId
from fetchers.arxiv.parse import Paper
from fetchers.interface import Answer, Standing

_PRESENT: Final = Answer(Standing.PRESENT, "arxiv-paper")
_UNKNOWN: Final = Answer(Standing.ABSENT, "arxiv-unknown-id", "arXiv knows no paper of this identifier")
_UNKNOWN_VERSION: Final = Answer(Standing.ABSENT, "arxiv-unknown-version", "the paper has no such version")
_INCOMPLETE: Final = Answer(Standing.DOWN, "arxiv-incomplete-answer", "arXiv left out papers that it has")


class Lookup:
    """Looks papers up on behalf of one run."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._doubts = Doubts(ask)

    async def find(self, wanted: Sequence[ArxivId]) -> AsyncIterator[tuple[ArxivId, Finding]]:
        """Yield a finding for each wanted identifier (a batch of them at most), what is certain at once."""
        wanted = list(dict.fromkeys(wanted))
        with self._doubts.first_question():
            batch = await ask_whole(self._ask, list(dict.fromkeys(item.paper for item in wanted)))
            self._doubts.know(batch.papers)
            certain = {item: finding for item in wanted if (finding := _certain(batch, item))}
            doubtful = {item: _name(batch, item) for item in wanted if item not in certain}
            doubt = self._doubts.register(list(dict.fromkeys(doubtful.values()))) if doubtful else None
        if doubt is None:
            for pair in certain.items():
                yield pair
            return
        asking = asyncio.create_task(self._doubts.resolve(doubt))
        try:
            for pair in certain.items():
                yield pair
            second = await asking
            for item, name in doubtful.items():
                yield item, _conclude(second, item, name, batch.papers.get(item.paper))
        finally:
            asking.cancel()
            self._doubts.forget(doubt)


def _name(batch: Batch, item: ArxivId) -> str:
    """Return how a doubtful one is asked for again: of a paper that is known, it is the version that is doubtful."""
    return str(item) if item.paper in batch.papers else item.paper


def _certain(batch: Batch, item: ArxivId) -> Finding | None:
    """Return what is certain after one answer; None where it has to be doubted."""
    paper = batch.papers.get(item.paper)
    if paper is None:
        return batch.failed.get(item.paper)
    is_there = not paper.id.version or item.version <= paper.id.version
    return Finding(_PRESENT, paper) if is_there else None


def _conclude(second: Second, item: ArxivId, name: str, paper: Paper | None) -> Finding:
    """Return the word on a doubtful one. ``paper``: what the first answer had of it, in another version."""
    finding = second.batch.failed.get(name) or _certain(second.batch, item)
    if finding is not None:
        return finding
    if not second.is_sound:
        return Finding(_INCOMPLETE)
    return Finding(_UNKNOWN_VERSION, paper) if paper else Finding(_UNKNOWN)
