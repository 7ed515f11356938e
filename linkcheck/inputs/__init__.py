"""The PATH arguments: which files are meant, and what text is in them.

Everything that can go wrong with one argument is a value, ``InputProblem``, with one line that says what to do.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from linkcheck.inputs.decoding import decode
from linkcheck.inputs.input_files import InputProblem, find_files
from linkcheck.repository import leads_outside

__all__ = ["STDIN_NAME", "InputFile", "InputProblem", "is_memory", "is_own_output", "read_inputs"]

STDIN_NAME = "(stdin)"
"""How a list that came from standard input is called in reports."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """One list as text. Places in it are those of ``text`` in UTF-8, a byte order mark included.

    ``encoding`` writes ``text`` back to the very bytes that were read; None where no encoding does.
    """

    name: str
    text: str
    warnings: tuple[str, ...] = ()
    encoding: str | None = "utf-8"


def read_inputs(
    paths: Sequence[str], *, exclude: Sequence[str] = (), stdin: Callable[[], bytes] | None = None
) -> Iterator[InputFile | InputProblem]:
    """Yield the lists that the arguments name, in their order and each file once, and what is wrong with them.

    An argument is a file, a folder (all Markdown below it that git does not ignore), a pattern, or ``-``. Files that
    fit a pattern of ``exclude`` (as in .gitignore, from the folder the command runs in) are left out, unless named.
    """
    seen: set[Path] = set()
    for argument in dict.fromkeys(paths):
        if argument == "-":
            yield _from_bytes(STDIN_NAME, (stdin or sys.stdin.buffer.read)())
            continue
        if not argument:  # A script's unset variable names no folder, least of all the one the command runs in.
            yield InputProblem("'': no such file or folder")
            continue
        for found in find_files(argument, exclude):
            if isinstance(found, InputProblem):
                yield found
            elif (identity := found.resolve()) not in seen:
                seen.add(identity)
                item = _from_file(found)
                is_named = found == Path(argument)
                yield item if is_named or isinstance(item, InputFile) else replace(item, is_warning=True)


MEMORY_HEAD: Final = '{"linkcheck":"memory"'
"""How the first line of a memory begins, of whatever schema."""
_REPORT: Final = re.compile(r"(?:<!DOCTYPE html>\s*)?<!-- linkcheck(?: [\w./%-]+)?: ", re.IGNORECASE)


def is_memory(data: bytes) -> bool:
    """Tell a memory of linkcheck from other files, by its first line."""
    return data.startswith(MEMORY_HEAD.encode())


def is_own_output(text: str) -> bool:
    """Tell a report or a memory of linkcheck from a list, by its first line: they are no input, whatever their name."""
    text = text.removeprefix("\ufeff")
    return text.startswith(MEMORY_HEAD) or _REPORT.match(text) is not None


def _from_file(path: Path) -> InputFile | InputProblem:
    if leads_outside(path):
        return InputProblem(f"{path.as_posix()}: a link out of the repository, or into its .git: not read")
    try:
        data = path.read_bytes()
    except OSError as error:
        return InputProblem(f"{path.as_posix()}: cannot be read: {error.strerror}")
    return _from_bytes(path.as_posix(), data)


def _from_bytes(name: str, data: bytes) -> InputFile | InputProblem:
    decoded = decode(data)
    if decoded is None:
        return InputProblem(f"{name}: not a text file")
    warnings = (f"{name}: {decoded.warning}",) if decoded.warning else ()
    return InputFile(name, decoded.text, warnings, decoded.encoding)
