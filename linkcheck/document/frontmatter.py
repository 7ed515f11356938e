"""YAML and TOML front matter. Pure.

Front matter is data of a site generator, but its addresses (``source:``, ``image:``, ``canonical_url:``) are the
page's and rot like others: they are reported as bare addresses without section or entry. What Markdown would make of
the block (a rule and a heading) is not wanted. Found by an own rule, because pulldown-cmark takes any pair of ``---``
lines for it, wherever in the file it stands, and lists in between would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkcheck.document.bare import find_bare
from linkcheck.document.collector import Place
from linkcheck.document.source import Piece, Source
from linkcheck.model import OccurrenceKind

_BLOCK = re.compile(
    rb"\A(?:---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
    rb"|\+\+\+[ \t]*\r?\n(?P<toml>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z))",
    re.DOTALL | re.MULTILINE,
)
_FIRST_LINE = {
    "yaml": re.compile(rb"(?:[ \t]*(?:#.*)?\r?\n)*[\"']?[\w][\w .-]*[\"']?[ \t]*:(?:[ \t\r\n]|\Z)"),
    "toml": re.compile(rb"(?:[ \t]*(?:#.*)?\r?\n)*(?:[\"'\w][\w .\"'-]*=|\[)"),
}
_COMMENT = re.compile(rb"[ \t]*#")


def front_matter_end(data: bytes) -> int:
    """Return the byte offset at which the Markdown begins: 0 where there is no front matter."""
    block = _BLOCK.match(data)
    if not block:
        return 0
    kind = block.lastgroup or "yaml"
    return block.end() if _FIRST_LINE[kind].match(block[kind]) else 0


def read_front_matter(source: Source, end: int) -> Iterator[Place]:
    """Yield the bare addresses of the front matter that ends at a byte offset; those in its comments are left out."""
    offset = 0
    for line in source.data[:end].splitlines(keepends=True):
        piece = Piece(source, [(offset, offset + len(line))])
        offset += len(line)
        if _COMMENT.match(line):
            continue
        for found in find_bare(piece.text):
            start, stop = piece.span(found.start, found.end)
            written = piece.text[found.start : found.end]
            place = Place(start, start, stop, found.prefix + written, OccurrenceKind.BARE, ())
            place.say(written)
            place.settle()
            yield place
