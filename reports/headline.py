"""What changed since the run before, in a few words: for commit messages, issues and the outputs of a job. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from linkcheck.model import Run, Verdict
from reports.derived import is_first_run, is_revived
from reports.interface import Options, Report
from reports.words import Catalogue, words

_ENGLISH: Final = words("en")
NOTHING: Final = _ENGLISH("news-nothing")


@dataclass(frozen=True, slots=True)
class RunChanges:
    """How many links are otherwise than at the run before."""

    is_first: bool
    """Whether there was none: then ``gone`` are all that are gone, and nothing else is news."""
    links: int
    gone: int
    confirmed: int
    back: int
    moved: int
    lost: int
    """Out of reach now: a host that is down, a refusal."""
    reached: int
    """Within reach again."""
    new: int


def news(run: Run) -> RunChanges:
    """Return the numbers of a run."""
    changes = list(zip(run.records.before, run.records.verdicts, strict=True))
    first = is_first_run(run)
    gone = list(run.having(*(verdict for verdict in Verdict if verdict.is_gone)))
    # Gone, then out of reach, now gone again: known already.
    returned = sum(bool(r.confirmed_on and not r.newly_confirmed and r.before and r.before.is_open) for r in gone)
    return RunChanges(
        is_first=first,
        links=len(changes),
        gone=sum(now.is_gone and not (before and before.is_gone) for before, now in changes) - returned,
        confirmed=0 if first else sum(record.newly_confirmed for record in gone),
        back=sum(is_revived(before, now) for before, now in changes),
        moved=sum(now is Verdict.MOVED and before not in (None, now) for before, now in changes),
        lost=sum(now.is_open and before is not None and not before.is_open for before, now in changes),
        reached=sum(now.is_found and before is not None and before.is_open for before, now in changes),
        new=sum(before is None for before, _ in changes),
    )


def headline(run: Run, say: Catalogue = _ENGLISH) -> str:
    """Return what changed, without any stranger's word: ``2 newly gone, 1 back``; in commits it is English."""
    told = news(run)
    if told.is_first:
        return say("news-first-gone" if told.gone else "news-first", gone=told.gone, links=told.links)
    numbers = {
        "news-gone": told.gone,
        "news-confirmed": told.confirmed,
        "news-back": told.back,
        "news-moved": told.moved,
        "news-new": told.new,
        "news-lost": told.lost,
        "news-reached": told.reached,
    }
    said = say("comma").join(say(phrase, n=number) for phrase, number in numbers.items() if number)
    return said or say("news-nothing")


class Headline(Report):
    """The one line that ``linkcheck deliver --headline`` takes, for jobs that are no GitHub Action."""

    name = "headline"
    suffixes = (".headline.txt",)
    about = "what changed since the last run, in one line: the subject of a commit"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:  # noqa: ARG002  always English, as in the Action
        """Yield the line."""
        yield f"{headline(run)}\n"


HEADLINE: Final = Headline()
