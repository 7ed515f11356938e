"""One page read: facts for the judge (Page), facts for the report (Metadata), and the anchors it offers."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import field
from functools import partial
from typing import Final

from propcache.api import cached_property

from fetchers.addresses.address import Address, AddressError, join, parse_or_none
from fetchers.facts import Metadata, Page
from fetchers.pages.html.authors import AuthorEvidence, find_authors
from fetchers.pages.html.dates.date_sources import DateEvidence
from fetchers.pages.html.dates.find import find_dates
from fetchers.pages.html.dates.indexes import is_index
from fetchers.pages.html.declarations import Declarations, Element, clean
from fetchers.pages.html.jsonld import read_statements
from fetchers.pages.html.markup import count_prose, inner_text, take_apart
from fetchers.pages.html.owner.scope import Scope
from fetchers.pages.html.refresh import declared, scripted
from fetchers.pages.html.titles.find import TitleCandidates, find_title
from fetchers.pages.html.titles.headings import Headings, find_headings
from fetchers.pages.html.visible import Visible, read_visible
from fetchers.values import dataclass

_SAMPLE = 2000
_HEADINGS = 10
_LONGEST_DESCRIPTION = 1000
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DOCUMENT = re.compile(r"/[^/?#]+/(?:[^/?#]+/)*(?!(?:index|default|home)\.)[^/?#]+(?:[?#]|\Z)")
"""A target that names a document in a folder, not the folder."""
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_SITE_NAMES: Final = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "al:ios:app_name",
    "twitter:site",
)
_SHARED: Final = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_LONGEST_TITLE = 600
_COUNTS = re.compile(r"\A\s*[(（](?:\d+\+?|[^()（）]{0,30}(?:私信|消息)[^()（）]{0,30})[)）]\s*")
"""Messages that wait for a reader, as Zhihu and others put them before a title."""
_VENUES: Final = (
    "citation_conference_title",
    "citation_journal_title",
    "citation_inbook_title",
    "prism.publicationname",
)
"""Where a paper appeared, as its publisher tells Google Scholar (scholar.google.com/intl/en/scholar/inclusion.html)."""
_LONGEST_VENUE: Final = 300
_DESCRIPTIONS: Final = ("og:description", "description", "twitter:description", "dc.description", "citation_abstract")


@dataclass(frozen=True)
class Reading:
    """All that was read of one page."""

    page: Page
    metadata: Metadata
    body: Element = field(repr=False)
    visible: Visible = field(default=Visible(), repr=False)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a fragment may name; sought when asked for, because few links have a fragment to check."""
        if self.body is None:
            return frozenset()
        return frozenset(self.body.xpath("//@id")) | frozenset(self.body.xpath("//a/@name"))


def read(text: str, *, url: str, complete: bool = True) -> Reading:
    """Read a page that was found at ``url``; ``complete`` tells whether ``text`` is all of it. Never raises."""
    document = take_apart(text)
    address = parse_or_none(url)
    base = _base(address, document)
    statements, publishers = read_statements(document.json_ld, url, document.titles)
    headings = find_headings(document, address)
    scope = Scope(headings.element, url, document.titles)
    visible = read_visible(document.body, text, inner_text)
    page = _page(document, visible, base, text, complete=complete)
    sites = [*document.all(*_SITE_NAMES), *publishers, *headings.sites]
    headline = next((each.headline for each in statements if each.is_article and each.headline), "")
    names = _titles(document, clean(headline[:_LONGEST_TITLE]), headings, sites, address)
    language = page.language or ""
    dates = find_dates(
        DateEvidence(
            document=document,
            statements=statements,
            heading=headings.element,
            visible=visible.text,
            markup=text,
            url=url,
            scope=scope,
            month_first=(language or "en").lower() in ("en", "en-us"),
            is_index=is_index(address, document, statements),
        )
    )
    authors = AuthorEvidence(
        document, statements, headings.element, scope, text, visible.text, language, sites, names.host
    )
    metadata = Metadata(
        title=find_title(names),
        authors=find_authors(authors),
        published=dates.published,
        updated=dates.updated,
        date_source=dates.source,
        description=document.meta(*_DESCRIPTIONS)[:_LONGEST_DESCRIPTION] or None,
        site=page.site,
        language=page.language,
        doi=_doi(document),
        venue=document.meta(*_VENUES)[:_LONGEST_VENUE] or None,
    )
    return Reading(page, metadata, document.body, visible)


def _titles(
    document: Declarations, headline: str, headings: Headings, sites: Sequence[str], address: Address | None
) -> TitleCandidates:
    return TitleCandidates(
        stated=(document.meta("citation_title") or headings.stated)[:_LONGEST_TITLE],
        shared=[title[:_LONGEST_TITLE] for title in document.all(*_SHARED)][:_HEADINGS],
        headline=headline,
        page=[_COUNTS.sub("", title) for title in document.titles[:1]],
        headings=headings.own,
        minor=headings.minor,
        sites=sites,
        host=address.host if address else "",
        is_home=address is not None and address.is_root,
        is_deep=address is not None and _DOCUMENT.match(address.target) is not None,
        prose=partial(count_prose, document),
    )


def _page(document: Declarations, visible: Visible, base: Address | None, text: str, *, complete: bool) -> Page:
    target, delay = declared(document.all("refresh"), base) or (scripted(text, visible.words, base), 0.0)
    if visible.is_alert:
        target = None  # what the box says is the page's last word; it goes on where anybody would
    return Page(
        title=document.titles[0] if document.titles else "",
        heading=visible.heading,
        text=visible.text[:_SAMPLE],
        words=visible.words,
        language=_language(document),
        canonical=_reference(document.canonical, base),
        site=document.meta("og:site_name", "application-name", "apple-mobile-web-app-title") or None,
        refresh=target,
        refresh_delay=delay if target else 0.0,
        complete=complete,
    )


def _base(address: Address | None, document: Declarations) -> Address | None:
    """Return what references are resolved against: the page's address, or what its ``<base>`` says instead."""
    if document.base and address is not None:
        with contextlib.suppress(AddressError):
            return join(address, document.base)
    return address


def _reference(reference: str, base: Address | None) -> str | None:
    if not reference or base is None:
        return None
    try:
        return join(base, reference).wire
    except AddressError:
        return None


def _language(document: Declarations) -> str | None:
    stated = document.language or document.meta(
        "content-language", "language", "dc.language", "og:locale", "inlanguage"
    )
    stated = stated.partition(",")[0].strip().replace("_", "-")
    return stated if _LANGUAGE_TAG.fullmatch(stated) else None


def _doi(document: Declarations) -> str | None:
    match = _DOI.search(document.meta("citation_doi", "dc.identifier.doi", "prism.doi", "bepress_citation_doi"))
    return match[0] if match else None
