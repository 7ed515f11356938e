"""Files beside a list: what its relative links lead to, looked for on disk, and only inside the list's own repository.

Outside of a repository nothing is said: where the list will be read, and beside what, is not known there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import pyromark

from fetchers.facts import Answer, Availability, Observation
from fetchers.pages import html as pages
from fetchers.reasons import Cause

NAME: Final = "file"
_MARKDOWN: Final = frozenset({".md", ".markdown", ".mdown", ".mdwn", ".mkd", ".mkdn", ".mkdown"})
_FRONT: Final = ("README.md", "readme.md", "Readme.md", "index.md")
_LONGEST: Final = 5_000_000
"""Bytes of a document that are read for its headings."""
_HEADING: Final = re.compile(r"<h([1-6])(?:\s[^>]*)?>(.*?)</h\1>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_OWN_ID: Final = re.compile(r"\{\s*#([^\s}]+)[^}]*\}\s*\Z")
_KEPT: Final = ("L", "M", "N", "Pc")
_OPTIONS: Final = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH


def look(reference: str, beside: Path, fragments: Iterable[str] = ()) -> Observation | None:
    """Return what a relative reference in the file ``beside`` leads to; None where that cannot be told from here.

    ``fragments`` are looked for among the headings and ids of a Markdown file.
    """
    root = _repository(beside)
    if root is None:
        return None
    try:
        return _look(reference, beside.resolve(), root, tuple(fragments))
    except (OSError, ValueError):  # A name too long, a NUL in it, a folder that lets nobody in.
        return None


def slugs(markdown: str) -> frozenset[str]:
    """Return every fragment that GitHub's rendering of a Markdown text answers to: slugs of headings, ids, names."""
    rendered = pyromark.html(markdown, options=_OPTIONS)
    found = set(pages.read(rendered, url="https://localhost/").anchors)
    seen: Counter[str] = Counter()
    for _, inner in _HEADING.findall(rendered):
        text = unescape(_TAG.sub("", inner))
        own = _OWN_ID.search(text)
        if own:
            found.add(own[1].lower())
            text = text[: own.start()].rstrip()
        slug = _slug(text)
        found.add(slug.strip("-"))  # a badge or an emoji at an end leaves a hyphen at GitHub, and not everywhere
        found.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return frozenset(name.lower() for name in found)


def _slug(text: str) -> str:
    """github-slugger: lower case, punctuation and symbols left out, spaces to hyphens."""
    kept = (c for c in text.lower() if c in "- " or unicodedata.category(c).startswith(_KEPT))
    return "".join(kept).replace(" ", "-")


def _look(reference: str, beside: Path, root: Path, fragments: tuple[str, ...]) -> Observation | None:
    path = unquote(reference.partition("#")[0].partition("?")[0])
    place = _place(path, beside, root)
    if place is None:
        return None
    if not place.exists():
        if path.startswith("/") or _is_generated(place):
            return None
        answer = Answer(
            Availability.ABSENT, Cause.FILE_MISSING.code, f"The repository has no {place.relative_to(root).as_posix()}."
        )
        return Observation(url=reference, observed=datetime.now(UTC), answer=answer)
    answer = Answer(Availability.PRESENT, Cause.FILE_THERE.code, "The file is in the repository.")
    checked = _fragments(place, fragments)
    return Observation(url=reference, observed=datetime.now(UTC), answer=answer, fragments=checked)


def _place(path: str, beside: Path, root: Path) -> Path | None:
    """Return where a path leads; None outside the repository, in its ``.git``, and in what only a submodule brings."""
    if not path:
        return beside
    start = root if path.startswith("/") else beside.parent
    place = (start / path.lstrip("/")).resolve()
    if not place.is_relative_to(root) or ".git" in place.relative_to(root).parts:
        return None
    inside = place.relative_to(root).as_posix() + "/"
    return None if any(inside.startswith(module) for module in _submodules(root)) else place


def _is_generated(place: Path) -> bool:
    """A site's generator makes ``x.html`` and ``x/`` from ``x.md``."""
    return any(place.with_suffix(suffix).exists() for suffix in _MARKDOWN) or any(
        place.with_name(place.name + suffix).exists() for suffix in _MARKDOWN
    )


def _fragments(place: Path, fragments: tuple[str, ...]) -> dict[str, bool]:
    if place.is_dir():
        place = next((place / name for name in _FRONT if (place / name).is_file()), place)
    if not fragments or place.suffix.lower() not in _MARKDOWN or place.stat().st_size > _LONGEST:
        return {}
    names = slugs(place.read_text("utf-8", "replace"))
    return {fragment: _is_among(fragment, names) for fragment in fragments}


def _is_among(fragment: str, names: frozenset[str]) -> bool:
    wanted = unquote(fragment.partition(":~:")[0]).lower().removeprefix("user-content-")
    if wanted in ("", "top", "readme") or re.fullmatch(r"l\d+(?:c\d+)?(?:-l\d+(?:c\d+)?)?", wanted):
        return True
    return wanted in names or f"user-content-{wanted}" in names


def _repository(file: Path) -> Path | None:
    if not file.is_file():
        return None
    return next((folder for folder in file.resolve().parents if (folder / ".git").exists()), None)


def _submodules(root: Path) -> tuple[str, ...]:
    try:
        text = (root / ".gitmodules").read_text("utf-8", "replace")
    except OSError:
        return ()
    return tuple(f"{path.strip('/')}/" for path in re.findall(r"(?m)^\s*path\s*=\s*(.+?)\s*$", text))
