"""Markdown read back, event by event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pyromark

TABLES = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH


def pairs(text: str, options: pyromark.Options) -> Iterator[tuple[str, Any]]:
    """Yield (kind, value) of each event; value is None where an event is its kind alone."""
    for event in cast("Iterator[Any]", pyromark.events(text, options=options)):
        yield next(iter(event.items())) if isinstance(event, dict) else (str(event), None)


def events(page: str) -> tuple[list[str], list[str], int]:
    """Return the links' destinations, the pieces of HTML, and how many images there are."""
    links: list[str] = []
    markup: list[str] = []
    images = 0
    for kind, value in pairs(page, TABLES):
        if kind == "Start" and isinstance(value, dict):
            links += [value["Link"]["dest_url"]] if "Link" in value else []
            images += "Image" in value
        elif kind in ("Html", "InlineHtml"):
            markup += [line for line in value.splitlines() if line.strip()]
    return links, markup, images
