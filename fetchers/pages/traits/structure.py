"""What an answer is by its structure, in whatever words: a lander, an empty folder, an empty web root. Pure.

A lander stands in the place of a site whose domain was sold or ran out: it is named by the domain, has next to nothing
to read, and its links, frame or form lead to whoever earns by it (Vissers et al., NDSS 2015). The judge asks whether
every address of the site shows it, since a person's page of links looks like one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from fetchers.facts import Witness
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.shape import plain
from fetchers.pages.traits.shell import loads_own_script

_LITTLE: Final = 25
"""Words of sentences that a lander has at most; labels and links aside."""
_MOST: Final = 150
_A_SENTENCE: Final = 3
"""Words about a domain beside its name: "the domain x is for sale", but not "welcome to x"."""
_FEWEST_LINKS: Final = 3
_TOKENS: Final = 20
"""Characters of a query that says who sent the reader."""
_MOSTLY: Final = 0.8
_FRAME: Final = re.compile(r"<i?frame\b[^<>]{0,300}?\bsrc\s*=\s*[\"']?([^\"'\s<>]{1,600})", re.IGNORECASE)
_AMOUNT: Final = re.compile(
    r"(?:[$€£¥₽₹₩]|\b(?:usd|eur|gbp|cny|rmb)) ?\d[\d.,]{2,12}|"
    r"\d[\d.,]{2,12} ?(?:[$€£¥₽₹₩元円원]|(?:usd|eur|gbp|cny|rmb|руб)\b)"
)
_FEW: Final = 60
_WEB_ROOT: Final = re.compile(
    r"(?<!\w)(?:public_html|htdocs|httpdocs|html_public|wwwroot|webroot|www-root|document ?root|"
    r"s?ftp|cpanel|plesk|directadmin|ispconfig|index\.(?:html?|php)|/html|/var/www\S{0,40})(?![a-z])"
)
"""Names that are the same in every language: of the folder, its first file, the way into it and the panels for it."""
_CONTACT: Final = re.compile(r"<form\b|mailto:|<input\b[^<>]{0,300}?\btype\s*=\s*[\"']?(?:email|tel)")


def lander(evidence: Evidence) -> bool:
    """A page that is named by its domain, says hardly anything, and only passes its reader on, or offers the domain."""
    if not evidence.is_html or evidence.page is None or evidence.length > _MOST:
        return False
    if evidence.seen.prose_words > _LITTLE or not _is_named_by_domain(evidence):
        return False
    return (
        _passes_on(evidence)
        or _frames(evidence)
        or _sends_on(evidence)
        or _is_priced(evidence)
        or _is_about_its_name(evidence)
    )


def _host(evidence: Evidence) -> str:
    return evidence.address.partition("/")[0].partition(":")[0].lower().removeprefix("www.")


def _is_named_by_domain(evidence: Evidence) -> bool:
    host = _host(evidence)
    return not evidence.title or host in evidence.title or evidence.title == host.partition(".")[0]


def _passes_on(evidence: Evidence) -> bool:
    """Whether nearly all links carry a long query: they are counted by whoever pays for them."""
    links = evidence.links
    counted = [link for link in links if len(link.partition("?")[2]) >= _TOKENS]
    return len(counted) >= _FEWEST_LINKS and len(counted) >= _MOSTLY * len(links)


def _frames(evidence: Evidence) -> bool:
    return any(_tells_domain(match[1], evidence) for match in _FRAME.finditer(evidence.html))


def _sends_on(evidence: Evidence) -> bool:
    page = evidence.page
    return page is not None and page.refresh is not None and _tells_domain(page.refresh, evidence)


def _tells_domain(target: str, evidence: Evidence) -> bool:
    """Whether an address on another host has the domain in its query."""
    host = _host(evidence)
    try:
        parts = urlsplit(urljoin(evidence.final_url, target))
    except ValueError:
        return False
    other = (parts.hostname or host).removeprefix("www.")
    return other != host and not other.endswith("." + host) and host in unquote(parts.query).lower()


def _is_priced(evidence: Evidence) -> bool:
    """Whether title or heading is the domain and nothing else, with an amount of money and a way to reply."""
    host = _host(evidence)
    if host not in (evidence.title.removeprefix("www."), evidence.heading.removeprefix("www.")):
        return False
    return _AMOUNT.search(evidence.visible) is not None and _CONTACT.search(evidence.lowered) is not None


def _is_about_its_name(evidence: Evidence) -> bool:
    """Whether the title is the domain and the heading a sentence about it, over few words and no link."""
    host = _host(evidence)
    if evidence.title.removeprefix("www.") != host or evidence.length > _LITTLE or evidence.links:
        return False
    return host in evidence.heading and len(evidence.heading.replace(host, " ").split()) >= _A_SENTENCE


def empty_folder(evidence: Evidence) -> bool:
    """A server's own list of a folder, called by the folder's path, of which no link leads into it."""
    path = unquote("/" + evidence.address.partition("/")[2].partition("?")[0].partition("#")[0])
    if len(path) < _FEWEST_LINKS or not path.endswith("/") or evidence.length > _MOST or loads_own_script(evidence):
        return False
    if not any(name.rstrip("/").endswith(plain(path).rstrip("/")) for name in (evidence.title, evidence.heading)):
        return False
    inside = (unquote(urlsplit(target).path) for link in evidence.links if (target := _joined(evidence, link)))
    return evidence.seen.prose_words <= _LITTLE and not any(
        place.startswith(path) and place != path for place in inside
    )


def web_root(evidence: Evidence) -> bool:
    """A front page of few words, without a link into its site, that names the folder which a site's files go into."""
    if evidence.length > _FEW or not evidence.is_html or evidence.asked.partition("/")[2].strip("/"):
        return False
    host = _host(evidence)
    inside = (urlsplit(target) for link in evidence.links if (target := _joined(evidence, link)))
    if any((place.hostname or host).removeprefix("www.") == host and place.path.strip("/") for place in inside):
        return False
    return _WEB_ROOT.search(evidence.visible) is not None and not loads_own_script(evidence)


def _joined(evidence: Evidence, link: str) -> str:
    try:
        return urljoin(evidence.final_url, link)
    except ValueError:
        return ""


_PLAN: Final = frozenset({Witness.MARKUP})
RULES: Final[tuple[tuple[str, Callable[[Evidence], bool], frozenset[Witness]], ...]] = (
    ("lander", lander, _PLAN),
    ("empty-folder", empty_folder, _PLAN),
    ("web-root", web_root, frozenset({Witness.TEXT})),
)
"""Trait, the question that gives it, and the kind of sign that it is."""
