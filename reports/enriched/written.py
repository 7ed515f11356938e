"""Counts as the last version of a report shows them: each stays as it is written until it is a tenth off. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from linkcheck.document import read_editable

CITED: Final = "cited"
# The signs and words before a count, in both languages (`derived.starred`, "cited").
_COUNT: Final = re.compile("(★|♥|▶|cited|被引) ([0-9]{1,6}(?:\\.[0-9])?[kM]?)(?![\\w.])".encode())


def written_counts(text: str) -> dict[tuple[str, str], str]:
    """Return by address and sign the counts behind the links of a report: the first of each sign in the entry."""
    source = read_editable(text)
    data, places = source.data, source.document.occurrences
    found: dict[tuple[str, str], str] = {}
    for entry, (start, end) in zip(source.document.outline, source.entries, strict=True):
        counts = [(match.start(), match[1].decode(), match[2].decode()) for match in _COUNT.finditer(data, start, end)]
        for index in entry.occurrences if counts else ():
            behind = bisect_left(counts, (source.links[index][1], "", ""))
            for _, sign, count in counts[behind : behind + 3]:
                found.setdefault((places[index].url, sign if len(sign) == 1 else CITED), count)
    return found
