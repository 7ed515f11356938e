"""The phrases of one language. Pure data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseSet:
    """One language. Every field but ``code`` and ``spaced`` is a regular expression alternation."""

    code: str
    things: str
    gone: str
    deleted: str
    lost: str = ""
    glue: str = ""
    loose: str = ""
    """Things that count only in a title or a heading: running text mentions files and users for other reasons."""
    spaced: bool = True
    """Whether words are parted by spaces, so that parts match at word boundaries only."""
