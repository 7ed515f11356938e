r"""Math between ``$$`` or ``$``: its content is LaTeX, not Markdown. Pure.

Not left to the parser: it takes inline math too, so that of ``$10 [a](https://a) or $20`` a link would be lost, and
lists that rate prices with ``$$`` would lose all between. So only what is no absolute address is taken for LaTeX:
``[\psi](\mathbf{L})``.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import pyromark
from pyromark import Options

from linkcheck.document.references import OPTIONS

_ABSOLUTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|www\.)", re.IGNORECASE)

# Inline math that has what looks like a link behind a letter: ``$f[x](t)$``, not ``$10 [a](b) or $20``.
_FUNCTION = re.compile(r"[\w})]\[[^\[\]]*\]\(")


class Math:
    """The display math of a text that starts at byte ``base`` of its file."""

    def __init__(self, markdown: str, base: int) -> None:
        self._spans: list[tuple[int, int]] = []
        if markdown.count("$$") < 2 and not ("$" in markdown and _FUNCTION.search(markdown)):
            return
        for event, place in pyromark.events_with_range(markdown, options=OPTIONS | Options.ENABLE_MATH):
            if isinstance(event, dict) and (
                "DisplayMath" in event or _FUNCTION.search(str(event.get("InlineMath", "")))
            ):
                self._spans.append((place["start"] + base, place["end"] + base))

    def swallows(self, offset: int, url: str) -> bool:
        """Whether what looks like an address at a byte offset is LaTeX."""
        index = bisect_right(self._spans, offset, key=lambda span: span[0]) - 1 if self._spans else -1
        return index >= 0 and offset < self._spans[index][1] and not _ABSOLUTE.match(url)
