"""What lint and a list's own rules say of one place. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a finding fails the command."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding at one place. ``start`` and ``end`` are bytes of the file, as those of an occurrence."""

    rule: str
    severity: Severity
    message: str
    url: str
    file: str
    line: int
    column: int
    start: int
    end: int
    suggestion: str | None = None
    """What to write instead of the address, where that is plain."""
