"""What a page is called: its own name for itself, without the site's, or None where none of its names can be believed.

No single place can be trusted: ``og:title`` is rewritten for social media, ``<title>`` carries the site, the first
``<h1>`` is the blog's name. So one candidate leads and another has to confirm it.

Where a page's names differ, the label is what a reader sees over the text who follows the link: the heading that
``<title>`` or the article's data agrees with. Without one it is ``og:title``, which is written for readers, then
``<title>``, which is written for search results. Two names that agree outvote one that stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from fetchers.pages.html.titles.parts import (
    BAR,
    MOST,
    WEAK_SEPARATOR,
    beside_an_empty_slot,
    fold,
    part_reading,
    quotes,
    segments,
    separators,
    weight,
    without_names,
)
from fetchers.pages.html.titles.placeholders import is_blank, is_refused
from fetchers.pages.html.titles.rewritten import NUMBERED, headline, spelt_out
from fetchers.values import dataclass

# Letters of a headline that no other text ends in by chance.
_SHORT: Final = 12
# Words of prose over which a title is an article's, whatever it says: "404 Not Found - HTTP | MDN".
_ARTICLE: Final = 300
_EDGES: Final = re.compile(r"\A[\s¶§|»«›·•_]+|(?:\s[#\-–—]|[\s¶§|»«›·•_])+\Z")
_EDGES_OF_A_QUOTATION: Final = re.compile(r"\A[\s¶§|›·•_]+|(?:\s[#\-–—]|[\s¶§|›·•_])+\Z")
# Signs that a writer parts with, rarely a template: "TCP / IP", "Docker : les bases".
_WRITERS: Final = re.compile(r"——|[/~]|(?<!:):(?!:)")
_QUESTION: Final = ("?", "？", "؟")


@dataclass(frozen=True, slots=True)
class TitleCandidates:
    """The candidates for the page's title and for its site's name."""

    stated: str = ""
    """A scholar's title (citation_title), or what Doxygen or Javadoc calls the page: right wherever it stands."""
    shared: Sequence[str] = ()
    """og:title, twitter:title, DC.title, JSON-LD headline; most trusted first."""
    headline: str = ""
    """What JSON-LD calls the article."""
    page: Sequence[str] = ()
    """The ``<title>``s."""
    headings: Sequence[str] = ()
    """The ``<h1>``s that are the page's own, in their order."""
    minor: Sequence[str] = ()
    """Lesser headings, which may confirm a title but not replace it."""
    sites: Sequence[str] = ()
    host: str = ""
    is_home: bool = False
    """Whether the page is a site's front door, whose name is the site's."""
    is_deep: bool = False
    """Whether the page is a document in a folder of its site, whose name is not the site's."""
    prose: Callable[[], int] = int
    """Counts the words outside of links and menus: what serves a wall instead of a page has few."""


@dataclass(frozen=True, slots=True)
class _Usable:
    """The candidates that can be believed."""

    titles: list[str]
    """The shared titles and the ``<title>``; most trusted first."""
    page: str
    headings: list[str]
    minor: list[str]
    sites: frozenset[str]
    """Names of the site, folded, with those in its address."""
    named: Sequence[str]
    """Those that the page states, as it does."""


def find_title(names: TitleCandidates) -> str | None:
    """Return the page's title, or None where it has none that can be believed."""
    if any(_refuses(title) for title in (*names.page[:1], *names.shared[:1])) and names.prose() < _ARTICLE:
        return None
    if names.stated and not is_blank(names.stated, names.host):
        return _tidy(names.stated)
    usable = _usable(names)
    own = [heading for heading in usable.headings if fold(heading) not in usable.sites]
    if not usable.titles:
        return _tidy(next(iter(own), "")) or None
    shared = usable.titles[0]
    if names.is_home:
        return _tidy(shared) or None
    if names.is_deep and len(own) == 1 and usable.sites.issuperset(map(fold, usable.titles)):
        return _tidy(own[0]) or None
    found = _tidy(_newsroom(names.headline, usable) or _settle(usable))
    if shared == usable.page and len(usable.headings) <= 1:
        longer = spelt_out(found, usable.headings, usable.minor)
        found = found if longer is found else _tidy(longer)
    if is_blank(segments(found)[0], names.host):  # "Home | Example": that says less than a heading, or the whole
        found = _tidy(own[0] if len(own) == 1 else shared)
    return found or None


def _usable(names: TitleCandidates) -> _Usable:
    page = next((title for title in names.page if not is_blank(title, names.host)), "")
    headings = [heading for heading in names.headings if _is_usable(heading, names)]
    unfilled = _unfilled(page, headings)
    return _Usable(
        titles=[t for t in (*names.shared, *names.page) if not is_blank(t, names.host) and fold(t) not in unfilled],
        page=page,
        headings=headings,
        minor=[heading for heading in names.minor if _is_usable(heading, names)],
        sites=_site_names(names) | unfilled,
        named=names.sites,
    )


def _unfilled(page: str, headings: list[str]) -> frozenset[str]:
    """Return the name in a ``<title>`` whose place for the page's is empty, if its headings are called otherwise."""
    name = beside_an_empty_slot(page)
    return frozenset({name} if name and headings and name not in map(fold, headings) else ())


def _refuses(title: str) -> bool:
    """Return True if the title without the site's name is that of an access wall or an error."""
    if is_refused(title):
        return True
    head, *rest = segments(title)
    return 0 < len(rest) <= 2 and is_refused(head, whole=False)


def _is_usable(heading: str, names: TitleCandidates) -> bool:
    return not is_blank(heading, names.host) and (not is_refused(heading) or names.prose() >= _ARTICLE)


def _settle(names: _Usable) -> str:
    lead, page, headings, sites = names.titles[0], names.page, names.headings, names.sites
    titles = tuple(dict.fromkeys((lead, page)))
    for title in titles:
        if confirmed := _confirmed(title, headings, sites):
            return confirmed
    is_shared = lead != page or names.titles.count(page) > 1
    if own := headline(lead, page, headings, names.minor, sites, is_shared=is_shared):
        return own
    for title in titles:
        confirmed = _confirmed(title, names.minor, sites)
        # The name of the site may stand in a lesser heading, too: it is behind, and short.
        if confirmed and (title.startswith(confirmed) or len(fold(confirmed)) >= MOST * len(fold(title))):
            return confirmed
    is_repeated = len(names.titles) > 1 and len(set(map(fold, names.titles))) == 1
    if is_repeated and not headings and not _names_site(lead, names):
        return lead  # nothing else names a site: the whole of it is the title
    return _without_site(lead, names)


def _newsroom(headline: str, names: _Usable) -> str:
    """Return the headline that an article's data and its heading agree on, behind a kicker or not, else ``""``.

    Both are the newsroom's own words: ``<title>`` and ``og:title`` are written for search results and for sharing.
    """
    folded = fold(headline)
    for heading in names.headings if folded and folded not in names.sites else ():
        if fold(heading) == folded:
            return max(heading, headline, key=len)  # a kicker's own line in the heading has a dash behind it in data
        if fold(heading).rstrip("0123456789") == folded:
            return headline  # behind it, its number
        start = len(heading) - len(headline)
        is_whole = start > 0 and not heading[start - 1].isalnum()
        if is_whole and heading[start:] == headline and (start <= len(headline) or len(folded) >= _SHORT):
            return headline
    return ""


def _names_site(title: str, names: _Usable) -> bool:
    """Return True if a title begins or ends with the site's name: a known one, or any after a bar."""
    parts = [fold(part) for part in segments(title)]
    return parts[0] in names.sites or _is_like_site(parts[-1], names) or BAR.search(title) is not None


def _is_like_site(folded: str, names: _Usable) -> bool:
    """Whether a name is the site's, a part of it or more than it: "The Daily" for "The Daily Example"."""
    return any(folded in name or name in folded for name in names.sites if len(name) > 2)


def _confirmed(lead: str, headings: list[str], sites: frozenset[str]) -> str:
    """Return the longest part of ``lead`` that a heading repeats, from a separator to a separator.

    Of two ends that two headings repeat, the first is the page's: its site's name stands behind it and above it.
    """
    parts = [part_reading(lead, folded) for folded in map(fold, headings) if len(folded) > 1 and folded not in sites]
    parts += [heading for heading in headings if len(fold(heading)) == 1 and heading == segments(lead)[0]]  # C++
    longest = max(parts, key=weight, default="")
    if longest and lead.endswith(longest):
        first = next((part for part in parts if part and lead.startswith(part)), "")
        if first and len(first) + len(longest) <= len(lead) and parts.index(first) > parts.index(longest):
            return first
    return longest


def _without_site(lead: str, names: _Usable) -> str:
    """Cut off the site's name: where another title does without it, where it is known, or where it looks like one."""
    for other in names.titles:
        if len(fold(other)) > 3 and fold(other) not in names.sites | {fold(lead)}:
            if part := part_reading(lead, fold(other)):
                return part
            if part_reading(other, fold(lead)):
                return lead
    if (own := without_names(lead, names.sites)) != lead:
        return own
    for match in WEAK_SEPARATOR.finditer(lead):
        if match[0].strip() in (":", "：") and fold(lead[: match.start()]) in names.sites:
            return lead[match.end() :]
    return lead[: _unknown_site(lead, names)]


def _unknown_site(lead: str, names: _Usable) -> int:
    """Return where the segments begin that look like a section and a site, else the length of ``lead``.

    From the first separator of the last one's kind on, else from the last one on; less than most of the text, and in
    no heading. A question is the writer's, and so is what a Chinese dash, a colon or a stroke leads to.
    """
    between = [(start, end) for start, end in separators(lead) if not _WRITERS.search(lead, start, end)]
    if not between or lead.endswith(_QUESTION) or _is_foreign(lead, between[-1], names):
        return len(lead)
    kinds = [lead[start:end].strip()[:1] for start, end in between]
    alike = [span for span, kind in zip(between, kinds, strict=True) if kind == kinds[-1]]
    for start, end in (*alike[:1], *between[-1:]):
        head, tail = fold(lead[:start]), fold(lead[end:])
        in_heading = len(tail) > 5 and any(tail in fold(heading) for heading in names.headings)
        if len(head) >= MOST * len(head + tail) and not in_heading and not NUMBERED.fullmatch(lead[:start].strip()):
            return start
    return len(lead)


def _is_foreign(lead: str, last: tuple[int, int], names: _Usable) -> bool:
    """Whether a title ends in what is like no name of a page that says what its site is called.

    After a bar, only where the title is shared so: in a ``<title>``, a bar parts the site's name, however it is spelt.
    """
    start, end = last
    named = {fold(name) for name in names.named if not name.startswith("@")}
    if not named - {"", fold(lead), fold(lead[:start])} or (len(names.titles) == 1 and BAR.search(lead)):
        return False
    return not _is_like_site(fold(lead[end:]), names)


def _site_names(names: TitleCandidates) -> frozenset[str]:
    labels = names.host.removeprefix("www.").split(".")
    hosts = {names.host, names.host.removeprefix("www."), *(label for label in labels[:-1] if len(label) > 2)}
    return frozenset(fold(name) for name in (*names.sites, *hosts)) - {""}


def _tidy(title: str) -> str:
    if title[:1].isalnum() and title[-1:].isalnum():
        return title
    edges = _EDGES_OF_A_QUOTATION if quotes(title) else _EDGES
    return edges.sub("", title).strip()
