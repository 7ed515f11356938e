"""A process that reads one page at a time and can be ended: requests on standard input, results on standard output.

A stranger's page can cost a parser any amount of time and memory (a PDF of 39 kB was seen to take half a minute), and
neither a thread nor a timer inside the interpreter can stop it. The kernel can end a process. It holds no token and
opens no connection, and what it sends back is MessagePack, not pickle: a page that takes it over gains nothing here.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, Final, Self, TypeVar

import msgspec

from fetchers.facts import Observation, Redirect, Target
from fetchers.net import PageResponse
from fetchers.net.lateness import Patience

_HEAD: Final = 4
"""Bytes of a message's length, big-endian, before its own bytes."""
_LONGEST_RESULT: Final = 32 * 1024 * 1024
"""Bytes; more than the text of the largest page that is read comes to."""
_ENVIRONMENT: Final = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""The variables that the process is given: never a token."""

T = TypeVar("T", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may cost. The processor time of the largest honest page is under a second."""

    cpu: float = 5.0
    """Seconds of processor time, held by the kernel (setitimer); elsewhere than on POSIX only ``wall`` holds."""
    wall: float = 20.0
    """Seconds until the result is there, the start of the process included."""
    memory: int = 768 * 1024 * 1024
    """Bytes of data of the process, held by the kernel (RLIMIT_DATA; Linux only)."""


class PageTask(msgspec.Struct, frozen=True, array_like=True):
    """The arguments of ``fetchers.pages.reading.interpret``, and whether the page's text is wanted as well."""

    visit: PageResponse
    before: tuple[Redirect, ...]
    target: Target
    fragment: str | None
    wants_text: bool


class PageResult(msgspec.Struct, frozen=True, array_like=True):
    """The result of reading. ``observation`` is None if the page took too much memory, or ``bug`` says what failed."""

    observation: Observation | None
    text: str = ""
    bug: str = ""


class ProcessEndedError(Exception):
    """The process was ended, or ended by itself, before the result came."""


class ReaderProcess:
    """One such process, seen from outside. Reads one page at a time; not used again after an error."""

    def __init__(self, process: asyncio.subprocess.Process, limits: Limits) -> None:
        self._process = process
        self._limits = limits

    @classmethod
    async def start(cls, limits: Limits) -> Self:
        """Start a process. Raises OSError where none can be started."""
        # The same modules as here, wherever they were found.
        code = (
            f"import sys; sys.path[:] = {sys.path!r}; from fetchers.pages.reader_process import main; "
            f"main({limits.cpu!r}, {limits.memory!r})"
        )
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-I", "-c", code),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        )
        return cls(process, limits)

    @property
    def pid(self) -> int:
        """Return the process's number."""
        return self._process.pid

    async def read(self, task: PageTask) -> PageResult:
        """Have one page read. Raises ProcessEndedError where the process did not live to send a result."""
        message = encode(task)
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise ProcessEndedError
        try:
            with Patience(self._limits.wall):
                stdin.write(message)
                await stdin.drain()
                length = int.from_bytes(await stdout.readexactly(_HEAD), "big")
                if length > _LONGEST_RESULT:
                    raise ProcessEndedError
                return msgspec.msgpack.decode(await stdout.readexactly(length), type=PageResult)
        except (OSError, TimeoutError, EOFError, msgspec.DecodeError) as error:
            raise ProcessEndedError from error

    async def end(self) -> None:
        """Kill the process at once."""
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
        transport = getattr(self._process, "_transport", None)
        if transport is not None:
            transport.close()


def encode(message: PageTask | PageResult) -> bytes:
    """Return a message with its length before it. Raises UnicodeEncodeError for text that is not Unicode."""
    body = msgspec.msgpack.encode(message)
    return len(body).to_bytes(_HEAD, "big") + body


def main(cpu: float, memory: int) -> None:
    """Serve until standard input ends. An interrupt from the keyboard is the parent's to handle."""
    from fetchers.pages.reading import interpret  # noqa: F401, PLC0415 - loaded before memory is limited

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    results = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get among the results.
    os.dup2(2, 1)
    _limit_memory(memory)
    serve(sys.stdin.buffer, results, cpu)


def serve(tasks: BinaryIO, results: BinaryIO, cpu: float) -> None:
    """Answer each task of a stream. The kernel ends the process where one takes more than ``cpu`` seconds."""
    while len(head := tasks.read(_HEAD)) == _HEAD:
        body = tasks.read(int.from_bytes(head, "big"))
        _limit_time(cpu)
        answer = _answer(body)
        _limit_time(0)
        results.write(answer)
        results.flush()


def _answer(body: bytes) -> bytes:
    from fetchers.pages.reading import interpret  # noqa: PLC0415 - the parent may never need it

    task = msgspec.msgpack.decode(body, type=PageTask)
    try:
        found = interpret(task.visit, task.before, task.target, task.fragment)
        return encode(PageResult(found.observation, found.text if task.wants_text else ""))
    except (MemoryError, SyntaxError):  # lxml says XMLSyntaxError where libxml2 gets no memory
        return encode(PageResult(None))
    except Exception as bug:  # noqa: BLE001 - it is raised again where the page was asked for
        return encode(PageResult(None, bug=ascii(f"{type(bug).__name__}: {bug}")))


def _limit_time(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        # SIGPROF ends a process that does not handle it.
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory(most: int) -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows; a limit below ours is in force already
        import resource  # noqa: PLC0415

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
