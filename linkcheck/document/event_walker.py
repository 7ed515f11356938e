"""Walks the parser's events and hands every block, link and run of text to who reads it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import pyromark

from linkcheck.document.collector import Collector, OpenLink
from linkcheck.document.destinations import inline_destination
from linkcheck.document.frontmatter import front_matter_end
from linkcheck.document.ignoring import Ignoring
from linkcheck.document.raw_html import RawHtml
from linkcheck.document.references import OPTIONS, Definitions
from linkcheck.document.source import Piece, Source, decode_entities, unescape
from linkcheck.model import OccurrenceKind

_INLINE: Final = frozenset({"Text", "Code", "InlineHtml", "FootnoteReference"})
_SPACE: Final = re.compile(rb"[ \t\r\n]*")
_LONE_CR: Final = re.compile(r"\r(?!\n)")
_MARKS: Final = frozenset({"Emphasis", "Strong", "Strikethrough"})
_LEAVES: Final = frozenset({"Paragraph", "Heading", "TableCell", "Item"})
_SUSPECT = re.compile(rb"://|[wW]\.|@|\]\(")
_REFERENCE = re.compile(
    r"(?<![\w\]\\!$)])\[(?P<text>[^\[\]\\^][^\[\]\\]{0,200})\]"
    r"\[(?P<label>(?![\d,.: -]*\]\[)[^\[\]\\^]{0,200})\](?![\[({])"
)
"""GFM §6.6: a full or collapsed reference link. Behind a word it is an index: ``a[i][j]``."""
_AUTOLINKS: Final = {"Autolink": "", "Email": "mailto:"}


class Reader:
    """Reads one text: ``markdown``, from byte ``start`` on. What it found is in ``collector`` and ``ignoring``."""

    def __init__(self, source: Source, *, include_code: bool, bare: bool) -> None:
        self.collector = Collector(source, bare=bare)
        self.ignoring = Ignoring(source)
        self._source = source
        self.start = front_matter_end(source.data)
        markdown = source.slice(self.start, len(source.data)) if self.start else source.text
        # A carriage return alone ends a line, too (CommonMark 2.1), which pulldown-cmark forgets at the end of a fence.
        self.markdown = _LONE_CR.sub("\n", markdown) if "\r" in markdown else markdown
        self._definitions = Definitions(source.data, self.markdown, self.start)
        self._html = RawHtml(self.collector, self.ignoring, include_code=include_code)
        self._include_code = include_code
        self._run: tuple[int, int] | None = None
        self._closed: list[tuple[int, int]] = []
        self._lines: list[tuple[int, int]] = []
        self._in_code = False
        self._in_table = False

        outline = self.collector.outline
        self._openers: Mapping[str, Callable[[int], None]] = {
            "Item": outline.open_item,
            "Paragraph": outline.open_text,
            "HtmlBlock": outline.open_text,
            "CodeBlock": outline.open_text,
            "TableHead": outline.open_row,
            "TableRow": outline.open_row,
            "TableCell": outline.open_cell,
            "BlockQuote": outline.open_quote,
            "FootnoteDefinition": outline.open_quote,
        }
        self._closers: Mapping[str, Callable[[], None]] = {
            "Item": outline.close_item,
            "Paragraph": outline.close_text,
            "TableHead": outline.close_row,
            "TableRow": outline.close_row,
            "BlockQuote": outline.close_quote,
            "FootnoteDefinition": outline.close_quote,
        }

    def read(self) -> None:
        """Read the whole text."""
        on: Mapping[str, Callable[[Any, int, int], None]] = {
            "Text": self._text,
            "Start": self._open,
            "End": self._close,
            "Code": self._code_span,
            "Html": self._html_line,
            "InlineHtml": self._inline_html,
        }
        base = self.start
        for event, place in pyromark.events_with_range(self.markdown, options=OPTIONS):
            start, end = place["start"] + base, place["end"] + base
            if isinstance(event, str):
                self._interrupt(end)
                self.collector.say(" ")
                continue
            for name, data in event.items():
                if name in _INLINE and not self._in_code:
                    self.collector.outline.reach(end)
                if handler := on.get(name):
                    handler(data, start, end)
                else:
                    self._interrupt(end)
        self._add_unused_definitions()
        self.ignoring.finish()

    def _interrupt(self, end: int) -> None:
        """End a run of text, and any bare address in it. ``end`` is the end of the markup in between."""
        if self.collector.links:
            self.collector.links[-1].content_end = end
        if self._run is None:
            return
        start, stop = self._run
        if self._definitions.exist:
            self._note_undefined(start, stop)
        if _SUSPECT.search(self._source.data, start, stop) and not self._html.hides_text:
            piece = Piece(self._source, [(start, stop)])
            self.collector.scan(piece, unescape, piece.indices(self._closed))
        self._run = None
        self._closed.clear()

    def _note_undefined(self, start: int, stop: int) -> None:
        """Note ``[text][label]`` that is still text: nothing defines the label."""
        if self._source.data.find(b"][", start, stop) < 0:
            return
        piece = Piece(self._source, [(start, stop)])
        for match in _REFERENCE.finditer(piece.text):
            label = match["label"] or match["text"]
            self.collector.undefined(piece.span(*match.span()), label)

    def _text(self, text: str, start: int, end: int) -> None:
        if self._in_code:
            self._lines.append((start, end))
            return
        self.collector.say(text)
        if self.collector.links:
            self.collector.links[-1].content_end = end
        else:
            self._run = (self._run[0] if self._run else start, end)

    def _code_span(self, code: str, start: int, end: int) -> None:
        self._interrupt(end)
        self.collector.say(code)
        if self._include_code:
            self.collector.scan(Piece(self._source, [(start, end)]), str)

    def _inline_html(self, _: str, start: int, end: int) -> None:
        self._interrupt(end)
        self._html.read(Piece(self._source, [(start, end)]))

    def _html_line(self, _: str, start: int, end: int) -> None:
        self._lines.append((start, end))

    def _open(self, tag: str | dict[str, Any], start: int, end: int) -> None:
        name, data = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        if name in _MARKS:
            self._mark(end)
            return
        self._interrupt(end)
        if name in ("Link", "Image"):
            self._open_link(data or {}, start, end, is_image=name == "Image")
        elif name == "Heading":
            self.collector.outline.open_heading(_level((data or {})["level"]), start)
        elif handler := self._openers.get(name):
            # The parser begins an item that is indented by a tab at the line's end before it.
            handler(_SPACE.match(self._source.data, start).end() if name == "Item" else start)  # type: ignore[union-attr]
        self._in_code = self._in_code or name == "CodeBlock"
        self._in_table = self._in_table or name == "Table"

    def _close(self, tag: str | dict[str, Any], start: int, end: int) -> None:
        name, data = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        if name in _MARKS:
            self._mark(end)
            self.collector.outline.reach(end)
            if self._run is not None:
                self._closed.append((start, self._run[1]))
            return
        if name in ("Link", "Image"):
            self._close_link(end)
            return
        self._interrupt(end)
        if name == "Heading":
            self.collector.outline.close_heading(_level(data), end)
        elif name == "HtmlBlock":
            self._close_html()
        elif name == "CodeBlock":
            self._close_code()
        elif handler := self._closers.get(name):
            handler()
        self._in_table = self._in_table and name != "Table"
        if name in _LEAVES:
            self._html.end_block(end)

    def _close_html(self) -> None:
        self._html.read(Piece(self._source, self._lines), is_block=True)
        self._html.end_block(self._lines[-1][1] if self._lines else 0)
        self._lines = []
        self.collector.outline.close_text()

    def _close_code(self) -> None:
        if self._include_code:
            self.collector.scan(Piece(self._source, self._lines), str)
        self._lines, self._in_code = [], False
        self.collector.outline.close_text()

    def _mark(self, end: int) -> None:
        """Emphasis may be within an address (``/_foo_/``), so it does not end the run."""
        if self.collector.links:
            self.collector.links[-1].content_end = end

    def _open_link(self, data: Mapping[str, Any], start: int, end: int, *, is_image: bool) -> None:
        url, form = data["dest_url"], data["link_type"]
        at = start
        if form in _AUTOLINKS:
            span, kind = (start + 1, end - 1), OccurrenceKind.AUTOLINK
            url = _AUTOLINKS[form] + decode_entities(url.replace("\\|", "|") if self._in_table else url)
        elif form == "Inline":
            span, kind = (start, end), OccurrenceKind.INLINE  # The address is found when its text has ended.
        else:
            definition = self._definitions.use(data["id"])
            span, kind = definition.span if definition else (start, end), OccurrenceKind.REFERENCE
        place = self.collector.place(at, span, url, OccurrenceKind.IMAGE if is_image else kind)
        place.whole = (start, end)
        self.collector.links.append(OpenLink(place, start + 1 + is_image, is_image=is_image))

    def _close_link(self, end: int) -> None:
        link = self.collector.links.pop()
        place = link.place
        place.whole = (place.whole[0], end)
        self.collector.outline.reach(end)
        if (place.start, place.end) == (place.at, end):
            place.start, place.end = inline_destination(self._source.data, link.content_end, end, place.url) or (
                place.start,
                end,
            )
            place.at = place.start
        if link.is_image:
            self.collector.depict(place.value())
        place.settle()
        if not (place.url or place.value()) and self._source.data.startswith(b"{#", end):
            self.collector.forget(place)  # ``[](){#name}`` is no link, but a place to link to (attr_list of MkDocs).
        if self.collector.links:
            self.collector.links[-1].content_end = end

    def _add_unused_definitions(self) -> None:
        for definition in self._definitions.unused():
            place = self.collector.place(definition.at, definition.span, definition.url, OccurrenceKind.REFERENCE)
            place.say(definition.label)
            place.settle()


def _level(name: Any) -> int:  # noqa: ANN401 - the parser's "H1" to "H6"
    return int(name[1])
