"""What a page's dates are looked for in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from fetchers.html.days import Day, days
from fetchers.html.document import Document, Element
from fetchers.html.jsonld import Statement


@dataclass(frozen=True)
class Evidence:
    """What the dates are looked for in. ``visible`` is the page's whole text, ``markup`` the page as it came."""

    document: Document
    statements: list[Statement]
    heading: Element
    visible: str
    markup: str
    url: str
    month_first: bool

    @cached_property
    def written(self) -> tuple[Day, ...]:
        """The days written anywhere in the text that can be read in one way only."""
        return tuple(day for day in days(self.visible) if day.is_sure)
