"""Signs that are no proof, but reason enough to request an address that cannot exist (the sibling). Pure.

A page that says nothing of what its address or its entry names, in any words and language. How the server treats what
cannot exist tells what it meant (Bar-Yossef et al., WWW 2004). Apologies and notices of loss: ``losses``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote, urldefrag, urljoin

from fetchers.facts import Witness
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.shape import BRIEF, FILE_ENDING, QUOTED, SHORT, measure, plain, segments
from fetchers.pages.traits.shell import asks_for_password, is_to_be_painted, is_to_be_used, loads_own_script, may_go_on


def empty_slot(evidence: Evidence) -> bool:
    """A title was made from a record that is not there: ``undefined | Site``, ``- Site``. Nor is there an article."""
    if evidence.length > BRIEF:
        return False
    title = evidence.title
    holes = [part for part in segments(title) if part in _HOLES]
    return _OPEN_END.search(title) is not None or (bool(holes) and not any(map(evidence.is_asked_for, holes)))


def off_address(evidence: Evidence) -> bool:
    """A short page that does not mention what its address names, or only repeats it, and is not a tool."""
    if evidence.length > SHORT or not evidence.is_html or not evidence.rest:
        return False
    item, shown = _item(evidence), f"{evidence.title} {evidence.visible}"
    if _may_be_echoed(item, evidence):
        shown = shown.replace(item, " ")
    return not _says(item, evidence, shown) and _is_what_it_shows(evidence)


def _may_be_echoed(item: str, evidence: Evidence) -> bool:
    """Whether a page of a few sentences is called by its address alone, or quotes it: "No entries for 'lamps'"."""
    if not item or evidence.own_length > _A_NOTE:
        return False
    return item in evidence.names or any(item == quoted[0][1:-1] for quoted in QUOTED.finditer(evidence.visible))


def off_entry(evidence: Evidence) -> bool:
    """A site's page, with a menu or with much to read, says nothing of what its address names.

    The judge looks what the list calls it. No wall is furnished like that.
    """
    if not evidence.is_html or evidence.page is None or evidence.length > _MUCH:
        return False
    if not _NAME.search(evidence.asked.partition("/")[2]):
        return False
    if not _is_called_otherwise(evidence):
        return False
    if evidence.length <= SHORT and not _is_furnished(evidence):
        return False
    return not asks_for_password(evidence) and (is_sent_on(evidence) or _is_what_it_shows(evidence, furnished=True))


def strange_text(evidence: Evidence) -> bool:
    """A page of some sentences that is called by no word of its address, and nothing on it waits for a script."""
    if not evidence.is_html or evidence.page is None or evidence.own_length < _A_FEW_SENTENCES:
        return False
    if evidence.length > BRIEF or not _is_called_otherwise(evidence):
        return False
    return not asks_for_password(evidence) and not is_to_be_painted(evidence) and not is_to_be_used(evidence)


def _is_called_otherwise(evidence: Evidence) -> bool:
    """Whether title and heading have no word of the path. Where the reader was sent on, only the item counts."""
    own = _item(evidence) if is_sent_on(evidence) else FILE_ENDING.sub("", _asked_path(evidence))
    return not _says(own, evidence, f"{evidence.title} {evidence.heading}")


def _says(named: str, evidence: Evidence, shown: str) -> bool:
    """Whether a text has a word of a name, but where it repeats the address, and but for the site's name."""
    path, host = _asked_path(evidence), evidence.asked.partition("/")[0]
    for echo in (path, path.rstrip("/"), path.rstrip("/").rpartition("/")[2]):
        if _RAW.search(echo):
            shown = shown.replace(echo, " ")
    return any(name in shown for name in _NAME.findall(named) if name not in host)


def _asked_path(evidence: Evidence) -> str:
    return plain(unquote("/" + evidence.asked.partition("/")[2].partition("?")[0].partition("#")[0]))


def _item(evidence: Evidence) -> str:
    """Return what the address calls its one page: a folder is the name of its shelf, a program that of all pages."""
    path = _asked_path(evidence).rstrip("/")
    query = evidence.asked.partition("?")[2].partition("#")[0]
    if query and _PROGRAM.search(path):
        return plain(unquote(" ".join(part.partition("=")[2] for part in query.split("&"))))
    parts = FILE_ENDING.sub("", path).split("/")
    return next((part for part in reversed(parts) if _NAME.search(part)), "")


def names_itself(evidence: Evidence) -> bool:
    """Whether a link of the page leads to the address asked for, as a site's menu and its choice of languages do."""
    asked = urldefrag(evidence.url).url.partition("://")[2].rstrip("/")
    return any(_joined(evidence.final_url, link) == asked for link in evidence.links)


def _joined(base: str, link: str) -> str:
    try:
        return urldefrag(urljoin(base, link)).url.partition("://")[2].rstrip("/")
    except ValueError:
        return ""


def is_sent_on(evidence: Evidence) -> bool:
    """Whether another address than the one asked for has answered."""
    return _path(evidence.asked) != _path(evidence.address)


def _path(address: str) -> str:
    return "/" + address.partition("/")[2].partition("?")[0].partition("#")[0].rstrip("/")


def _is_furnished(evidence: Evidence) -> bool:
    """Whether a page has a menu, or is in the menu itself: a parked name, a wall or a notice has none."""
    links = evidence.links
    if len(links) >= _MENU:
        return True
    own = {link.rstrip("/") for link in links if link.startswith("/") and not link.startswith("//")} - {""}
    if is_sent_on(evidence):
        return _path(evidence.address) in own
    return len(own) >= _SMALL_MENU and evidence.length >= _A_TEXT


def _is_what_it_shows(evidence: Evidence, *, furnished: bool = False) -> bool:
    """Whether a page is there to be read: no tool, and with nothing that a script of its own may add.

    A page of few words may be a wall or a template wherever it has such a script, unless its site's menu stands around
    a message that leads nowhere but home; another where an element is left empty. A site's page may ask for an address
    to write to.
    """
    is_brief = evidence.own_length <= _FEW_SENTENCES or evidence.length <= SHORT
    if is_brief and is_to_be_used(evidence, asks_for_mail=furnished):
        return False
    if is_brief and loads_own_script(evidence):
        return furnished and _has_a_message(evidence) and not may_go_on(evidence)
    return not (loads_own_script(evidence) and is_to_be_painted(evidence))


def _has_a_message(evidence: Evidence) -> bool:
    """Whether a heading stands over a sentence: what waits for a script has labels, or nothing."""
    return bool(evidence.heading) and any(measure(line) >= _A_LINE for line in evidence.own_lines)


_NAME: Final = re.compile(r"[^\W\d_]{3,}|\d{3,}")
_RAW: Final = re.compile(r"[/\d_-]")
"""Characters of an address that a name in prose does not have: "/x is not here" does not mention x."""
_PROGRAM: Final = re.compile(r"\.(?:php\d?|aspx?|jsp|cgi|do|pl|cfm|action)\Z")
_HOLES: Final = frozenset({"undefined", "null", "nan", "[object object]", "(null)"})
"""What languages print in the place of nothing."""
_OPEN_END: Final = re.compile(r"\A[|–—·:-]+ \S|\S [|–—·:-]+\Z")
"""A title's separator with nothing on one of its sides."""
_A_NOTE: Final = 30
"""Words of sentences that may all be about an address that was typed in."""
_MENU: Final = 6
"""Links of a page that is one of a site's; a parked name, a wall or a notice has fewer."""
_SMALL_MENU: Final = 3
_A_TEXT: Final = 60
_MUCH: Final = 900
_FEW_SENTENCES: Final = 60
_A_LINE: Final = 4
"""Words of a sentence; a label has fewer."""
_A_FEW_SENTENCES: Final = 40
"""Words of sentences that say what a site is for; a wall, a loader or a notice has fewer."""

_TEXT: Final = frozenset({Witness.TEXT})
RULES: Final[tuple[tuple[str, Callable[[Evidence], bool], frozenset[Witness]], ...]] = (
    ("empty-slot", empty_slot, frozenset({Witness.TITLE})),
    ("off-address", off_address, _TEXT),
    ("off-entry", off_entry, _TEXT),
    ("strange-text", strange_text, _TEXT),
)
"""Trait, the question that gives it, and the kind of sign that it is."""
