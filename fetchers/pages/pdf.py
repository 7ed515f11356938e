"""What a PDF says of itself. A title in a PDF is a weak hint: often a file name or a template's. Pure, never raises."""

from __future__ import annotations

import codecs
import logging
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import unescape
from io import BytesIO
from itertools import islice
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from fetchers.facts import Metadata

# pypdf reports every flaw of a file to the log; a strangers' file has many, and none concerns our reader.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_LONGEST_TITLE = 300
_LONGEST_VALUE = 2000
"""Characters of one value of the document information that are looked at."""
# What word processors, printers and templates write for want of a title.
_JUNK: Final = re.compile(
    r"""
    (?:microsoft\ (?:word|powerpoint|excel|office)|powerpoint|word|excel)\s*[-–:].*
  | (?:untitled|no\ title|title|document|presentation|slides?|doc|dokument|report|paper|manuscript|main|ms|template
      |sample|draft|final|print|test|scan|cover|article|full|output|default|layout|thesis|arxiv|camera.?ready
      |submission|supplement(?:ary)?|powerpoint\ presentation|pdf|无标题|未命名|文档|演示文稿|幻灯片)[\s_.()\#-]*\d*
  | .*\.(?:docx?|pptx?|xlsx?|tex|dvi|ps|pdf|indd|qxd|rtf|txt|od[tp]|eps|ai|p65|fm|wpd|html?)
  | (?:[a-z]:\\|/|file:|https?:|about:).*
  | (?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?\b.*
  | [\W\d]*
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
# A LaTeX job: neurips2023, paper-v2, main.
_JOB_NAME: Final = re.compile(r"[a-z\d.-]{1,24}")
_NOBODY: Final = re.compile(
    r"(?:admin(?:istrator)?|user|owner|unknown|authors?|anonymous|microsoft.*|office.*|windows.*|default|scanner|hp|dell"
    r"|lenovo|acer|test|none|\W*)",
    re.IGNORECASE,
)
_NAMES = re.compile(r"[;；、]|\band\b")
_DATE = re.compile(r"(?:D:)?((?:19|20)\d\d)-?(\d\d)-?(\d\d)")
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}?/N\s+(\d{1,6})\b")
# A dictionary that names its maker is the document's own; outlines have titles too.
_MAKER = re.compile(rb"/(?:Producer|CreationDate)\b")
_REACH = 3000
_MOST_MAKERS = 20
_MOST_AUTHORS = 1000
_XMP_TITLE = re.compile(rb"<dc:title\b.{0,400}?<rdf:li\b[^<>]{0,100}>([^<]{1,600})<", re.DOTALL)
_ENTRY = re.compile(
    rb"/(?P<key>Title|Author|CreationDate|ModDate)\s*(?:\((?P<text>(?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\)){0,2000})\)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]{0,4000})>)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_OCTAL = b"01234567"
_ESCAPED: Final = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}
# What pypdf lets out of a broken file besides its own errors: it trusts the shapes of objects.
_BROKEN: Final = (
    ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError, AssertionError,
    NotImplementedError, EOFError, OSError, struct.error, zlib.error,
)  # fmt: skip


@dataclass(slots=True)
class _Info:
    """The raw words of a file."""

    title: str = ""
    authors: tuple[str, ...] = ()
    created: str = ""
    modified: str = ""
    language: str = ""
    pages: int | None = None


def read_pdf(body: bytes, *, url: str, complete: bool) -> Metadata:
    """Read title, authors, days and number of pages. What is broken, encrypted or cut off is left out.

    The day a file was made is a guess at when it was published, and marked as one. ``url`` tells a title that is only
    the file's name. A file cut short has lost the table of its objects, so only what stands open in it is read.
    """
    info = (_parsed(body) if complete else None) or _scanned(body)
    title = _title(info.title, url)
    published, modified = _day(info.created), _day(info.modified)
    return Metadata(
        kind="pdf",
        title=title,
        authors=tuple(name for value in info.authors for name in _people(value)),
        published=published.isoformat() if published else None,
        updated=modified.isoformat() if modified and published and modified > published else None,
        date_source="guess" if published else None,
        language=info.language or None,
        pages=info.pages,
    )


def _parsed(body: bytes) -> _Info | None:
    """Read a whole file with pypdf; None where it cannot be read."""
    # Imported where it is needed: few links are PDFs.
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415

    broken = (*_BROKEN, PyPdfError, DependencyError)
    info = _Info()
    try:
        reader = PdfReader(BytesIO(body), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return info
        document = reader.metadata
        if document is not None:
            info.title = _value(document.get("/Title"))
            info.authors = (_value(document.get("/Author")),)
            info.created = _value(document.get("/CreationDate"))
            info.modified = _value(document.get("/ModDate"))
    except broken:
        return None
    try:
        info.pages = len(reader.pages) or None
    except broken:
        info.pages = None
    try:
        xmp = reader.xmp_metadata
        if xmp is not None:
            info.title = info.title if _is_title(info.title, "") else _value(_first(xmp.dc_title))
            info.authors = tuple(map(_value, islice(xmp.dc_creator or (), _MOST_AUTHORS))) or info.authors
    except broken:
        pass
    return info


def _value(value: object) -> str:
    return str(value or "")[:_LONGEST_VALUE]


def _first(values: dict[str, str] | None) -> str:
    values = values or {}
    return values.get("x-default") or next(iter(values.values()), "")


def _scanned(body: bytes) -> _Info:
    """Read the document information that stands open in the bytes, and the page count of a linearised file."""
    pages = _LINEARIZED.search(body, 0, 2048)
    info = _Info(pages=int(pages[1]) if pages else None)
    if b"/Encrypt" in body:
        return info
    for maker in islice(_MAKER.finditer(body), _MOST_MAKERS):
        found = dict(_entries(_dictionary_around(body, maker.start())))
        info.title = info.title or found.get("Title", "")
        info.authors = info.authors or ((found["Author"],) if found.get("Author") else ())
        info.created = info.created or found.get("CreationDate", "")
        info.modified = info.modified or found.get("ModDate", "")
    if not _is_title(info.title, ""):
        start = max(0, body.find(b"<dc:title"))
        xmp = _XMP_TITLE.match(body, start)
        info.title = unescape(_text(b"\xef\xbb\xbf" + xmp[1])) if xmp else ""
    return info


def _dictionary_around(body: bytes, place: int) -> bytes:
    start = max(body.rfind(b"obj", max(0, place - _REACH), place), place - _REACH, 0)
    end = body.find(b"endobj", place, place + _REACH)
    return body[start : end if end >= 0 else place + _REACH]


def _entries(block: bytes) -> Iterator[tuple[str, str]]:
    for match in _ENTRY.finditer(block):
        raw = _unescaped(match["text"]) if match["text"] is not None else _unhex(match["hex"])
        yield match["key"].decode(), _text(raw)


def _unescaped(text: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        code = match[1]
        return bytes([int(code, 8) & 0xFF]) if code[:1] in _OCTAL else _ESCAPED.get(code, code)

    return _ESCAPE.sub(one, text)


def _unhex(digits: bytes) -> bytes:
    digits = b"".join(digits.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _text(raw: bytes) -> str:
    """ISO 32000 §7.9.2.2: UTF-16 or UTF-8 with a mark, else PDFDocEncoding, which is Latin-1 where titles are."""
    if raw.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        return raw.decode("utf-16", "replace")
    if raw.startswith(codecs.BOM_UTF8):
        return raw.decode("utf-8-sig", "replace")
    return raw.decode("cp1252", "replace")


def _title(raw: str, url: str) -> str | None:
    title = " ".join(re.sub(r"[\x00-\x1f\x7f]+", " ", raw).split())
    return title[:_LONGEST_TITLE] if _is_title(title, url) else None


def _is_title(title: str, url: str) -> bool:
    if "\ufffd" in title or _is_file_name(title) or _JUNK.fullmatch(title) or _JOB_NAME.fullmatch(title):
        return False
    return " " in title or title.casefold() != _stem(url).casefold()


def _is_file_name(title: str) -> bool:
    return "_" in title and len(title.split(maxsplit=1)) == 1 and not title[0].isspace() and not title[-1].isspace()


def _stem(url: str) -> str:
    try:
        return PurePosixPath(unquote(urlsplit(url).path)).stem
    except ValueError:
        return ""


def _people(value: str) -> list[str]:
    parts = _NAMES.split(value)
    if len(parts) == 1 and value.count(",") > 1:
        parts = value.split(",")
    names = [" ".join(part.split()) for part in parts]
    return [name for name in names if 1 < len(name) <= 80 and not _NOBODY.fullmatch(name) and "@" not in name]


def _day(value: str) -> date | None:
    match = _DATE.match(value.strip())
    if match is None:
        return None
    try:
        found = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    # PDF is of 1993; a clock that was never set says 1970 or 1980.
    return found if date(1993, 1, 1) <= found <= datetime.now(UTC).date() + timedelta(days=1) else None
