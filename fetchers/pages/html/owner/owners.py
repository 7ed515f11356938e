"""Who owns what: the owners a statement can have, and the tables that tell an element's from its markup. Pure."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from fetchers.pages.html.declarations import Element


class Owner(Enum):
    """Which part of a page a statement belongs to."""

    PAGE = auto()
    """The page's main item."""
    SITE = auto()
    """The site: its banner, its menus, its footer."""
    ITEM = auto()
    """One entry of a list: this page only links to it."""
    RESPONSE = auto()
    """A comment, a reply, a review."""
    RECOMMENDED = auto()
    """Another page that this one recommends."""
    NEIGHBOUR = auto()
    """The page before or after this one."""
    EXHIBIT = auto()
    """Quoted content: code, and the captions of pictures."""


BY_TAG: Final = {
    "nav": Owner.SITE,
    "footer": Owner.SITE,
    "aside": Owner.RECOMMENDED,
    **dict.fromkeys(("pre", "code", "samp", "kbd", "figcaption"), Owner.EXHIBIT),
}
"""HTML, sections 4.3.4 to 4.3.9 (none of them is the main content), 4.4 and 4.5."""
BY_ROLE: Final = {
    "navigation": Owner.SITE,
    "contentinfo": Owner.SITE,
    "banner": Owner.SITE,
    "complementary": Owner.RECOMMENDED,
}
"""WAI-ARIA landmarks."""
# schema.org: what is said inside one of these is said of it.
BY_TYPE: Final = re.compile(r"/(?:(?P<RESPONSE>Comment|UserComments|Review|Answer|Rating)|(?P<ITEM>ListItem|Event))\Z")
# Words of class names and ids, as content systems and themes choose them (WordPress, Hexo, Ghost, Drupal, Discourse …).
BY_NAME: Final = re.compile(
    r"(?P<RESPONSE>comment|respond|repl(?:y|ies)|discuss|disqus|pinglun)"
    r"|(?P<RECOMMENDED>related|recommend|\bsidebar|-sidebar\b|\bwidget(?:s|-area|_\w+)?\b(?! Blog)|\baside\b"
    r"|popular|\brecent|trending|\blatest"
    r"|\bteasers?\b|readnext|newsletter"
    r"|more-(?:from|posts|stories)|read-?more|also-(?:read|like)|tuijian)"
    r"|(?P<NEIGHBOUR>\b(?:post|page|article|entry)?[-_]?(?:prev|next)(?:ious)?\b|\bpager\b|pagination|post-nav|adjacent)"
    r"|(?P<SITE>(?<!post-)(?<!entry-)(?<!article-)footer|copyright|signature|breadcrumb|menu|\bnav\b|navbar|calendar)"
    r"|(?P<ITEM>\bevents?\b|archive)",
    re.IGNORECASE,
)
# One of these stands in all that the pattern above matches. Grouped by first letters, they are told in a seventh of the
# time that a search for each takes.
_STEMS: Final = re.compile(
    r"a(?:djacent|lso-|rchive|side)|breadcrumb|c(?:alendar|omment|opyright)|dis(?:cuss|qus)|event|footer|latest|m(?:enu|ore-)"
    r"|n(?:av|ewsletter|ext)|p(?:ag(?:er|inat)|inglun|opular|ost-nav|rev)|re(?:ad-?more|adnext|cent|commend|lat|pl|spond)"
    r"|s(?:idebar|ignature)|t(?:easer|rending|uijian)|widget"
)
_DATA: Final = re.compile(r"(?:\A|[\s_-])(?:meta|byline)(?:[\s_-]|\Z)")
"""What themes call the line of an item's author and day, in an ``<aside>`` too."""
_REL: Final = frozenset({"prev", "previous", "next"})
# schema.org: what has one of these properties is part of a list, or an answer, not the page.
BY_PROPERTY: Final = {
    **dict.fromkeys(("comment", "review", "reviews", "suggestedAnswer"), Owner.RESPONSE),
    **dict.fromkeys(("blogPost", "blogPosts", "itemListElement", "hasPart", "event"), Owner.ITEM),
}


def said_by(node: Element) -> Owner | None:  # noqa: PLR0911  a table in order
    """Return the owner that an element itself names."""
    tag, get = node.tag, node.get
    if tag == "aside" and _DATA.search(get("class") or ""):
        return None
    if tag in BY_TAG:
        return BY_TAG[tag]
    if not node.keys():
        return None
    kind, role, name, identity = get("itemtype"), get("role"), get("class"), get("id")
    if (prop := get("itemprop")) is not None and prop in BY_PROPERTY:
        return BY_PROPERTY[prop]
    if role is not None and role in BY_ROLE:
        return BY_ROLE[role]
    if kind is not None and (match := BY_TYPE.search(kind)):
        return Owner[match.lastgroup or ""]
    if (name or identity) and (named := _named(f"{name or ''} {identity or ''}"[:300])):
        return named
    if tag == "a" and not _REL.isdisjoint((get("rel") or "").lower().split()):
        return Owner.NEIGHBOUR
    return None


@lru_cache(maxsize=4096)
def _named(hint: str) -> Owner | None:
    if not _STEMS.search(hint.lower()):
        return None  # nearly all
    match = BY_NAME.search(hint)
    return Owner[match.lastgroup or ""] if match else None


def recommends(element: Element) -> bool:
    """Whether an element says that it recommends something."""
    hint = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return "relat" in hint or "recommend" in hint
