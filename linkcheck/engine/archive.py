"""Where something is gone and no better address is known, the archive may have a copy."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from dataclasses import replace
from typing import Final

from fetchers.context import Context
from fetchers.wayback import ArchiveSilentError, archived_copy
from linkcheck.model import Record, Suggestion, Verdict, Why

MOST_COPIES: Final = 100
"""Asked for in one run: the archive is a charity, and is asked one question at a time."""


async def with_copies(records: Iterable[Record], context: Context) -> AsyncGenerator[Record]:
    """Yield the records of gone links again, with an archived copy as the suggestion, where there is one."""
    gone = [record for record in records if _is_wanted(record)]
    for record in gone[:MOST_COPIES]:
        try:
            copy = await archived_copy(record.link.url, context)
        except ArchiveSilentError:
            context.warn("archive.org does not answer: no archived copies are offered this time.")
            return
        if copy is not None:
            yield replace(record, suggestion=Suggestion(copy, Why.ARCHIVED_COPY))


def _is_wanted(record: Record) -> bool:
    return record.verdict in (Verdict.DEAD, Verdict.SOFT_DEAD) and record.suggestion is None
