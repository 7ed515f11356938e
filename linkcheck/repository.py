"""Which repository a file belongs to, and which existing name a misspelt one is nearest to. Looks at the disk only."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def repository_root(path: Path) -> Path | None:
    """Return the nearest folder at or above ``path`` that holds a ``.git``, None outside of every repository."""
    return next((folder for folder in (path, *path.parents) if (folder / ".git").exists()), None)


def leads_outside(path: Path, home: Path | None = None) -> bool:
    """Tell whether a path that stands in a repository leads out of it, or into its ``.git``.

    What comes with a checkout is a stranger's: a list that is a symbolic link to ``.git/config`` would print the token
    that is kept there. ``home`` is the folder that stands for the repository where there is none; without it, a path
    outside of every repository leads nowhere else than its owner wants.
    """
    written = Path(os.path.abspath(path))  # noqa: PTH100  its links are not followed yet
    root = repository_root(written.parent if home is None else home.absolute()) or home
    if root is None:
        return False
    real, top = path.resolve(), root.resolve()
    if not real.is_relative_to(top):
        return True
    return _is_in_git(real.relative_to(top)) and (home is not None or not _is_in_git(written))


def _is_in_git(path: Path) -> bool:
    return any(part.lower() == ".git" for part in path.parts)


def closest(word: str, words: Iterable[str]) -> str | None:
    """Return the word that ``word`` is most likely a slip of, compared without case; None where none is near."""
    import difflib  # noqa: PLC0415  only a slip needs it

    names = {name.lower(): name for name in words}
    close = difflib.get_close_matches(word.lower(), names, n=1)
    return names[close[0]] if close else None
