"""What a page is called: its own name for itself, without the site's, or None where none of its names can be believed.

No single place can be trusted: ``og:title`` is cut at unescaped quotes or rewritten for social media, ``<title>``
carries the site, the first ``<h1>`` is the blog's name. So one candidate leads and another has to confirm it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from fetchers.pages.html.placeholder_titles import is_blank, is_refused
from fetchers.pages.html.title_parts import SEPARATOR, fold, segments

_WEAK_SEPARATOR = re.compile(r"\s*[:：]\s*|(?<=\w)[-–—](?=\w)")
# Words of prose over which a title is an article's, whatever it says: "404 Not Found - HTTP | MDN".
_ARTICLE: Final = 300
# Words a heading has at the least that is a sentence, and the share of them that a rewriting keeps.
_SENTENCE: Final = 4
_ALIKE: Final = 0.4
_FEW: Final = 3
# "Chapter 4", "第四章": which of several, not what about.
_NUMBERED: Final = re.compile(
    r"[^\W\d_]{1,10}[\s.]{0,3}\d{1,4}|第\s?[\d一二三四五六七八九十百]{1,5}\s?[章节節回课課讲講]"
)
_BAR: Final = re.compile(r"\s*[|｜\u2502ㅣ_]\s*")
_PARENTHESIS: Final = re.compile(r"\s+[(（][^()（）]{2,60}[)）]\Z")
# The share of a title that the name of a page takes, at the least, beside the name of its site.
_MOST = 0.4
_PREFIX = re.compile(r"\A\s*[(（](?:\d+\+?|[^()（）]{0,30}(?:私信|消息)[^()（）]{0,30})[)）]\s*")
_EDGES = re.compile(r"\A[\s¶§|»«›·•_]+|(?:\s#|[\s¶§|»«›·•_])+\Z")


@dataclass(frozen=True, slots=True)
class TitleCandidates:
    """Everything on the page that may be its title, and what its site may be called."""

    stated: str = ""
    """A scholar's title (citation_title): right wherever it stands."""
    shared: Sequence[str] = ()
    """og:title, twitter:title, DC.title, JSON-LD headline; most trusted first."""
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
    found = _tidy(_settle(usable, page, headings, minor, sites))
    if usable[0] == page and len(headings) <= 1:
        found = _spelt_out(found, headings, minor)
    # "Home | Example": the part that is left says less than the whole.
    return (_tidy(usable[0]) if is_blank(found, names.host) else found) or None


def _refuses(title: str) -> bool:
    """Whether the title, or what stands in it before the site's name, is a refusal."""
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
    if own := _headline(lead, page, headings, sites, is_shared=usable[0] != page or usable.count(page) > 1):
        return own
    for title in titles:
        confirmed = _confirmed(title, minor, sites)
        # The name of the site may stand in a lesser heading, too: it is behind, and short.
        if confirmed and (title.startswith(confirmed) or len(fold(confirmed)) >= _MOST * len(fold(title))):
            return confirmed
    if len(usable) > 1 and len(set(map(fold, usable))) == 1 and not headings and not _names_site(lead, sites):
        return lead  # said twice, and nothing else names a site: the whole of it is the title
    return _without_site(lead, usable, headings, sites)


def _names_site(title: str, sites: frozenset[str]) -> bool:
    """Whether a title's last segment is the site's: it is known for it, or stands behind a bar, which no title has."""
    parts = segments(title)
    return fold(parts[0]) in sites or fold(parts[-1]) in sites or _BAR.search(title) is not None


def _headline(lead: str, page: str, headings: list[str], sites: frozenset[str], *, is_shared: bool) -> str:
    """Return the page's one heading, where its ``<title>`` is short for it or a rewriting of it, else ``""``.

    A shared title that differs from ``<title>`` was written for readers and stands. One that repeats it, or a site's
    name in it, tells that both were made for search results: the heading is what the page calls itself. A ``<title>``
    without either was written by hand, as the heading was, and yields only to one that says all that it says.
    """
    own = [heading for heading in headings if fold(heading) not in sites]
    if len(own) != 1 or _NUMBERED.fullmatch(own[0]) or not _part(page, fold(lead)):
        return ""
    heading, first = own[0], fold(segments(lead)[0])
    parts = segments(page)
    if not is_shared and len(parts) > 1 and not sites.isdisjoint((fold(parts[0]), fold(parts[-1]))):
        return heading  # a generator's: what the menu calls the page, and the site
    if fold(heading).endswith((first, fold(lead))):
        return ""  # the same, behind a kicker or a number
    if not is_shared and len(parts) == 1 and not _PARENTHESIS.search(page):
        return heading if len(lead.split()) >= _SENTENCE and _abbreviates(fold(lead), fold(heading)) else ""
    if fold(lead) == fold(page) and _is_alike(heading, lead):
        return heading
    return heading if len(parts) > 1 and not _BAR.search(heading) and _goes_on(heading, first) else ""


def _goes_on(heading: str, first: str) -> bool:
    """Whether a heading says what a title says, and goes on in words: no number, no day."""
    folded = fold(heading)
    return folded.startswith(first) and len(first) > _FEW and folded[len(first) : len(first) + 1].isalpha()


def _is_alike(heading: str, lead: str) -> bool:
    """Whether two titles are about the same matter in other words."""
    ours, theirs = _words(heading), _words(lead)
    if fold(heading).startswith(fold(segments(lead)[0])) or len(ours) < _SENTENCE:
        return False
    return len(ours & theirs) >= _ALIKE * min(len(ours), len(theirs))


def _abbreviates(short: str, whole: str) -> bool:
    """Whether a title is a heading with something left out: its letters stand in the heading in their order."""
    letters = iter(whole)
    return 2 * len(short) >= len(whole) > len(short) and all(letter in letters for letter in short)


def _spelt_out(title: str, headings: list[str], minor: list[str]) -> str:
    """Return the heading that a title is short for: "Themes" for "Developing Themes", "Ip (API)" for "Class Ip"."""
    parts = segments(title)
    short = parts[0] if len(parts) == 2 and fold(parts[1]) in "".join(map(fold, headings)) else title
    short = _PARENTHESIS.sub("", short)
    if short == title and len(parts) == 1:
        return title  # written by hand: nothing was cut from it
    words = short.casefold().split()
    if not 0 < len(words) <= _FEW:
        return title
    candidates = [*headings, *minor] if short != title else headings
    for heading in candidates:
        longer = heading.casefold().split()
        fits = words in (longer[: len(words)], longer[-len(words) :]) and not _is_only_numbered(words, longer)
        if fits and (len(words) < len(longer) <= len(words) + _FEW or short != title):
            return heading
    return title


def _is_only_numbered(words: list[str], longer: list[str]) -> bool:
    added = "".join(word for word in longer if word not in words)
    return added != "" and not any(map(str.isalpha, added))


def _words(title: str) -> frozenset[str]:
    """Return a title's words; of scripts without spaces, its pairs of characters."""
    words = re.findall(r"[^\W_]+", title.casefold())
    return frozenset(part for word in words for part in ([word] if word.isascii() or len(word) < 6 else _pairs(word)))


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)]


def _lead(shared: str, page: str, headings: list[str]) -> str:
    """Return the ``<title>`` instead of a shared title that breaks off where ``<title>`` and a heading go on."""
    start, whole = fold(shared), fold(page)
    if start == whole or not whole.startswith(start):
        return shared
    is_cut = page[len(shared.rstrip()) :].lstrip()[:1] in tuple("\"“”'") and page.startswith(shared.rstrip())
    covers = any(len(h) > len(start) and h.startswith(start) and whole.startswith(h) for h in map(fold, headings))
    return page if is_cut or covers else shared


def _confirmed(lead: str, headings: list[str], sites: frozenset[str]) -> str:
    """Return the longest part of ``lead`` that a heading repeats, from a separator to a separator."""
    parts = [_part(lead, folded) for folded in map(fold, headings) if len(folded) > 1 and folded not in sites]
    return max(parts, key=len, default="")


def _part(lead: str, folded: str) -> str:
    """Return the run of ``lead``'s segments that reads as ``folded``, else ``""``."""
    if fold(lead) == folded:
        return lead
    spans = [match.span() for match in SEPARATOR.finditer(lead)]
    starts, ends = [0, *(end for _, end in spans)], [*(start for start, _ in spans), len(lead)]
    for first, start in enumerate(starts):
        for end in ends[first:]:
            if fold(lead[start:end]) == folded:
                return lead[start:end]
    return next(filter(None, (_at_colon(lead[:end], folded) for end in ends)), "")


def _at_colon(lead: str, folded: str) -> str:
    """Return what stands before or after a colon or a hyphen, if it reads as ``folded`` and is most of the title.

    ``Kicker: Headline`` over a heading that is the headline alone; ``标题：网站``, ``标题-CSDN.NET``.
    """
    if len(folded) < _MOST * len(fold(lead)):
        return ""
    for match in _WEAK_SEPARATOR.finditer(lead):
        for part in (lead[: match.start()], lead[match.end() :]):
            if fold(part) == folded:
                return part
    return ""


def _without_site(lead: str, usable: list[str], headings: list[str], sites: frozenset[str]) -> str:
    """Cut off the site's name: where another title does without it, where it is known, or where it looks like one."""
    for other in usable:
        if len(fold(other)) > 3 and fold(other) not in sites | {fold(lead)}:
            if part := _part(lead, fold(other)):
                return part
            if _part(other, fold(lead)):
                return lead
    segments = list(SEPARATOR.finditer(lead))
    start, end = 0, len(lead)
    while segments and fold(lead[segments[-1].end() : end]) in sites:
        end = segments.pop().start()
    while segments and fold(lead[start : segments[0].start()]) in sites:
        start = segments.pop(0).end()
    if (start, end) != (0, len(lead)):
        return lead[start:end]
    for match in _WEAK_SEPARATOR.finditer(lead):
        if match[0].strip() in (":", "：") and fold(lead[: match.start()]) in sites:
            return lead[match.end() :]
    return lead[: _unknown_site(lead, segments, headings)]


def _unknown_site(lead: str, segments: list[re.Match[str]], headings: list[str]) -> int:
    """Return where the segments begin that look like a section and a site, else the length of ``lead``.

    From the first separator of the last one's kind on, else from the last one on; less than most of the text, and in
    no heading.
    """
    kinds = [match[0].strip()[:1] for match in segments]
    alike = [match for match, kind in zip(segments, kinds, strict=True) if kind == kinds[-1]]
    for match in (*alike[:1], *segments[-1:]):
        head, tail = fold(lead[: match.start()]), fold(lead[match.end() :])
        in_heading = len(tail) > 5 and any(tail in fold(heading) for heading in headings)
        if len(head) >= _MOST * len(head + tail) and not in_heading:
            return match.start()
    return len(lead)


def _site_names(names: TitleCandidates) -> frozenset[str]:
    labels = names.host.removeprefix("www.").split(".")
    hosts = {names.host, names.host.removeprefix("www."), *(label for label in labels[:-1] if len(label) > 2)}
    return frozenset(fold(name) for name in (*names.sites, *hosts)) - {""}


def _tidy(title: str) -> str:
    return _EDGES.sub("", title).strip()
