"""One page, looked at as a reader would: two profiles, TLS doubts, hops made by markup, fragments, PDFs.

The door is thin on purpose: sites import it to claim addresses, and a claim must not pay for the network and the
parsers.
"""

from __future__ import annotations

from collections.abc import Callable

from fetchers.context import Context
from fetchers.facts import Observation, Sibling, Target

Refine = Callable[[Observation, str], Observation]
"""Adds a site's own facts to an observation, given the decoded text of the page. Pure."""


async def look(
    target: Target, context: Context, refine: Refine | None = None, *, doubted: bool = True, patient: bool = True
) -> Observation:
    """Visit a page and bring back what it is. Never raises for anything the web does.

    A refusal or a 404 is ``doubted`` until a browser-like asker has heard the same; a caller who has another witness
    already may do without. Failures that may pass are asked for again where the caller is ``patient``.
    """
    from fetchers.pages import page_check  # noqa: PLC0415

    return await page_check.look(target, context, refine, doubted=doubted, patient=patient)


async def probe_sibling(target: Target, observation: Observation, context: Context) -> Sibling:
    """Ask, once, for an address of the same depth that almost surely does not exist."""
    from fetchers.pages import sibling  # noqa: PLC0415

    return await sibling.probe_sibling(target, observation, context)
