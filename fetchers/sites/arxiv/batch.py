"""One list of identifiers asked for as a whole: a malformed one does not sink the rest."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from fetchers.codes import Cause
from fetchers.facts import Answer, Availability
from fetchers.failure import FailureKind
from fetchers.sites.arxiv.client import Feed
from fetchers.sites.arxiv.parse import Paper

Ask: TypeAlias = Callable[[Sequence[str]], Awaitable[Feed]]
"""Puts one question to the API."""

BAD_ID: Final = Answer(Availability.ABSENT, Cause.BAD_ID.of("arxiv"), "arXiv has never given such an identifier")
_LIMITED: Final = Answer(Availability.LIMITED, Cause.RATE_LIMITED.of("arxiv"), "arXiv asks for a slower pace")

# One bad identifier among a hundred is found by halving in fourteen questions.
_MOST_REFUSALS: Final = 14


@dataclass(frozen=True, slots=True)
class BatchResult:
    """arXiv's word on one paper or version, what it is where it was found, and the answer that failed if one did."""

    answer: Answer
    paper: Paper | None = None
    feed: Feed | None = None


@dataclass(slots=True)
class Batch:
    """What came of a list: papers by identifier without version, and identifiers as they were asked for that failed."""

    papers: dict[str, Paper] = field(default_factory=dict)
    failed: dict[str, BatchResult] = field(default_factory=dict)


async def ask_whole(ask: Ask, ids: Sequence[str]) -> Batch:
    """Ask for ``ids`` together; of a list that is refused, drop the identifier it names, or halve it."""
    batch, pending, refusals = Batch(), [list(ids)], 0
    while pending:
        part = pending.pop()
        feed = await ask(part)
        if feed.ok:
            batch.papers |= feed.papers
        elif feed.status == 400 and feed.named in part:
            batch.failed[feed.named] = BatchResult(BAD_ID)
            pending.append([name for name in part if name != feed.named])
        elif feed.status == 400 and len(part) > 1 and refusals < _MOST_REFUSALS:
            refusals += 1
            pending += [part[: len(part) // 2], part[len(part) // 2 :]]
        else:
            batch.failed |= dict.fromkeys(part, BatchResult(_trouble(feed), feed=feed))
            if feed.status != 400:
                # Down or refusing: the rest would fare no better, and asking on counts as an attack (arXiv, robots).
                batch.failed |= dict.fromkeys((name for rest in pending for name in rest), batch.failed[part[0]])
                break
        pending = [part for part in pending if part]
    return batch


def _trouble(feed: Feed) -> Answer:
    if feed.failure is not None and feed.failure.kind is FailureKind.OUT_OF_TIME:
        return _LIMITED  # The network layer does not send what would have to wait too long.
    match feed.status:
        case 403:
            return Answer(Availability.REFUSED, Cause.DENIED.of("arxiv"), "arXiv denies access to robots from here")
        case 429:
            return _LIMITED
        case None:
            return Answer(
                Availability.DOWN, Cause.UNREACHABLE.of("arxiv"), f"arXiv's API does not answer: {feed.trouble}"
            )
        case 200:
            return Answer(Availability.DOWN, Cause.BAD_ANSWER.of("arxiv"), f"arXiv's API sent {feed.trouble}")
        case status:
            return Answer(Availability.DOWN, Cause.UNAVAILABLE.of("arxiv"), f"arXiv's API answered HTTP {status}")
