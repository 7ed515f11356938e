"""What a page declares about itself, by name: meta tags, links, titles, structured data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]

# lxml ships no types; the name tells a reader what is meant.
Element = Any

LONGEST_NAME: Final = 600
"""Longer, and it is not a name; comparing names takes time that grows with the square of their length."""
_LONGEST_META = 5000
_CLASSES: Final = etree.XPath("descendant-or-self::*/@class")
_FEED: Final = re.compile(r"application/(?:rss|atom|feed)\+(?:xml|json)", re.IGNORECASE)
_JSON_LD: Final = "application/ld+json"
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_BETWEEN_WORDS: Final = dict.fromkeys(map(ord, "-_:. "))
_NAMING: Final = ("property", "name", "itemprop", "http-equiv")


@dataclass(slots=True)
class Declarations:
    """A page's declarations by name (lower case), in order, and its body without scripts (None: it has none)."""

    titles: list[str] = field(default_factory=list)
    metas: dict[str, list[str]] = field(default_factory=dict)
    canonical: str = ""
    feeds: list[str] = field(default_factory=list)
    """Where feeds are that the page names as its alternatives."""
    json_ld: list[str] = field(default_factory=list)
    language: str | None = None
    base: str | None = None
    body: Element = None
    _folded: dict[str, list[str]] = field(default_factory=dict)
    _classes: list[Any] | None = None

    def meta(self, *names: str) -> str:
        """Return the first content under the first of the names that has one, else ``""``."""
        for name in names:
            if values := self.metas.get(name):
                return values[0]
        return ""

    def all(self, *names: str) -> list[str]:
        """Return every content under the names."""
        return [value for name in names if name in self.metas for value in self.metas[name]]

    def folded(self, names: Iterable[str]) -> Iterator[list[str]]:
        """Yield the contents under each name given without what parts its words: ``og:site_name`` is ``ogsitename``."""
        if not self._folded:
            for name, values in self.metas.items():
                self._folded.setdefault(_without_signs(name), []).extend(values)
        return (self._folded[name] for name in names if name in self._folded)

    def classes(self) -> list[Any]:
        """Return the body's attributes ``class``, each of which knows its element (lxml's "smart strings")."""
        if self._classes is None:
            self._classes = [] if self.body is None else _CLASSES(self.body)
        return self._classes

    def declare(self, name: str, attributes: Mapping[str, str], text: str) -> None:
        """Note what one tag says: its name, its attributes and the text in it."""
        if name == "meta":
            self._declare_meta(attributes)
        elif name == "title":
            self.titles.append(clean(text[:LONGEST_NAME]))
        elif name == "link":
            reference = attributes.get("href", "").strip()
            if not self.canonical and "canonical" in attributes.get("rel", "").lower().split():
                self.canonical = reference
            if reference and "type" in attributes and _FEED.fullmatch(attributes["type"].strip()):
                self.feeds.append(reference)
        elif name == "base":
            self.base = self.base or attributes.get("href")
        elif name == "script" and is_json_ld(attributes.get("type")):
            self.json_ld.append(text)

    def _declare_meta(self, attributes: Mapping[str, str]) -> None:
        names = [name for key in _NAMING if key in attributes for name in attributes[key].lower().split()]
        if not names:
            return
        value = clean((attributes.get("content") or attributes.get("value") or "")[:_LONGEST_META])
        for name in names:
            values = self.metas.setdefault(name, [])
            if value and value not in values:
                values.append(value)


@lru_cache(maxsize=1024)
def _without_signs(name: str) -> str:
    return name.translate(_BETWEEN_WORDS)


def is_json_ld(kind: str | None) -> bool:
    """Whether a script of this type is no script, but a document of schema.org's."""
    return kind is not None and kind.strip().lower() == _JSON_LD


def clean(text: str) -> str:
    """Collapse whitespace and undo entities that were escaped twice."""
    if "&" in text and _ENTITY.search(text):
        text = unescape(text)
    return " ".join(text.split())
