"""Documents whose local links know what they lead to."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from linkcheck.config import Settings
from linkcheck.local.files import LocalFiles
from linkcheck.model import Document, Occurrence

_LIKE_A_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+/")


def local_files(settings: Settings) -> LocalFiles:
    """Return the resolver that the settings ask for."""
    kind = None if settings.site == "auto" else settings.site
    return LocalFiles(root=settings.root, kind=kind, slugs=settings.slugs, remap=settings.remap)


def located(document: Document, files: LocalFiles) -> Document:
    """Return a document whose local links know what they lead to."""
    occurrences = tuple(_located(occurrence, files) for occurrence in document.occurrences)
    return replace(document, occurrences=occurrences)


def _located(occurrence: Occurrence, files: LocalFiles) -> Occurrence:
    if not (files.is_local(occurrence.url) or _is_in_a_folder(occurrence)):
        return occurrence
    local = files.find(occurrence.url, occurrence.file)
    return occurrence if local is None else replace(occurrence, leads_to=local.name)


def _is_in_a_folder(occurrence: Occurrence) -> bool:
    """Whether ``docs.example.dev/index.md`` begins with a folder here, and does not lack its scheme."""
    first = _LIKE_A_HOST.match(occurrence.url)
    return first is not None and (Path(occurrence.file).parent / first[0]).is_dir()
