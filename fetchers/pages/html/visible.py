"""The text that a reader sees before any script has run, and which of it are the page's own sentences. Pure.

A theme's labels, menus and lists of other pages say nothing of the page itself: *prose* leaves out links, list items,
navigation, headers, footers and forms. What is hidden is a template for a script to show, or is shown to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from fetchers.pages.html.declarations import Element, clean
from fetchers.pages.html.word_count import count_words
from fetchers.values import dataclass

_TEXT: Final = etree.XPath("//body/descendant::text()", smart_strings=False)
# By attributes: to ask every element for its own takes five times as long.
_PERHAPS_HIDDEN: Final = etree.XPath(
    "//@hidden/.. | //@aria-hidden/.. | //@style/.. | //@class[contains(., 'hid') or contains(., 'd-none')]/.."
    " | //dialog"
)
_NO_SENTENCES: Final = (
    "a", "li", "nav", "header", "footer", "aside", "form", "button", "label", "table", "pre", "code", "blockquote",
)  # fmt: skip
_STYLED_AWAY: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CLASSED_AWAY: Final = re.compile(r"(?:^|\s)(?:hidden|d-none|is-hidden|hide|uk-hidden)(?:\s|$)", re.IGNORECASE)
_SHOWN_AGAIN: Final = re.compile(r"(?:block|flex|grid|inline|visible|show)", re.IGNORECASE)
_ALERT: Final = re.compile(
    r"\A(?:<!--|//[^\n]*\n|\s|;)*(?:window\s*\.\s*|top\s*\.\s*|parent\s*\.\s*)?alert\s*\(\s*"
    r"(?:\"(?P<double>(?:[^\"\\\n]|\\.){1,300})\"|'(?P<single>(?:[^'\\\n]|\\.){1,300})')\s*\)"
)
_SCRIPTS: Final = re.compile(r"<script\b(?![^>]*\bsrc\s*=)[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrt]|\\(.)")
_FEW_BYTES: Final = 4096
_MOST_PIECES: Final = 200
_LINES: Final = 8
_CELLS: Final = 4
_LONG: Final = 320
"""Beyond this many words, hidden text and sentences are not determined: it takes as long as the rest of reading."""


@dataclass(frozen=True, slots=True)
class Visible:
    """The visible text, and the sentences among it."""

    text: str = ""
    heading: str = ""
    """The first heading that is shown."""
    words: int = 0
    prose: str = ""
    prose_words: int = 0
    lines: tuple[str, ...] = ()
    """The first pieces of the prose, as the markup parts them."""
    is_alert: bool = False
    """Whether all that the page does is to show a box with ``text`` in it."""


def read_visible(body: Element, markup: str, text_of: Callable[[Element], str]) -> Visible:
    """Read the visible text of a body (None: the page has none); ``text_of`` returns an element's text."""
    if body is None:
        return _alert(markup) or Visible()
    text = clean(" ".join(_TEXT(body)))
    words = count_words(text)
    heading = next((said for h in body.iter("h1") if (said := text_of(h)) and not _is_within_hidden(h)), "")
    if words > _LONG:
        return Visible(text, heading, words, text, words)
    hidden = _set_aside(element for element in _PERHAPS_HIDDEN(body) if _is_hidden(element))
    if hidden:
        text = clean(" ".join(_TEXT(body)))
        words = count_words(text)
    pieces = _sentences(body)
    _put_back(hidden)
    if not words and (alert := _alert(markup)):
        return alert
    prose = clean(" ".join(pieces))
    lines = tuple(line for piece in pieces[:_MOST_PIECES] if (line := clean(piece)))[:_LINES]
    return Visible(text, heading, words, prose, words if prose == text else count_words(prose), lines)


def _sentences(body: Element) -> list[str]:
    """Return the texts of the page's own sentences.

    Old forums show their notices in the cells of a table. One with headers or more than a few texts holds data.
    """
    others = list(body.iter(*_NO_SENTENCES))
    moved = _set_aside(element for element in others if element.tag != "table")
    moved += _set_aside(element for element in others if element.tag == "table" and _holds_data(element))
    pieces: list[str] = _TEXT(body)
    _put_back(moved)
    return pieces


def _holds_data(table: Element) -> bool:
    return table.find(".//th") is not None or sum(map(bool, map(str.strip, table.itertext()))) > _CELLS


def _is_within_hidden(element: Element) -> bool:
    return any(map(_is_hidden, (element, *element.iterancestors())))


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden", "").strip().lower() == "true":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    if _STYLED_AWAY.search(element.get("style") or ""):
        return True
    classes = element.get("class") or ""
    return bool(_CLASSED_AWAY.search(classes)) and not _SHOWN_AGAIN.search(classes)


_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What lxml reads in HTML and refuses to write."""


def _set_aside(elements: Iterable[Element]) -> list[tuple[Element, Element]]:
    """Take elements out of their tree, but not the text behind them; return what ``_put_back`` needs."""
    moved: list[tuple[Element, Element]] = []
    for element in list(elements):
        parent = element.getparent()
        if parent is None or element.tag == "body":
            continue
        stand_in = etree.Element("wbr")
        stand_in.tail = _NOT_XML.sub(" ", element.tail or "")
        parent.replace(element, stand_in)
        moved.append((stand_in, element))
    return moved


def _put_back(moved: list[tuple[Element, Element]]) -> None:
    for stand_in, element in reversed(moved):
        stand_in.getparent().replace(stand_in, element)


def _alert(markup: str) -> Visible | None:
    """Return what a page says that is nothing but a box: ``<script>alert("…"); history.back();</script>``."""
    if len(markup) > _FEW_BYTES or "alert" not in markup:
        return None
    for script in _SCRIPTS.finditer(markup):
        if match := _ALERT.match(script[1]):
            text = clean(unescape(_ESCAPED.sub(_unescaped, match["double"] or match["single"])))
            words = count_words(text)
            return Visible(text, "", words, text, words, (text,), is_alert=True)
    return None


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else match[2] or " "
