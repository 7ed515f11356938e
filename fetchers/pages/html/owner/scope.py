"""Decides whether a statement is about the page itself or about something that the page only shows. Pure.

A heading, a ``<time>``, a microdata property, a line of text: all of them are asked for their owner before they are
believed. What encloses the page's heading is the page's; all else is owned by the nearest element around it that says
so by its tag, its role, its microdata type or its class, and by being one of several alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Final

from lxml import etree  # type: ignore[import-untyped]
from propcache.api import cached_property

from fetchers.pages.html.declarations import Element
from fetchers.pages.html.owner.entries import (
    HEADINGS,
    LOOKED_AT,
    SHORT_LINK,
    is_bare_day,
    is_entry,
    is_line_below,
    is_only_post,
)
from fetchers.pages.html.owner.nearby import pieces_after
from fetchers.pages.html.owner.owners import BY_TAG, Owner, recommends, said_by

_LINKED: Final = frozenset({Owner.RECOMMENDED, Owner.NEIGHBOUR})
_LIST_TAGS: Final = frozenset({"li", "article", "tr", "dd", "dt", "section", "div", "p"})
_BLOCKS: Final = frozenset({"li", "article", "section", "div", "header"})
_CONTENT: Final = frozenset({"article", "main"})
_OUTERMOST: Final = frozenset({"body", "html"})
_MOST_HEADINGS: Final = 3
_ORIGIN: Final = re.compile(r"\A(?:https?:)?//[^/]*", re.IGNORECASE)
_NAMES: Final = etree.XPath("descendant::a[@itemprop = 'name' or @itemprop = 'headline']")
"""What an item without a heading is called (schema.org)."""
_ARTICLE: Final = re.compile(r"/(?:\w*Article|BlogPosting)\Z")
_NEAR: Final = 7
_DEEPEST: Final = 40
_AFTER_HEADING: Final = 400


class Scope:
    """The owners of a page's elements, found on demand: most pages have few statements to ask for."""

    def __init__(self, heading: Element, url: str = "", titles: Sequence[str] = ()) -> None:
        """``heading`` is the page's own, None where it has none; ``url`` is where it was found, ``titles`` its own."""
        self._path, self._host, self._titles = _path(url), _host(url), titles
        self._around: set[Element] = set()
        if heading is not None and not self._is_another_title(heading):
            self._around.update((heading, *heading.iterancestors()))
            if (line := heading.getnext()) is not None and is_line_below(line):
                self._around.add(line)
            self._around.update(filter(is_bare_day, islice(heading.itersiblings(), LOOKED_AT)))
        self._heading = heading
        self._known: dict[Element, Owner] = {}

    @cached_property
    def after_heading(self) -> tuple[tuple[str, Element], ...]:
        """The page's own text right after its heading, each piece with its element."""
        return () if self._heading is None else tuple(pieces_after(self._heading, self.is_own, _AFTER_HEADING))

    def owner(self, element: Element) -> Owner:
        """Return whose statement an element is."""
        known, around = self._known, self._around
        passed: list[Element] = []
        node, found = element, Owner.PAGE
        while node is not None and node not in around and (tag := node.tag) not in _OUTERMOST:
            if node in known:
                found = known[node]
                break
            said = said_by(node)
            passed.append(node)
            if said is not None and self._is_meant(said, node, tag, passed):
                found = said
                break
            if len(passed) > _DEEPEST:
                break
            node = node.getparent()
        for node in passed:
            known[node] = found
        return found

    def _is_meant(self, said: Owner, node: Element, tag: str, passed: Sequence[Element]) -> bool:
        """Whether an element that is called another's is so: themes call the page's own by such names, too."""
        if said in _LINKED:
            return not _is_plain_box(node)
        if said is Owner.SITE:
            # A layout with a menu (``menu-l``): no menu has articles in it.
            is_layout = tag not in BY_TAG and any(each.tag in _CONTENT for each in passed[:-1])
            return not is_layout and not self._is_own_footer(node)
        if said is Owner.EXHIBIT:
            return self._heading is not None  # a page may be all <pre>
        return said is not Owner.ITEM or not is_only_post(node)

    def _is_own_footer(self, element: Element) -> bool:
        """Whether a footer is that of an article, or of the section with the page's heading (HTML, section 4.3.8)."""
        if element.tag != "footer" and "footer" not in f"{element.get('class', '')} {element.get('id', '')}".lower():
            return False
        return any(
            each.tag == "article"
            or (each.tag == "section" and each in self._around)
            or _ARTICLE.search(each.get("itemtype", ""))
            for each in element.iterancestors()
        )

    def is_own(self, element: Element) -> bool:
        """Return True if an element is about the page itself."""
        return self.owner(element) is Owner.PAGE

    def dated(self, element: Element, day: date) -> Owner:
        """Return whose the day in an element is: one of several entries that each have a day and a link is a list's.

        So is one in a box with a link to another page whose address states the same day, if it is the only entry.
        """
        owner = self.owner(element)
        if owner is not Owner.PAGE:
            return owner
        node = element
        for _ in range(_DEEPEST):
            if node is None or node in self._around or node.tag in ("body", "html"):
                break
            if node.tag == "a" and self._path and _path(node.get("href") or "") == self._path:
                break  # a day that is the permanent link to this page, as on microblogs
            if node.tag == "a" and self._is_titled(node, element) and self._leads_elsewhere(node):
                return Owner.ITEM  # an entry that is a link as a whole
            if node.tag in _LIST_TAGS and (
                is_entry(node) or self._is_of_another(node) or self._leads_to_day(node, day)
            ):
                return Owner.ITEM
            node = node.getparent()
        return Owner.PAGE

    def nearest(self, elements: Sequence[Element]) -> list[Element]:
        """Return those of some elements that are in the smallest box around the heading which has one."""
        node = self._heading
        for _ in range(_NEAR):
            if node is None or (node := node.getparent()) is None or node.tag == "body":
                break
            if inside := [each for each in elements if node in each.iterancestors()]:
                return [each for each in inside if not _is_beside_a_title(each, node)]
        return []

    def _leads_to_day(self, node: Element, day: date) -> bool:
        """Whether a link in an element leads to another page whose address states a day."""
        own = self._path.rpartition("/")[2]
        for link in islice(node.iter("a"), LOOKED_AT):
            path = _path(link.get("href") or "")
            # The same name in another folder is this page's other address.
            if own and f"{day:%Y/%m/%d}" in path.replace("-", "/") and path.rpartition("/")[2] != own:
                return True
        return False

    def _is_titled(self, link: Element, element: Element) -> bool:
        """Whether a link has a heading, or says more than a day, as none does that stands below the page's heading.

        There it leads to the page of its author: ``<a href="/jane"><b>Jane Doe</b><time>…</time></a>``.
        """
        if next(link.iter(*HEADINGS), None) is not None:
            return True
        is_long = len("".join(link.itertext()).strip()) > SHORT_LINK
        return is_long and all(element is not below for _, below in self.after_heading)

    def _is_of_another(self, node: Element) -> bool:
        """Whether an element's own heading is a link to another page."""
        if node.tag not in _BLOCKS:
            return False
        headings = list(islice(node.iter(*HEADINGS), _MOST_HEADINGS + 1))
        if not headings and node.get("itemtype") is not None:
            headings = list(islice(_NAMES(node), 1))
        if not 0 < len(headings) <= _MOST_HEADINGS:
            return False  # with more it holds several entries, or an article
        return self._is_another_title(headings[0])

    def _is_another_title(self, heading: Element) -> bool:
        """Whether a heading is a link to another page of this host."""
        link = next(heading.iter("a"), None)
        if link is None and (outer := heading.getparent()) is not None and outer.tag == "a":
            link = outer
        return (
            link is not None
            and self._leads_elsewhere(link)
            and len("".join(link.itertext())) * 2 > len("".join(heading.itertext()))
            and not self._is_title(heading)
        )

    def _leads_elsewhere(self, link: Element) -> bool:
        """Whether a link leads to another page of this host; the same name in another folder is this page's, too."""
        reference = (link.get("href") or "").strip()
        if not self._path or not reference or reference[0] == "#" or _host(reference) not in ("", self._host):
            return False
        path = _path(reference)
        return bool(path) and path != self._path and path.rpartition("/")[2] != self._path.rpartition("/")[2]

    def _is_title(self, heading: Element) -> bool:
        """Whether the page is called by a heading's words."""
        words = _letters("".join(heading.itertext()))
        return any(words in _letters(title) for title in self._titles[:1])


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _is_beside_a_title(element: Element, box: Element) -> bool:
    """Whether an element stands beside a link long enough for a title, or in what recommends something."""
    for level, node in enumerate((element, *element.iterancestors())):
        if node is box:
            break
        if recommends(node):
            return True
        links = islice(node.iter("a"), LOOKED_AT) if level < LOOKED_AT else ()
        if any(len("".join(link.itertext()).strip()) > SHORT_LINK and element not in link.iter() for link in links):
            return True
    return False


def _host(reference: str) -> str:
    match = _ORIGIN.match(reference)
    return match[0].rpartition("/")[2].lower() if match else ""


def _path(reference: str) -> str:
    """Return an address without what names the server, a part of the page, or its form."""
    return _ORIGIN.sub("", reference.partition("#")[0].partition("?")[0]).strip("./").removesuffix("/index.html")


def _is_plain_box(element: Element) -> bool:
    """Whether a box leads nowhere, and so recommends nothing: themes put an article's own line in such boxes, too."""
    return element.tag not in BY_TAG and not recommends(element) and next(element.iter("a"), None) is None
