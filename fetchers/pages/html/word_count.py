"""How many words a text has, counted at the speed of bytes: pages run to megabytes."""

from __future__ import annotations

import re
from typing import Final

# Scripts that set no spaces between words: every character counts as one. Kana, ideographs, hangul, Thai.
UNSPACED: Final = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0e7f"
# Both begin with all that is beyond a range, which is looked for four times as fast as the set itself.
_UNSPACED = re.compile(rf"[^\x00-\u0dff](?<=[{UNSPACED}])[{UNSPACED}]*")
_NEITHER = re.compile(r"[^\x00-\x7f](?<!\w)")
# Every byte of a word, beyond ASCII too, becomes a letter; all else a space.
_SHAPE: Final = bytes(120 if code > 0x7F or chr(code).isalnum() or code == 0x5F else 32 for code in range(256))


def count_words(text: str) -> int:
    """Count the runs of letters, digits and underscores, and the characters of scripts without spaces."""
    alone = 0
    if not text.isascii():
        rest, runs = _UNSPACED.subn(" ", text)
        alone = len(text) - len(rest) + runs
        text = _NEITHER.sub(" ", rest)
    return alone + (b" " + text.encode().translate(_SHAPE)).count(b" x")
