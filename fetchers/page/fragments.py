"""Whether a page has the parts that fragments name. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


def _has(fragment: str, anchors: frozenset[str]) -> bool | None:
    """HTML, "find a potential indicated element": the name as it stands, then percent-decoded; empty and ``top``."""
    name = fragment.removeprefix("#").partition(_TEXT_DIRECTIVE)[0]
    if name.startswith(_ROUTES):
        return None
    plain = unquote(name)
    if not name or plain.lower() == "top":
        return True
    names = {name, plain}
    return bool(anchors & (names | {prefix + each for prefix in _PREFIXES for each in names}))
