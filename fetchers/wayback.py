"""The Wayback Machine, asked whether it has a copy of a page that is gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import quote

from fetchers.api_answers import data_of
from fetchers.context import Context
from fetchers.json_values import at, mapping, text
from fetchers.net import ApiRequest

_BASE: Final = "https://archive.org/wayback/available"


class ArchiveSilentError(Exception):
    """The archive does not answer; the caller stops asking for copies."""


@dataclass(frozen=True, slots=True)
class Capture:
    """A copy that the archive took of a page that answered 200."""

    url: str
    day: date | None


async def newest_capture(url: str, context: Context) -> Capture | None:
    """Return the newest good copy of a page, None where the archive has none.

    Raises ArchiveSilentError where it does not answer. Asked a second time without the scheme: the whole address has
    been seen to find nothing where the shorter form did (internetarchive/wayback #296).
    """
    for spelled in (url, url.partition("://")[2]):
        base = context.access.base("wayback", _BASE)
        reply = await context.net.call(ApiRequest(url=f"{base}?url={quote(spelled, safe='')}"))
        if not reply.ok:
            raise ArchiveSilentError
        closest = mapping(at(data_of(reply), "archived_snapshots", "closest"))
        copy = text(closest.get("url"))
        if copy and closest.get("available") is True and closest.get("status") == "200":
            secure = "https://" + copy.partition("://")[2] if copy.startswith("http://") else copy
            return Capture(secure, _day(text(closest.get("timestamp")) or ""))
    return None


def _day(timestamp: str) -> date | None:
    """Return the day of a capture's timestamp (``20260314150926``)."""
    try:
        return datetime.strptime(timestamp[:8], "%Y%m%d").replace(tzinfo=UTC).date()
    except ValueError:
        return None
