"""What a terminal can show: colours, hyperlinks, and lines broken where East Asian text may be broken. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len

from reports import escape
from reports.interface import Options

STYLES: Final = {
    "bad": "1;31",
    "changed": "36",
    "warning": "33",
    "open": "35",
    "good": "32",
    "place": "1",
    "faint": "2",
    "better": "32",
}
"""SGR parameters: the sixteen colours, which every theme makes readable on its own background."""
_OPENING: Final = r"[（《「『【〈“‘([]*"
UNBROKEN: Final = "\xa0"
_WIDE: Final = r"\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
# A word with the space after it, or one wide character, each with the brackets that open before it.
_CHUNK: Final = re.compile(_OPENING + rf"(?:(?:{UNBROKEN}|[^\s{_WIDE}])+\s*|\s+|.\s*)|.", re.DOTALL)
_NO_LINE_START: Final = frozenset("，。、；：？！）》」』】〉”’·…,.;:?!)]")


@dataclass(frozen=True, slots=True)
class Screen:
    """One terminal."""

    options: Options

    @property
    def width(self) -> int:
        """Columns, never so few that nothing fits."""
        return max(30, self.options.width)

    def paint(self, text: str, style: str) -> str:
        """Return text in a style where there are colours."""
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.options.colour and text else text

    def link(self, text: str, url: str, style: str = "") -> str:
        """Return text as an OSC 8 hyperlink where the terminal takes them, and only to the web."""
        shown = self.paint(text, style) if style else text
        target = escape.ascii_address(url) if self.options.hyperlinks else None
        # The text after the second semicolon is the address, semicolons and all.
        return f"\x1b]8;;{target}\x1b\\{shown}\x1b]8;;\x1b\\" if target else shown


def size(count: int) -> str:
    """Return bytes as people read them: 12 kB, 3.4 MB."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{-(-count // 1000)} kB"


def padded(text: str, width: int) -> str:
    """Return text with spaces behind it up to ``width`` columns."""
    return text + " " * max(0, width - cell_len(text))


def wrapped(text: str, width: int) -> list[str]:
    """Return text in lines of at most ``width`` columns; a longer word (an address) keeps a line of its own whole.

    Two columns are kept free for the full stop that may not begin a line.
    """
    width -= 2
    lines: list[str] = []
    line = ""
    for chunk in _CHUNK.findall(text):
        fits = cell_len(line) + cell_len(chunk.rstrip()) <= width
        if not line or fits or chunk[0] in _NO_LINE_START:
            line += chunk
        else:
            lines.append(line.rstrip())
            line = chunk
    return [*lines, line.rstrip()] if line.strip() else lines
