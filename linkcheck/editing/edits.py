"""What an edit is: a byte span of a list, what replaces it, of which kind, and why. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from linkcheck.model import EditKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One replacement in one file.

    ``start`` and ``end`` are bytes of the file's UTF-8 text, a byte order mark included (as in ``Occurrence``).
    ``old`` and ``new`` are what a person reads: addresses, or the text of a link. They may differ from the bytes, which
    are escaped for their place.
    """

    start: int
    end: int
    replacement: str
    kind: EditKind
    line: int
    url: str
    """The link's address as the list has it."""
    identity: str = ""
    """What tells its link from others with that address (``Occurrence.identity``); empty where none can have it."""
    old: str
    new: str
    reason: str = ""
    """The verdict's stable reason, such as ``moved-permanently``."""
    proof: str = ""
    """An address that a reader can open to see that the edit is right."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An edit that was not made, and why not."""

    edit: Edit
    why: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A text after surgery: equal to the text before where no edit stood the test."""

    text: str
    applied: tuple[Edit, ...]
    refused: tuple[Refusal, ...]
