"""``python -m linkcheck`` and the ``linkcheck`` command."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import Final, NoReturn

_MANY: Final = 20_000
"""Objects made before the garbage collector looks for cycles: at Python's 700 it looks all the time, and those of a run
have hardly any."""


def main() -> NoReturn:
    """Run the command line; a reader's closed pipe and an interrupt end it without a traceback."""
    gc.set_threshold(_MANY)
    # --version must not wait for what it does not need.
    from linkcheck.cli import run  # noqa: PLC0415
    from linkcheck.cli.terminal.streams import open_all  # noqa: PLC0415

    open_all()
    _leave(run())


def _leave(code: int) -> NoReturn:
    """End the process at once.

    All files are closed and the state is committed by now. What Python would still do is take its modules apart, and
    wait for threads that wait for a name server, of which nobody wants an answer any more.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
