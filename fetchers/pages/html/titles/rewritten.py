"""Whether a page's heading is its title, where ``<title>`` was made of it: shortened, rewritten, labelled. Pure."""

from __future__ import annotations

import re
from typing import Final

from fetchers.pages.html.titles.parts import BAR, fold, part_reading, segments

# Words a heading has at the least that is a sentence, and the share of them that a rewriting keeps.
_SENTENCE: Final = 4
_ALIKE: Final = 0.4
_FEW: Final = 3
# "Chapter 4", "Lecture 3", "第四章": which of several, not what about.
NUMBERED: Final = re.compile(
    r"[^\W\d_]{1,10}[\s.]{0,3}\d{1,4}|第\s?[\d一二三四五六七八九十百]{1,5}\s?[章节節回课課讲講]"
)
_COLON: Final = re.compile(r"[:：]")
_PARENTHESIS: Final = re.compile(r"\s+[(（](?:[^()（）]|[(（][^()（）]{0,60}[)）]){2,60}[)）]\Z")


def headline(
    lead: str, page: str, headings: list[str], minor: list[str], sites: frozenset[str], *, is_shared: bool
) -> str:
    """Return the page's one heading, where its ``<title>`` is short for it or a rewriting of it, else ``""``.

    A shared title that differs from ``<title>`` was written for readers and stands. One that repeats it, or a site's
    name in it, tells that both were made for search results: the heading is what the page calls itself. A ``<title>``
    without either was written by hand, as the heading was, and stands, too.
    """
    own = [heading for heading in headings if fold(heading) not in sites]
    if not own or NUMBERED.fullmatch(own[0]) or not part_reading(page, fold(lead)):
        return ""
    heading, first = own[0], fold(segments(lead)[0])
    parts = segments(page)
    begun, *rest = _COLON.split(page, 1)
    is_labelled = not sites.isdisjoint((fold(parts[0]), fold(parts[-1]))) if len(parts) > 1 else False
    if not is_shared and (is_labelled or (rest and fold(begun) in sites)):
        # A generator's: what the menu calls the page, and the site. Some write a heading over every part of the page,
        # others the name of the section over the page's own, which is a lesser one then.
        return heading if first in fold(heading) or (len(own) == 1 and first not in map(fold, minor)) else ""
    if len(own) > 1 or fold(heading).endswith((first, fold(lead))):
        return ""  # several; or the same, behind a kicker or a number
    if not is_shared and len(parts) == 1 and not _PARENTHESIS.search(page):
        return ""  # written by hand, as the heading was
    if fold(lead) == fold(page) and _is_alike(heading, lead):
        return heading
    return heading if len(parts) > 1 and not BAR.search(heading) and _goes_on(heading, first) else ""


def _goes_on(heading: str, first: str) -> bool:
    """Return True if a heading starts with the title and continues in words (no number, no date)."""
    folded, word = fold(heading), fold(heading.partition(" ")[0])
    begins = folded.startswith(first) and (len(first) > _FEW or word == first)
    return begins and folded[len(first) : len(first) + 1].isalpha()


def _is_alike(heading: str, lead: str) -> bool:
    """Whether two titles are about the same matter in other words."""
    ours, theirs = _words(heading), _words(lead)
    if fold(heading).startswith(fold(segments(lead)[0])) or len(ours) < _SENTENCE:
        return False
    return len(ours & theirs) >= _ALIKE * min(len(ours), len(theirs))


def spelt_out(title: str, headings: list[str], minor: list[str]) -> str:
    """Return the heading that a title is short for: "Themes" for "Developing Themes", "Ip (API)" for "Class Ip"."""
    parts = segments(title)
    if len(parts) == 1 and not title.endswith((")", "）")):
        return title  # written by hand: nothing was cut from it
    short = parts[0] if len(parts) == 2 and fold(parts[1]) in "".join(map(fold, headings)) else title
    short = _PARENTHESIS.sub("", short)
    if short == title and len(parts) == 1:
        return title
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
    return frozenset(re.findall(r"[^\W_]+", title.casefold()))
