"""One page taken apart: what its head declares, and the tree of its body. Each byte is parsed once.

The body goes straight into lxml: to build Beautiful Soup's own tree of it would take ten times as long as all else that
is done to a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from fetchers.pages.html.declarations import LONGEST_NAME, Declarations, Element, clean, is_json_ld
from fetchers.pages.html.head import PARSER, head_end, language, read_head, without_unread
from fetchers.pages.html.owner.owners import Owner
from fetchers.pages.html.owner.scope import Scope
from fetchers.pages.html.word_count import count_words

_XML_DECLARATION = re.compile(rb"\A(?:\s*<\?xml\b[^<>]{0,500}>?)+", re.IGNORECASE)
# Never shown as text.
_UNSEEN: Final = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "math-field", "select",
)  # fmt: skip
# What is left of a head without these stands in no tag: bare text sent as HTML, or markup that was cut off.
_TAGS: Final = re.compile(
    rb"<script\b[^>]*>(?:[^<]|<(?!/script))*|<title\b[^<]*(?:</title[^>]*>)?|<(?:[a-z!/?][^>]*(?:>|\Z)|\Z)",
    re.IGNORECASE,
)
_SHOWN: Final = etree.XPath(
    f"boolean(.//text()[normalize-space()][not({' or '.join(f'ancestor::{tag}' for tag in _UNSEEN)})])"
)
_HEADING: Final = etree.XPath("(.//h1|.//h2)//text()[normalize-space()]", smart_strings=False)
_ASKS: Final = "javascript"
_NO_PROSE: Final = frozenset({"a", "nav", "header", "footer", "aside", "form", "button"})
# How a character is read aloud stands above it, and is no part of the text.
_READINGS: Final = frozenset({"rt", "rp"})
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_BREAKS: Final = frozenset({"br", "div", "p", "li", "td"})


def inner_text(element: Element) -> str:
    """Return an element's text, a space where a line ends."""
    parts: list[str] = []
    _gather(element, parts)
    text = "".join(parts)
    return clean((text if text.isascii() else text.translate(_INVISIBLE))[:LONGEST_NAME])


def _gather(node: Element, parts: list[str]) -> None:
    """Append a node's text in document order; libxml2 nests no deeper than 255."""
    if isinstance(node.tag, str):
        if node.tag in _BREAKS:
            parts.append(" ")
        if node.text and node.tag not in _READINGS:
            parts.append(node.text)
    for child in node:
        _gather(child, parts)
        if child.tail:
            parts.append(child.tail)


def count_prose(document: Declarations) -> int:
    """Count the words that a reader sees outside of links and of headings."""
    return 0 if document.body is None else count_words(" ".join(_prose(document.body)))


def _prose(body: Element) -> Iterator[str]:
    """Yield the texts outside links, menus and forms, in one walk."""
    node, is_left = body, False
    while True:
        if not is_left and node.tag not in _NO_PROSE:
            if node.text:
                yield node.text
            if len(node):
                node = node[0]
                continue
        if node is body:
            return
        if node.tail:
            yield node.tail
        following = node.getnext()
        node, is_left = (node.getparent(), True) if following is None else (following, False)


def take_apart(text: str) -> Declarations:
    """Parse a page, or as much of it as was read."""
    # Neither NUL nor half a surrogate pair survives the parser.
    markup = text.encode("utf-8", "replace").replace(b"\0", b"")
    if declaration := _XML_DECLARATION.match(markup):
        markup = markup[declaration.end() :]
    folded = markup.lower()
    end = head_end(folded)
    document = Declarations(language=language(markup[: end + 1]))
    head = without_unread(markup[:end], folded)
    read_head(head, document)
    stray = _TAGS.sub(b" ", head).strip()
    if b'">' in stray or b"'>" in stray:
        stray = b""  # the rest of a tag with a ">" in one of its values
    if stray or end < len(markup):
        _read_body(b"<p>" + stray + b"</p>" + markup[end:] if stray else markup[end:], document)
    return document


def _read_body(markup: bytes, document: Declarations) -> None:
    body = etree.fromstring(markup, PARSER)
    if body is None:
        return
    scope: Scope | None = None
    instead: list[Element] = []
    for element in body.iter("meta", "link", "script", "noscript"):
        tag = element.tag
        if tag == "noscript":
            instead.append(element)
        elif tag == "script":
            if is_json_ld(element.get("type")):
                document.declare(tag, dict(element.items()), element.text or "")
        elif element.get("itemprop") is None:
            document.declare(tag, dict(element.items()), "")
        else:  # of microdata, only what is not said inside a comment, a review, a list's entry
            scope = scope or Scope(None)
            if scope.owner(element) in (Owner.PAGE, Owner.SITE):
                document.declare(tag, dict(element.items()), "")
    if instead:
        _keep_what_is_for_readers_without_scripts(body, instead)
    etree.strip_elements(body, *_UNSEEN, with_tail=False)
    # A <title> outside <svg> counts wherever it stands.
    document.titles += [inner_text(title) for title in islice(body.iter("title"), 3)]
    document.body = body


def _keep_what_is_for_readers_without_scripts(body: Element, elements: list[Element]) -> None:
    """Take a ``<noscript>`` for the page where it has a heading and nothing else can be read: Discourse writes so."""
    instead = [each for each in elements if (head := _HEADING(each)) and _ASKS not in head[0].lower()]
    if instead and not _SHOWN(body):
        for each in instead:
            each.tag = "div"
