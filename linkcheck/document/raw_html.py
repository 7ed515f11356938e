"""Raw HTML in Markdown, inline and in blocks: its addresses, its text, its comments. Pure."""

from __future__ import annotations

import re
from typing import Final

from linkcheck.document.collector import Collector
from linkcheck.document.html_tokens import UNSEEN, VERBATIM, Token, TokenKind, tokens
from linkcheck.document.ignoring import Ignoring
from linkcheck.document.source import Piece, decode_entities
from linkcheck.model import OccurrenceKind

_HEADING = re.compile(r"h[1-6]")
_INLINE: Final = frozenset({
    "abbr", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i", "ins", "mark", "q", "s", "small", "span",
    "strike", "strong", "sub", "sup", "u",
})  # fmt: skip
"""Elements whose end parts no words: ``M<sup>3</sup>IT``."""


class RawHtml:
    """Reads the pieces of HTML of one document; what is open stays open to the end of the block."""

    def __init__(self, collector: Collector, ignoring: Ignoring, *, include_code: bool) -> None:
        self._collector = collector
        self._ignoring = ignoring
        self._include_code = include_code
        self._open: list[str] = []
        self._level = 0

    @property
    def hides_text(self) -> bool:
        """Whether an address in the text that follows is an example, or not of the page."""
        return any(name in UNSEEN or not self._include_code for name in self._open)

    def read(self, piece: Piece, *, is_block: bool = False) -> None:
        """Read one inline piece, or a whole block, which may have headings."""
        for token in tokens(piece.text):
            match token.kind:
                case TokenKind.TEXT:
                    self._text(token, piece)
                case TokenKind.COMMENT:
                    self._comment(token, piece)
                case TokenKind.TAG if is_block and _HEADING.fullmatch(token.name):
                    self._heading(token, piece)
                case TokenKind.TAG:
                    self._tag(token, piece)

    def end_block(self, end: int) -> None:
        """Forget what is still open: one end tag that is missing must not hide the rest of the file."""
        self._open.clear()
        self._collector.close_anchor()
        self._end_heading(end)

    def _text(self, token: Token, piece: Piece) -> None:
        if any(name in UNSEEN for name in self._open):
            return
        self._collector.say(decode_entities(piece.text[token.start : token.end]))
        if not self.hides_text:
            self._collector.scan(piece.part(token.start, token.end), decode_entities)

    def _comment(self, token: Token, piece: Piece) -> None:
        """Note a comment. One that its block does not end hides the Markdown behind it, as in a browser."""
        start, end = piece.span(token.start, token.end)
        self._ignoring.comment(piece.text[token.start : token.end], start)
        if not token.complete:
            closing = self._collector.source.data.find(b"-->", end)
            self._ignoring.hide(start, max(closing, end))

    def _tag(self, token: Token, piece: Piece) -> None:
        name = token.name
        if name in VERBATIM or name in UNSEEN:
            self._nest(name, closes=token.closes)
        elif token.closes and name == "a":
            self._collector.close_anchor(piece.span(token.start, token.end)[1])
        elif name == "br" or (token.closes and name not in _INLINE):
            self._collector.say(" ")
        if name == "a" and not token.closes:
            self._collector.close_anchor()
        source = self._collector.source
        for start, end in token.addresses:
            span = piece.span(start, end)
            place = self._collector.place(span[0], span, decode_entities(source.slice(*span)), OccurrenceKind.HTML)
            place.whole = piece.span(token.start, token.end)
            if name == "a":
                self._collector.open_anchor(place)
            else:
                place.say(decode_entities(token.alt))
                place.settle()
        if name == "img" and token.alt:
            self._collector.depict(decode_entities(token.alt))

    def _heading(self, token: Token, piece: Piece) -> None:
        rest = piece.text[token.end :]
        self._end_heading(piece.offset(len(piece.text) - len(rest.lstrip())))
        if not token.closes:
            self._level = int(token.name[1])
            self._collector.outline.open_heading(self._level, piece.offset(token.start))

    def _end_heading(self, offset: int) -> None:
        """End a heading that is open; the text behind it in the same block is a paragraph again."""
        if self._level:
            level, self._level = self._level, 0
            self._collector.outline.close_heading(level, offset)
            self._collector.outline.open_text(offset)

    def _nest(self, name: str, *, closes: bool) -> None:
        if not closes:
            self._open.append(name)
        elif name in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(name) :]
