"""Links to local files: what they lead to, and whether it is there. One rule for check, lint and links.

A link is resolved from the folder of the file it stands in and the root of that file's repository, whatever folder the
command runs in, as the program that renders the file resolves it (``site_generators``, ``routes``). What cannot be
known is said to be so, with its reason, and never called missing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from linkcheck.config import Settings
from linkcheck.local.anchors import slugs
from linkcheck.local.files import Local, LocalFiles
from linkcheck.local.renamed import renamed_headings
from linkcheck.local.slugs import RENDERERS
from linkcheck.model import Document, Occurrence
from linkcheck.model.packed import Packed

__all__ = ["RENDERERS", "Local", "LocalFiles", "local_files", "located", "renamed_headings", "slugs"]


_LIKE_A_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+/")


def local_files(settings: Settings) -> LocalFiles:
    """Return the resolver that the settings ask for."""
    kind = None if settings.site == "auto" else settings.site
    return LocalFiles(root=settings.root, kind=kind, slugs=settings.slugs, remap=settings.remap)


def located(document: Document, files: LocalFiles) -> Document:
    """Return a document whose local links know what they lead to: itself, where it has none."""
    leads = {number: lead for number, place in enumerate(document.occurrences) if (lead := _lead(place, files))}
    if not leads:
        return document
    places = (
        replace(place, leads_to=leads[number]) if number in leads else place
        for number, place in enumerate(document.occurrences)
    )
    return replace(document, occurrences=Packed(Occurrence, places))


def _lead(occurrence: Occurrence, files: LocalFiles) -> str:
    if not (files.is_local(occurrence.url) or _is_in_a_folder(occurrence)):
        return ""
    local = files.find(occurrence.url, occurrence.file)
    return "" if local is None else local.name


def _is_in_a_folder(occurrence: Occurrence) -> bool:
    """Whether ``docs.example.dev/index.md`` begins with a folder here, and does not lack its scheme."""
    first = _LIKE_A_HOST.match(occurrence.url)
    return first is not None and (Path(occurrence.file).parent / first[0]).is_dir()
