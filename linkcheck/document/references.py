"""Link reference definitions: where the address of a reference stands. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import pyromark
from pyromark import Options

from linkcheck.document.destinations import definition_destination

OPTIONS: Final = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_GFM
)
"""As GitHub shows a README. Front matter (frontmatter.py) and math (display_math.py) are ours."""


class Definition(NamedTuple):
    """One ``[label]: address``. ``at`` is where it starts, ``span`` where its address stands."""

    label: str
    url: str
    at: int
    span: tuple[int, int]


class Definitions:
    """The definitions of a document, by label; tells those that nothing uses."""

    def __init__(self, data: bytes, markdown: str, base: int) -> None:
        self._by_label: dict[str, Definition] = {}
        self._used: set[str] = set()
        if "]:" not in markdown:
            return
        for label, definition in pyromark.reference_definitions(markdown, options=OPTIONS).items():
            start, end = definition["span"]["start"] + base, definition["span"]["end"] + base
            url = definition["dest"]
            span = definition_destination(data, start, end, url) or (start, end)
            self._by_label[_folded(label)] = Definition(label, url, start, span)

    @property
    def exist(self) -> bool:
        """Whether the document defines any label."""
        return bool(self._by_label)

    def use(self, label: str) -> Definition | None:
        """Return the definition a link's label refers to, which is used from now on."""
        key = _folded(label)
        self._used.add(key)
        return self._by_label.get(key)

    def unused(self) -> Iterator[Definition]:
        """Yield the definitions that no link used, in order."""
        return (definition for key, definition in self._by_label.items() if key not in self._used)


def _folded(label: str) -> str:
    """CommonMark §6.3: labels match by Unicode case fold, white space collapsed."""
    return " ".join(label.split()).casefold()
