"""Named facts about head and body of one answer: walls, not-found pages, parking lots. Data tables and pure rules.

A trait is a fact, not an opinion: ``linkcheck.judge`` decides what it means beside a status and a history.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from fetchers.facts import Page, Witness
from fetchers.pages.html.visible import Visible
from fetchers.pages.traits import access_walls as walls
from fetchers.pages.traits import challenges, doubts, losses, own_status, pagefacts, parked, platforms, shell, structure
from fetchers.pages.traits import default_pages as hosts
from fetchers.pages.traits import not_found as lost
from fetchers.pages.traits import server_errors as ill
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.marker import REFERENCE, SUCCESS, Table
from fetchers.pages.traits.shape import SHORT, segments
from fetchers.pages.traits.topics import WORDED, is_asked_for, says_more

_MARKERS: Final = (
    *challenges.MARKERS,
    *walls.MARKERS,
    *parked.MARKERS,
    *hosts.MARKERS,
    *platforms.MARKERS,
    *own_status.MARKERS,
    *ill.MARKERS,
    *pagefacts.MARKERS,
)
_TABLE: Final = Table(_MARKERS)
_OF_THE_PAGE: Final = lost.RULES + losses.RULES + doubts.RULES + pagefacts.RULES + structure.RULES + own_status.RULES

TRAITS: Final = (
    frozenset(marker.trait for marker in _MARKERS)
    | {name for name, _, _ in _OF_THE_PAGE}
    | {"app-shell", "script-routed", "unfinished", "names-itself", "says-more", "item-lost"}
)
"""Every name that ``find_witnesses`` can give."""


def find_witnesses(
    *,
    status: int | None,
    headers: Mapping[str, str],
    text: str,
    page: Page | None,
    url: str,
    final_url: str,
    seen: Visible | None = None,
) -> dict[str, frozenset[Witness]]:
    """Return the traits of an answer, each with the kinds of sign it rests on.

    ``headers`` have lower-case names, ``text`` is the decoded body ("" where it is no text), ``page`` and ``seen`` what
    was read from it, ``url`` the address that was asked for and ``final_url`` that of the last hop.
    """
    evidence = Evidence(status, headers, text, page, url, final_url, seen or Visible())
    found = _TABLE.marked(evidence)
    if status is not None and 200 <= status < 300:
        for name, rule, kinds in _OF_THE_PAGE:
            if rule(evidence):
                found[name] = found.get(name, frozenset()) | kinds
    found = {trait: kinds for trait, kinds in found.items() if not _is_innocent(trait, kinds, evidence)}
    if status is not None and 200 <= status < 300:
        found = _without_a_shells(found, evidence)
        if not _COMPARED.isdisjoint(found) and shell.may_route(evidence):
            found["script-routed"] = _PAINTS
        if "off-entry" in found and doubts.names_itself(evidence):
            found["names-itself"] = _MENTIONED
        if not _NOTICES.isdisjoint(found) and says_more(evidence):
            found["says-more"] = _MENTIONED
        if "names-loss" in found and shell.is_unfinished(evidence):
            found["unfinished"] = _PAINTS
        if "names-loss" in found and losses.names_own_loss(evidence):
            found["item-lost"] = _MENTIONED
    refused = _STATUS if status is not None and status >= 400 else frozenset()
    return {trait: kinds | _brevity(trait, evidence) | refused for trait, kinds in found.items()}


_PLAIN: Final = frozenset({Witness.SERVICE, Witness.STATUS, Witness.HEADER})
_STATUS: Final = frozenset({Witness.STATUS})
_BY_SCRIPT: Final = frozenset({Witness.MARKUP, Witness.SCRIPT})
_SHORT: Final = frozenset({Witness.LENGTH})
_QUIET: Final = 14
"""Words of a page on which a vendor's script is all there is."""
_ENTRY_WORDS: Final = 40
"""Words of an entry in a glossary; an error page of a documentation's has fewer of its own."""
_OWN_WORDS: Final = 70
"""Words of a page's own on which it says one thing."""
_WORDS: Final = frozenset({Witness.TITLE, Witness.TEXT})
_ILL: Final = frozenset({"maintenance", "server-error-page", "database-error"})
_DOCUMENT: Final = 3
"""Headings below the first from which on a page is a document: a notice has one message."""
_REMAINS: Final = re.compile(
    r"\b(?:remains?|still|stays?|continues? to be) (?:available|online|accessible|up)\b|bleib\w* (?:verfügbar|online)|"
    r"reste(?:nt)? (?:disponible|en ligne|accessible)s?|sigue[n]? disponibles?|остаются доступны|"
    r"仍可(?:以)?(?:下载|访问|查看|浏览)|仍然可(?:以|用)|引き続き(?:ご覧|ご利用|公開)"
)
"""What a farewell keeps for its readers."""
_LOOKS_AT_ADDRESS: Final = frozenset({Witness.ADDRESS})
_STRANGE: Final = "strange-text"
_COMPARED: Final = frozenset({"off-address", "off-entry", "names-loss", "empty-slot", _STRANGE})
"""What the judge believes only once the page was compared with another of its site."""
_PAINTS: Final = frozenset({Witness.SCRIPT})
_MENTIONED: Final = frozenset({Witness.MARKUP})
_ASKING: Final = frozenset(name for name, _, _ in losses.RULES + doubts.RULES)
_WRITTEN: Final = frozenset({"names-loss", "empty-slot"})
"""What a server wrote into its template, however little there is beside it."""
_KEPT_ON_SHELLS: Final = frozenset({"empty-body", "moved-stub", "says-archived", "lander"})


def _is_innocent(trait: str, kinds: frozenset[Witness], evidence: Evidence) -> bool:
    """Whether a sign says nothing here: a vendor's script on a page with more, or the word that was asked for."""
    if kinds & _PLAIN:
        return trait == "default-page" and is_asked_for(trait, evidence.url)
    if trait.startswith("challenge") and kinds <= _BY_SCRIPT:
        if evidence.status in (404, 410):
            return True
        if evidence.status in SUCCESS and evidence.length > _QUIET:
            return True
    if kinds == _LOOKS_AT_ADDRESS or trait == _STRANGE:
        return False
    if kinds <= _WORDS and _is_no_notice(trait, evidence):
        return True
    return is_asked_for(trait, evidence.url) or _heads_a_reference(evidence)


def _is_no_notice(trait: str, evidence: Evidence) -> bool:
    """Whether a page speaks of itself as of a text, or has sections: what its words say of a wall is no notice."""
    if trait in _ILL and evidence.sections >= _DOCUMENT:
        return True
    if trait == "service-ended":
        return _REMAINS.search(evidence.said) is not None
    return trait not in _SAID_BY_THE_PAGE and evidence.is_a_text


def _heads_a_reference(evidence: Evidence) -> bool:
    """Whether a work of reference has a page under this title with words of its own, and they accuse nobody."""
    return (
        evidence.own_length >= _ENTRY_WORDS
        and any(map(REFERENCE.search, segments(evidence.title)[1:]))
        and not lost.bears_out_absence(evidence)
    )


def _without_a_shells(found: dict[str, frozenset[Witness]], evidence: Evidence) -> dict[str, frozenset[Witness]]:
    """Leave out what the template of a page that needs a script says, and say that it is one."""
    mounts = shell.has_empty_mount(evidence)
    if mounts or shell.asks_for_script(evidence) or (not _MESSAGES.isdisjoint(found) and shell.is_template(evidence)):
        kept = {
            trait: kinds
            for trait, kinds in found.items()
            if kinds & (_PLAIN | _LOOKS_AT_ADDRESS)
            or trait in _KEPT_ON_SHELLS
            or (trait.startswith("challenge") and not mounts)
        }
        return kept | {"app-shell": frozenset({Witness.MARKUP, Witness.LENGTH})}
    if shell.is_bare(evidence) and _WRITTEN.isdisjoint(found) and not found.keys() - _KEPT_ON_SHELLS - _ASKING:
        return found | {"app-shell": frozenset({Witness.MARKUP, Witness.LENGTH})}
    return found


def _brevity(trait: str, evidence: Evidence) -> frozenset[Witness]:
    """Return what the page's length adds: so short that it is about nothing else, menus and lists left out."""
    if evidence.page is None:
        return frozenset()
    if trait in _SAID_BY_THE_PAGE and evidence.own_length >= _ENTRY_WORDS and not lost.bears_out_absence(evidence):
        return frozenset()
    if evidence.length <= SHORT:
        return _SHORT
    own = trait in _SAID_BY_THE_PAGE and evidence.own_length <= _OWN_WORDS and evidence.length <= _MOST_AROUND
    return _SHORT if own else frozenset()


_SAID_BY_THE_PAGE: Final = frozenset({"title-not-found", "body-not-found"})
_MESSAGES: Final = _SAID_BY_THE_PAGE | {"vague-error", "names-loss"}
_NOTICES: Final = _SAID_BY_THE_PAGE | WORDED.keys() | {"names-loss"}
_MOST_AROUND: Final = 400
