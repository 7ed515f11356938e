"""``--list URL``, ``github:owner/repository`` and ``github:owner``: lists that are read from the web."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from linkcheck.cli.running import World
from linkcheck.cli.terminal.errors import EXIT_CANNOT_RUN, UserError, say
from linkcheck.config import Settings
from linkcheck.document.credentials import hide_credentials
from linkcheck.document.formats import read_file
from linkcheck.engine import make_network
from linkcheck.engine.remote_lists import RemoteList, RemoteListError, read_remote
from linkcheck.inputs import is_own_output
from linkcheck.inputs.decoding import decode
from linkcheck.local import LocalFiles, located
from linkcheck.model import Document, Occurrence
from linkcheck.spelling import is_local


def remote_documents(
    sources: Sequence[str], settings: Settings, world: World | None, local: LocalFiles, *, everything: bool
) -> list[Document]:
    """Return the lists at addresses, their relative links made whole. Raises UserError.

    ``local`` gets to know their headings. ``everything``: an owner's forks and archived repositories, too.
    """
    try:
        lists, warnings = asyncio.run(_read(sources, settings, world, everything=everything))
    except RemoteListError as error:
        raise UserError(str(error), EXIT_CANNOT_RUN) from None
    for warning in warnings:
        say(warning)
    return list(_documents(lists, settings, local))


async def _read(
    sources: Sequence[str], settings: Settings, world: World | None, *, everything: bool
) -> tuple[list[RemoteList], tuple[str, ...]]:
    async with world or nullcontext() as base:
        return await read_remote(sources, make_network(settings, os.environ, base), everything=everything)


def _documents(lists: Sequence[RemoteList], settings: Settings, local: LocalFiles) -> Iterator[Document]:
    for found in lists:
        decoded = decode(found.data)
        if decoded is None:
            raise UserError(f"{found.name}: not a text file")
        if is_own_output(decoded.text):
            say(f"{found.name}: a report of linkcheck, and no list; it is passed over")
            continue
        document = hide_credentials(read_file(decoded.text, found.path, include_code=settings.include_code))
        for warning in (*document.warnings, *((decoded.warning,) if decoded.warning else ())):
            say(f"{found.name}: {warning}")
        occurrences = tuple(_placed(place, found) for place in document.occurrences)
        local.remember(found.name, decoded.text, Path(found.path))
        yield located(replace(document, file=found.name, occurrences=occurrences), local).keeping(decoded.text)


def _placed(place: Occurrence, found: RemoteList) -> Occurrence:
    """Return an occurrence with its whole address. A heading of the list itself stays a place in it."""
    if not place.url.strip() or place.url.startswith("#") or not is_local(place.url):
        return replace(place, file=found.name)
    return replace(place, file=found.name, url=found.absolute(place.url))
