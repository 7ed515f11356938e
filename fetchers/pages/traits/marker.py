"""Marks that walls, error pages and parking lots leave in an answer: rows, and a table that tries few of them. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from math import inf
from typing import Final

from fetchers.facts import Witness
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.phrases.sieve import Selection
from fetchers.pages.traits.shape import QUOTED, segments

ANY: Final[frozenset[int]] = frozenset()
REFUSALS: Final = frozenset({400, 401, 403, 405, 406, 412, 418, 429, 444, 456, 468, 498, 503, 999})
"""Statuses of access walls. Not 404 or 410: those are about the page, not about the client."""
SUCCESS: Final = frozenset(range(200, 300))

OWN_FORM: Final = (
    r"<textarea|<input[^>]+type=[\"']?(?:email|tel|password|search|date|number)|"
    r"<input[^>]+name=[\"']?(?:name|e-?mail|subject|q|message)\b|<article\b"
)
"""Elements of a page that asks its reader for more than proof of being human."""

ARTICLE: Final = (
    r"\b(?:how|why|what|whether|when|who|guide|tutorial|explained|explains|tips|stor(?:y|ies)|history|essays?|memoir|"
    r"confessions|review|report|incident|postmortem|survey|"
    r"book|novel|poems?|podcast|lessons|wie|warum|was ist|tipps|comment|pourquoi|qu'est-ce|cómo|"
    r"qué es|por qué|como|o que é|come|cos'è|perché|как|что такое|почему|nasıl|nedir)\b|"
    r"如何|怎么|怎樣|什么|什麼|为什么|"
    r"技巧|指南|教程|法律|问题|意思|原因|方法|とは|方法|について|이란|방법|"
    r"实战|实现|详解|入门|整理|汇总|总结|比较|对比|研究|分析|设计|解析|原理|盘点|案例|笔记|實戰|實作|入門|比較|總結|設計|"
    r"解説|まとめ|事例|정리|해결|비교|분석|입문|사례|설계|"
    r"\b(?:primer|introduction|overview|compar(?:ed|ison)|checklist|benchmark|analysis|case stud(?:y|ies)|causes|"
    r"ratgeber|anleitung|vergleich|überblick|ursachen|roman|comparatif|comprendre|novela|introducción|introdução|"
    r"обзор|инструкция|руководство|сравнение|разбор|что делать|причины|poradnik|rehberi?|hướng dẫn|là gì|"
    r"cách khắc phục|so sánh)\b|دليل|كيف|شرح|วิธี|คู่มือ|อย่างไร|πώς|οδηγός|कैसे"
)
"""Words of titles *about* a subject, as opposed to a notice."""

ASKING: Final = re.compile(
    r"(?:how|why) (?:to|do|does|did|can|i|we|you|the|your|a|an)\b|was ist\b|wie (?:man|sie|du)\b|comment \w|cómo\b|"
    r"come (?:si|fare|recuperare)\b|como \w|hoe (?:je|u)\b|jak \w|как \w|чому\b|як \w|nasıl\b|"
    r"(?:làm )?(?:cách|thế nào)\b|كيف|چگونه|איך|कैसे|πώς|วิธี|如何|怎么|怎樣|怎样|为什么|為什麼",
    re.IGNORECASE,
)
"""How a heading begins whose text answers a question: a notice has an answer only."""

REFERENCE: Final = re.compile(
    r"\b(?:docs?|documentation|guides?|reference|handbook|manual|glossary|tutorials?|faqs?|help|support|"
    r"knowledge base|wiki|"
    r"courses?|notes|by example|api|troubleshooting|status codes|dictionary|learn|academy|lexikon|glossar|hilfe|"
    r"handbuch|"
    r"dokumentation|anleitung|glossaire|aide|manuel|guía|ayuda|glosario|manual|guia|ajuda|documentación|documentação|"
    r"documentazione|guida|справка|руководство|документация|глоссарий)\b|文档|文檔|手册|手冊|术语|術語|参考|"
    r"參考|指南|教程|帮助|词典|笔记|"
    r"ドキュメント|マニュアル|ガイド|用語|リファレンス|ヘルプ|문서|가이드|도움말|용어|매뉴얼"
)
"""What a work of reference calls itself, in a segment of a title beside an entry's name."""


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
    """Matches the final address without its scheme; ignored if the requested address matches as well."""
    host: str = ""
    """Of the final address, without its scheme, wherever it was asked for: binds a sentence to its platform."""
    most_words: int | None = None
    """Not on a page with more words than this: ordinary pages carry the vendors' scripts too."""
    witness: frozenset[Witness] = frozenset()
    """What kind of sign this is, where the fields that are given do not tell."""

    @property
    def witnesses(self) -> frozenset[Witness]:
        """The kinds of sign that have to be there for this mark to be seen."""
        if self.witness:
            return self.witness
        refused = bool(self.status) and self.status.isdisjoint(SUCCESS)
        kinds = {
            Witness.STATUS: refused,
            Witness.HEADER: bool(self.headers),
            Witness.TITLE: bool(self.title),
            Witness.TEXT: bool(self.visible),
            Witness.MARKUP: bool(self.html),
            Witness.ADDRESS: bool(self.url),
        }
        return frozenset(kind for kind, given in kinds.items() if given)

    def is_seen(self, evidence: Evidence) -> bool:
        """Return True if the response has this mark, regardless of status and length."""
        return (
            (not self.headers or all(_has(evidence.headers.get(name), pattern) for name, pattern in self.headers))
            and (not self.url or (_is_in(self.url, evidence.address) and not _is_in(self.url, evidence.asked)))
            and (not self.host or _is_in(self.host, evidence.address))
            and (not self.title or _names(self.title, evidence))
            and (not self.unless_title or not _is_in(self.unless_title, evidence.title))
            and (not self.visible or _says(self.visible, evidence))
            and (not self.html or _is_in(self.html, evidence.html))
            and (not self.without or not _is_in(self.without, evidence.html))
        )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _is_in(pattern: str, text: str) -> bool:
    return _compiled(pattern).search(text) is not None


def _has(header: str | None, pattern: str) -> bool:
    return header is not None and _is_in(pattern, header)


_EDGES: Final = " .!?…。！？:：*"


def _says(pattern: str, evidence: Evidence) -> bool:
    match = next((m for m in _compiled(pattern).finditer(evidence.visible) if not _is_quoted(m)), None)
    return match is not None and not evidence.is_asked_for(match[0])


def _is_quoted(match: re.Match[str]) -> bool:
    """Whether what was matched ends between quotation marks: the message is mentioned."""
    return any(quote.start() < match.end() < quote.end() for quote in QUOTED.finditer(match.string))


def _names(pattern: str, evidence: Evidence) -> bool:
    """Whether the title, a segment of it or the heading says what a pattern does, and was not asked for by it."""
    whole = _compiled(pattern)
    found = [name for name in evidence.names if name and whole.fullmatch(name.strip(_EDGES))]
    if found and ASKING.match(evidence.heading):
        return False
    found = [name for name in found if not _is_headed_by_more(name, evidence.heading, whole)]
    return bool(found) and not any(map(evidence.is_asked_for, found))


def _is_headed_by_more(name: str, heading: str, whole: re.Pattern[str]) -> bool:
    """Whether a title of one word is a heading's cut short: "403" over "Area 403"."""
    parts = [part.strip(_EDGES) for part in (heading, *segments(heading))]
    words = heading.split()
    return name.isalnum() and name in words and len(words) > 1 and not any(map(whole.fullmatch, parts))


_PLACES: Final[tuple[tuple[Callable[[Marker], str], Callable[[Evidence], str]], ...]] = (
    (lambda marker: marker.url, lambda evidence: evidence.address),
    (lambda marker: marker.title, lambda evidence: f"{evidence.title}\n{evidence.heading}"),
    (lambda marker: marker.visible, lambda evidence: evidence.stated),
    (lambda marker: marker.html, lambda evidence: evidence.html),
)
"""A pattern of a mark, and the text that it is sought in."""


class Table:
    """Marks, by status and by the part of the response that they match."""

    def __init__(self, markers: Iterable[Marker]) -> None:
        self._markers = tuple(markers)

    @cached_property
    def _selections(self) -> list[Selection[int]]:
        """Places of marks, by pattern. Built when the first answer comes: a run that reads no page does without."""
        rows = list(enumerate(self._markers))
        return [Selection((n, pattern) for n, marker in rows if (pattern := of(marker))) for of, _ in _PLACES]

    @cached_property
    def _wanted(self) -> list[int]:
        """For each mark, the number of parts of the response that it has to match."""
        return [sum(bool(of(marker)) for of, _ in _PLACES) for marker in self._markers]

    @cached_property
    def _unplaced(self) -> frozenset[int]:
        """Marks that want something of no place, and may be in any answer."""
        return frozenset(number for number, places in enumerate(self._wanted) if not places)

    def marked(self, evidence: Evidence) -> dict[str, frozenset[Witness]]:
        """Return the traits of all marks that hold, each with the kinds of sign it rests on."""
        met = Counter(
            n
            for (_, text_of), chosen in zip(_PLACES, self._selections, strict=True)
            for n in chosen.of(text_of(evidence))
        )
        possible = self._unplaced.union(n for n, places in met.items() if places == self._wanted[n])
        found: dict[str, frozenset[Witness]] = {}
        for marker in map(self._markers.__getitem__, sorted(possible)):
            if (
                evidence.length <= _limit(marker)
                and (not marker.status or evidence.status in marker.status)
                and marker.is_seen(evidence)
            ):
                found[marker.trait] = found.get(marker.trait, frozenset()) | marker.witnesses
        return found


def _limit(marker: Marker) -> float:
    return inf if marker.most_words is None else marker.most_words
