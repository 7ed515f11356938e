"""Which repository a file belongs to, and which existing name a misspelt one is nearest to. Looks at the disk only."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def repository_root(path: Path) -> Path | None:
    """Return the nearest folder at or above ``path`` that holds a ``.git``, None outside of every repository."""
    return next((folder for folder in (path, *path.parents) if (folder / ".git").exists()), None)


def closest(word: str, words: Iterable[str]) -> str | None:
    """Return the word that ``word`` is most likely a slip of, compared without case; None where none is near."""
    import difflib  # noqa: PLC0415  only a slip needs it

    names = {name.lower(): name for name in words}
    close = difflib.get_close_matches(word.lower(), names, n=1)
    return names[close[0]] if close else None
