"""How sites say "not found" and "deleted", language by language. Data.

Each language gives the things that get lost (``things``), what is said of them (``gone``, ``deleted``: after the thing;
``lost``: before it), and the words that may stand around without changing the sense (``glue``). Rules are made from
these parts in ``fetchers.pages.traits.absence``, so that a wording nobody has listed is recognised where its parts are.
Texts are compared in lower case after NFKC. Sources: error pages of common server software, content systems and
platforms, and the "bad titles" that citation tools collect (Zotero, citation-bot).
"""

from __future__ import annotations

from typing import Final

from fetchers.pages.traits.phrases import asia, east, english, west
from fetchers.pages.traits.phrases.phrase_set import PhraseSet

__all__ = ["LANGUAGES", "PhraseSet"]

LANGUAGES: Final = english.LANGUAGES + asia.LANGUAGES + west.LANGUAGES + east.LANGUAGES
"""Languages in the order in which they are tried."""
