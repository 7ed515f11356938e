"""Whether the files that a list leads to are there: relative links, as GitHub and editors follow them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote


def missing_file(url: str, file: Path, root: Path) -> Path | None:
    """Return the path that a relative link in a file means, where nothing is there; None where something is.

    Nothing is said of links that leave ``root``, the repository: at GitHub ``../../issues`` is a page. A leading slash
    means the repository's root; a page may be named without its ``.md``, as generators of sites have it.
    """
    name = unquote(url.partition("#")[0].partition("?")[0])
    if not name or name.startswith("//") or "\0" in name:
        return None
    root = root.resolve()
    path = root / name.lstrip("/") if name.startswith("/") else file.parent.resolve() / name
    try:
        if not path.resolve().is_relative_to(root) or path.exists() or Path(f"{path}.md").exists():
            return None
    except OSError:  # a name too long for the system
        return path
    return path
