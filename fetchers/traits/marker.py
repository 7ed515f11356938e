"""One row of the tables of marks that walls, error pages and parking lots leave in an answer. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from fetchers.traits.evidence import Evidence
from fetchers.traits.shape import at_most, segments

ANY: Final[frozenset[int]] = frozenset()
REFUSALS: Final = frozenset({400, 401, 403, 405, 406, 412, 418, 429, 444, 456, 468, 498, 503, 999})
"""Statuses with which walls answer. Never 404 or 410: those are said of the page, not of the asker."""
SUCCESS: Final = frozenset(range(200, 300))

OWN_FORM: Final = (
    r"<textarea|<input[^>]+type=[\"']?(?:email|tel|password|search|date|number)|"
    r"<input[^>]+name=[\"']?(?:name|e-?mail|subject|q|message)\b|<article\b"
)
"""What a page has that wants something of its reader besides proof of being one."""

ARTICLE: Final = (
    r"\b(?:how|why|what|whether|when|who|guide|tutorial|explained|explains|tips|stor(?:y|ies)|history|essays?|memoir|"
    r"confessions|review|report|incident|postmortem|survey|"
    r"book|novel|poems?|podcast|lessons|wie|warum|was ist|tipps|comment|pourquoi|qu'est-ce|cómo|"
    r"qué es|por qué|como|o que é|come|cos'è|perché|как|что такое|почему|nasıl|nedir)\b|"
    r"如何|怎么|怎樣|什么|什麼|为什么|"
    r"技巧|指南|教程|法律|问题|意思|原因|方法|とは|方法|について|이란|방법"
)
"""Words of a title that is about something, and not itself what it speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """All that is given must hold. Patterns are regular expressions, searched for without regard to case."""

    trait: str
    source: str
    """Where the mark is documented or was seen: a vendor's manual, an issue, a project that relies on it."""
    status: frozenset[int] = ANY
    headers: tuple[tuple[str, str], ...] = ()
    title: str = ""
    """Must match one whole segment of the title, or the whole first heading."""
    unless_title: str = ""
    """Must not be in the title: what an article's has."""
    visible: str = ""
    html: str = ""
    without: str = ""
    """Must not be in the markup: what an ordinary page has and a wall has not."""
    url: str = ""
    """Of the final address, without its scheme."""
    most_words: int | None = None
    """Not on a page with more words than this: ordinary pages carry the vendors' scripts too."""

    def holds(self, evidence: Evidence) -> bool:
        """Whether the answer bears this mark."""
        return self._fits(evidence) and self._is_seen(evidence)

    def _fits(self, evidence: Evidence) -> bool:
        """Status and length, the cheap questions."""
        if self.status and evidence.status not in self.status:
            return False
        return self.most_words is None or at_most(evidence.words, evidence.visible, self.most_words)

    def _is_seen(self, evidence: Evidence) -> bool:
        if any(not _found(pattern, evidence.headers.get(name)) for name, pattern in self.headers):
            return False
        if self.title and not _names(self.title, evidence):
            return False
        if self.unless_title and _found(self.unless_title, evidence.title):
            return False
        places = (
            (self.url, evidence.final_url.partition("://")[2]),
            (self.visible, evidence.visible),
            (self.html, evidence.html),
        )
        if any(pattern and not _found(pattern, text) for pattern, text in places):
            return False
        return not (self.without and _found(self.without, evidence.html))


def marked(markers: Iterable[Marker], evidence: Evidence) -> set[str]:
    """Return the traits of all marks that hold."""
    found: set[str] = set()
    for marker in markers:
        if marker.trait not in found and marker.holds(evidence):
            found.add(marker.trait)
    return found


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _found(pattern: str, text: str | None) -> bool:
    return text is not None and _compiled(pattern).search(text) is not None


_EDGES: Final = " .!?…。！？:：*"


def _names(pattern: str, evidence: Evidence) -> bool:
    compiled = _compiled(f"(?:{pattern})")
    candidates = (evidence.title, evidence.heading, *segments(evidence.title))
    return any(text and compiled.fullmatch(text.strip(_EDGES)) for text in candidates)
