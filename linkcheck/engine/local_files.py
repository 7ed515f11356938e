"""Links to files beside the list: decided on disk, by the same judge."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from fetchers import local_files as file
from fetchers.facts import Availability, Observation
from linkcheck.engine.recording import conclude, conclude_without_asking
from linkcheck.model import History, Judgement, Link, Past, Record


def decide(link: Link, judgement: Judgement, past: Past, now: datetime) -> tuple[Record, History]:
    """Return the record of a link that needs no request: on disk where it is one, as it was judged everywhere else."""
    if link.target is None or link.target.fetcher != file.NAME:
        return conclude_without_asking(link, judgement, past, now)
    observation = _observe(link)
    if observation is None:
        return conclude_without_asking(replace(link, target=None), judgement, past, now)
    return conclude(link, replace(observation, observed=now), past)


def _observe(link: Link) -> Observation | None:
    """Look from every file that has the link, and return the first look that finds something wrong."""
    fragments = link.target.fragments if link.target else ()
    files = dict.fromkeys(Path(occurrence.file) for occurrence in link.occurrences)
    looks = [found for name in files if (found := file.look(link.url, name, fragments)) is not None]
    return next((found for found in looks if _is_wrong(found)), looks[0] if looks else None)


def _is_wrong(observation: Observation) -> bool:
    absent = observation.answer is not None and observation.answer.standing is Availability.ABSENT
    return absent or not all(observation.fragments.values())
