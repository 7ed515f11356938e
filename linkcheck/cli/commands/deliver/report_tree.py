"""What a job's commit holds: its reports with their parts, and what other jobs keep in the same branch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from linkcheck.cli.delivery.git_push import GitClone
from reports.enriched import MARK

_HEAD: Final = 4_096
"""Bytes: a report's first lines say what it is."""


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
                elif _is_report_here(part):
                    stale.add(part)
    return [name for name in found if name not in stale]


def pages(names: Sequence[str]) -> list[str]:
    """Return the reports among delivered files: no memories, and of a long report its first page."""
    return [
        name
        for name in names
        if _is_report_here(name)
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
    return [part for part in parts if _is_report(repo.blob(commit, part, most=_HEAD) or b"")]


def former_reports(repo: GitClone, commit: str, names: Sequence[str]) -> list[str]:
    """Return other reports in a commit over the same lists as one of these: an earlier name of it, or another job's."""
    titles = {title for name in names if Path(name).is_file() and (title := _title(_head(name)))}
    others = [name for name in repo.holding(commit, MARK) if name not in names] if titles else []
    return [name for name in others if _title(repo.blob(commit, name, most=_HEAD) or b"") in titles]


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


def _is_report_here(name: str) -> bool:
    return _is_report(_head(name))


def _head(name: str) -> bytes:
    with Path(name).open("rb") as file:
        return file.read(_HEAD)


def _title(head: bytes) -> bytes:
    """Return a report's second line, which names its lists; empty where it is none, or a part of a long one."""
    lines = head.split(b"\n", 2) if _is_report(head) else []
    return lines[1] if len(lines) == 3 else b""
