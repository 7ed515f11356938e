"""One page read: facts for the judge (Page), facts for the report (Metadata), and the anchors it offers."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Final

from fetchers.addresses.address import Address, AddressError, join, parse_or_none
from fetchers.facts import Metadata, Page
from fetchers.pages.html.authors import find_authors
from fetchers.pages.html.date_evidence import DateEvidence
from fetchers.pages.html.dates import find_dates
from fetchers.pages.html.declarations import Declarations, Element
from fetchers.pages.html.jsonld import read_statements
from fetchers.pages.html.markup import inner_text, take_apart
from fetchers.pages.html.refresh import declared, scripted
from fetchers.pages.html.title import TitleCandidates, find_title
from fetchers.pages.html.visible import Visible, read_visible

_SAMPLE = 2000
_HEADINGS = 10
_LONGEST_DESCRIPTION = 1000
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
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
    statements, publishers = read_statements(document.json_ld)
    headings = [] if document.body is None else list(islice(document.body.iter("h1"), _HEADINGS))
    heading_texts = tuple(map(inner_text, headings))
    visible = read_visible(document.body, text, inner_text)
    page = _page(document, visible, base, text, complete=complete)
    names = TitleCandidates(
        stated=document.meta("citation_title")[:_LONGEST_TITLE],
        shared=[title[:_LONGEST_TITLE] for title in document.all(*_SHARED)][:_HEADINGS],
        page=document.titles[:1],
        headings=[words for words in heading_texts if words],
        sites=[*document.all(*_SITE_NAMES), *publishers, *(inner_text(h) for h in headings if _leads_home(h, address))],
        host=address.host if address else "",
        is_home=address is not None and address.is_root,
    )
    heading = next((h for h, words in zip(headings, heading_texts, strict=True) if words), None)
    dates = find_dates(
        DateEvidence(
            document=document,
            statements=statements,
            heading=heading,
            visible=visible.text,
            markup=text,
            url=url,
            month_first=(page.language or "en").lower() in ("en", "en-us"),
        )
    )
    metadata = Metadata(
        title=find_title(names),
        authors=find_authors(document, statements),
        published=dates.published,
        updated=dates.updated,
        date_source=dates.source,
        description=document.meta(*_DESCRIPTIONS)[:_LONGEST_DESCRIPTION] or None,
        site=page.site,
        language=page.language,
        doi=_doi(document),
    )
    return Reading(page, metadata, document.body, visible)


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
        canonical=_reference(document.links.get("canonical", ""), base),
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


def _leads_home(heading: Element, address: Address | None) -> bool:
    """Whether a heading links to a folder that the page is in: then it names the site, as in many blogs."""
    link = next(heading.iter("a"), None)
    if link is None or address is None:
        return False
    try:
        home = join(address, link.get("href") or "").target
    except AddressError:
        return False
    return home.endswith("/") and address.target.startswith(home) and address.target != home


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
