"""Read lists on the workers of a cluster: tasks over batches of texts, their documents in the order of the lists.

A worker is given the texts, and no path and no token: a list may be on the disk of the run's machine alone, and GitHub
is asked from one place. So a batch can be read anywhere, and again where its worker is lost.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Final

from linkcheck.document.extraction import ListText, extract
from linkcheck.engine.shards.scheduler import BUILD, connected, require_build, require_connection, threads_of
from linkcheck.model import Document

WORTH_TASKS: Final = 4_000_000
"""Characters of lists from which on workers read them: this process reads as many in 1.5 s, about what it takes to
connect and to have each worker load its modules."""
BATCH: Final = 500_000
"""Characters read in one task, in a fifth of a second; a longer list is a task of its own."""
_BATCHES_PER_THREAD: Final = 2


def extracted(
    address: str, sources: Iterable[ListText], warn: Callable[[str], None], *, include_code: bool
) -> Iterator[Document]:
    """Return the document of each list, in order; few texts are read here. Raises ClusterError."""
    texts, characters, rest = list[ListText](), 0, iter(sources)
    while characters < WORTH_TASKS and (source := next(rest, None)) is not None:
        texts.append(source)
        characters += len(source.text)
    if characters < WORTH_TASKS:
        return (extract(text, include_code=include_code) for text in texts)
    return iter(asyncio.run(_on_workers(address, chain(texts, rest), warn, include_code)))


async def _on_workers(
    address: str,
    sources: Iterable[ListText],
    warn: Callable[[str], None],
    include_code: bool,  # noqa: FBT001
) -> list[Document]:
    documents: list[Document] = []
    waiting: deque[tuple[Sequence[ListText], Any]] = deque()

    async def take() -> None:
        batch, future = waiting.popleft()
        try:
            build, found = await future
        except Exception as error:  # noqa: BLE001  several workers have died of it perhaps; a bug of ours shows here, too
            require_connection(client)
            warn(f"--dask: no worker could read {batch[0].name} ({type(error).__name__}); it is read here")
            build, found = extract_batch(batch, include_code)
        require_build(build)
        documents.extend(found)

    async with connected(address) as client:
        most = _BATCHES_PER_THREAD * await threads_of(client)
        for batch in _batches(sources):
            waiting.append((batch, client.submit(extract_batch, batch, include_code, pure=False)))
            if len(waiting) >= most:
                await take()
        while waiting:
            await take()
    return documents


def extract_batch(batch: Sequence[ListText], include_code: bool) -> tuple[str, list[Document]]:  # noqa: FBT001
    """Return this process's build, and the document of each list. What a worker does."""
    return BUILD, [extract(source, include_code=include_code) for source in batch]


def _batches(sources: Iterable[ListText]) -> Iterator[list[ListText]]:
    batch, characters = list[ListText](), 0
    for source in sources:
        batch.append(source)
        characters += len(source.text)
        if characters >= BATCH:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
