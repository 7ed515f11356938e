"""Where reports go: files written whole or not at all, and standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from linkcheck.cli.problems import Problem


def write_whole(path: Path, text: str) -> None:
    """Write a file so that no reader and no crash ever sees half of it. Unchanged content is left untouched."""
    data = text.encode("utf-8", "replace")
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.chmod(_mode(path))
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Problem(f"{path}: cannot be written: {error.strerror}; choose another place with -o") from None


def check_writable(path: Path) -> None:
    """Refuse before the run what could not be written after it."""
    if path.is_dir():
        raise Problem(f"{path}: is a folder; name a file with -o")
    if not path.parent.is_dir():
        raise Problem(f"{path}: there is no folder {path.parent}; make it, or choose another place with -o")
    if not os.access(path.parent, os.W_OK):
        raise Problem(f"{path}: the folder {path.parent} cannot be written to; choose another place with -o")


def write_out(text: str) -> None:
    """Print a report."""
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
    sys.stdout.flush()


def _mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
