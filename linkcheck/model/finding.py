"""What lint and a list's own rules say of one place. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from linkcheck.model.lists import Occurrence


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

    @classmethod
    def at(
        cls, place: Occurrence, rule: str, message: str, *, is_note: bool = False, suggestion: str | None = None
    ) -> Self:
        """Return a finding about an occurrence."""
        return cls(
            rule=rule,
            severity=Severity.NOTE if is_note else Severity.ERROR,
            message=message,
            url=place.url,
            file=place.file,
            line=place.line,
            column=place.column,
            start=place.start,
            end=place.end,
            suggestion=suggestion,
        )
