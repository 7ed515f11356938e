"""What a page is called: its own name for itself, without the site's, or None where none of its names can be believed.

No single place can be trusted: ``og:title`` is cut at unescaped quotes or rewritten for social media, ``<title>``
carries the site, the first ``<h1>`` is the blog's name. So one candidate leads and another has to confirm it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from fetchers.html.refused import is_blank, is_blocked

_SEPARATOR = re.compile(
    r"\s+[|\-–—―·•»«›:~/]+\s+|\s*(?:[|｜_»]|——|::|\u2502)+\s*|(?<=[^\x00-\x7f])[-–—](?=\S)|(?<=\S)[-–—](?=[^\x00-\x7f])"
)
_STARTS_WITH_SEPARATOR = re.compile(r"\s*[|｜\-–—―·•»«›:~/_,:]|\s+\(|\Z")
_PREFIX = re.compile(r"\A\s*[(（](?:\d+\+?|[^()（）]{0,30}(?:私信|消息)[^()（）]{0,30})[)）]\s*")
_EDGES = re.compile(r"\A[\s#¶§|»«›·•_]+|[\s#¶§|»«›·•_]+\Z")
_LETTERS = re.compile(r"[^\w]+|_+")


@dataclass(frozen=True, slots=True)
class Names:
    """Everything on the page that may be its title, and what its site may be called."""

    stated: str = ""
    """A scholar's title (citation_title): right wherever it stands."""
    shared: Sequence[str] = ()
    """og:title, twitter:title, DC.title, JSON-LD headline; most trusted first."""
    page: Sequence[str] = ()
    """The ``<title>``s."""
    headings: Sequence[str] = ()
    """The ``<h1>``s in their order."""
    sites: Sequence[str] = ()
    host: str = ""


def find_title(names: Names) -> str | None:
    """Return the page's title, or None where it has none that can be believed."""
    titles = tuple(_PREFIX.sub("", title) for title in names.page)
    if any(_refuses(title, names) for title in (*titles[:1], *names.shared[:1])):
        return None
    if names.stated and not is_blank(names.stated, names.host):
        return _tidy(names.stated)
    sites = _site_names(names)
    usable = [title for title in (*names.shared, *titles) if not is_blank(title, names.host)]
    headings = [heading for heading in names.headings if not is_blank(heading, names.host) and not is_blocked(heading)]
    if not usable:
        return _tidy(next((h for h in headings if fold(h) not in sites), "")) or None
    return _tidy(_settle(usable, headings, sites)) or None


def fold(text: str) -> str:
    """Return a text's letters and digits in lower case: what two spellings of one title have in common."""
    return _LETTERS.sub("", normalize("NFKC", text).casefold())


def _refuses(title: str, names: Names) -> bool:
    if is_blocked(title):
        return True
    head, *rest = _segments(title)
    return (
        bool(rest)
        and len(rest) <= 2
        and is_blocked(head)
        and not any(fold(head) == fold(h) and len(head) > 20 for h in names.headings)
    )


def _settle(usable: list[str], headings: list[str], sites: frozenset[str]) -> str:
    lead = usable[0]
    # <title> goes on in the middle of a phrase where og:title ends: cut at a quote that was not escaped.
    for longer in usable[1:]:
        if _is_cut(lead, longer):
            lead = longer
            break
    confirmed = _confirmed(lead, headings, sites)
    if confirmed:
        return confirmed
    return _without_site(lead, usable, sites)


def _is_cut(lead: str, longer: str) -> bool:
    if len(longer) <= len(lead) or not longer.startswith(lead.rstrip()):
        return False
    rest = longer[len(lead.rstrip()) :]
    return rest[:1] in "\"“”'" or rest[:2] in (' "', " “")


def _confirmed(lead: str, headings: list[str], sites: frozenset[str]) -> str:
    """Return the part of ``lead`` that a heading repeats, from a separator to a separator."""
    best = ""
    for heading in headings[:8]:
        folded = fold(heading)
        if len(folded) < 2 or folded in sites:
            continue
        found = _part(lead, folded)
        if len(found) > len(best):
            best = found
    return best


def _part(lead: str, folded: str) -> str:
    """Return the run of ``lead``'s segments that reads as ``folded``, else its beginning that does, else ``""``."""
    if fold(lead) == folded:
        return lead
    bounds = [0, *(edge for match in _SEPARATOR.finditer(lead) for edge in match.span()), len(lead)]
    starts, ends = bounds[::2], bounds[1::2]
    for first, start in enumerate(starts):
        for end in ends[first:]:
            if fold(lead[start:end]) == folded:
                return lead[start:end]
    return ""


def _without_site(lead: str, usable: list[str], sites: frozenset[str]) -> str:
    for other in usable:
        if other != lead and len(fold(other)) > 3 and fold(other) not in sites:
            part = _part(lead, fold(other))
            if part and part != lead:
                return part
    segments = _segments(lead)
    if len(segments) < 2:
        return lead
    start, end = 0, len(lead)
    bounds = list(_SEPARATOR.finditer(lead))
    while bounds and fold(lead[bounds[-1].end() : end]) in sites:
        end = bounds.pop().start()
    while bounds and fold(lead[start : bounds[0].start()]) in sites:
        start = bounds.pop(0).end()
    if (start, end) != (0, len(lead)):
        return lead[start:end]
    first = bounds[0].start()
    if len(fold(lead[:first])) >= 0.4 * len(fold(lead)):
        return lead[:first]
    return lead


def _segments(title: str) -> list[str]:
    return [part for part in _SEPARATOR.split(title) if part.strip()] or [title]


def _site_names(names: Names) -> frozenset[str]:
    labels = names.host.removeprefix("www.").split(".")
    hosts = {names.host, names.host.removeprefix("www."), *(label for label in labels[:-1] if len(label) > 2)}
    return frozenset(fold(name) for name in (*names.sites, *hosts)) - {""}


def _tidy(title: str) -> str:
    return _EDGES.sub("", title).strip()
