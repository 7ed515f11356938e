"""From the bytes of a file to its text. Pure."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEAST_LATIN: Final = 50
"""Of so many units of UTF-16, at least one is a space, a line end or a Latin letter."""
# What lists are still found in beside UTF-8; GB18030 holds GBK and GB2312.
_CANDIDATES: Final = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp1252", "cp1251", "koi8_r")
_GUESS: Final = " (a guess; save the file as UTF-8 to be sure)"
_SAMPLE: Final = 32 * 1024
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NON_ASCII_LINE = re.compile(rb"^.*[\x80-\xff].*$", re.MULTILINE)


_HIGH = re.compile(rb"[\x80-\xff]+")


class Decoded(NamedTuple):
    """A text, the encoding that reproduces its bytes (None: none does), and a warning for the user."""

    text: str
    encoding: str | None
    warning: str = ""


def decode(data: bytes) -> Decoded | None:
    """Return the text of a file's bytes, or None if they are not text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, "")
    if data.startswith(b"%PDF-"):
        return None
    if b"\0" in data and (decoded := _unmarked(data)) is not None:
        return decoded
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _damaged(data) or _guessed(data)
    return Decoded(text, "utf-8") if b"\0" not in data or _is_text(text) else None


def _strictly(data: bytes, encoding: str, how: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if not _is_text(text):
        return None
    same = text.encode(encoding) == data
    return Decoded(text, encoding if same else None, f"not UTF-8; read as {encoding.upper()}{how}")


def _unmarked(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: in line ends, spaces and Latin letters one half of each unit is zero, always the same."""
    little, big = data[1::2].count(0), data[0::2].count(0)
    encoding = "utf-16-le" if little > big else "utf-16-be"
    more, less = max(little, big), min(little, big)
    if len(data) % 2 or more * _LEAST_LATIN < len(data) // 2 or less * 10 > more:
        return None
    has_marks = any(data.count(mark.encode(encoding)) for mark in "\n ")
    return _strictly(data, encoding, "") if has_marks else None


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken characters, as careless cutting leaves them."""
    text = data.decode(errors="replace")
    broken = text.count("\ufffd")
    whole = sum(len(line) for line in re.findall(r"[^\x00-\x7f\ufffd]+", text))
    if broken * 10 > whole or not _is_text(text):
        return None
    return Decoded(text, None, f"{broken} broken character{'s' * (broken > 1)} in UTF-8, read as \ufffd")


def _guessed(data: bytes) -> Decoded | None:
    if _looks_like_gb2312(data) and (decoded := _strictly(data, "gb18030", _GUESS)):
        return decoded
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 15 ms that only such a file should cost

    sample = b"\n".join(_NON_ASCII_LINE.findall(data))[:_SAMPLE]
    for match in from_bytes(sample, cp_isolation=list(_CANDIDATES), explain=False):
        decoded = _strictly(data, match.encoding, _GUESS)
        if decoded is not None:
            return decoded
    return None


def _looks_like_gb2312(data: bytes) -> bool:
    """Whether what is not ASCII is mostly the 3,755 common characters of GB2312 (rows 0xB0 to 0xD7).

    Asked first, because no statistics tell two Chinese words in GBK from Big5 or Korean; the latter's syllables end
    at row 0xC8.
    """
    runs = _HIGH.findall(data)
    if any(len(run) % 2 for run in runs):
        return False
    rows = [row for run in runs for row in run[::2] if row > 0xA9]
    common = sum(0xB0 <= row <= 0xD7 for row in rows)
    return common * 10 >= len(rows) * 9 and any(row > 0xC8 for row in rows)


def _is_text(text: str) -> bool:
    """Whether control characters are rare enough for a text."""
    return len(_CONTROL.findall(text)) * 100 <= len(text)
