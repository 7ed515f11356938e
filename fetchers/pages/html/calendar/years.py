"""Numbers that may be years, found fast. Pure.

Python's ``re`` looks for the literal beginning of a pattern at the speed of ``memchr``, for one of two beginnings at a
twentieth of that: hence a pattern a century.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

_LIKE: Final = (re.compile(r"19\d\d"), re.compile(r"20\d\d"))
_ALONE: Final = (re.compile(r"19(?<!\d19)\d\d(?!\d)"), re.compile(r"20(?<!\d20)\d\d(?!\d)"))


def years(text: str, most: int) -> list[tuple[int, int]]:
    """Return where the first numbers between 1900 and 2099 begin and end that are no part of longer ones."""
    found = [match.span() for century in _ALONE for match in islice(century.finditer(text), most)]
    return sorted(found)[:most]


def has_year_before_2000(text: str) -> bool:
    """Whether a text has digits that may be a year of the last century."""
    return _LIKE[0].search(text) is not None


def has_year(text: str) -> bool:
    """Whether four digits are anywhere in a text that may be a year, or the beginning or the end of a date."""
    return any(century.search(text) for century in _LIKE)
