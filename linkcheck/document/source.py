"""The text of a file as bytes, its lines, and Markdown's unescaping. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from html.entities import html5
from typing import Final

_NEWLINE = re.compile(rb"\r\n?|\n")
# CommonMark 0.31 §2.4 and §2.5: what a backslash escapes, and what an entity is (the semicolon is required).
_ENTITY = re.compile(r"&(?:#(?P<decimal>[0-9]{1,7})|#[xX](?P<hex>[0-9A-Fa-f]{1,6})|(?P<name>[A-Za-z][A-Za-z0-9]*));")
_ESCAPE = re.compile(r"\\(?P<escaped>[!-/:-@\[-`{-~])|" + _ENTITY.pattern)
_BOM: Final = "\ufeff"


class Source:
    """A text with its UTF-8 bytes. The file has ``base`` bytes (a byte order mark) before ``text``."""

    def __init__(self, text: str) -> None:
        self.base = len(_BOM.encode()) if text.startswith(_BOM) else 0
        text = text.removeprefix(_BOM)
        try:
            self.data = text.encode()
        except UnicodeEncodeError:  # A lone surrogate is no character; U+FFFD takes as many bytes.
            text = re.sub("[\ud800-\udfff]", "\ufffd", text)
            self.data = text.encode()
        self.text = text
        self._ascii = len(text) == len(self.data)
        self._known = (0, 1)
        self._lines = [0, *(m.end() for m in _NEWLINE.finditer(self.data))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column (in characters) of a byte offset."""
        line = bisect_right(self._lines, offset)
        start = self._lines[line - 1]
        if self._ascii:
            return line, offset - start + 1
        known, column = self._known if start <= self._known[0] <= offset else (start, 1)
        # Asked for in order, so that a long line is not read again for each of its links.
        column += len(self.data[known:offset].decode(errors="replace"))
        self._known = offset, column
        return line, column

    def line_start(self, line: int) -> int:
        """Return the byte offset at which a line (from 1) begins; of one beyond the end, that of the last."""
        return self._lines[min(max(line, 1), len(self._lines)) - 1]

    def line_span(self, offset: int) -> tuple[int, int]:
        """Return the byte span of the line an offset is in."""
        line = bisect_right(self._lines, offset)
        return self._lines[line - 1], self._lines[line] if line < len(self._lines) else len(self.data)

    def slice(self, start: int, end: int) -> str:
        """Return the text of a byte span."""
        return self.data[start:end].decode(errors="replace")


class Piece:
    """A stretch of a file put together from several spans: what stands between them (``> ``) is the container's."""

    def __init__(self, source: Source, spans: list[tuple[int, int]]) -> None:
        self.text = "".join(source.slice(start, end) for start, end in spans)
        self._ascii = len(self.text) == sum(end - start for start, end in spans)
        self._source = source
        self._spans = spans
        self._starts: list[int] = []
        self._known = (0, spans[0][0] if spans else 0)
        length = 0
        for start, end in spans:
            self._starts.append(length)
            length += end - start if self._ascii else len(source.slice(start, end))

    def offset(self, index: int) -> int:
        """Return the byte offset in the file of the character at ``index``; of the end, that of the last's end."""
        number = bisect_right(self._starts, index) - 1 if len(self._starts) > 1 else 0
        first, offset = self._starts[number], self._spans[number][0]
        if self._ascii:
            return offset + index - first
        if first <= self._known[0] <= index:  # Asked for in order, so that a long text is not encoded again each time.
            first, offset = self._known
        self._known = index, offset + len(self.text[first:index].encode())
        return self._known[1]

    def indices(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return byte spans within the first span as spans of characters."""
        start = self._spans[0][0]
        offsets = {max(offset, start) for span in spans for offset in span}
        index, last, found = 0, start, {}
        for offset in sorted(offsets):
            index += offset - last if self._ascii else len(self._source.slice(last, offset))
            last, found[offset] = offset, index
        return [(found[max(since, start)], found[max(to, start)]) for since, to in spans]

    def part(self, start: int, end: int) -> Piece:
        """Return the stretch from one character to another."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, end - 1) - 1, 0)
        begin, stop = self.span(start, end)
        spans = self._spans[first : last + 1]
        spans[0] = (begin, spans[0][1])
        spans[-1] = (spans[-1][0], stop)
        return Piece(self._source, spans)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the byte span of the characters from ``start`` to ``end``."""
        first = self.offset(start)
        if start >= end:
            return first, first
        if len(self._starts) == 1:
            text = self.text[start:end]
            return first, first + (len(text) if text.isascii() else len(text.encode()))
        return first, self.offset(end - 1) + len(self.text[end - 1].encode())


def unescape(text: str) -> str:
    """Return ``text`` without Markdown's backslash escapes and with its entities decoded."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPE.sub(lambda match: match["escaped"] or _decoded(match), text)


def decode_entities(text: str) -> str:
    """Return ``text`` with its entities decoded: HTML, where a backslash is a backslash.

    A reference without a semicolon stays, as in the value of an attribute: ``?a=1&copy=2`` (HTML §13.2.5.73).
    """
    return _ENTITY.sub(_decoded, text) if "&" in text else text


def _decoded(match: re.Match[str]) -> str:
    if match["name"]:
        return html5.get(match["name"] + ";", match[0])
    code = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
