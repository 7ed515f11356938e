"""Raw HTML in Markdown, inline and in blocks: its addresses, its text, its comments. Pure."""

from __future__ import annotations

from linkcheck.document.collector import Collector
from linkcheck.document.ignoring import Ignoring
from linkcheck.document.markup import UNSEEN, VERBATIM, Token, TokenKind, tokens
from linkcheck.document.source import Piece, decode_entities
from linkcheck.model import Kind


class RawHtml:
    """Reads the pieces of HTML of one document; what is open stays open to the end of the block."""

    def __init__(self, collector: Collector, ignoring: Ignoring, *, include_code: bool) -> None:
        self._collector = collector
        self._ignoring = ignoring
        self._include_code = include_code
        self._open: list[str] = []

    @property
    def hides_text(self) -> bool:
        """Whether an address in the text that follows is an example, or not of the page."""
        return any(name in UNSEEN or not self._include_code for name in self._open)

    def read(self, piece: Piece) -> None:
        """Read one inline piece, or a whole block."""
        for token in tokens(piece.text):
            match token.kind:
                case TokenKind.TEXT:
                    self._text(token, piece)
                case TokenKind.COMMENT:
                    self._comment(token, piece)
                case TokenKind.TAG:
                    self._tag(token, piece)

    def end_block(self) -> None:
        """Forget what is still open: one end tag that is missing must not hide the rest of the file."""
        self._open.clear()
        self._collector.anchor = None

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
            self._collector.anchor = None
        elif name == "br" or token.closes:
            self._collector.say(" ")
        for start, end in token.addresses:
            span = piece.span(start, end)
            place = self._collector.place(span[0], span, decode_entities(piece.text[start:end]), Kind.HTML)
            if name == "a":
                self._collector.anchor = place.words
            else:
                place.words.text.append(decode_entities(token.alt))
        if name == "img" and token.alt:
            self._collector.depict(decode_entities(token.alt))

    def _nest(self, name: str, *, closes: bool) -> None:
        if not closes:
            self._open.append(name)
        elif name in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(name) :]
