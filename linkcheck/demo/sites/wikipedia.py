"""A small Wikipedia: the action API, the page summaries of the REST API, and the articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.responses import data, meta, page
from linkcheck.demo.web import SmallWeb

_VARIANTS: Final = frozenset({"wiki", "zh-cn", "zh-hans", "zh-hant", "zh-tw", "zh-hk", "zh-sg"})
_NAMES: Final = {"zh": "维基百科，自由的百科全书", "en": "Wikipedia"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. ``redirects`` are titles that lead to it."""

    title: str
    description: str
    edited: str = "2026-10-01T08:00:00Z"
    redirects: tuple[str, ...] = ()
    disambiguation: bool = False


class DemoWikipedia:
    """One language's encyclopedia."""

    def __init__(self, language: str, articles: Iterable[Article]) -> None:
        self.language = language
        self.articles = {article.title: article for article in articles}
        self._redirects = {name: a.title for a in self.articles.values() for name in a.redirects}
        self.host = f"{language}.wikipedia.org"

    def serve(self, web: SmallWeb) -> DemoWikipedia:
        """Answer for the language's host and return the service."""
        site = web.site(self.host).otherwise(self.answer)
        site.handle("/w/api.php", self.api).handle("/w/api.php", self.api, method="POST")
        return self

    def answer(self, request: ServedRequest) -> ServedResponse:
        """Answer an article."""
        parts = request.path.lstrip("/").split("/")
        title = _normal(unquote(parts[-1]))
        known = self.articles.get(self._redirects.get(title, title))
        if parts[0] not in _VARIANTS or known is None:
            return page(
                f"{title} - {self._name}", "There is no article of this name.", status=404, language=self.language
            )
        head = f'<link rel="canonical" href="{self._url(known)}">' + meta(og_title=f"{known.title} - {self._name}")
        return page(f"{known.title} - {self._name}", known.description, head=head, language=self.language)

    def api(self, request: ServedRequest) -> ServedResponse:
        """Answer ``action=query`` for up to 50 titles, in either format version."""
        asked = request.query
        query: dict[str, object] = {}
        pages: dict[str, dict[str, object]] = {}
        normalized, redirects = [], []
        for given in asked.get("titles", "").split("|"):
            title = _normal(given)
            if title != given:
                normalized.append({"from": given, "to": title})
            if "redirects" in asked and title in self._redirects:
                redirects.append({"from": title, "to": self._redirects[title]})
                title = self._redirects[title]
            pages[title] = self._page(title)
        if normalized:
            query["normalized"] = normalized
        if redirects:
            query["redirects"] = redirects
        listed = list(pages.values())
        old = asked.get("formatversion", "1") == "1"
        query["pages"] = {str(p.get("pageid", -n)): _old(p) for n, p in enumerate(listed, 1)} if old else listed
        return data({"batchcomplete": "" if old else True, "query": query})

    @property
    def _name(self) -> str:
        return _NAMES.get(self.language, "Wikipedia")

    def _url(self, article: Article) -> str:
        return f"https://{self.host}/wiki/{quote(article.title.replace(' ', '_'))}"

    def _page(self, title: str) -> dict[str, object]:
        article = self.articles.get(title)
        if article is None:
            return {"ns": 0, "title": title, "missing": True}
        return {
            "pageid": list(self.articles).index(title) + 1,
            "ns": 0,
            "title": title,
            "contentmodel": "wikitext",
            "pagelanguage": self.language,
            "touched": article.edited,
            "lastrevid": 1,
            "length": 1000,
            "fullurl": self._url(article),
            "canonicalurl": self._url(article),
            "description": article.description,
            "extract": article.description,
            "revisions": [{"revid": 1, "parentid": 0, "timestamp": article.edited}],
            "pageprops": {"disambiguation": ""} if article.disambiguation else {},
        }


def _normal(title: str) -> str:
    text = title.replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def _old(found: dict[str, object]) -> dict[str, object]:
    """Spell a flag as format version 1 does: an empty string."""
    return {**found, "missing": ""} if "missing" in found else found
