"""Where a page itself sends its reader: by a Refresh header, by markup, by a script. Pure."""

from __future__ import annotations

from typing import Final

from fetchers.addresses.address import Address, AddressError, parse
from fetchers.facts import Observation
from fetchers.pages.html.refresh import declared

_LONGEST_DELAY: Final = 3.0
"""Seconds: a page that waits longer before it sends its reader on is a page to be read."""

_PARTING_WORDS: Final = frozenset({"title-not-found", "body-not-found"})
"""A page that says that it is not there has said all, wherever it sends its reader then."""


def sent_on(observation: Observation) -> Address | None:
    """Return where the page itself sends a browser at once: by a Refresh header, by markup, by a script."""
    if observation.status is None or not 200 <= observation.status < 300:
        return None
    found = _refresh_header(observation)
    if found is None and observation.page is not None and observation.page.refresh is not None:
        found = (observation.page.refresh, observation.page.refresh_delay)
    if found is None or found[1] > _LONGEST_DELAY or any(t.startswith("challenge") for t in observation.traits):
        return None
    if observation.traits & _PARTING_WORDS:
        return None
    try:
        return parse(found[0])
    except AddressError:
        return None


def _refresh_header(observation: Observation) -> tuple[str, float] | None:
    value = observation.headers.get("refresh")
    if value is None or observation.final_url is None:
        return None
    return declared([value], parse(observation.final_url))
