"""What a page says of itself: text, title, dates, anchors. The only place where HTML is parsed. Pure.

``read`` is loaded when it is asked for (PEP 562): the network wants ``enough`` alone, and a run whose pages are read by
other processes should not pay for lxml. Beautiful Soup is loaded for the first odd head (``fetchers.pages.html.head``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fetchers.pages.html.charset import decode
from fetchers.pages.html.early_stop import enough

if TYPE_CHECKING:
    from fetchers.pages.html.reader import Reading, read

__all__ = ["Reading", "decode", "enough", "read"]


def __getattr__(name: str) -> object:
    if name in ("Reading", "read"):
        from fetchers.pages.html import reader  # noqa: PLC0415

        return getattr(reader, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
