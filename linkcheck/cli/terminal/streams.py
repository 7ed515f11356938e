"""The standard streams: a reader may close its pipe early, and a stream may not be open at all."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from typing import Final, TextIO

_STREAMS: Final = ("stdin", "stdout", "stderr")
_CONTROL: Final = re.compile(
    # What is no colour of ours; C0, DEL, C1; marks that reorder text; halves of surrogate pairs.
    "\x1b(?!\\[[0-9;]{0,12}m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_COMMAND: Final = re.compile(r"^[^\S\n]*::|##\[", re.MULTILINE)


def open_all() -> None:
    """Put something where a standard stream is closed (``2>&-``, some schedulers), and settle how they are encoded.

    A state or a socket that is opened later would take its place and be written to; uvloop aborts at such a sight.
    """
    for number, name in enumerate(_STREAMS):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free descriptor, which is this one.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # noqa: FBT003  it has no name
        if getattr(sys, name) is None:
            setattr(sys, name, open(number, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        _encode(stream, os.environ)


def _encode(stream: object, environment: Mapping[str, str]) -> None:
    """Write files and pipes in UTF-8, as reports are; Windows would use the system's code page.

    A terminal keeps its encoding, and PYTHONIOENCODING wins; letters that it lacks are replaced.
    """
    if not isinstance(stream, TextIOWrapper):
        return
    if stream.isatty() or environment.get("PYTHONIOENCODING"):
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def command_runner(command: str) -> None:
    """Print a workflow command of our own, whose parts are escaped, to standard error: a report may have the other."""
    try:
        print(command, file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        lead_nowhere(sys.stderr)


def tell(text: str) -> None:
    """Print to standard error, escaped: file names and servers' texts must not control a terminal or a CI runner.

    If writing fails, the run continues without the message.
    """
    try:
        print(harmless(text), file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        lead_nowhere(sys.stderr)


def log_harmlessly() -> None:
    """Have what is logged (a fetcher's bug, a library's warning) printed by ``tell``: it quotes strangers."""
    import logging  # noqa: PLC0415  a run has it loaded, other commands do without

    class Telling(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            tell(self.format(record))

    logging.lastResort = Telling(logging.WARNING)


def harmless(text: str) -> str:
    """Return a text without control characters (but colours, tabs and line ends) and without workflow commands.

    GitHub's runner reads ``::name::`` at the start of a line and ``##[name]`` anywhere in one.
    """
    return _COMMAND.sub(_broken, _CONTROL.sub("\ufffd", text))


def _broken(match: re.Match[str]) -> str:
    return f"{match[0][:-1]} {match[0][-1]}"


def lead_nowhere(stream: TextIO) -> None:
    """Have what is still written to a stream, and what it holds already, go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
