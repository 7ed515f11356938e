"""Which parts of a file are not to be checked: lines and blocks that say so, comments that stay open. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from linkcheck.document.source import Source

# Ours; those of markdown-link-check and lychee, which mean the same; textlint's, where they name a rule about links.
_DIRECTIVES: Final = (
    (re.compile(r"<!--\s*(?:linkcheck|lychee)-ignore(?!\w|-(?!->))"), "line"),
    (re.compile(r"<!--\s*(?:linkcheck|lychee)-ignore-start(?!\w|-(?!->))"), "start"),
    (re.compile(r"<!--\s*(?:linkcheck|lychee)-ignore-end(?!\w|-(?!->))"), "end"),
    (re.compile(r"<!--\s*markdown-link-check-disable-line\s*-->"), "line"),
    (re.compile(r"<!--\s*markdown-link-check-disable\s*-->"), "start"),
    (re.compile(r"<!--\s*markdown-link-check-enable\s*-->"), "end"),
    (re.compile(r"<!--\s*textlint-disable\s[^>]*\blinks?\b"), "start"),
    (re.compile(r"<!--\s*textlint-enable\b"), "end of theirs"),
    (re.compile(r"<!--\s*markdown-link-check-disable-next-line\s*-->"), "next line"),
)


class Ignoring:
    """Collects the comments of a file in its order, then tells what they hide."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._spans: list[tuple[int, int]] = []
        self._opened: int | None = None
        self._opener = ""
        self.warnings: list[str] = []

    def comment(self, text: str, offset: int) -> None:
        """Take in a comment at a byte offset."""
        what, name = next(((w, m[0].strip("<!-> \n")) for p, w in _DIRECTIVES if (m := p.match(text))), (None, ""))
        match what:
            case "line":
                self.hide(*self._source.line_span(offset))
            case "next line":
                self.hide(*self._source.line_span(self._source.line_span(offset)[1]))
            case "start" if self._opened is None:
                self._opened, self._opener = offset, name
            case "end" | "end of theirs" if self._opened is not None:
                self.hide(self._opened, offset)
                self._opened = None
            case "end":
                self._warn(f"{name} without a start before it", offset)

    def hide(self, start: int, end: int) -> None:
        """Hide a byte span."""
        self._spans.append((start, end))

    def finish(self) -> None:
        """Close what is still open: the rest of the file is hidden, and a warning says so."""
        if self._opened is not None:
            self._warn(f"{self._opener} without an end: the rest of the file is not checked", self._opened)
            self.hide(self._opened, len(self._source.data) + 1)
        merged: list[tuple[int, int]] = []
        for start, end in sorted(self._spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self._spans = merged

    def hides(self, offset: int) -> bool:
        """Whether a byte offset is hidden (after ``finish``)."""
        index = bisect_right(self._spans, (offset, len(self._source.data) + 2)) - 1 if self._spans else -1
        return index >= 0 and offset < self._spans[index][1]

    def _warn(self, message: str, offset: int) -> None:
        self.warnings.append(f"line {self._source.position(offset)[0]}: {message}")
