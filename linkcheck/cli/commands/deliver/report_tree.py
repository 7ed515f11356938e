"""What a job's commit holds: its reports with their parts, and what other jobs keep in the same branch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from linkcheck.cli.delivery.git_push import GitClone
from reports.enriched import MARK


def with_parts(names: Sequence[str]) -> list[str]:
    """Return the reports with the parts that a long one leads to (``report.1.md``), each once.

    A part that is named, but that its report does not lead to any more, is left out.
    """
    found: dict[str, None] = {}
    stale: set[str] = set()
    for name in names:
        page = Path(name)
        if page.is_file():
            found[name] = None
            text = page.read_bytes()
            siblings = sorted(entry.name for entry in page.parent.iterdir())
            for part in (page.with_name(other).as_posix() for other in siblings if _is_part(other, page.name)):
                if f"({quote(PurePosixPath(part).name)})".encode() in text:
                    found[part] = None
                elif _is_report(Path(part).read_bytes()):
                    stale.add(part)
    return [name for name in found if name not in stale]


def pages(names: Sequence[str]) -> list[str]:
    """Return the reports among delivered files: no memories, and of a long report its first page."""
    return [
        name
        for name in names
        if _is_report(Path(name).read_bytes())
        and not any(_is_part(PurePosixPath(name).name, PurePosixPath(other).name) for other in names)
    ]


def former_parts(repo: GitClone, commit: str | None, names: Sequence[str]) -> list[str]:
    """Return parts of reports that a commit holds and the new reports no longer have. Other files stay."""
    if commit is None:
        return []
    pages = [PurePosixPath(name) for name in names]
    there = [name for name in map(PurePosixPath, repo.names(commit)) if name.as_posix() not in names]
    parts = [
        name.as_posix()
        for name in there
        if any(name.parent == page.parent and _is_part(name.name, page.name) for page in pages)
    ]
    return [part for part in parts if _is_report(repo.blob(commit, part) or b"")]


def waiting(repo: GitClone, own: str | None, current: str | None) -> list[str]:
    """Return what the branch changed and the base has not merged yet: reports of other jobs.

    Files merged since, or changed on the base, are left out.
    """
    if own is None or current is None or (fork := repo.fork(own, current)) is None:
        return []
    return [name for name in repo.changed_names(fork, own) if repo.blob(current, name) == repo.blob(fork, name)]


def _is_part(name: str, page: str) -> bool:
    stem, _, suffix = page.rpartition(".")
    return re.fullmatch(rf"{re.escape(stem)}\.[0-9]+\.{re.escape(suffix)}", name) is not None


def _is_report(data: bytes) -> bool:
    return data.startswith(MARK.encode())
