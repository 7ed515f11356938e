"""The language of a list, which its reports and, if it is Chinese, the terminal have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from linkcheck.cli.terminal.language import Lang, settle
from linkcheck.config import Settings
from linkcheck.model import Document

_CJK: Final = re.compile("[\u4e00-\u9fff]+")
_CJK_SHARE: Final = 0.1
"""From so large a share of Chinese characters in its own words on, a list is a Chinese one."""


def language(setting: Lang | Literal["auto"], documents: Sequence[Document]) -> Lang:
    """Return the language of a report's own words; ``auto`` follows the list."""
    if setting != "auto":
        return setting
    texts = [entry.text for document in documents for entry in document.outline]
    words = sum(map(len, texts))
    chinese = sum(len(run) for text in texts if not text.isascii() for run in _CJK.findall(text))
    return "zh" if words and chinese / words >= _CJK_SHARE else "en"


def spoken(settings: Settings, documents: Sequence[Document]) -> Lang:
    """Return the language of the terminal for a run over these lists, and have every later line be in it."""
    return settle(language(settings.lang, documents), final=settings.lang != "auto")
