"""When what was seen is proof: one strong witness, or two that do not copy each other. Pure.

The words of a title and those of a text are one author's, and so are a page's scripts and its markup: two of a kind
are one witness. Being short is one as well: a page of forty words that says "for sale" says nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fetchers.facts import Witness

STRONG: Final = frozenset({Witness.SERVICE, Witness.STATUS, Witness.HEADER, Witness.SIBLING})
_SOURCES: Final = (
    {Witness.TITLE, Witness.TEXT},
    {Witness.SCRIPT, Witness.MARKUP},
    {Witness.ADDRESS},
    {Witness.LENGTH},
    {Witness.HISTORY},
)
_OF_A_SHELL: Final = frozenset({Witness.TITLE, Witness.TEXT})
"""What a page that needs a script shows without one: the template's words, not the page's."""


def is_proof(kinds: Iterable[Witness], *, shell: bool = False) -> bool:
    """Whether witnesses of these kinds are enough to say that a page is not what was asked for.

    ``shell`` is said of a page that only a script would paint: its words do not count.
    """
    heard = frozenset(kinds) - (_OF_A_SHELL if shell else frozenset())
    return bool(heard & STRONG) or sum(1 for source in _SOURCES if heard & source) > 1
