"""When a page was published, and when it was updated, and on whose word. No date rather than an invented one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from fetchers.html.days import days, one_day
from fetchers.html.jsonld import Statement
from fetchers.html.markup import Document, Element

_PUBLISHED: Final = (
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "og:pubdate",
    "bt:pubdate",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_date",
    "published-date",
    "published_time",
    "published",
    "publication_date",
    "article_date_original",
    "article.published",
    "originalpublicationdate",
    "displaydate",
    "release_date",
    "cxenseparse:recs:publishtime",
    "cse.publishdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dc:date",
    "datecreated",
    "weibo:article:create_at",
    "og:release_date",
    "video:release_date",
    "date",
    "pubtime",
    "publish_time",
    "apub:time",
    "article-publish-date",
    "article:created",
)
_UPDATED: Final = (
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "lastmodified",
    "revised",
    "weibo:article:update_at",
    "updated_time",
    "apub:updated",
)
# /2020/03/01/, /2020-03-01-title, /20200301/ and t20200301_123.htm (Chinese content systems)
_IN_URL = re.compile(
    r"/(?:[a-z-]*/)?((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?=[/_.-]|\Z)|(?:/|/[a-z]{1,3}|_)((?:19|20)\d\d)(\d\d)(\d\d)(?=[/_.-]|\Z)",
    re.IGNORECASE,
)
_IN_URL_SPLIT = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d)/(\d\d)(?=/)|/((?:19|20)\d\d)/(\d\d)(\d\d)/")
_DATED = re.compile(
    r"date|time|publi|posted|byline|meta|info|source|created|stamp|pub|issued|author|发布", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|recommend|footer|copyright|respond|reply|widget|aside|popular|recent|trending|"
    r"calendar|event|archive|breadcrumb|menu|nav\b|latest|teaser|more-|readnext|newsletter",
    re.IGNORECASE,
)
_UPDATE_WORD = re.compile(
    r"(?:updated?|modified|modification|revised|edited|reviewed|aktualisiert|mis à jour|actualizado|更新|修改|编辑于)"
    r"[^\d]{0,25}\Z",
    re.IGNORECASE,
)
_PUBLISH_WORD = re.compile(
    r"(?:publish|posted|publié|veröffentlicht|publicad|发布|發布|发表|發表|时间|時間|日期|来源|written|created)[^\d]{0,25}\Z",
    re.IGNORECASE,
)
_NEAR = 400


@dataclass(frozen=True, slots=True)
class Dates:
    """Days in RFC 3339, and where the published one (else the updated one) was read."""

    published: str | None = None
    updated: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    day: date
    source: str


def find_dates(document: Document, statements: list[Statement], heading: Element, *, url: str, language: str) -> Dates:
    """Return what the page says of its dates, in the order in which its words deserve belief."""
    month_first = language.lower() in ("en-us", "en", "")
    found = next(_published(document, statements, heading, url, month_first), None)
    updated = _updated(document, statements, month_first)
    if found is None:
        source = None if updated is None else updated.source
        return Dates(None, updated.day.isoformat() if updated else None, source)
    later = updated.day if updated is not None and updated.day > found.day else None
    return Dates(found.day.isoformat(), later.isoformat() if later else None, found.source)


def _published(
    document: Document, statements: list[Statement], heading: Element, url: str, month_first: bool
) -> Iterator[_Found]:
    yield from _in_citation(document)
    yield from _in_statements(statements, articles=True)
    yield from _in_metas(document, _PUBLISHED, month_first)
    yield from _in_url(url)
    yield from _in_times(document, heading)
    yield from _in_text(document, heading, month_first)
    yield from _in_statements(statements, articles=False)
    yield from _guess(document, url)


def _in_citation(document: Document) -> Iterator[_Found]:
    for value in document.all(*_PUBLISHED[:3]):
        day = one_day(value)
        if day:
            yield _Found(day, "meta")


def _in_statements(statements: list[Statement], *, articles: bool) -> Iterator[_Found]:
    for statement in statements:
        day = one_day(statement.published) if statement.is_article == articles else None
        if day:
            yield _Found(day, "json-ld" if articles else "guess")


def _in_metas(document: Document, names: tuple[str, ...], month_first: bool) -> Iterator[_Found]:
    for value in document.all(*names):
        day = one_day(value, month_first=month_first)
        if day:
            yield _Found(day, "meta")


def _in_url(url: str) -> Iterator[_Found]:
    path = url.partition("://")[2].partition("?")[0].partition("#")[0]
    path = path[path.find("/") :] if "/" in path else ""
    for rule in (_IN_URL, _IN_URL_SPLIT):
        for match in rule.finditer(path):
            day = one_day("-".join(part for part in match.groups() if part))
            if day:
                yield _Found(day, "url")


def _in_times(document: Document, heading: Element) -> Iterator[_Found]:
    if document.body is None:
        return
    weak = []
    for element in document.body.iter("time", "abbr", "relative-time"):
        value = (
            element.get("datetime") or (element.get("title") if element.tag == "abbr" else None) or element.text or ""
        )
        day = one_day(value)
        if day is None or _is_elsewhere(element):
            continue
        hint = f"{element.get('class', '')} {element.get('itemprop', '')} {element.get('pubdate') is not None and 'pubdate'}"
        if re.search(r"update|modif", hint, re.IGNORECASE):
            continue
        if re.search(r"pub|entry-date", hint, re.IGNORECASE):
            yield _Found(day, "time-element")
        elif element.tag != "abbr":
            weak.append(day)
    if weak:
        yield _Found(weak[0], "time-element")


def _is_elsewhere(element: Element) -> bool:
    for depth, node in enumerate([element, *element.iterancestors()]):
        if node.tag in ("body", "html") or depth > 12:
            return False
        if node.tag in ("aside", "footer", "nav"):
            return True
        hint = f"{node.get('class', '')} {node.get('id', '')}"
        if hint != " " and _ELSEWHERE.search(hint):
            return True
    return False


def _in_text(document: Document, heading: Element, month_first: bool) -> Iterator[_Found]:
    if heading is None:
        return
    after = "".join(text_after(heading, _NEAR))
    for day in days(after, month_first=month_first):
        if _UPDATE_WORD.search(after[: day.start]):
            continue
        yield _Found(day.value, "text" if day.is_sure else "guess")


def text_after(element: Element, limit: int) -> Iterator[str]:
    """Yield the text that follows an element in the page, about ``limit`` characters of it."""
    node, budget = element, limit
    while node is not None and budget > 0:
        yield " " + (node.tail or "")
        for sibling in node.itersiblings():
            for text in sibling.itertext():
                piece = " ".join(text.split())
                yield piece + " "
                budget -= len(piece)
                if budget <= 0:
                    return
        node = node.getparent()


def _updated(document: Document, statements: list[Statement], month_first: bool) -> _Found | None:
    for statement in statements:
        day = one_day(statement.modified)
        if day:
            return _Found(day, "json-ld")
    return next(_in_metas(document, _UPDATED, month_first), None)


def _guess(document: Document, url: str) -> Iterator[_Found]:
    if document.body is None:
        return
    # htmldate takes a fifth of a second to import, and most pages state their date.
    from htmldate import find_date  # noqa: PLC0415

    found = find_date(document.body, original_date=True, url=url or None)
    if found and not found.endswith("-01-01"):
        yield _Found(date.fromisoformat(found), "guess")
