"""Which process is at work on a state: one for each list, told by locks that end with the process that holds them."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:  # Windows: two runs at once are not noticed there
    fcntl = None  # type: ignore[assignment]


class ListLock:
    """A file beside the state, of which each list that is being checked has one byte locked.

    A killed process leaves the file, and no lock. Where a file system knows no locks, everybody has every lock.
    """

    def __init__(self, state: Path) -> None:
        self._path = state.with_name(f"{state.name}.lock")
        self._file: BinaryIO | None = None

    def take(self, name: str) -> bool:
        """Lock a list by its name until ``release``; False where another process has it."""
        if fcntl is None:
            return True
        byte = 1 + int.from_bytes(hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=4).digest(), "big") // 2
        try:
            while True:
                self._file = self._file or self._path.open("ab")
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
                if self._is_current(self._file):
                    return True
                self.release()
        except BlockingIOError:
            return False
        except OSError:
            return True

    def release(self) -> None:
        """Unlock; the last process to leave removes the file."""
        if self._file is None:
            return
        file, self._file = self._file, None
        with file, suppress(OSError):
            if fcntl is not None and self._is_current(file):
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 0, 0)
                self._path.unlink()

    def _is_current(self, file: BinaryIO) -> bool:
        """True if the path still names this file: the last process to leave may have removed it."""
        try:
            return os.path.samestat(os.fstat(file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False
