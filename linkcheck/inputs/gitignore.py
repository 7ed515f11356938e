"""What git would ignore below a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linkcheck.config.patterns import compile_paths, fits_some_path
from linkcheck.repository import repository_root

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


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
