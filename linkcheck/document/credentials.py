"""Passwords in a list's addresses: taken out before anything else sees the document. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from fetchers.addresses.address import without_credentials
from linkcheck.model import Document, Entry, Occurrence

_IN_TEXT: Final = re.compile(r"//[^/?#\s@]{1,500}@")


def hide_credentials(document: Document) -> Document:
    """Return a document whose addresses say ``***`` for a user's name and password, in texts and outline as well.

    The list's author has put them there for all to see, but reports, states and logs go further than the list does.
    """
    return replace(
        document, occurrences=tuple(map(_place, document.occurrences)), outline=tuple(map(_entry, document.outline))
    )


def _place(place: Occurrence) -> Occurrence:
    if not any("@" in text for text in (place.url, place.text, *place.section)):
        return place
    section = tuple(map(hide_in_text, place.section))
    return replace(place, url=without_credentials(place.url), text=hide_in_text(place.text), section=section)


def _entry(entry: Entry) -> Entry:
    return replace(entry, text=hide_in_text(entry.text)) if "@" in entry.text else entry


def hide_in_text(text: str) -> str:
    """Return a text with the passwords of all addresses in it hidden."""
    return _IN_TEXT.sub(lambda match: without_credentials(match[0]), text)
