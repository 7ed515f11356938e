"""Whether an element is one of several entries, each with a day, or the line of the heading before it. Pure."""

from __future__ import annotations

from itertools import chain, islice
from typing import Final

from fetchers.pages.html.calendar.days import days
from fetchers.pages.html.calendar.years import has_year
from fetchers.pages.html.declarations import Element
from fetchers.pages.html.owner.owners import Owner, said_by

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5")
SHORT_ENTRY: Final = 300
SHORT_LINK: Final = 20
"""Characters of a person's name, a section's, a button's."""
LOOKED_AT: Final = 4
LOOKED_THROUGH: Final = 2000
_SHORT_LINE: Final = 160
_DATE_TAGS: Final = ("time", "relative-time")
_LONGEST_ITEM: Final = 60
"""Elements of a neighbour that are looked at for a date."""


def is_line_below(element: Element) -> bool:
    """Return True if the element after the heading is its byline (date and author), under any class name."""
    return (
        element.tag in ("div", "p", "span")
        and said_by(element) in (Owner.RECOMMENDED, Owner.SITE)
        and _length(element) <= _SHORT_LINE
    )


def is_only_post(element: Element) -> bool:
    """Whether an element is called a blog's entry, and no other beside it is: a theme calls the page's own so."""
    name = element.get("itemprop", "")
    others = chain(element.itersiblings(), element.itersiblings(preceding=True))
    return name.startswith("blogPost") and not any(other.get("itemprop") == name for other in others)


def is_bare_day(element: Element) -> bool:
    """Whether an element is a day and nothing else, and no one of several: beside a heading, it is the heading's.

    Themes give it the class of what it leads to: Yilia's ``<a class="archive-article-date">``, of Hexo.
    """
    return (
        element.tag in ("a", "span", *_DATE_TAGS)
        and said_by(element) is Owner.ITEM
        and len(" ".join("".join(element.itertext()).split())) <= SHORT_LINK
        and _has_day(element)
    )


def is_entry(node: Element) -> bool:
    """Whether an element is one of several entries: each has a day, and is short or has a heading that is a link."""
    if not _is_like_an_entry(node):
        return False
    name = node.get("class")
    for preceding in (False, True):
        for other in islice(node.itersiblings(node.tag, preceding=preceding), LOOKED_AT):
            if other.get("class") == name and _is_like_an_entry(other) and _has_day(other):
                return True
    return False


def _is_like_an_entry(node: Element) -> bool:
    parent = node.getparent()
    if (parent is None or parent.tag != "a") and next(node.iter("a"), None) is None:
        return False
    heading = next(node.iter(*HEADINGS), None)
    if heading is not None:
        outer = heading.getparent()
        return node.tag == "a" or next(heading.iter("a"), None) is not None or (outer is not None and outer.tag == "a")
    return _length(node) <= SHORT_ENTRY


def _length(node: Element) -> int:
    """Return how long an element's text is, counted as far as a short one goes."""
    length = 0
    for text in node.itertext():
        length += len(text.strip())
        if length > SHORT_ENTRY:
            break
    return length


def _has_day(node: Element) -> bool:
    parts: list[str] = []
    for element in islice(node.iter(), _LONGEST_ITEM):
        if element.tag in _DATE_TAGS or element.get("data-time") is not None:
            return True
        if element.text:
            parts.append(element.text)
        if element is not node and element.tail:
            parts.append(element.tail)
    text = " ".join(parts)
    return has_year(text) and next(days(text[:LOOKED_THROUGH]), None) is not None
