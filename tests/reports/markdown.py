"""Markdown read back, event by event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pyromark


def pairs(text: str, options: pyromark.Options) -> Iterator[tuple[str, Any]]:
    """Yield (kind, value) of each event; value is None where an event is its kind alone."""
    for event in cast("Iterator[Any]", pyromark.events(text, options=options)):
        yield next(iter(event.items())) if isinstance(event, dict) else (str(event), None)
