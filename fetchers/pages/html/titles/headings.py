"""Which headings are the page's own, and which are the name of its site or its book. Pure.

A heading names the site where it leads to the site's front door (the logo's link), where its class says so (mdBook's
``menu-title``, Doxygen's ``projectname``), and where it stands outside ``<main>`` while another stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, islice
from operator import itemgetter
from typing import Final

from fetchers.addresses.address import Address, AddressError, join
from fetchers.pages.html.declarations import Declarations, Element
from fetchers.pages.html.markup import inner_text
from fetchers.pages.html.owner.scope import Scope
from fetchers.pages.html.titles.parts import fold, part_reading, segments, separators, weight
from fetchers.values import dataclass

_MOST: Final = 10
_MOST_MINOR: Final = 16
_DEPTH: Final = 4
_BRAND: Final = re.compile(
    r"\b(?:site|blog|book|menu|project|nav|header|brand)[-_]{0,2}(?:title|name|logo|brand|text)\b|\blogo\b|\bbrand(?:ing)?\b"
    r"|\bmasthead\b|\bsearch-results-title\b|\bprojectname\b|\bnavbar\b|\btopbar\b",
    re.IGNORECASE,
)
# What themes without an <h1> call a heading: Doxygen's "title", WordPress' "entry-title", Blogger's "post-title".
_TITLES: Final = frozenset({"title", "entry-title", "post-title", "article-title", "page-title"})
_LABELS: Final = frozenset({"summary", "ingroups", "mlabels"})
"""What Doxygen writes behind a page's name: its parts, its groups, ``final``."""
_PLAIN: Final = frozenset({"div", "span", "p", "a"})
_INDEX: Final = re.compile(r"(?:index|default|home)\.(?:html?|php|aspx?)\Z")
_MOST_LINKS: Final = 60
_PERMALINKS: Final = frozenset({"#", "¶", "§", "🔗"})
_UPWARDS: Final = re.compile(r"(?:\.[./]*)?#?\Z")

_Heading = tuple[Element, str]


@dataclass(frozen=True, slots=True)
class Headings:
    """A page's headings by owner."""

    own: tuple[str, ...] = ()
    """Those that are the page's."""
    minor: tuple[str, ...] = ()
    """Elements that may be the heading if there is no ``<h1>``."""
    sites: tuple[str, ...] = ()
    """Those that name the site."""
    stated: str = ""
    """What Doxygen or Javadoc calls the page, in the one place they have for it."""
    element: Element = None
    """The page's heading; None where it has none."""


def find_headings(document: Declarations, address: Address | None) -> Headings:
    """Tell a page's headings apart."""
    body = document.body
    if body is None:
        return Headings()
    own = [(heading, words) for heading in islice(body.iter("h1"), _MOST) if (words := _words(heading))]
    sites = [(h, words) for h, words in own if _names_site(h, words, address, document.titles)]
    menus: list[_Heading] = []
    if sites:
        own = [pair for pair in own if pair not in sites]
    if len(own) > 1:
        own, menus, others = _of_several(own, document.titles)
        sites += others
    element = _confirmed(own, document.titles)
    if element is not None and _is_outdone(element, dict(own)[element], body, document.titles):
        sites, own, element = [*sites, *own], [], None
    is_confirmed = element is not None
    # Most pages have a heading that their <title> repeats: nothing else has to be told from it.
    minor: list[_Heading] = []
    documented = None
    if element is None:
        marked = [name.getparent() for name in document.classes() if "title" in name]
        minor = [(h, words) for h, words in _minor(body, marked) if words]
        is_javadoc = document.meta("generator").startswith("javadoc/")
        documented = next((each for each in marked if _is_documented(each, is_javadoc=is_javadoc)), None)
        repeated = _confirmed(minor, document.titles)
        if own and repeated is not None and _precedes(repeated, own[0][0]):
            own = []  # a blog's <h2> is the post's name; the <h1> behind it begins a part of the text
        element = documented if documented is not None else own[0][0] if own else repeated
    if element is None and sites and not minor:
        element = sites[0][0]
    return Headings(
        own=_texts(own),
        minor=_texts(minor),
        sites=(
            *_texts(sites),
            *(_book(document.titles, own) if menus else ()),
            # Beside a site's name, an only heading is believed that <title> does not repeat: if it is in the text.
            *(_linked_home(document, address) if not is_confirmed and all(_is_in_main(h) for h, _ in own) else ()),
        ),
        stated="" if documented is None else _own_text(documented, _LABELS),
        element=element,
    )


def _of_several(own: list[_Heading], titles: Sequence[str]) -> tuple[list[_Heading], list[_Heading], list[_Heading]]:
    """Return those of several headings that are the page's, those of a menu, and those of the site."""
    menus = [pair for pair in own if _leads_up(pair[0])]
    if len(menus) < len(own):
        own = [pair for pair in own if pair not in menus]  # GitBook's bar: what its menu calls the chapter
    else:
        menus = []
    sites: list[_Heading] = []
    inside = [pair for pair in own if _is_in_main(pair[0])]
    if inside and len(inside) < len(own):
        outside = [pair for pair in own if pair not in inside]
        own = [pair for pair in outside if _begins(titles, pair[1])] or inside
        sites = [pair for pair in outside if pair not in own]
    nowhere = Scope(None)
    return [pair for pair in own if nowhere.is_own(pair[0])] or own, menus, sites


def _is_in_main(heading: Element) -> bool:
    return any(each.tag == "main" or each.get("role") == "main" for each in heading.iterancestors())


def _book(titles: Sequence[str], own: Sequence[tuple[Element, str]]) -> list[str]:
    """Return what a title ends in; nothing where a chapter's heading says so, too, as on the first page of a book."""
    book = segments(titles[0])[-1] if titles else ""
    return [book] if fold(book) not in map(fold, _texts(own)) else []


def _is_outdone(heading: Element, words: str, body: Element, titles: Sequence[str]) -> bool:
    """Whether a title ends in an ``<h1>`` and begins with a longer heading behind that: a blog's name over its post."""
    folded = fold(words)
    if fold(titles[0]) == folded or fold(segments(titles[0])[-1]) != folded:
        return False
    below = dropwhile(lambda each: each is not heading, body.iter("h1", "h2", "h3"))
    texts = (fold(_words(each)) for each in islice(below, 1, _MOST_MINOR) if Scope(None).is_own(each))
    return any(weight(text) > weight(folded) and _begins(titles, text) for text in texts)


def _is_documented(element: Element, *, is_javadoc: bool) -> bool:
    """Whether an element is the heading that Doxygen or Javadoc writes; an older Javadoc does not name itself."""
    box = element.getparent()
    if element.get("class") != "title" or box is None:
        return False
    if element.tag == "div":
        return bool(box.get("class") == "headertitle")
    is_headed = element.tag in ("h1", "h2") and box.get("class") == "header"
    return is_headed and (is_javadoc or element.get("title") is not None)


def _precedes(heading: Element, other: Element) -> bool:
    return next(each for each in heading.getroottree().iter("h1", "h2", "h3") if each in (heading, other)) is heading


def _own_text(element: Element, behind: frozenset[str] = frozenset()) -> str:
    """Return what stands first in an element, before anything of the classes ``behind``; of none given, before all."""
    parts = [element.text or ""]
    for child in element:
        if not behind or child.get("class") in behind:
            break
        parts += (inner_text(child), child.tail or "")
    return " ".join("".join(parts).split()) or inner_text(element)


def _texts(pairs: Sequence[tuple[Element, str]]) -> tuple[str, ...]:
    return tuple(words for _, words in pairs)


def _minor(body: Element, marked: Sequence[Element]) -> Iterator[tuple[Element, str]]:
    """Yield the lesser headings, and what a class calls a title; none that leads elsewhere is a page's own."""
    titled = (each for each in marked if each.tag in _PLAIN and not _TITLES.isdisjoint(each.get("class", "").split()))
    for heading in (*islice(titled, _MOST_MINOR), *islice(body.iter("h2", "h3"), _MOST_MINOR)):
        yield heading, _words(heading)


def _words(heading: Element) -> str:
    """Return a heading's text without the sign that links to it, before it or behind it: "Setup#", "# Setup"."""
    words = inner_text(heading)
    if _PERMALINKS.isdisjoint((words[:1], words[-1:])):
        return words
    for link in heading.iter("a"):
        sign = (link.text or "").strip()
        if sign in _PERMALINKS and not len(link):
            words = (words.removesuffix(sign) if words.endswith(sign) else words.removeprefix(sign)).strip()
    return words


def _confirmed(found: Sequence[tuple[Element, str]], titles: Sequence[str]) -> Element:
    """Return the heading of which the ``<title>`` repeats most, from a separator to a separator; None: it repeats none.

    A title repeats the site's name, too, which is mostly shorter.
    """
    title = titles[0] if titles else ""
    whole = fold(title)
    repeated = [
        (weight(f), each) for each, words in found if (f := fold(words)) and f in whole and part_reading(title, f)
    ]
    return max(repeated, key=itemgetter(0), default=(0, None))[1]


def _names_site(heading: Element, words: str, address: Address | None, titles: Sequence[str]) -> bool:
    reference = _reference(heading)
    # GitBook's own theme: a chapter's heading leads to the book, by dots.
    is_menu = reference is not None and _leads_up(heading) and _begins(titles, words)
    if reference is not None and address is not None and not is_menu and _leads_home(reference, address):
        return True
    node = heading
    for _ in range(_DEPTH):
        if node is None or node.tag in ("body", "main", "article"):
            break
        hint = f"{node.get('class', '')} {node.get('id', '')}"
        if hint != " " and _BRAND.search(hint):
            return not _begins(titles, words)  # themes call much a brand; a page's name comes first in its title
        node = node.getparent()
    return False


def _reference(heading: Element) -> str | None:
    """Return where a heading leads, None where it is no link."""
    link = next(heading.iter("a"), None)
    if link is None and (parent := heading.getparent()) is not None and parent.tag == "a":
        link = parent
    return None if link is None else (link.get("href") or "").strip()


def _leads_up(heading: Element) -> bool:
    """Whether a heading leads to the top of its book, by dots alone."""
    reference = _reference(heading)
    return reference is not None and reference.startswith(".") and _UPWARDS.match(reference) is not None


def _linked_home(document: Declarations, address: Address | None) -> frozenset[str]:
    """Return the end of the ``<title>`` that a link home repeats, as Sphinx's bar and a logo's caption do.

    A title that begins with such a name counts where none ends so: a chapter may be called what its folder is.
    """
    title = document.titles[0] if document.titles else ""
    spans = separators(title)
    behind, ahead = ({fold(title[end:]) for _, end in spans}, {fold(title[:start]) for start, _ in spans})
    if not spans or address is None:
        return frozenset()
    linked = {
        words
        for link in islice(document.body.iter("a"), _MOST_LINKS)
        if _may_lead_home(reference := (link.get("href") or "").strip())
        and ((words := fold(inner_text(link))) in behind or words in ahead)
        and _leads_home(reference, address)
    }
    return frozenset(linked & behind or linked & ahead)


def _begins(titles: Sequence[str], words: str) -> bool:
    """Return True if the first title begins with these words, up to a separator, and ends in others."""
    title, folded = titles[0] if titles else "", fold(words)
    spans = separators(title)
    return any(fold(title[:start]) == folded for start, _ in spans) and fold(title[spans[-1][1] :]) != folded


def _may_lead_home(reference: str) -> bool:
    """Whether a reference ends as those to folders do; resolving one costs more than all else about it."""
    path = reference.partition("#")[0]
    return path.endswith(("/", ".")) or path.count("/") == 2 or _INDEX.search(path) is not None


def _leads_home(reference: str, address: Address) -> bool:
    """Whether a reference leads to a folder that the page is in, as a logo's does."""
    if not _may_lead_home(reference):
        return False
    try:
        home = _INDEX.sub("", join(address, reference).target.partition("#")[0])
    except AddressError:
        return False
    here = _INDEX.sub("", address.target)
    return home.endswith("/") and here.startswith(home) and here != home
