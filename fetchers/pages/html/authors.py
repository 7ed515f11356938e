"""Who wrote a page, as far as it names them, and never its site. Pure.

Structured data is asked first, then meta tags, then what the page shows: ``rel=author``, microdata, hCard, and the line
beside its heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from fetchers.pages.html.bylines import (
    LONGEST_LINE,
    LONGEST_NAME,
    introduces,
    is_label,
    is_row,
    labelled_in,
    labels_in,
    named_in,
    people,
    turned,
)
from fetchers.pages.html.declarations import Declarations, Element, clean
from fetchers.pages.html.jsonld import Statement
from fetchers.pages.html.markup import inner_text
from fetchers.pages.html.owner.nearby import label_before
from fetchers.pages.html.owner.owners import Owner
from fetchers.pages.html.owner.scope import Scope
from fetchers.pages.html.titles.parts import fold, without_names
from fetchers.values import dataclass

# Without what parts their words.
_METAS: Final = (
    *("author", "authors", "articleauthor", "articleauthorname", "dccreator", "dccontributorauthor", "dctermscreator"),
    *("parselyauthor", "sailthruauthor", "cxenseparseauthor", "byl", "ogauthor", "ogarticleauthor", "creator"),
    "twittermiscwritten",
)
# hCard and h-card (microformats.org), microdata, HTML's own rel: elements that name a person.
_STATED: Final = etree.XPath("//@rel[. = 'author']/.. | //@itemprop[. = 'author' or . = 'creator']/..")
_HOME: Final = re.compile(r"(?:https?://[^/]*)?[./]*")
_STYLED: Final = frozenset(
    {"pauthor", "author", "authorname", "byline", "postauthor", "entryauthor", "vcard", "articleauthor"}
)
_STYLE_SIGNS: Final = {ord(sign): None for sign in "-_0123456789"}
"""What themes part and number the words of a class with: ``author-name``, ``author_name``, ``author-2``."""
# https://example.org/author/jane/: WordPress, Ghost, Drupal.
_PEOPLES_PAGE: Final = re.compile(r"/(?:authors?|auteurs?|autor(?:es)?|autore)/[^/]+/?\Z", re.IGNORECASE)
_NAME_INSIDE: Final = etree.XPath(
    "descendant::*[@itemprop='name' or contains(concat(' ', normalize-space(@class), ' '), ' fn ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' p-name ')]"
)
_UNTIMED: Final = etree.XPath("descendant::text()[not(ancestor::time or ancestor::script or ancestor::style)]")
"""A byline without the time that many themes put into it."""
# State for scripts, by the names that CSDN, Juejin and Jianshu give it.
_IN_SCRIPT: Final = (
    ("nickName", re.compile(r"nickName\s*=\s*\"([^\"\\]{1,60})\"")),
    ("author_user_info", re.compile(r"author_user_info\":\{[^{}]{0,400}?\"user_name\":\"([^\"\\]{1,60})\"")),
    ('"nickname":', re.compile(r"\"user\":\{[^{}]{0,400}?\"nickname\":\"([^\"\\]{1,60})\"")),
)
_FEW: Final = 2
"""Words of an invitation, at the least."""
_MOST = 100
_MOST_NAMED: Final = 12
_BESIDE: Final = 300


@dataclass(frozen=True, slots=True)
class AuthorEvidence:
    """What the authors are looked for in. ``visible`` is the page's text, ``sites`` what the site is called."""

    document: Declarations
    statements: list[Statement]
    heading: Element
    scope: Scope
    markup: str
    visible: str
    language: str
    sites: list[str]
    host: str = ""


def find_authors(evidence: AuthorEvidence) -> tuple[str, ...]:
    """Return the authors in the page's order, from the first source that names people.

    Agencies, desks and whoever holds the rights are authors only where no source names a person.
    """
    sources = filter(None, _sources(evidence))
    if (first := next(sources, None)) is None:
        return ()
    sites = {fold(site) for site in evidence.sites} | {
        fold(label) for label in evidence.host.split(".") if len(label) > 2
    }
    holder = fold(evidence.document.meta("copyright"))
    organisations = {fold(each) for statement in evidence.statements for each in statement.organisations}
    named: tuple[str, ...] = ()
    for source in chain((first,), sources):
        own = [value for value in source if fold(value) not in sites]
        found = (name for value in own for name in people(without_names(value, sites), evidence.language))
        names = tuple(dict.fromkeys(name for name in found if fold(name) not in sites))[:_MOST]
        if any((folded := fold(name)) not in organisations and folded not in holder for name in names):
            return names
        named = named or names
    return named


def _sources(evidence: AuthorEvidence) -> Iterator[list[str]]:
    document = evidence.document
    yield [turned(name) for value in document.all("citation_author", "citation_authors") for name in value.split(";")]
    for statement in evidence.statements:
        yield statement.authors
    if document.metas:
        yield from document.folded(_METAS)
        yield [
            document.meta(f"twitter:data{number}")
            for number in "12"
            if introduces(document.meta(f"twitter:label{number}"))
        ]
    if document.body is not None:
        yield from _in_markup(evidence)
    yield _beside_heading(evidence)
    links = dict.fromkeys(each for _, each in evidence.scope.after_heading if each is not None and each.tag == "a")
    yield [inner_text(link) for link in links if _PEOPLES_PAGE.search(link.get("href") or "")]
    for mark, pattern in _IN_SCRIPT:
        if mark in evidence.markup and (match := pattern.search(evidence.markup)):
            yield [match[1]]
    yield _labelled(evidence)


def _in_markup(evidence: AuthorEvidence) -> Iterator[list[str]]:
    """Yield what elements name: those that state it for machines, then those that are only styled so."""
    stated: list[str] = []
    styled: list[str] = []
    homeward: list[str] = []
    body = evidence.document.body
    named = _STATED(body)
    likely = (each for each in evidence.document.classes() if "author" in each or "byline" in each or "vcard" in each)
    classed = [names.getparent() for names in likely if _names_people(names)]
    if named and classed:
        both = {*named, *classed}
        named = (each for each in body.iter() if each in both)
    for element in islice(named or classed, _MOST_NAMED):
        if not evidence.scope.is_own(element):
            continue
        text = _name_in(element)
        if len(text) > LONGEST_NAME:
            continue
        is_stated = element.get("rel") == "author" or element.get("itemprop") is not None
        leads_home = element.get("rel") == "author" and _HOME.fullmatch(element.get("href") or "") is not None
        (homeward if leads_home else stated if is_stated else styled).append(text)
    stated = stated or homeward  # Jekyll's own theme calls its logo the author
    yield [_without_invitation(text, (*styled, *stated)) for text in stated]
    yield [_without_invitation(text, (*stated, *styled)) for text in styled[:3]]


def _name_in(element: Element) -> str:
    """Return what an element says of a person; of ``<meta>``, its content (HTML, microdata)."""
    named = next(iter(_NAME_INSIDE(element)), element)
    stated: str | None = named.get("content")
    return stated or (clean(" ".join(_UNTIMED(named))) if named.find(".//time") is not None else inner_text(named))


def _without_invitation(text: str, others: Iterable[str]) -> str:
    """Return the name that begins or ends a link's text and stands elsewhere on its own.

    "All posts by Jane Doe" of WordPress, "Jane Doe Staff Writer".
    """
    longest = len(text.split()) - _FEW
    folded = fold(text)
    names = (
        each
        for each in others
        if 1 < len(each.split()) <= longest and (folded.endswith(other := fold(each)) or folded.startswith(other))
    )
    return text if is_row(text) else next(names, text)


def _names_people(names: Element) -> bool:
    """Whether a class is that of an element that names people; microdata in one of another such name counts, too."""
    is_styled = not _STYLED.isdisjoint(names.lower().translate(_STYLE_SIGNS).split())
    return is_styled or names.getparent().get("itemprop") is not None


def _beside_heading(evidence: AuthorEvidence) -> list[str]:
    """Return the names in the byline: the text right behind the heading, then right before it.

    A word such as "By" and the name behind it are one line; a link behind it may be called anything.
    """
    if evidence.heading is None:
        return []
    held = ""
    for piece, element in evidence.scope.after_heading:
        if held and element.tag == "a" and len(piece) <= LONGEST_NAME:
            return [piece]
        if names := named_in(f"{held} {piece}" if held else piece):
            return [names]
        held = "" if held or not introduces(piece) else piece
    names = named_in(label_before(evidence.heading, _BESIDE))
    return [names] if names else []


def _labelled(evidence: AuthorEvidence) -> list[str]:
    """Return the names that a label anywhere in the page's own text calls its authors; several are of several works."""
    body = evidence.document.body
    marks = [] if body is None else labels_in(evidence.visible)
    if not marks:
        return []
    find = " or ".join(f"contains(., '{mark}')" for mark in marks)
    found: dict[str, str] = {}
    for text in islice(body.xpath(f"descendant::text()[{find}]"), _MOST):
        line = " ".join(text.split())
        names = _following(text) if is_label(line) else labelled_in(line) if len(line) <= LONGEST_LINE else ""
        if names and evidence.scope.owner(text.getparent()) in (Owner.PAGE, Owner.SITE):
            found.setdefault(fold(names), names)
    return list(found.values()) if len(found) == 1 else []


def _following(text: Element) -> str:
    """Return what stands behind a label, in its line or in the next element."""
    element = text.getparent()
    if not text.is_tail and (tail := " ".join((element.tail or "").split())):
        return str(tail[:LONGEST_NAME])
    following = element.getnext()
    if following is None and not text.is_tail:
        following = element.getparent().getnext()
    return inner_text(following)[:LONGEST_NAME] if following is not None else ""
