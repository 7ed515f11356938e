"""Where something is gone and no better address is known, the archive may have a copy."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Final

from fetchers.context import Context
from fetchers.wayback import ArchiveSilentError, archived_copy
from linkcheck.model import Record, Suggestion, SuggestionKind, Verdict

MOST_COPIES: Final = 100
"""Asked for in one run: the archive is a charity, and is asked one question at a time."""


class ArchivedCopies:
    """Remembers the links that a copy is wanted of, and asks for copies at the end."""

    def __init__(self) -> None:
        self._wanted: list[Record] = []

    def want(self, record: Record) -> None:
        """Take a record; it is remembered where its link is gone and leads nowhere better."""
        is_gone = record.verdict in (Verdict.DEAD, Verdict.SOFT_DEAD) and record.suggestion is None
        if is_gone and len(self._wanted) < MOST_COPIES:
            self._wanted.append(record)

    async def offered(self, context: Context, until: float | None = None) -> AsyncGenerator[Record]:
        """Yield those records again with an archived copy as the suggestion, where there is one.

        ``until`` is when the run's time is over, on the loop's clock; None: it has no end.
        """
        for record in self._wanted:
            try:
                async with asyncio.timeout_at(until):
                    copy = await archived_copy(record.link.url, context)
            except TimeoutError:
                context.warn(
                    "The time was over before the archive had been asked for a copy of each link that is gone."
                )
                return
            except ArchiveSilentError:
                context.warn("archive.org does not answer: no archived copies are offered this time.")
                return
            if copy is not None:
                yield replace(record, suggestion=Suggestion(copy, SuggestionKind.ARCHIVED_COPY))
