"""Is this still the page that the list's author linked? Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from fetchers.addresses.domains import registrable
from linkcheck.judge.case import Case
from linkcheck.judge.topic import page_words, topic, words_of

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_]{2,}")
_COMMON: Final = frozenset([
    "the", "a", "an", "of", "and", "or", "to", "in", "on", "for", "with", "by", "from", "is", "are", "at", "home",
    "page", "welcome", "official", "site", "website", "blog",
])  # fmt: skip


def is_retitled(case: Case) -> bool:
    """True if the title shares no word with the one stored while the link was alive."""
    page, before = case.observation.page, case.history.title
    if page is None or not before or case.has("app-shell"):
        return False
    old, new = _words(before), _words(page.title)
    if len(old) < 3 or len(new) < 3:
        return False
    listed = _words(" ".join(place.text for place in case.link.occurrences))
    return not (old | listed) & (new | _words(page.heading))


def is_unrelated(case: Case) -> bool:
    """True for a page on another domain that shares no word with the link's subject."""
    page, asked, final = case.observation.page, case.asked, case.final
    if page is None or asked is None or final is None or case.stays_on_site or page.words < _TELLING:
        return False
    subject = topic(case.link, asked) | words_of(_spaced(registrable(asked.host).partition(".")[0]))
    subject |= words_of(case.history.title or "")
    return bool(subject) and not subject & page_words(page, final)


_TELLING: Final = 30
"""Fewer words say nothing of what a site is about."""


def _words(text: str) -> frozenset[str]:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return frozenset(_WORD.findall(folded)) - _COMMON


def _spaced(text: str) -> str:
    return re.sub(r"[-_./+%]", " ", text)
