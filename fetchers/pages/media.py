"""What kind of thing an answer is, from its head, and how much of it is worth reading. Pure."""

from __future__ import annotations

import re
from typing import Final

from fetchers.net import Response

_PAGES: Final = {"", "text/html", "application/xhtml+xml", "text/xml", "application/xml", "text/plain"}
_TREES: Final = ("image/", "video/", "audio/", "font/")
_ARCHIVES: Final = re.compile(r"application/(?:x-)?(?:zip|gzip|tar|bzip2?|xz|7z-compressed|rar(?:-compressed)?|"
                              r"vnd\.rar|zstd|iso9660-image|debian-package|rpm)\Z")  # fmt: skip
_TEXTS: Final = re.compile(r"\Z|text/|application/(?:[\w.-]+\+)?(?:json|xml|javascript)\b")
_BINARY: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOOKS_LIKE_HTML: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|title|meta|script)\b",
    re.IGNORECASE | re.DOTALL,
)

PAGE_BYTES: Final = 512 * 1024
WHOLE_PAGE_BYTES: Final = 4 * 1024 * 1024
"""Limit of the decoded body if a fragment is sought; the limit of bytes received is the usual one."""
_PDF_BYTES: Final = 4 * 1024 * 1024
"""A PDF's cross-reference table is at its end, so it has to be read whole."""
_PDF_START: Final = 64 * 1024
_SNIFF: Final = 2048
"""Enough to tell a page or a PDF that is sent under the wrong name."""


def is_pdf(reply: Response) -> bool:
    """Whether the body is a PDF: by its first bytes, or by its name where no body was read."""
    return reply.body[:1024].lstrip().startswith(b"%PDF-") or (not reply.body and reply.media_type == "application/pdf")


def is_page(reply: Response) -> bool:
    """Whether the body is markup, or says that it is."""
    if reply.media_type in ("text/html", "application/xhtml+xml"):
        return not is_pdf(reply) and not is_undecoded(reply)
    return _LOOKS_LIKE_HTML.match(reply.body) is not None


def is_text(reply: Response) -> bool:
    """Whether the body is words of some kind: markup, plain text, data."""
    if is_pdf(reply) or is_undecoded(reply):
        return False
    return is_page(reply) or _TEXTS.match(reply.media_type) is not None


def is_undecoded(reply: Response) -> bool:
    """Return True if the body has a content coding that could not be decoded; a browser may still show the page."""
    if not reply.headers.get("content-encoding", "").strip(", "):
        return False
    return len(_BINARY.findall(reply.body[:_SNIFF])) > len(reply.body[:_SNIFF]) // 50


def kind_of(reply: Response) -> str:
    """Return the kind in the words of report.schema.json."""
    if is_pdf(reply):
        return "pdf"
    media_type = reply.media_type
    if media_type.startswith(_TREES):
        return media_type.partition("/")[0]
    if _ARCHIVES.match(media_type):
        return "archive"
    return "page" if media_type in _PAGES or is_page(reply) else "file"


def wanted(reply: Response, page_bytes: int) -> int:
    """Return how many decoded bytes of a body are worth reading, given its head."""
    if reply.media_type in _PAGES:
        return page_bytes
    if reply.media_type == "application/pdf":
        length = reply.headers.get("content-length", "")
        return _PDF_BYTES if length.isdecimal() and len(length) < 12 and int(length) <= _PDF_BYTES else _PDF_START
    if reply.media_type.startswith(_TREES) or _ARCHIVES.match(reply.media_type):
        return 0
    return _SNIFF
