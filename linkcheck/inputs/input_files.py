"""Which files an argument means."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from linkcheck.config.patterns import compile_paths, fits_some_path
from linkcheck.repository import closest, repository_root

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES: Final = frozenset({".md", ".markdown", ".mdown", ".mdwn", ".mkd", ".mkdn", ".mkdown", ".mdx", ".rmd", ".qmd"})
"""What a file is called that is found in a folder; a file that is named itself may be called anything."""


@dataclass(frozen=True, slots=True)
class InputProblem:
    """What is wrong with one argument, in one line.

    ``is_warning``: with a file that was found in a folder, and need not be a list.
    """

    message: str
    is_warning: bool = False


def find_files(argument: str, exclude: Sequence[str] = ()) -> Iterator[Path | InputProblem]:
    """Yield the files an argument means, folders and patterns in alphabetical order.

    What fits a pattern of ``exclude`` is left out, unless it is the argument itself.
    """
    if not exclude:
        yield from _find_files(argument)
        return
    spec = compile_paths(exclude)
    for found in _find_files(argument):
        if isinstance(found, InputProblem) or found == Path(argument) or not spec.match_file(os.path.relpath(found)):
            yield found


def _find_files(argument: str) -> Iterator[Path | InputProblem]:
    path = Path(argument)
    try:
        if path.is_dir():
            yield from _in_folder(path)
        elif path.exists():
            yield path
        elif glob.has_magic(argument):
            yield from _matching(argument)
        else:
            yield InputProblem(
                _missing(path) if "://" not in argument else f"{argument}: is an address, not a file here"
            )
    except OSError as error:  # A name too long for the system, a folder that lets nobody in.
        yield InputProblem(f"{argument[:200]!r}: cannot be read: {error.strerror}")


def _in_folder(folder: Path) -> Iterator[Path | InputProblem]:
    found = False
    for path in _walk(folder):
        found = True
        yield path
    if not found:
        name = folder.as_posix()
        yield InputProblem(
            f"{name}: no Markdown file in this folder (*.md, *.markdown, *.mkd, …); for others name a pattern: "
            f"'{name}/**/*.html'"
        )


def _walk(folder: Path) -> Iterator[Path | InputProblem]:
    ignore = GitIgnore(folder)
    problems: list[InputProblem] = []

    def note(error: OSError) -> None:
        problems.append(InputProblem(f"{error.filename}: cannot be read: {error.strerror}", is_warning=True))

    for root, folders, files in os.walk(folder, onerror=note):
        here = Path(root)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not ignore.ignores(here / name, is_folder=True)
        )
        for name in sorted(files):
            path = here / name
            if path.suffix.lower() in SUFFIXES and not ignore.ignores(path, is_folder=False) and path.is_file():
                yield path
    yield from problems


def _matching(pattern: str) -> Iterator[Path | InputProblem]:
    """Yield what a pattern matches; where it leaves the kind of file open (``docs/*``), Markdown."""
    ignore = GitIgnore(Path(_fixed_part(pattern)))
    any_kind = not Path(pattern).suffix
    found = False
    for name in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - Path.glob matches hidden files too
        path = Path(name)
        if not path.is_file() or (any_kind and path.suffix.lower() not in SUFFIXES) or ignore.ignores_any_part_of(path):
            continue
        found = True
        yield path
    if not found:
        yield InputProblem(f"{pattern}: no file matches this pattern")


def _fixed_part(pattern: str) -> str:
    parts = Path(pattern).parts
    fixed = next((index for index, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    return str(Path(*parts[:fixed]))


def _missing(path: Path) -> str:
    if path.is_symlink():
        return f"{path.as_posix()}: is a symbolic link that leads to no file"
    near = _nearest(path)
    hint = f"; did you mean {near.as_posix()}?" if near else ""
    return f"{path.as_posix()}: no such file or folder{hint}"


def _nearest(path: Path) -> Path | None:
    """Return the existing file or folder whose name is most like that of a missing one."""
    parent = path.parent
    if not parent.is_dir():
        better = _nearest(parent) if parent != path else None
        if better is None or not better.is_dir():
            return None
        return better / path.name if (better / path.name).exists() else _nearest(better / path.name)
    names = [entry.name for entry in parent.iterdir() if entry.suffix.lower() in SUFFIXES or entry.is_dir()]
    near = closest(path.name, names) or closest(path.stem, names)
    return parent / near if near else None


class GitIgnore:
    """The ``.gitignore`` files that apply to a folder: those in it, below it, and above it up to the repository's root.

    A folder that is ignored itself was named on purpose: then nothing above it counts.
    """

    def __init__(self, folder: Path) -> None:
        self._specs: dict[Path, GitIgnoreSpec] = {}
        base = folder.resolve()
        self._top = repository_root(base) or base
        if self.ignores_any_part_of(folder):
            self._top = base
        self._base = base

    def ignores(self, path: Path, *, is_folder: bool) -> bool:
        """Return True if git ignores this path; its parent folders are not considered. The nearest rule decides."""
        absolute = path.parent.resolve() / path.name
        for folder in absolute.parents:
            if not folder.is_relative_to(self._top):
                break
            name = absolute.relative_to(folder).as_posix() + "/" * is_folder
            if (decided := self._spec(folder).check_file(name).include) is not None:
                return decided
        return False

    def ignores_any_part_of(self, path: Path) -> bool:
        """Whether git ignores a path or a folder it is in."""
        absolute = path.resolve()
        return any(
            self.ignores(part, is_folder=part != absolute or part.is_dir())
            for part in (absolute, *absolute.parents)
            if part != self._top and part.is_relative_to(self._top)
        )

    def _spec(self, folder: Path) -> GitIgnoreSpec:
        if folder not in self._specs:
            self._specs[folder] = _read(folder / ".gitignore")
        return self._specs[folder]


def _read(path: Path) -> GitIgnoreSpec:
    """Read the patterns; git passes over what it cannot read or understand, and so do we."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return compile_paths([])
    return compile_paths(line for line in lines if fits_some_path(line))
