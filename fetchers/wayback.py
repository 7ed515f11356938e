"""The Wayback Machine, asked whether it has a copy of a page that is gone."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from fetchers.api_answers import data_of
from fetchers.context import Context
from fetchers.json_values import at, mapping, text
from fetchers.net import ApiRequest

_BASE: Final = "https://archive.org/wayback/available"


class ArchiveSilentError(Exception):
    """The archive does not answer: asking for more copies would be in vain."""


async def archived_copy(url: str, context: Context) -> str | None:
    """Return the address of the newest good copy of a page, None where the archive has none.

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
            return "https://" + copy.partition("://")[2] if copy.startswith("http://") else copy
    return None
