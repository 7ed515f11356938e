"""Open files: every connection is one, and the usual allowance of a process is meant for less than a run of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_WANTED: Final = 8192
"""A connection for each open request, and some seconds' worth of idle ones. macOS allows 256 until it is asked."""
_OWN: Final = 40
"""What a run has open beside its connections: the store, the ledger, pipes to reading processes, modules."""
_FEWEST: Final = 4
_PLENTY: Final = 1024


@dataclass(frozen=True, slots=True)
class DescriptorShare:
    """What the network may have open of a process's files."""

    requests: int
    """Open requests, those that hang among them."""
    lookups: int
    """Names that are looked up, those that hang among them."""
    keeps_idle: bool
    """Whether connections are kept for the next request."""


def share_of(files: int) -> DescriptorShare:
    """Share a number of files out: half for open requests, the other half for idle connections and hanging lookups."""
    left = max(2 * _FEWEST, files - _OWN)
    return DescriptorShare(requests=left // 2, lookups=max(_FEWEST, left // 4), keeps_idle=files >= _PLENTY)


def allow_many() -> int:
    """Raise this process's own limit of open files, as far as it may, and return what it is then, at most 8192.

    A higher one is left as it is.
    """
    try:
        import resource  # noqa: PLC0415  not on Windows, which has no such limit
    except ImportError:
        return _WANTED
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _WANTED if hard == resource.RLIM_INFINITY else min(_WANTED, hard)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return _WANTED if soft == resource.RLIM_INFINITY else min(soft, _WANTED)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError):
        return soft
    return wanted
