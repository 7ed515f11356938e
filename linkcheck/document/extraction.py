"""From the text of a list to the document that a run holds: the part of reading that any machine can do. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urljoin

from linkcheck.document.credentials import hide_credentials
from linkcheck.document.formats import read_file
from linkcheck.model import Document, Occurrence
from linkcheck.spelling import is_local


@dataclass(frozen=True, slots=True)
class ListText:
    """A list before it is read."""

    name: str
    """In reports; of a file, its path."""
    text: str
    file: str = ""
    """What it would be called as a file, where the name is an address; its suffix decides the format."""
    base: str = ""
    """The base of its relative links, where it is not on this disk."""
    root: str = ""
    """Base of links that begin with ``/``, if not the host's root."""

    def absolute(self, reference: str) -> str:
        """Return the address that a relative link leads to."""
        if self.root and reference.startswith("/") and not reference.startswith("//"):
            return urljoin(self.root, reference.lstrip("/"))
        return urljoin(self.base, reference)


def extract(source: ListText, *, include_code: bool = False) -> Document:
    """Return a list's links and outline with its text, packed and without passwords."""
    document = hide_credentials(read_file(source.text, source.file or source.name, include_code=include_code))
    if source.base:
        occurrences = tuple(_placed(place, source) for place in document.occurrences)
        document = replace(document, file=source.name, occurrences=occurrences)
    return document.keeping(source.text)


def _placed(place: Occurrence, source: ListText) -> Occurrence:
    """Return an occurrence with its whole address. A heading of the list itself stays a place in it."""
    if not place.url.strip() or place.url.startswith("#") or not is_local(place.url):
        return replace(place, file=source.name)
    return replace(place, file=source.name, url=source.absolute(place.url))
