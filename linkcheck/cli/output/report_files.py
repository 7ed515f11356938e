"""Where reports go: files written whole or not at all, and standard output."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

from linkcheck.cli.terminal.errors import UserError
from linkcheck.cli.terminal.streams import lead_nowhere

_PIECE: Final = 1 << 20
"""Bytes that are copied at a time."""
_DESCRIPTORS: Final = Path("/proc/self/fd")
"""Where Linux shows the open files of a process; linking an entry gives its file a name (open(2), O_TMPFILE)."""


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write a file atomically: neither a reader nor a crash sees half of it. An unchanged file is not written.

    No more of it is held than a piece: it is compared as it comes with what is there, and only from the first
    difference on written beside it. A device or a pipe is written into, and never replaced. Raises UserError.
    """
    data = (piece.encode("utf-8", "replace") for piece in pieces)
    try:
        if is_special(path):
            _write_into(path, data)
            return
        same, rest = _compared(path, data)
        if rest is not None:
            _replace(path, same, rest)
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}; choose another place with -o") from None


def _compared(path: Path, data: Iterator[bytes]) -> tuple[int, Iterator[bytes] | None]:
    """Return how many bytes of the file are as they should be, and what is to follow them: None, where all are."""
    if not path.is_file():
        return 0, data
    same = 0
    with path.open("rb") as file:
        for piece in data:
            if file.read(len(piece)) != piece:
                return same, chain([piece], data)
            same += len(piece)
        return same, iter(()) if file.read(1) else None


def is_special(path: Path) -> bool:
    """Return True for a device, a pipe or a socket, False for a file, a folder or an unused name.

    ``/dev/stdout`` and its like are links to whatever file is open there, which is written to as it is.
    """
    if path.is_symlink() and path.absolute().parts[1:2] in (("dev",), ("proc",)):
        return True
    return path.exists() and not path.is_file() and not path.is_dir()


def _write_into(path: Path, data: Iterator[bytes]) -> None:
    """Write to a device or a pipe; a reader that has read enough ends the writing."""
    with suppress(BrokenPipeError), path.open("wb") as file:
        file.writelines(data)


def _replace(path: Path, same: int, rest: Iterator[bytes]) -> None:
    """Put a file in the place of another that begins with the same bytes.

    A file with several names (hard links) is to stay one file: its bytes are written over once all of them are on disk.
    """
    handle, draft = _draft_of(path)
    try:
        with os.fdopen(handle, "w+b") as file:
            if same:
                _copy(path, same, file)
            for piece in rest:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            if path.exists() and path.stat().st_nlink > 1:
                _write_over(path, file)
                if draft is not None:
                    draft.unlink()
                return
            os.chmod(file.fileno(), _mode(path))  # noqa: PTH101  it may have no name yet
            if draft is None:
                draft = _named(file.fileno(), path)
        draft.replace(path)
    except BaseException:
        if draft is not None:
            draft.unlink(missing_ok=True)
        raise


def _write_over(path: Path, draft: BinaryIO) -> None:
    """Write a draft's bytes into a file that stays the same file."""
    draft.seek(0)
    with path.open("r+b") as file:
        shutil.copyfileobj(draft, file, _PIECE)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def _draft_of(path: Path) -> tuple[int, Path | None]:
    """Return a new file in the folder of another: without a name where the system has such files (Linux).

    A process that is killed while it writes then leaves nothing behind for ``git add .`` to find.
    """
    if hasattr(os, "O_TMPFILE") and _DESCRIPTORS.is_dir():
        with suppress(OSError):  # not every file system has them
            return os.open(path.parent, os.O_TMPFILE | os.O_RDWR, 0o600), None
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    return handle, Path(name)


def _named(handle: int, path: Path) -> Path:
    """Give a file without a name one beside another, which a rename can put in its place."""
    name = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    # With a folder's descriptor, for only then does Python follow the entry, which looks like a symbolic link.
    folder = os.open(_DESCRIPTORS, os.O_RDONLY)
    try:
        os.link(str(handle), name, src_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)
    return name


def _copy(path: Path, size: int, to: BinaryIO) -> None:
    with path.open("rb") as file:
        while size > 0 and (piece := file.read(min(size, _PIECE))):
            to.write(piece)
            size -= len(piece)


def replace_file(path: Path, data: bytes) -> None:
    """Put bytes in the place of a file, whole or not at all, with its permissions; a link stays a link."""
    path = path.resolve()
    try:
        if not os.access(path, os.W_OK):
            raise UserError(f"{path}: is read-only; it was left alone")
        _replace(path, 0, iter([data]))
    except OSError as error:
        raise UserError(f"{path}: cannot be written: {error.strerror}; it was left alone") from None


def check_writable(path: Path) -> None:
    """Refuse before the run what could not be written after it."""
    if path.is_dir():
        raise UserError(f"{path}: is a folder; name a file with -o")
    if is_special(path):
        if not os.access(path, os.W_OK):
            raise UserError(f"{path}: cannot be written to; choose another place with -o")
        return
    if not path.parent.is_dir():
        raise UserError(f"{path}: there is no folder {path.parent}; make it, or choose another place with -o")
    if not os.access(path.parent, os.W_OK):
        raise UserError(f"{path}: the folder {path.parent} cannot be written to; choose another place with -o")


def write_out(text: str) -> None:
    """Print a text."""
    print_out([text])


def print_out(pieces: Iterable[str]) -> None:
    """Print a report as it comes, with a newline at the end unless there is nothing in it. Raises Problem.

    A reader who has read enough (``linkcheck … | head``) ends the printing and nothing else.
    """
    try:
        for piece in _with_last_newline(pieces):
            sys.stdout.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        lead_nowhere(sys.stdout)
    except OSError as error:
        lead_nowhere(sys.stdout)
        raise UserError(f"standard output: cannot be written: {error.strerror}") from None


def _with_last_newline(pieces: Iterable[str]) -> Iterator[str]:
    end = "\n"
    for piece in pieces:
        yield piece
        end = piece[-1:] or end
    if end != "\n":
        yield "\n"


def _mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
