"""Escaping of untrusted text, one function for each place it is printed in. Pure.

Titles, authors, descriptions, link texts and addresses are written by strangers, and some know that a program will
print them. Sources of the rules: ``docs`` of each format, CWE-150, CWE-1236, GitHub's workflow commands, GFM 0.29.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

TEXT_LIMIT: Final = 200
"""Characters of one stranger's text that are printed at most."""
ADDRESS_LIMIT: Final = 2_000
"""Characters of an address that may still become a link."""

_KEPT_FORMAT: Final = frozenset("\u200c\u200d")
"""Joiners: Persian and Indic words and emoji sequences need them, and they reorder nothing."""
_COMBINING: Final = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED: Final = re.compile(rf"({_COMBINING}{{3}}){_COMBINING}+")
_HTTP: Final = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_ALL_STANDS: Final = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%|\\-]*")
_BREAK: Final = "&#8203;"


class _Printable(dict[int, str | None]):
    """A table for ``str.translate`` that fills itself: controls become spaces, format characters vanish."""

    def __missing__(self, code: int) -> str | None:
        self[code] = replacement = self._replacement(chr(code))
        return replacement

    @staticmethod
    def _replacement(character: str) -> str | None:
        category = unicodedata.category(character)
        if category in ("Cc", "Zl", "Zp", "Zs"):
            return " "
        if category == "Cf" and character not in _KEPT_FORMAT:
            return None
        noncharacter = category == "Cn" and (ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF)
        return "\ufffd" if category == "Cs" or noncharacter else character


_PRINTABLE = _Printable()


def plain(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return ``text`` on one line, without control, bidirectional or unpaired characters, cut at ``limit``."""
    text = text[: 4 * limit + 100]
    if not (text.isascii() and text.isprintable()):
        text = _STACKED.sub(r"\1", text.translate(_PRINTABLE))
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def address(url: str) -> str | None:
    """Return ``url`` if it may become a link, else None: http(s) only, and not endless.

    What a browser would percent-encode, and whatever is invisible, is percent-encoded here, so that the link leads
    where the list's own link leads and cannot leave its quotes.
    """
    if len(url) > ADDRESS_LIMIT or not _HTTP.match(url):
        return None
    return url if _ALL_STANDS.fullmatch(url) else "".join(c if _stands(c) else _percent(c) for c in url)


def ascii_address(url: str) -> str | None:
    """Return ``address(url)`` in ASCII, for places that take nothing else (OSC 8, SARIF)."""
    safe = address(url)
    return None if safe is None else "".join(c if c.isascii() else _percent(c) for c in safe)


def _stands(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in "-._~:/?#[]@!$&'()*+,;=%|\\"
    return unicodedata.category(character)[0] in "LNPS" or unicodedata.category(character) == "Mn"


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


# Markdown: one table of (what, instead). GitHub links mentions, issues and addresses after Markdown's own escapes
# are resolved, so that only a character in between keeps them apart (as Dependabot and Renovate do). The rule for "#"
# stands before those that write a character reference.
_MARKDOWN: Final = (
    (re.compile(r"([\\`*\[\]<|~$])"), r"\\\1"),
    (re.compile(r"(?<![^\W_])_|_(?![^\W_])"), r"\\_"),
    (re.compile(r"&(?=#?\w+;)"), r"\\&"),
    (re.compile(r"#(?=\d)"), f"#{_BREAK}"),
    (re.compile(r"@(?=[\w-])"), f"@{_BREAK}"),
    (re.compile(r"\b(GH)-(?=\d)", re.IGNORECASE), rf"\1-{_BREAK}"),
    (re.compile(r":(?=//|[\w+-]+:)"), f":{_BREAK}"),
    (re.compile(r"(www)\.", re.IGNORECASE), rf"\1{_BREAK}."),
    (re.compile(r"(mailto|xmpp):", re.IGNORECASE), rf"\1{_BREAK}:"),
)
# Most texts have nothing that any rule is about; they are spared nine searches.
_ANY_MARK: Final = re.compile(r"[\\`*\[\]<|~$_&#@:]|GH-|www\.", re.IGNORECASE)
_BLOCK_START: Final = re.compile(r"^(?:(?=[-+#>=])|(\d{1,9})(?=[.)](?:\s|$)))")


def markdown(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return ``text`` as Markdown that shows it literally, anywhere: in a line, a table cell, a link text, a list."""
    return block_safe(_inline(plain(text, limit)))


def block_safe(line: str) -> str:
    """Return escaped Markdown that begins no block where a line begins: no list, heading, quotation or rule."""
    return _BLOCK_START.sub(r"\1\\", line)


def _inline(text: str) -> str:
    if not _ANY_MARK.search(text):
        return text
    for pattern, instead in _MARKDOWN:
        text = pattern.sub(instead, text)
    return text


def markdown_link(text: str, url: str) -> str:
    """Return a Markdown link, or the text alone where ``url`` may not become one."""
    label = markdown(text)
    target = address(url)
    return label if target is None or not label else f"[{label}]({destination(target)})"


def destination(target: str) -> str:
    """Return a safe address or path as a Markdown link destination, in a table cell too."""
    return re.sub(r"([\\()|$]|&(?=#?\w+;))", r"\\\1", target)


def markup(text: str) -> str:
    """Return ``text`` for HTML, in an element or in a quoted attribute."""
    return html.escape(plain(text, TEXT_LIMIT), quote=True)


def cell(text: str, limit: int = 4 * TEXT_LIMIT) -> str:
    """Return ``text`` for a spreadsheet's cell: never a formula (CWE-1236), full-width signs neither."""
    text = plain(text, limit)
    return "'" + text if text.startswith(("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")) else text


def command_data(text: str, limit: int = 4 * TEXT_LIMIT) -> str:
    """Return ``text`` as the message of a workflow command."""
    return plain(text, limit).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def command_property(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return ``text`` as a property of a workflow command."""
    return command_data(text, limit).replace(":", "%3A").replace(",", "%2C")


def terminal(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return ``text`` for a terminal or a log: nothing in it can become an escape sequence or a workflow command.

    The runner reads ``::name::`` at the start of any line and ``##[name]`` anywhere in one.
    """
    return re.sub(r"(?<![!-~])::", ": :", plain(text, limit)).replace("##[", "# #[")
