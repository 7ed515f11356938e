"""Look links up in the Internet Archive: a copy of what is gone, a recent capture of what refuses us."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from fetchers.codes import Note
from fetchers.context import Context
from fetchers.wayback import ArchiveSilentError, newest_capture
from linkcheck.model import Record, Suggestion, SuggestionKind, Verdict

MOST_COPIES: Final = 100
"""Look-ups in one run: the archive is a charity, and is asked one question at a time."""


RECENT: Final = timedelta(days=90)
"""A capture no older than this shows that the page was served lately."""


class ArchivedCopies:
    """Collects the links to look up in the archive, and asks at the end of the run."""

    def __init__(self) -> None:
        self._wanted: list[Record] = []
        self._refused: list[Record] = []

    def want(self, record: Record) -> None:
        """Note a record for look-up if its link is gone without a better suggestion, or refused us."""
        if record.verdict in (Verdict.DEAD, Verdict.SOFT_DEAD) and record.suggestion is None:
            kept = self._wanted
        elif record.verdict is Verdict.BLOCKED:
            kept = self._refused
        else:
            return
        if len(kept) < MOST_COPIES:
            kept.append(record)

    async def offered(self, context: Context, deadline: float | None = None) -> AsyncGenerator[Record]:
        """Yield the records that the archive knows again, with what it knows.

        A gone link gets the copy as its suggestion. A refusing one gets a note with the date of a recent capture, but
        keeps its verdict. ``deadline`` is the end of the run's time on the loop's clock; None: no limit.
        """
        for record in (*self._wanted, *self._refused):
            try:
                async with asyncio.timeout_at(deadline):
                    until = record.last_alive.date() if record.verdict.is_gone and record.last_alive else None
                    capture = await newest_capture(record.link.url, context, until=until)
            except TimeoutError:
                context.warn(
                    "The time was over before the archive had been asked for a copy of each link that is gone."
                )
                return
            except ArchiveSilentError:
                context.warn("archive.org does not answer: no archived copies are offered this time.")
                return
            if capture is None:
                continue
            if record.verdict is not Verdict.BLOCKED:
                yield replace(record, suggestion=Suggestion(capture.url, SuggestionKind.ARCHIVED_COPY))
            elif capture.day is not None and record.checked.date() - capture.day <= RECENT:
                yield _seen(record, capture.day)


def _seen(record: Record, day: date) -> Record:
    said = f"{record.detail} The Internet Archive was shown it on {day.isoformat()}.".strip()
    return replace(record, detail=said, notes=(*record.notes, Note.SEEN_BY_ARCHIVE.code))
