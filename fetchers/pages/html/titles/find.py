"""What a page is called: its own name for itself, without the site's, or None where none of its names can be believed.

No single place can be trusted: ``og:title`` is cut at unescaped quotes or rewritten for social media, ``<title>``
carries the site, the first ``<h1>`` is the blog's name. So one candidate leads and another has to confirm it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from fetchers.pages.html.titles.parts import (
    BAR,
    MOST,
    WEAK_SEPARATOR,
    fold,
    part_reading,
    quotes,
    segments,
    separators,
    weight,
    without_names,
)
from fetchers.pages.html.titles.placeholders import is_blank, is_refused
from fetchers.pages.html.titles.rewritten import headline, spelt_out

# Words of prose over which a title is an article's, whatever it says: "404 Not Found - HTTP | MDN".
_ARTICLE: Final = 300
_PREFIX = re.compile(r"\A\s*[(（](?:\d+\+?|[^()（）]{0,30}(?:私信|消息)[^()（）]{0,30})[)）]\s*")
_EDGES: Final = re.compile(r"\A[\s¶§|»«›·•_]+|(?:\s#|[\s¶§|»«›·•_])+\Z")
_EDGES_OF_A_QUOTATION: Final = re.compile(r"\A[\s¶§|›·•_]+|(?:\s#|[\s¶§|›·•_])+\Z")


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
    prose: Callable[[], int] = int
    """Counts the words outside of links and menus: what serves a wall instead of a page has few."""


def find_title(names: TitleCandidates) -> str | None:
    """Return the page's title, or None where it has none that can be believed."""
    titles = tuple(_PREFIX.sub("", title) for title in names.page)
    if any(_refuses(title) for title in (*titles[:1], *names.shared[:1])) and names.prose() < _ARTICLE:
        return None
    if names.stated and not is_blank(names.stated, names.host):
        return _tidy(names.stated)
    sites = _site_names(names)
    page = next((title for title in titles if not is_blank(title, names.host)), "")
    usable = [title for title in (*names.shared, *titles) if not is_blank(title, names.host)]
    headings = [heading for heading in names.headings if _is_usable(heading, names)]
    minor = [heading for heading in names.minor if _is_usable(heading, names)]
    if not usable:
        return _tidy(next((h for h in headings if fold(h) not in sites), "")) or None
    if names.is_home:
        return _tidy(usable[0]) or None
    found = _tidy(_newsroom(names.headline, headings, sites) or _settle(usable, page, headings, minor, sites))
    if usable[0] == page and len(headings) <= 1:
        found = spelt_out(found, headings, minor)
    if is_blank(segments(found)[0], names.host):  # "Home | Example": that says less than a heading, or the whole
        own = [heading for heading in headings if fold(heading) not in sites]
        found = _tidy(own[0] if len(own) == 1 else usable[0])
    return found or None


def _refuses(title: str) -> bool:
    """Return True if the title without the site's name is that of an access wall or an error."""
    if is_refused(title):
        return True
    head, *rest = segments(title)
    return 0 < len(rest) <= 2 and is_refused(head, whole=False)


def _is_usable(heading: str, names: TitleCandidates) -> bool:
    return not is_blank(heading, names.host) and (not is_refused(heading) or names.prose() >= _ARTICLE)


def _settle(usable: list[str], page: str, headings: list[str], minor: list[str], sites: frozenset[str]) -> str:
    lead = _lead(usable[0], page, headings)
    titles = tuple(dict.fromkeys((lead, page)))
    for title in titles:
        if confirmed := _confirmed(title, headings, sites):
            return confirmed
    if own := headline(lead, page, headings, sites, is_shared=usable[0] != page or usable.count(page) > 1):
        return own
    for title in titles:
        confirmed = _confirmed(title, minor, sites)
        # The name of the site may stand in a lesser heading, too: it is behind, and short.
        if confirmed and (title.startswith(confirmed) or len(fold(confirmed)) >= MOST * len(fold(title))):
            return confirmed
    if len(usable) > 1 and len(set(map(fold, usable))) == 1 and not headings and not _names_site(lead, sites):
        return lead  # said twice, and nothing else names a site: the whole of it is the title
    return _without_site(lead, usable, headings, sites)


def _newsroom(headline: str, headings: list[str], sites: frozenset[str]) -> str:
    """Return the headline that an article's data and its heading agree on, behind a kicker or not, else ``""``.

    Both are the newsroom's own words: ``<title>`` and ``og:title`` are written for search results and for sharing.
    """
    folded = fold(headline)
    for heading in headings if folded not in sites else ():
        if fold(heading) == folded:
            return max(heading, headline, key=len)  # a kicker's own line in the heading has a dash behind it in data
        start = len(heading) - len(headline)
        if 0 < start <= len(headline) and heading[start:] == headline and not heading[start - 1].isalnum():
            return headline
    return ""


def _names_site(title: str, sites: frozenset[str]) -> bool:
    """Return True if a title's last segment is the site's name: a known one, or any after a bar."""
    parts = segments(title)
    return fold(parts[0]) in sites or fold(parts[-1]) in sites or BAR.search(title) is not None


def _lead(shared: str, page: str, headings: list[str]) -> str:
    """Return ``<title>`` instead of a shared title that is cut short where ``<title>`` and a heading continue."""
    start, whole = fold(shared), fold(page)
    if start == whole or not whole.startswith(start):
        return shared
    is_cut = page[len(shared.rstrip()) :].lstrip()[:1] in tuple("\"“”'") and page.startswith(shared.rstrip())
    covers = any(len(h) > len(start) and h.startswith(start) and whole.startswith(h) for h in map(fold, headings))
    return page if is_cut or covers else shared


def _confirmed(lead: str, headings: list[str], sites: frozenset[str]) -> str:
    """Return the longest part of ``lead`` that a heading repeats, from a separator to a separator."""
    parts = [part_reading(lead, folded) for folded in map(fold, headings) if len(folded) > 1 and folded not in sites]
    return max(parts, key=weight, default="")


def _without_site(lead: str, usable: list[str], headings: list[str], sites: frozenset[str]) -> str:
    """Cut off the site's name: where another title does without it, where it is known, or where it looks like one."""
    for other in usable:
        if len(fold(other)) > 3 and fold(other) not in sites | {fold(lead)}:
            if part := part_reading(lead, fold(other)):
                return part
            if part_reading(other, fold(lead)):
                return lead
    if (own := without_names(lead, sites)) != lead:
        return own
    for match in WEAK_SEPARATOR.finditer(lead):
        if match[0].strip() in (":", "：") and fold(lead[: match.start()]) in sites:
            return lead[match.end() :]
    return lead[: _unknown_site(lead, headings)]


def _unknown_site(lead: str, headings: list[str]) -> int:
    """Return where the segments begin that look like a section and a site, else the length of ``lead``.

    From the first separator of the last one's kind on, else from the last one on; less than most of the text, and in
    no heading.
    """
    between = separators(lead)
    kinds = [lead[start:end].strip()[:1] for start, end in between]
    alike = [span for span, kind in zip(between, kinds, strict=True) if kind == kinds[-1]]
    for start, end in (*alike[:1], *between[-1:]):
        head, tail = fold(lead[:start]), fold(lead[end:])
        in_heading = len(tail) > 5 and any(tail in fold(heading) for heading in headings)
        if len(head) >= MOST * len(head + tail) and not in_heading:
            return start
    return len(lead)


def _site_names(names: TitleCandidates) -> frozenset[str]:
    labels = names.host.removeprefix("www.").split(".")
    hosts = {names.host, names.host.removeprefix("www."), *(label for label in labels[:-1] if len(label) > 2)}
    return frozenset(fold(name) for name in (*names.sites, *hosts)) - {""}


def _tidy(title: str) -> str:
    edges = _EDGES_OF_A_QUOTATION if quotes(title) else _EDGES
    return edges.sub("", title).strip()
