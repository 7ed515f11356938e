"""Walls against robots, and refusals that are not about the page. Data.

Head first, body second; a mark in the body counts on short pages only, for ordinary pages carry the same vendors'
scripts and cookies. Sources: the vendors' manuals where they tell, EDGI web-monitoring (``estimate_snapshot_quality``),
is-antibot, linkinator #709, sphinx #14255, citation-bot's and Zotero's lists of titles.
"""

from __future__ import annotations

from typing import Final

from fetchers.pages.traits.challenges import big_sites, chinese_sites, edges, no_vendor, products

MARKERS: Final = edges.MARKERS + products.MARKERS + chinese_sites.MARKERS + big_sites.MARKERS + no_vendor.MARKERS
"""Vendors' own marks before what is common to many."""
