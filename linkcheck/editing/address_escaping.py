"""An address written into its place in a list: escaped as the place needs, spelled as the list spells. Pure."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote

from linkcheck.document.source import decode_entities, unescape
from linkcheck.editing.edits import Edit
from linkcheck.model import EditKind, Occurrence, OccurrenceKind

_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f<>\\\"`{}^]")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:")
_ENCODED_LETTERS: Final = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def written(url: str, place: Occurrence, data: bytes, *, in_table: bool = False) -> str | None:
    """Return ``url`` escaped for ``place`` in the file's bytes, None if it cannot be written there.

    An address that the list writes in its own letters (``/wiki/卷积``) stays in them.
    """
    old = data[place.start : place.end].decode(errors="replace")
    url = wire(url, place, data)
    if place.kind is OccurrenceKind.HTML:
        return _in_attribute(url, old, data[place.start - 1 : place.start])
    if place.kind is OccurrenceKind.AUTOLINK:
        return url if _SCHEME.match(url) and decode_entities(url) == url else None
    text = url
    if place.kind is not OccurrenceKind.BARE and data[place.start - 1 : place.start] != b"<":
        text = text if _is_balanced(text) else text.replace("(", r"\(").replace(")", r"\)")
    if in_table:
        text = text.replace("|", r"\|")
    return text if unescape(text) == url else text.replace("&", "&amp;")


def address_edit(
    place: Occurrence,
    url: str,
    data: bytes,
    *,
    kind: EditKind,
    in_table: bool = False,
    reason: str = "",
    proof: str = "",
) -> Edit | None:
    """Return the edit that replaces a link's address, None if the new one cannot be written there."""
    replacement = written(url, place, data, in_table=in_table)
    if replacement is None:
        return None
    return Edit(
        start=place.start,
        end=place.end,
        replacement=replacement,
        kind=kind,
        line=place.line,
        url=place.url,
        identity=place.identity,
        old=place.url,
        new=wire(url, place, data),
        reason=reason,
        proof=proof,
    )


def wire(url: str, place: Occurrence, data: bytes) -> str:
    """Return the address that will be read there: unsafe characters encoded, letters as the list writes them."""
    is_in_letters = any(byte > 0x7F for byte in data[place.start : place.end])
    return _UNSAFE.sub(lambda match: quote(match[0]), _in_letters(url) if is_in_letters else url)


def _in_attribute(url: str, old: str, before: bytes) -> str:
    """HTML §13.2.5.73: an ampersand is itself unless a reference with a semicolon begins with it."""
    url = url.replace("'", "%27")
    if before not in (b'"', b"'"):
        url = url.replace("=", "%3D") if url.startswith("=") else url
    escaped = "&amp;" in old or decode_entities(url) != url
    return url.replace("&", "&amp;") if escaped else url


def _in_letters(url: str) -> str:
    """Return percent-encoded UTF-8 beyond ASCII as the letters it is (RFC 3987 §3.2), the rest as it stands."""

    def decoded(match: re.Match[str]) -> str:
        text = unquote(match[0], errors="replace")
        return text if "\ufffd" not in text and all(c.isalnum() for c in text) else match[0]

    return _ENCODED_LETTERS.sub(decoded, url)


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0
