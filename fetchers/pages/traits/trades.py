"""The trades for which lapsed domains are bought, in the words of their own front pages, from ``phrases/trades.json``.

Sources: awesome-osint #1126 and its like; reports of taken-over domains in Chinese, Vietnamese, Thai, Korean,
Indonesian, Russian, Turkish, English and Italian. A word here accuses nobody by itself: the judge asks whether the
entry, its section, the domain or the last known title speak of the same. A word after ``~`` is a volcano, a tape
measure or a part of a program as well: it takes the front page of a trade beside it. "spaced" are words between spaces,
"dense" those of scripts without.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

from fetchers.pages.traits.phrases.sieve import Sieve

_TRADES: Final = json.loads((Path(__file__).parent / "phrases" / "trades.json").read_text("utf-8"))
_SPACED: Final[list[str]] = [word for trade in _TRADES["spaced"].values() for word in trade]
_WORDS: Final[list[str]] = [*_SPACED, *_TRADES["dense"]]
TRADES: Final = Sieve(
    rf"(?<!\w)(?:{'|'.join(_SPACED)})(?!\w)|{'|'.join(_TRADES['dense'])}".replace("~", ""),
    parts=[word.removeprefix("~") for word in _WORDS],
)
_ORDINARY: Final = re.compile("|".join(word.removeprefix("~") for word in _WORDS if word.startswith("~")))


def telling(words: Iterable[str]) -> frozenset[str]:
    """Return those of these words that mean nothing but the trade."""
    return frozenset(word for word in words if not _ORDINARY.fullmatch(word))


@lru_cache(maxsize=8)
def trades_in(text: str) -> frozenset[str]:
    """Return the words of these trades in a text that is ``plain``. Two rules ask of the same title, one by one."""
    return frozenset(match[0] for match in TRADES.finditer(text))
