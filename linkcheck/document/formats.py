"""Files that are not Markdown: which reader a suffix means, HTML, and notebooks (reStructuredText: ``rst``). Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any, Final

from linkcheck.document import occurrence_of, read_document
from linkcheck.document.collector import Collector
from linkcheck.document.ignoring import Ignoring
from linkcheck.document.raw_html import RawHtml
from linkcheck.document.rst import read_rst
from linkcheck.document.source import Piece, Source
from linkcheck.model import Document, Occurrence

# HTML §13.2.5: what stands in these is text, tags included, up to the element's own end tag.
_RAW_TEXT: Final = re.compile(r"<(script|style|textarea|title|template|xmp|iframe|noembed)(?=[\s/>])", re.IGNORECASE)
_FARTHEST: Final = 10_000_000
"""Bytes between two lines of a notebook, which holds its pictures as data."""
_READ_AS_MARKDOWN: Final = frozenset(
    {"", ".md", ".markdown", ".mdown", ".mdwn", ".mkd", ".mkdn", ".mkdown", ".mdx", ".qmd", ".rmd", ".txt"}
)


def read_file(text: str, file: str, *, include_code: bool = False) -> Document:
    """Return the links of a file as its suffix says it is to be read; a warning says where that is a guess."""
    suffix = PurePath(file).suffix.lower()
    if reader := _READERS.get(suffix):
        return reader(text, file)
    document = read_document(text, file, include_code=include_code)
    if suffix in _READ_AS_MARKDOWN or file.startswith("("):
        return document
    return replace(document, warnings=(*document.warnings, f"{suffix} is not known here; read as Markdown"))


def is_markdown(file: str) -> bool:
    """Whether a file is read as Markdown, so that it can be edited."""
    return PurePath(file).suffix.lower() not in _READERS


def read_html(text: str, file: str) -> Document:
    """Return the addresses in the attributes of an HTML file: one in its text is nothing that a reader can follow."""
    source = Source(text)
    collector, ignoring = Collector(source, bare=False), Ignoring(source)
    html = RawHtml(collector, ignoring, include_code=True)
    at = read = 0
    for start, end in _markup(source.text):
        first = at + len(source.text[read:start].encode())
        at, read = first + len(source.text[start:end].encode()), end
        html.read(Piece(source, [(first, at)]))
    html.end_block(len(source.data))
    ignoring.finish()
    places = [place for place in sorted(collector.places, key=lambda place: place.at) if not ignoring.hides(place.at)]
    occurrences = (occurrence_of(source, file, index, place) for index, place in enumerate(places))
    return Document(file=file, occurrences=tuple(occurrences), warnings=tuple(ignoring.warnings))


def _markup(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of an HTML text that have markup: all but scripts and the like."""
    lower, position = text.lower(), 0
    if len(lower) != len(text):  # ``İ`` is longer in lower case.
        lower = text
    while match := _RAW_TEXT.search(text, position):
        opened = text.find(">", match.end())
        if opened < 0:
            break
        yield position, opened + 1
        closing = lower.find(f"</{match[1].lower()}", opened)
        if closing < 0:
            return
        position = closing
    yield position, len(text)


def read_notebook(text: str, file: str) -> Document:
    """Return the links of a notebook's Markdown cells, with their places in the file itself (nbformat 4)."""
    try:
        cells = json.loads(text.removeprefix("\ufeff")).get("cells", [])
        sources = [_lines(cell.get("source", "")) for cell in cells if cell.get("cell_type") == "markdown"]
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Document(file=file, occurrences=(), warnings=("not a notebook that can be read: it is passed over",))
    whole = Source(text)
    found: list[Occurrence] = []
    warnings: list[str] = []
    position = 0
    for lines in sources:
        starts: list[int] = []
        for line in lines:
            position = _found(whole.data, line, position)
            starts.append(position)
        document = read_document("".join(lines), file)
        warnings += document.warnings
        found += (_placed(each, starts, whole) for each in document.occurrences)
    return Document(file=file, occurrences=tuple(found), warnings=tuple(warnings))


def _lines(source: Any) -> list[str]:  # noqa: ANN401  whatever JSON can hold
    return "".join(source).splitlines(keepends=True) if isinstance(source, list | str) else []


def _found(data: bytes, line: str, position: int) -> int:
    """Return the offset of a cell's line in the file; the JSON may escape non-ASCII characters or not."""
    for is_ascii in (False, True):
        written = json.dumps(line, ensure_ascii=is_ascii)[1:-1].encode(errors="replace")
        if (at := data.find(written, position, position + _FARTHEST)) >= 0:
            return at
    return position


def _placed(occurrence: Occurrence, starts: list[int], whole: Source) -> Occurrence:
    """Return an occurrence of a cell with its place in the file."""
    line_start = starts[min(occurrence.line, len(starts)) - 1]
    written = json.dumps(occurrence.url, ensure_ascii=False)[1:-1].encode(errors="replace")
    at = whole.data.find(written, line_start, line_start + 10_000)
    start, end = (at, at + len(written)) if at >= 0 else (line_start, line_start)
    line, column = whole.position(start)
    return replace(occurrence, line=line, column=column, start=start + whole.base, end=end + whole.base)


_READERS: Final[dict[str, Callable[[str, str], Document]]] = {
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".ipynb": read_notebook,
    ".rst": read_rst,
    ".rest": read_rst,
}
