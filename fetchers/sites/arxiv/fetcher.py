"""The fetcher: targets in, observations out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from fetchers.addresses.address import Address
from fetchers.facts import Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import Site
from fetchers.sites.arxiv.forms import FORMS, HOSTS, target_of

if TYPE_CHECKING:
    from fetchers.context import Context

_BATCH: Final = 10_000
"""Targets of one call: usually a whole run's, so that every query is full (``fetchers.sites.arxiv.search``)."""


class ArxivFetcher(Site):
    """arXiv papers, in batches, from the query API."""

    name = "arxiv"
    batch = _BATCH
    hosts = HOSTS
    forms = FORMS
    guide = Guide(
        title="arXiv",
        brings="title, authors, dates of the first and the latest version, categories, the address of the code; of a"
        " published paper DOI and venue, by journal reference or the authors' comment; withdrawn papers are noted, dead"
        " mirrors and readers built on arXiv lead back to the abstract page",
        limits="one connection, one question in 3 seconds, 100 papers a question; what a batch leaves out is asked for"
        " again before it is believed",
        refusal="429 and 503 mean come back later; 403 means that robots are denied from here: the run stops asking",
    )

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Return the paper an address means, in any of the forms."""
        return target_of(address, form.kind, parts["id"])

    def observe(self, targets: Sequence[Target], context: Context) -> AsyncIterator[tuple[Target, Observation]]:
        """Ask for papers by the hundred; identifiers that arXiv cannot have given are answered without asking."""
        from fetchers.sites.arxiv.batch_query import ask  # noqa: PLC0415 - start-up time

        return ask(targets, context)


ARXIV: Final = ArxivFetcher()
