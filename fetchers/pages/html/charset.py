"""Bytes to text, as far as the page and its server tell how, and a guess where they do not. Pure, never raises."""

from __future__ import annotations

import codecs
import re
from typing import Final

# A BOM wins over every declaration (WHATWG Encoding, "decode"). UTF-32 first: its mark begins with UTF-16's.
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a label means on the web, which is not always what it says (https://encoding.spec.whatwg.org/#names-and-labels).
_WEB_LABELS: Final = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312", "gb_2312-80", "x-gbk", "chinese", "gb18030", "cp936"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "ascii", "us-ascii"), "cp1252"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5", "big-5"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "ms932"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601", "korean", "windows-949"), "cp949"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("tis-620", "iso-8859-11"), "cp874"),
    "x-euc-jp": "euc_jp",
    "iso-8859-8-i": "iso8859-8",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-cp1251": "cp1251",
    "utf8": "utf-8",
    "unicode": "utf-8",
    # Python's own "utf-16" refuses text without a mark.
    **dict.fromkeys(("utf-16", "utf16", "utf_16", "ucs-2", "iso-10646-ucs-2", "csunicode"), "utf-16-le"),
}
_MULTIBYTE: Final = frozenset({"utf-8", "gb18030", "big5hkscs", "cp932", "cp949", "euc_jp", "iso2022_jp"})
# Python knows codecs no page may choose (hex, zlib, unicode_escape, punycode …).
_CODECS: Final = _MULTIBYTE | {
    *(f"iso8859-{n}" for n in range(2, 17) if n not in {9, 11, 12}),
    *(f"cp125{n}" for n in range(9)),
    *("cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "mac_roman", "mac_cyrillic"),
    *("utf-16-le", "utf-16-be"),
}
# What undeclared pages are written in, where it is not UTF-8.
_DETECTED: Final = (
    *("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp1252", "cp1251", "koi8_r", "cp1250", "cp1253", "cp1254"),
    *("cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# <meta charset=…>, <meta http-equiv … content="text/html; charset=…">, <?xml encoding="…"?>
_META = re.compile(
    rb"<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_PRESCAN = 4096
_SAMPLE = 8192
# More damage than this, and the label is wrong rather than the page.
_TOLERATED = 0.03


def decode(body: bytes, content_type: str = "") -> str:
    """Decode a page's first bytes: BOM, valid UTF-8, what header or markup declares, a detector, replacement.

    ``content_type`` is the header's value. A character cut in half by the end of the bytes counts as no damage.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return _lenient(body[len(mark) :], codec)
    if body.isascii():
        return _seven_bit(body, content_type)
    text = _strict(body, "utf-8")
    return _decode_bytes(body, _declared(body, content_type)) if text is None else text


def _seven_bit(body: bytes, content_type: str) -> str:
    """Decode what is ASCII, or one of the two encodings of all ASCII bytes: ISO-2022-JP, and UTF-16 without a mark."""
    if b"\x1b" in body or b"\0" in body:
        for codec in _declared(body, content_type):
            if (codec == "iso2022_jp" and b"\x1b" in body) or (codec.startswith("utf-16") and b"\0" in body):
                return _lenient(body, codec)
    return body.decode("ascii")


def _decode_bytes(body: bytes, declared: list[str]) -> str:
    for codec in sorted(declared, key=lambda c: c not in _MULTIBYTE):
        text = _strict(body, codec)
        if text is not None:
            return text
    damaged = [(_lenient(body, codec), codec) for codec in dict.fromkeys((*declared, "utf-8"))]
    text, _ = min(damaged, key=lambda pair: _damage(pair[0]))
    if _damage(text) <= _TOLERATED:
        return text
    return _lenient(body, _detect(body) or (declared[0] if declared else "utf-8"))


def _declared(body: bytes, content_type: str) -> list[str]:
    """Return the codecs that header and markup name, header first, unknown ones left out."""
    labels = [match[1] for match in _HEADER.finditer(content_type)]
    in_markup = [_codec(match[1].decode("ascii")) for match in _META.finditer(body, 0, _PRESCAN)]
    # Markup that could be read to say so is not UTF-16 (WHATWG HTML, "prescan").
    found = [_codec(label) for label in labels] + ["utf-8" if c and c.startswith("utf-16") else c for c in in_markup]
    return list(dict.fromkeys(codec for codec in found if codec))


def _codec(label: str) -> str | None:
    label = label.strip().lower()
    if label in _WEB_LABELS:
        return _WEB_LABELS[label]
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return name if name in _CODECS else None


def _strict(body: bytes, codec: str) -> str | None:
    try:
        return codecs.getincrementaldecoder(codec)("strict").decode(body, final=False)
    except UnicodeDecodeError:
        return None


def _lenient(body: bytes, codec: str) -> str:
    return codecs.getincrementaldecoder(codec)("replace").decode(body, final=False)


def _damage(text: str) -> float:
    """Return the share of replacement characters among those beyond ASCII."""
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") / beyond if beyond else 0.0


def _detect(body: bytes) -> str | None:
    # Imported where it is needed: one page in a hundred declares nothing that fits.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    start = next((i for i, byte in enumerate(body) if byte > 0x7F), 0)
    # The detector slows down with size and is put off by markup: letters beyond ASCII are all it needs.
    sample = re.sub(rb"<[^<>]*>", b" ", body[start : start + 4 * _SAMPLE])[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=list(_DETECTED)).best()
    return best.encoding if best else None
