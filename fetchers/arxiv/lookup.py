"""From a hundred identifiers to a word on each: what is absent from a batch is doubted before it is believed.

arXiv's API drops what it does not know without a word, answers a whole batch with 400 for one malformed identifier, and
now and then sends an empty or short page for papers that it has. So:

* Papers are asked for without version; the entry tells the latest, and every earlier one exists. A version later than
  that is doubted like an absent paper: the index may lag behind the site by some hours.
* All doubtful ones of a batch are asked again in *one* further question, together with a paper known to exist. Comes
  that one back, the answer is sound and what is missing from it is missing from arXiv; comes it not, the answer is
  one of the anomalous ones, is asked for once more, and then nothing is concluded. At 3 s a question, asking singly
  for the 2 % that a list gets wrong would cost more than the list itself: so 254 papers need 6 questions at most.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from fetchers.arxiv.client import Feed
from fetchers.arxiv.ids import ArxivId
from fetchers.arxiv.parse import Paper
from fetchers.interface import Answer, FailureKind, Standing

Ask: TypeAlias = Callable[[Sequence[str]], Awaitable[Feed]]

CONTROL: Final = "1706.03762"
"""A paper that exists, for batches of which nothing came back."""

# One bad identifier among a hundred is found by halving in fourteen questions.
_MOST_REFUSALS: Final = 14

_PRESENT: Final = Answer(Standing.PRESENT, "arxiv-paper")
_UNKNOWN: Final = Answer(Standing.ABSENT, "arxiv-unknown-id", "arXiv knows no paper of this identifier")
_UNKNOWN_VERSION: Final = Answer(Standing.ABSENT, "arxiv-unknown-version", "the paper has no such version")
_INCOMPLETE: Final = Answer(Standing.DOWN, "arxiv-incomplete-answer", "arXiv left out papers that it has")
_LIMITED: Final = Answer(Standing.LIMITED, "arxiv-rate-limited", "arXiv asks for a slower pace")
BAD_ID: Final = Answer(Standing.ABSENT, "arxiv-bad-id", "arXiv has never given such an identifier")


@dataclass(frozen=True, slots=True)
class Finding:
    """arXiv's word on one paper or version, what it is where it was found, and when to come back where it failed."""

    answer: Answer
    paper: Paper | None = None
    feed: Feed | None = None
    """The answer that failed."""


@dataclass(slots=True)
class _Batch:
    papers: dict[str, Paper] = field(default_factory=dict)
    failed: dict[str, Finding] = field(default_factory=dict)
    """Identifiers, as they were asked for, that got no answer or a refusal of their own."""


async def look_up(ask: Ask, wanted: Sequence[ArxivId]) -> Mapping[ArxivId, Finding]:
    """Return a finding for each wanted identifier (at most a batch of them). ``ask`` puts one question to the API."""
    batch = await _ask_whole(ask, list(dict.fromkeys(item.paper for item in wanted)))
    findings = {item: finding for item in dict.fromkeys(wanted) if (finding := _settled(batch, item))}
    doubtful = [item for item in dict.fromkeys(wanted) if item not in findings]
    if doubtful:
        findings |= await _settle(ask, doubtful, batch.papers)
    return findings


def _settled(batch: _Batch, item: ArxivId) -> Finding | None:
    """Return what is certain after one answer; None where it has to be doubted."""
    paper = batch.papers.get(item.paper)
    if paper is None:
        return batch.failed.get(item.paper)
    is_there = not paper.id.version or item.version <= paper.id.version
    return Finding(_PRESENT, paper) if is_there else None


async def _settle(ask: Ask, doubtful: Sequence[ArxivId], known: Mapping[str, Paper]) -> dict[ArxivId, Finding]:
    """Ask for all doubtful ones again, together with a paper that is there."""
    # Of a paper that is known, it is the version that is doubtful.
    names = {item: str(item) if item.paper in known else item.paper for item in doubtful}
    control = next((paper for paper in known if paper not in names.values()), CONTROL)
    question = list(dict.fromkeys([*names.values(), control]))
    batch = await _ask_whole(ask, question)
    if control not in batch.papers and not batch.failed:
        batch = await _ask_whole(ask, question)
    sound = control in batch.papers
    return {item: _verdict(batch, item, name, known, sound=sound) for item, name in names.items()}


def _verdict(batch: _Batch, item: ArxivId, name: str, known: Mapping[str, Paper], *, sound: bool) -> Finding:
    if finding := batch.failed.get(name) or _settled(batch, item):
        return finding
    if not sound:
        return Finding(_INCOMPLETE)
    paper = known.get(item.paper)
    return Finding(_UNKNOWN_VERSION, paper) if paper else Finding(_UNKNOWN)


async def _ask_whole(ask: Ask, ids: Sequence[str]) -> _Batch:
    """Ask for ``ids`` together; of a batch that is refused, drop the identifier it names, or halve it."""
    batch, pending, refusals = _Batch(), [list(ids)], 0
    while pending:
        part = pending.pop()
        feed = await ask(part)
        if feed.ok:
            batch.papers |= feed.papers
        elif feed.status == 400 and feed.named in part:
            batch.failed[feed.named] = Finding(BAD_ID)
            pending.append([name for name in part if name != feed.named])
        elif feed.status == 400 and len(part) > 1 and refusals < _MOST_REFUSALS:
            refusals += 1
            pending += [part[: len(part) // 2], part[len(part) // 2 :]]
        else:
            batch.failed |= dict.fromkeys(part, Finding(_trouble(feed), feed=feed))
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
            return Answer(Standing.REFUSED, "arxiv-denied", "arXiv denies access to robots from here")
        case 429:
            return _LIMITED
        case None:
            return Answer(Standing.DOWN, "arxiv-unreachable", f"arXiv's API does not answer: {feed.trouble}")
        case 200:
            return Answer(Standing.DOWN, "arxiv-bad-answer", f"arXiv's API sent {feed.trouble}")
        case status:
            return Answer(Standing.DOWN, "arxiv-unavailable", f"arXiv's API answered HTTP {status}")
