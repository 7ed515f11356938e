"""``--list URL``, ``github:owner/repository`` and ``github:owner``: lists that are read from the web."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from linkcheck.cli.lists.documents import Extraction
from linkcheck.cli.running import World
from linkcheck.cli.terminal.errors import EXIT_CANNOT_RUN, UserError, say
from linkcheck.config import Settings
from linkcheck.document.extraction import ListText
from linkcheck.engine import make_network
from linkcheck.engine.remote_lists import RemoteList, RemoteListError, read_remote
from linkcheck.inputs import is_own_output
from linkcheck.inputs.decoding import decode
from linkcheck.local import LocalFiles, located
from linkcheck.model import Document


def remote_documents(
    sources: Sequence[str],
    settings: Settings,
    world: World | None,
    local: LocalFiles,
    extraction: Extraction,
    *,
    everything: bool,
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
    paths = {found.name: Path(found.path) for found in lists}
    documents: list[Document] = []
    for document in extraction(_texts(lists)):
        for warning in document.warnings:
            say(f"{document.file}: {warning}")
        local.remember(document, paths[document.file])
        documents.append(located(document, local))
    return documents


async def _read(
    sources: Sequence[str], settings: Settings, world: World | None, *, everything: bool
) -> tuple[list[RemoteList], tuple[str, ...]]:
    async with world or nullcontext() as base:
        return await read_remote(sources, make_network(settings, os.environ, base), everything=everything)


def _texts(lists: Sequence[RemoteList]) -> Iterator[ListText]:
    for found in lists:
        decoded = decode(found.data)
        if decoded is None:
            raise UserError(f"{found.name}: not a text file")
        if is_own_output(decoded.text):
            say(f"{found.name}: a report of linkcheck, and no list; it is passed over")
            continue
        if decoded.warning:
            say(f"{found.name}: {decoded.warning}")
        yield ListText(found.name, decoded.text, found.path, found.base, found.root)
