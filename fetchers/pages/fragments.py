"""Whether a page has the parts that fragments name. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final
from urllib.parse import unquote

_TEXT_DIRECTIVE: Final = ":~:"
"""https://wicg.github.io/scroll-to-text-fragment/: what follows is for the browser, not the name of a part."""
_PREFIXES: Final = ("user-content-",)
"""GitHub and GitLab put it before the names that a document's author gave."""
_ROUTES: Final = ("/", "!")


def judge_fragments(fragments: Iterable[str], anchors: frozenset[str], *, complete: bool) -> Mapping[str, bool]:
    """Say of each fragment whether the page has it; one of which nothing can be said is left out.

    Nothing can be said of client-side routes, nor of a name that is missing from a page not read to its end.
    """
    found: dict[str, bool] = {}
    for fragment in fragments:
        known = _has(fragment, anchors)
        if known or (known is False and complete):
            found[fragment] = known
    return found


def until_named(fragments: Iterable[str]) -> Callable[[bytes], bool]:
    """Return what tells of a body so far whether all the parts that fragments name have come.

    It may be mistaken about a name in a script; then nothing is said of that part.
    """
    wanted = [re.compile(_attribute(names)) for names in map(_names, fragments) if names]

    def named(body: bytes) -> bool:
        return all(pattern.search(body) for pattern in wanted)

    return named


def _attribute(names: Iterable[str]) -> bytes:
    either = b"|".join(re.escape(name.encode("utf-8", "replace")) for name in names)
    return rb"\b(?:id|name)\s{0,9}=\s{0,9}[\"']?(?:" + either + rb")(?=[\"'\s>/])"


def _has(fragment: str, anchors: frozenset[str]) -> bool | None:
    """HTML, "find a potential indicated element": the name as it stands, then percent-decoded; empty and ``top``."""
    name = _name(fragment)
    if name.startswith(_ROUTES):
        return None
    names = _names(fragment)
    return not names or bool(anchors & names)


def _names(fragment: str) -> frozenset[str]:
    """Return the names that a part may have to be meant; none for a route and for the top of a page."""
    name = _name(fragment)
    plain = unquote(name)
    if not name or name.startswith(_ROUTES) or plain.lower() == "top":
        return frozenset()
    names = {name, plain}
    return frozenset(names | {prefix + each for prefix in _PREFIXES for each in names})


def _name(fragment: str) -> str:
    return fragment.removeprefix("#").partition(_TEXT_DIRECTIVE)[0]
