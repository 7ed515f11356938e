"""Where in the bytes of a link its destination stands: the parser tells the link's place, and the address. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkcheck.document.source import unescape

_SPACE = re.compile(rb"[ \t\r\n]*")
_SPACE_IN_QUOTE = re.compile(rb"[ \t]*[\r\n][ \t\r\n>]*")
_LABEL = re.compile(rb"\[(?>(?:\\.|[^\\\]])*)\]:", re.DOTALL)
_ANGLE = re.compile(rb"<((?>(?:\\.|[^\\<>\r\n])*))>")
_AFTER = b" \t\r\n)"

Span = tuple[int, int]


def inline_destination(data: bytes, content_end: int, end: int, url: str) -> Span | None:
    """Return the span of the address in ``[text](address "title")`` that ends at ``end``.

    ``content_end`` is where the last piece of the link's text ends.
    """
    opening = data.find(b"](", content_end, end)
    return _destination(data, opening + 2, end, url) if opening >= 0 else None


def definition_destination(data: bytes, start: int, end: int, url: str) -> Span | None:
    """Return the span of the address in ``[label]: address "title"``."""
    label = _LABEL.search(data, start, end)
    return _destination(data, label.end(), end, url) if label else None


def _destination(data: bytes, position: int, end: int, url: str) -> Span | None:
    encoded = url.encode()
    for start in _starts(data, position, end):
        after = start + len(encoded)
        if data.startswith(encoded, start) and (after >= end or data[after] in _AFTER):
            return start, after
        for span in _escaped(data, start, end):
            if unescape(data[slice(*span)].decode(errors="replace")) == url:
                return span
    return None


def _starts(data: bytes, position: int, end: int) -> Iterator[int]:
    """The destination follows white space; in a block quote, a new line's ``>`` too."""
    for pattern in (_SPACE, _SPACE_IN_QUOTE):
        if match := pattern.match(data, position, end):
            yield match.end()


def _escaped(data: bytes, start: int, end: int) -> Iterator[Span]:
    angle = _ANGLE.match(data, start, end)
    if angle:
        yield angle.span(1)
    depth = 0
    position = start
    while position < end and data[position] > 0x20:
        byte = data[position : position + 1]
        if byte == b"\\":
            position += 1
        elif byte == b"(":
            depth += 1
        elif byte == b")":
            if not depth:
                break
            depth -= 1
        position += 1
    yield start, min(position, end)
