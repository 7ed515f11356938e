"""The Wayback Machine, asked whether it has a copy of a page that is gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import quote, urlencode

from fetchers.api_answers import data_of
from fetchers.context import Context
from fetchers.json_values import at, items, json_of, mapping, text
from fetchers.net import ApiRequest

_BASE: Final = "https://archive.org/wayback/available"
_CDX: Final = "https://web.archive.org/cdx/search/cdx"
_SAVE: Final = "https://web.archive.org/save"


class ArchiveSilentError(Exception):
    """The archive does not answer; the caller stops asking for copies."""


@dataclass(frozen=True, slots=True)
class Capture:
    """A copy that the archive took of a page that answered 200."""

    url: str
    day: date | None


async def newest_capture(url: str, context: Context, *, until: date | None = None) -> Capture | None:
    """Return the newest good copy of a page, None where the archive has none.

    ``until`` is the last day on which the page was known to be fine: a later copy may be one of what came after it, a
    parked domain with status 200, and is not taken. Raises ArchiveSilentError where the archive does not answer.
    Asked a second time without the scheme: the whole address has been seen to find nothing where the shorter form did
    (internetarchive/wayback #296).
    """
    wanted = f"&timestamp={until:%Y%m%d}" if until else ""
    for spelled in (url, url.partition("://")[2]):
        base = context.access.base("wayback", _BASE)
        reply = await context.net.call(ApiRequest(url=f"{base}?url={quote(spelled, safe='')}{wanted}"))
        if not reply.ok:
            raise ArchiveSilentError
        closest = mapping(at(data_of(reply), "archived_snapshots", "closest"))
        copy = text(closest.get("url"))
        if copy and closest.get("available") is True and closest.get("status") == "200":
            secure = "https://" + copy.partition("://")[2] if copy.startswith("http://") else copy
            found = Capture(secure, _day(text(closest.get("timestamp")) or ""))
            if until is None or (found.day is not None and found.day <= until):
                return found
            return await _last_until(url, context, until)
    return None


async def _last_until(url: str, context: Context, until: date) -> Capture | None:
    """Ask the index of all captures: the availability API gives the nearest, which may be a later one."""
    base = context.access.base("wayback-cdx", _CDX)
    query = f"url={quote(url, safe='')}&to={until:%Y%m%d}&limit=-1&filter=statuscode:200&output=json&fl=timestamp"
    reply = await context.net.call(ApiRequest(url=f"{base}?{query}"))
    if not reply.ok:
        raise ArchiveSilentError
    rows = items(json_of(reply.body))
    stamp = text(at(rows[-1], 0)) if len(rows) > 1 else None  # the first row is the header
    return Capture(f"https://web.archive.org/web/{stamp}/{url}", _day(stamp)) if stamp else None


async def save_page(url: str, context: Context) -> bool:
    """Ask the archive to capture a page (Save Page Now 2); True where it took the order.

    Raises ArchiveSilentError where it takes no more of them now.
    """
    key = context.access.archive_key
    headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    headers |= {"Authorization": f"LOW {key}"} if key else {}
    base = context.access.base("wayback-save", _SAVE)
    body = urlencode({"url": url, "skip_first_archive": "1"}).encode()
    reply = await context.net.call(ApiRequest(url=base, method="POST", headers=headers, body=body, retry=False))
    if reply.status in (None, 401, 403, 429) or (reply.status or 0) >= 500:
        raise ArchiveSilentError
    return reply.ok


def _day(timestamp: str) -> date | None:
    """Return the day of a capture's timestamp (``20260314150926``)."""
    try:
        return datetime.strptime(timestamp[:8], "%Y%m%d").replace(tzinfo=UTC).date()
    except ValueError:
        return None
