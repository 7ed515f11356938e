"""What a page's dates are looked for in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml import etree  # type: ignore[import-untyped]

from fetchers.pages.html.days import Day, days
from fetchers.pages.html.declarations import Declarations, Element
from fetchers.pages.html.jsonld import Statement
from fetchers.pages.html.scope import text_after, text_before
from fetchers.pages.html.years import has_year

_AFTER_HEADING = 400
_BEFORE_HEADING = 150


@dataclass(frozen=True)
class DateEvidence:
    """What the dates are looked for in. ``visible`` is the page's whole text, ``markup`` the page as it came."""

    document: Declarations
    statements: list[Statement]
    heading: Element
    visible: str
    markup: str
    url: str
    month_first: bool

    @cached_property
    def written(self) -> tuple[Day, ...]:
        """The days written anywhere in the text that can be read in one way only."""
        return tuple(day for day in days(self.visible) if day.is_sure) if self.has_year else ()

    @cached_property
    def after_heading(self) -> str:
        """The text that follows the heading closely; "" where no day can be in it."""
        return text_after(self.heading, _AFTER_HEADING) if self.heading is not None and self.has_year else ""

    @cached_property
    def before_heading(self) -> str:
        """The text right before the heading; "" where no day can be in it."""
        return text_before(self.heading, _BEFORE_HEADING) if self.heading is not None and self.has_year else ""

    @cached_property
    def unspaced(self) -> str:
        """All text, with no space where an element ends: ``<b>20</b>20`` is a year."""
        body = self.document.body
        return "" if body is None else str(etree.tostring(body, method="text", encoding="unicode"))

    @cached_property
    def has_year(self) -> bool:
        """Whether any element's text has a year in it, so that it may hold a day."""
        return has_year(self.unspaced)
