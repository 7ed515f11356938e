"""Whether a page has the parts that fragments name. Pure.

A fragment is a *place* (the id of an element, a heading, a line, a comment) or the *state* of an application, which
only its script reads (``#gid=0``, ``#narrow/stream/3``, ``#map=5/51.5/-0.1``). A page can lack a place; of a state that
it does not know nothing can be said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape
from itertools import islice
from typing import Final
from urllib.parse import unquote

from fetchers.addresses.hosts import is_below

_TEXT_DIRECTIVE: Final = ":~:"
"""https://wicg.github.io/scroll-to-text-fragment/: what follows is for the browser, not the name of a part."""
_PREFIXES: Final = ("user-content-",)
"""GitHub and GitLab put it before the names that a document's author gave."""
_ROUTES: Final = ("/", "!")
_STATE = re.compile(r"[=/?&!:;|$@{}\[\]<>\\^`\"]|[A-Za-z0-9+_-]{48,}")
"""What names of parts do not have, or what an application has packed. ``#fn:1`` is a part where the page has it."""
_LINE = re.compile(r"(?P<start>(?P<mark>L|l|n|line-?|lines-|LC)\d+)(?:C\d+)?(?:[-:,](?:L|l|n)?\d+(?:C\d+)?)?")
"""Lines of a file: GitHub ``L10-L20`` and ``L10C5-L12C3``, GitLab ``L10-20``, cgit ``n10``, Mercurial ``l10``,
Bitbucket ``lines-10:20``."""
_LOADED = re.compile(
    r"(?:issue|discussion|commit)?comments?[-_]?\d+(?:_\d+)?|discussioncomment-\d+|discussion_r\d+|r\d{4,}|note_\d+\w*|"
    r"pullrequestreview-\d+|issue-\d+(?:-\w+)?|event-\d+|diff-.*|ref-[a-z]+-.*|commits-pushed-\w+|partial-.*|"
    r"(?:answer|reply|post|msg|message|c|p|pid)[-_]?\d{3,}",
    re.IGNORECASE,
)
"""Comments, files of a difference, and what else a script loads, or another page of the same thread has."""
_ON_GITHUB = re.compile(r"readme|.*-ov-file|start-of-content|js-repo-pjax-container", re.IGNORECASE)
_APPLICATIONS: Final = (
    "docs.google.com", "drive.google.com", "mail.google.com", "desmos.com", "excalidraw.com", "godbolt.org",
    "play.rust-lang.org", "typescriptlang.org", "regexr.com", "diagrams.net", "draw.io", "mermaid.live", "matrix.to",
    "openstreetmap.org", "photopea.com", "jsfiddle.net", "webminal.org", "sourcegraph.com", "mega.nz", "element.io",
)  # fmt: skip
"""Sites that are a single-page application: only their script interprets what follows the ``#``."""
_HEADING = re.compile(r"<(?P<name>h[1-6]|dt|summary|caption|legend)\b(?P<attributes>[^<>]{0,400})>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_LONGEST_HEADING: Final = 600
_MOST_HEADINGS: Final = 3000
_OWN_NAME = re.compile(r"(?<![\w-])(?:id|name)\s{0,9}=", re.IGNORECASE)
_NUMBERING = re.compile(r"\A(?:\d+(?:\.\d+)*|[ivx]+)[.)、．\s]\s*", re.IGNORECASE)
_AGAIN = re.compile(r"[-_]\d{1,2}\Z")
_CUT: Final = 30
"""Scripts cut long slugs; nothing shorter is taken for the beginning of a heading."""


def judge_fragments(
    fragments: Iterable[str], anchors: frozenset[str], *, complete: bool, host: str = "", text: str = ""
) -> Mapping[str, bool]:
    """Return for each fragment whether the page has it; fragments that cannot be decided are left out.

    ``text`` is the page's markup: the words of a heading that has no id stand in for one that a script will set.
    Nothing can be said of a state, of what is loaded later, nor of a name that is missing from a page not read to its
    end.
    """
    found: dict[str, bool] = {}
    for fragment in fragments:
        known = None if is_below(host, _APPLICATIONS) else _has(fragment, anchors, host)
        if known is False and text and _stands_in(_name(fragment), anchors, text):
            known = True
        if known or (known is False and complete):
            found[fragment] = known
    return found


def checkable(fragments: Sequence[str], host: str) -> tuple[str, ...]:
    """Return those fragments whose absence from a page of a host says something."""
    return tuple(fragment for fragment in fragments if _is_place(_name(fragment), host))


def until_named(fragments: Iterable[str]) -> Callable[[bytes], bool]:
    """Return a function that says of a partial body whether it has all the parts that fragments name.

    A name in a script may mislead it; then that part is not judged.
    """
    wanted = [re.compile(_attribute(names)) for names in map(_names, fragments) if names]

    def named(body: bytes) -> bool:
        return all(pattern.search(body) for pattern in wanted)

    return named


def _attribute(names: Iterable[str]) -> bytes:
    either = b"|".join(re.escape(name.encode("utf-8", "replace")) for name in names)
    return rb"\b(?:id|name)\s{0,9}=\s{0,9}[\"']?(?:" + either + rb")(?=[\"'\s>/])"


def _has(fragment: str, anchors: frozenset[str], host: str) -> bool | None:
    """HTML, "find a potential indicated element": the name as it stands, then percent-decoded; empty and ``top``."""
    name = _name(fragment)
    names = _names(fragment)
    if not names and not name.startswith(_ROUTES):
        return True
    if anchors & names:
        return True
    line = _LINE.fullmatch(unquote(name))
    if line is not None:
        numbered = re.compile(re.escape(line["mark"]) + r"\d+")
        return False if any(numbered.fullmatch(anchor) for anchor in anchors) else None
    return False if _is_place(name, host) else None


def _is_place(name: str, host: str) -> bool:
    """Whether a name can only mean a part of the page itself."""
    plain = unquote(name)
    if is_below(host, ("github.com",)) and _ON_GITHUB.fullmatch(plain):
        return False
    return not (_STATE.search(plain) or _LINE.fullmatch(plain) or _LOADED.fullmatch(plain))


def _names(fragment: str) -> frozenset[str]:
    """Return the names that a part may have to be meant; none for a route and for the top of a page."""
    name = _name(fragment)
    plain = unquote(name)
    if not name or name.startswith(_ROUTES) or plain.lower() == "top":
        return frozenset()
    line = _LINE.fullmatch(plain)
    names = {name, plain, *((line["start"],) if line else ())}
    return frozenset(names | {prefix + each for prefix in _PREFIXES for each in names})


def _name(fragment: str) -> str:
    return fragment.removeprefix("#").partition(_TEXT_DIRECTIVE)[0]


def _stands_in(name: str, anchors: frozenset[str], text: str) -> bool:
    """Whether a heading without an id says what the fragment does: anchor.js, ReSpec and others give it its id."""
    wanted = _key(unquote(name))
    if not wanted or "<script" not in text.lower() or any(_key(anchor) == wanted for anchor in anchors):
        return False
    again = _key(_AGAIN.sub("", unquote(name)))
    for heading in _nameless_headings(text):
        keys = {_key(heading), _key(_NUMBERING.sub("", heading))}
        if keys & {wanted, again} or (len(wanted) >= _CUT and any(key.startswith(wanted) for key in keys)):
            return True
    return False


def _nameless_headings(text: str) -> Iterator[str]:
    for match in islice(_HEADING.finditer(text), _MOST_HEADINGS):
        inner = text[match.end() : match.end() + _LONGEST_HEADING].partition(f"</{match['name']}")[0]
        if not _OWN_NAME.search(match["attributes"]) and not any(map(_OWN_NAME.search, _TAG.findall(inner))):
            yield " ".join(unescape(_TAG.sub("", inner)).split())


def _key(text: str) -> str:
    """Return the letters and digits of a text: what all makers of slugs keep."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())
