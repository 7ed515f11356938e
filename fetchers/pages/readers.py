"""Who reads the pages of a run: this process the small ones, one that can be ended those that may cost too much.

PDFs always and large markup are read in a ``ReaderProcess``, started when the first such page comes. Where it is ended
on a page, the page stays unread, with a note; this process never tries what ended another.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Final, Self

from fetchers.addresses.address import parse
from fetchers.codes import Note
from fetchers.context import Context
from fetchers.facts import Redirect, Target
from fetchers.net import PageResponse, Profile, Response
from fetchers.pages.interpretation import Interpretation
from fetchers.pages.media import is_pdf
from fetchers.pages.reader_process import Limits, PageTask, ProcessEndedError, ReaderProcess

UNREAD: Final = Note.TOO_COSTLY.code
"""The note of a page that could not be read within ``Limits``: only its headers are known."""
SMALL: Final = 24 * 1024
"""Bytes of markup that are read on the loop: a few milliseconds, 20 at the very worst (tests/fetchers/test_loop.py)."""
_MOST_PROCESSES: Final = 4
"""One loop cannot feed more."""
_CROWD: Final = 6 * 1024 * 1024
"""Bytes that wait for each process; more would only take up memory."""


def readers_of(context: Context) -> Readers:
    """Return the readers of a run, made at first use where the engine did not make them."""
    return context.shared("readers", Readers)


class Readers:
    """Reads the pages of a run. An async context manager."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._most = min(_MOST_PROCESSES, max(2, _processors()))
        self._free = asyncio.Semaphore(self._most)
        self._idle: list[ReaderProcess] = []
        self._waiting = 0
        """Bytes."""
        self.on_room: Callable[[], None] = lambda: None
        """Called when the crowd is over."""
        self._context: Context | None = None
        self._loading: asyncio.Task[object] | None = None
        self._warming: asyncio.Future[None] | None = None

    def serve(self, context: Context) -> None:
        """Become the readers that ``readers_of`` returns."""
        if context.shared("readers", lambda: self) is not self:
            raise RuntimeError("somebody else has begun to read already")
        self._context = context

    async def __aenter__(self) -> Self:
        """Load what reading needs without waiting for it: the first answers take as long."""
        self._loading = asyncio.create_task(asyncio.to_thread(import_module, "fetchers.pages.reading"))
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the processes."""
        if self._loading is not None:
            await self._loading
        await asyncio.gather(*(process.end() for process in self._idle))
        self._idle.clear()

    @property
    def is_crowded(self) -> bool:
        """True if so many pages wait to be read that fetching should pause."""
        return self._waiting >= _CROWD * self._most

    async def read(
        self,
        visit: PageResponse,
        target: Target,
        *,
        before: tuple[Redirect, ...] = (),
        fragment: str | None = None,
        wants_text: bool = False,
    ) -> Interpretation:
        """Interpret a visit, as ``fetchers.pages.reading.interpret`` does. ``text`` is empty where it is not wanted."""
        task = PageTask(visit, before, target, fragment, wants_text)
        if not is_costly(visit.reply):
            await asyncio.shield(self._warm_up())
            return _interpret(task)
        size = len(visit.reply.body)
        self._waiting += size
        try:
            return await self._read_apart(task)
        finally:
            was_crowded = self.is_crowded
            self._waiting -= size
            if was_crowded and not self.is_crowded:
                self.on_room()

    def _warm_up(self) -> asyncio.Future[None]:
        """Read a page of our own in a thread before the first: it compiles the patterns, which takes 0.2 s."""
        if self._warming is None:
            self._warming = asyncio.get_running_loop().run_in_executor(None, _read_a_page)
        return self._warming

    async def _read_apart(self, task: PageTask) -> Interpretation:
        try:
            async with self._free:
                process = self._idle.pop() if self._idle else await ReaderProcess.start(self._limits)
                try:
                    result = await process.read(task)
                except BaseException:
                    # Cancelled, too: it is at a page that nobody waits for any more.
                    await process.end()
                    raise
                self._idle.append(process)
        except (ProcessEndedError, UnicodeEncodeError):
            return _unread(task)
        except OSError as error:
            if self._context is not None:
                self._context.warn(f"PDFs and large pages were not read: no process can be started for them ({error})")
            return _unread(task)
        if result.bug:
            raise RuntimeError(f"reading {task.target.url} failed: {result.bug}")
        if result.observation is None:
            return _unread(task)
        return Interpretation(result.observation, result.text, task.visit.profile)


def is_costly(reply: Response) -> bool:
    """Whether reading a body may take longer than the loop can stand still."""
    return bool(reply.body) and (len(reply.body) > SMALL or is_pdf(reply))


def _unread(task: PageTask) -> Interpretation:
    """Interpret the head alone."""
    reply = replace(task.visit.reply, body=b"", complete=False)
    found = _interpret(
        PageTask(replace(task.visit, reply=reply), task.before, task.target, task.fragment, task.wants_text)
    )
    return replace(found, observation=replace(found.observation, notes=(*found.observation.notes, UNREAD)))


def _interpret(task: PageTask) -> Interpretation:
    from fetchers.pages.reading import interpret  # noqa: PLC0415 - loaded beside the first requests

    return interpret(task.visit, task.before, task.target, task.fragment)


@cache
def _read_a_page() -> None:
    address = parse("http://site.invalid/page")
    reply = Response(url=address.wire, status=200, headers={"content-type": "text/html"}, body=b"<title>A page</title>")
    visit = PageResponse(redirects=(), reply=reply, profile=Profile.HONEST)
    target = Target(fetcher="page", kind="page", key=address.wire, address=address)
    _interpret(PageTask(visit, (), target, None, wants_text=False))


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
