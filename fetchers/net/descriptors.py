"""Open files: every connection is one, and the usual allowance of a process is meant for less than a run of ours."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

_WANTED: Final = 8192
"""A connection for each open request, and some seconds' worth of idle ones. macOS allows 256 until it is asked."""


def allow_many() -> None:
    """Raise this process's own limit of open files, as far as it may; a higher one is left as it is."""
    try:
        import resource  # noqa: PLC0415  not on Windows, which has no such limit
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _WANTED if hard == resource.RLIM_INFINITY else min(_WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
