"""One page taken apart: what its head declares, and the tree of its body. Each byte is parsed once.

The head is small, and read with Beautiful Soup; the body goes straight into lxml, the parser beneath it, because
building Beautiful Soup's own tree of a whole page takes ten times as long as everything else done to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import Any, Final

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer
from lxml import etree, html  # type: ignore[import-untyped]

# lxml ships no types; the name tells a reader what is meant.
Element = Any

# Where the head ends: its end tag, <body>, or the first tag that cannot stand in a head (HTML lets authors leave both
# tags out). Comments and raw text are stepped over; an unclosed one runs to the end, so the scan is linear.
_HEAD_END = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|noscript|title|template)\b.*?(?:</(?P=raw)\b|\Z)"
    r"|(?P<end></head\b|<(?:body|frameset|h[1-6]|div|p|a|b|i|br|hr|span|font|center|table|article|section|main|header"
    r"|nav|footer|aside|ul|ol|dl|form|img|pre|blockquote|iframe|svg)\b)",
    re.IGNORECASE | re.DOTALL,
)
# Nothing is read from these, and every tag of a head costs as much as fifty of a body. What <noscript> holds is for
# readers without scripts.
_UNREAD = re.compile(
    r"(?P<kept><script\b[^<>]{0,500}ld\+json.*?(?:</script\b|\Z))|<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|noscript)\b.*?(?:</(?P=raw)\b[^<>]{0,100}>?|\Z)"
    r"|<link\b(?![^<>]{0,2000}canonical)[^<>]{0,2000}>",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(r"<html\b([^<>]{0,2000})", re.IGNORECASE)
_LANG = re.compile(r"(?:^|\s)(?:xml:)?lang\s*=\s*[\"']?\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A(?:\s*<\?xml\b[^<>]{0,500}>?)+", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_IN_HEAD: Final = SoupStrainer(["title", "meta", "link", "script", "base"])
# Longer, and it is not a name; comparing names takes time that grows with the square of their length.
_LONGEST_NAME = 600
_LONGEST_META = 5000
_JSON_LD: Final = "application/ld+json"
# Never shown as text.
_UNSEEN: Final = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "canvas",
    "math-field",
    "select",
)
_TEXT: Final = etree.XPath("//body//text()", smart_strings=False)
_BREAKS: Final = frozenset({"br", "div", "p", "li", "td"})


@dataclass(slots=True)
class Document:
    """A page's declarations by name (lower case), in order, and its body without scripts (None: it has none)."""

    titles: list[str] = field(default_factory=list)
    metas: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    """First ``href`` by ``rel``."""
    json_ld: list[str] = field(default_factory=list)
    language: str | None = None
    base: str | None = None
    body: Element = None

    def meta(self, *names: str) -> str:
        """Return the first non-empty content under the first of the names that has one, else ``""``."""
        return next((value for name in names for value in self.metas.get(name, ()) if value), "")

    def all(self, *names: str) -> list[str]:
        """Return every non-empty content under the names."""
        return [value for name in names for value in self.metas.get(name, ()) if value]


def clean(text: str) -> str:
    """Collapse whitespace and undo entities that were escaped twice."""
    if "&" in text and _ENTITY.search(text):
        text = unescape(text)
    return " ".join(text.split())


def inner_text(element: Element) -> str:
    """Return an element's text, a space where a line ends."""
    parts: list[str] = []
    for node in element.iter():
        if isinstance(node.tag, str):
            if node.tag in _BREAKS:
                parts.append(" ")
            parts.append(node.text or "")
        if node is not element:
            parts.append(node.tail or "")
    return clean("".join(parts)[:_LONGEST_NAME])


def visible_text(document: Document) -> str:
    """Return all text that a reader would see, whitespace collapsed."""
    return "" if document.body is None else clean(" ".join(_TEXT(document.body)))


def take_apart(text: str) -> Document:
    """Parse a page, or as much of it as was read."""
    # Neither NUL nor half a surrogate pair survives the parser.
    text = text.replace("\0", "").encode("utf-8", "replace").decode()
    text = _XML_DECLARATION.sub("", text, count=1)
    cut = _head_end(text)
    document = Document(language=_language(text[: cut + 1]))
    _read_head(text[:cut], document)
    if cut < len(text):
        _read_body(text[cut:], document)
    return document


def _head_end(text: str) -> int:
    return next((match.start() for match in _HEAD_END.finditer(text) if match["end"]), len(text))


def _language(head: str) -> str | None:
    tag = _HTML_TAG.search(head)
    match = _LANG.search(tag[1]) if tag else None
    return match[1].replace("_", "-") if match else None


def _read_head(head: str, document: Document) -> None:
    head = _UNREAD.sub(r"\g<kept>", head)
    if "<" not in head:
        return
    soup = BeautifulSoup(head, "lxml", parse_only=_IN_HEAD, multi_valued_attributes=None)
    for tag in soup.find_all():
        _declare(document, tag.name, {name: str(value) for name, value in tag.attrs.items()}, tag.string or "")


def _read_body(rest: str, document: Document) -> None:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        body = html.document_fromstring(rest.encode(), parser=parser)
    except etree.ParserError:
        return
    for element in _declarations(body):
        _declare(document, element.tag, dict(element.attrib), element.text or "")
    etree.strip_elements(body, *_UNSEEN, with_tail=False)
    # A <title> outside <svg> counts wherever it stands.
    document.titles += [inner_text(title) for title in islice(body.iter("title"), 3)]
    document.body = body


def _declarations(body: Element) -> Iterator[Element]:
    return body.iter("meta", "link", "script")  # type: ignore[no-any-return]


def _declare(document: Document, name: str, attributes: dict[str, str], text: str) -> None:
    if name == "title":
        document.titles.append(clean(text[:_LONGEST_NAME]))
    elif name == "meta":
        _declare_meta(document, attributes)
    elif name == "link":
        for rel in attributes.get("rel", "").lower().split():
            document.links.setdefault(rel, attributes.get("href", "").strip())
    elif name == "base":
        document.base = document.base or attributes.get("href")
    elif name == "script" and attributes.get("type", "").strip().lower() == _JSON_LD:
        document.json_ld.append(text)


def _declare_meta(document: Document, attributes: dict[str, str]) -> None:
    content = attributes.get("content") or attributes.get("value") or ""
    for key in ("property", "name", "itemprop", "http-equiv"):
        for name in attributes.get(key, "").lower().split():
            values = document.metas.setdefault(name, [])
            value = clean(content[:_LONGEST_META])
            if value and value not in values:
                values.append(value)
