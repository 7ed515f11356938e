"""The standard streams: whoever reads them may go, and some may never have been open."""

from __future__ import annotations

import os
import sys
from typing import Final, TextIO

_STREAMS: Final = ("stdin", "stdout", "stderr")


def open_all() -> None:
    """Put something where a standard stream is closed (``2>&-``, some schedulers).

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


def tell(line: str) -> None:
    """Print a line to standard error; where it cannot be written, nobody reads it, and the run goes on without."""
    try:
        print(line, file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        lead_nowhere(sys.stderr)


def lead_nowhere(stream: TextIO) -> None:
    """Have what is still written to a stream, and what it holds already, go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
