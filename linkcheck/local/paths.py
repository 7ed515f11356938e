"""Paths of local links: what a name may stand for on disk, and what it is called in reports."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

HTML: Final = frozenset({".html", ".htm"})
MARKDOWN: Final = frozenset({".md", ".markdown", ".mdown", ".mdwn", ".mkd", ".mkdn", ".mkdown", ".mdx", ".qmd", ".rmd"})
INDEX: Final = ("index", "_index", "README", "readme", "Readme")
"""Names, without suffix, of the file that is shown for its folder."""
_PAGE_SUFFIXES: Final = (".md", ".mdx", ".markdown", ".qmd", ".html", ".ipynb", ".rst")
_OFTEN_MADE: Final = frozenset({".xml", ".json", ".txt", ".css", ".js"})


def as_file(place: Path) -> Path | None:
    """Return the file or folder that a path means: itself, or the source of a page of that name."""
    if place.exists():
        return place
    base = place.with_suffix("") if place.suffix.lower() in HTML else place
    if not base.name:
        return None
    for suffix in _PAGE_SUFFIXES:
        if (source := base.with_name(base.name + suffix)).is_file():
            return source
    return None


def is_resource(path: str) -> bool:
    """Whether a path names a file that no generator makes: a picture, a document, source code."""
    suffix = Path(path).suffix.lower()
    return bool(re.fullmatch(r"\.[a-z][a-z0-9]{0,9}", suffix)) and suffix not in HTML | _OFTEN_MADE


def joined(folder: Path, path: str) -> Path:
    """Return a path from a folder, its ``..`` taken as names: a symbolic link is where its name says."""
    return Path(os.path.normpath(folder / path))


def name_of(place: Path, root: Path | None) -> str:
    """Return what a place is called: a path from the repository's root, absolute outside of one."""
    if root is not None and place.is_relative_to(root):
        return f"file:{place.relative_to(root).as_posix()}"
    return f"file:{place.as_posix()}"


def shown(place: Path, root: Path | None) -> str:
    """Return what a reader calls a place: from the repository's root, else from the folder that they are in."""
    home = root if root is not None and place.is_relative_to(root) else Path.cwd()
    return (place.relative_to(home) if place.is_relative_to(home) else place).as_posix()


def submodules(root: Path) -> tuple[str, ...]:
    """Return the folders of a repository that are other repositories."""
    try:
        text = (root / ".gitmodules").read_text("utf-8", "replace")
    except OSError:
        return ()
    return tuple(path.strip("/") for path in re.findall(r"(?m)^[ \t]*path[ \t]*=[ \t]*(\S+)", text))
