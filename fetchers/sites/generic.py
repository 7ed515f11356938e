"""Everybody else: any page of the web, asked as a reader would ask for it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Final

from fetchers.addresses.address import Address, identity
from fetchers.context import Context
from fetchers.facts import Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.pages import look

_GUIDE: Final = Guide(
    title="Any other page",
    brings="The title, authors and dates that the page states, from its head (JSON-LD, citation and Open Graph tags) "
    "or its first lines; title and pages of a PDF; where redirects lead.",
    limits="Ten requests to one host at once, or what the settings say; of a page what it takes, 512 kB and "
    "8 seconds at most; a Retry-After is obeyed.",
    refusal="A challenge, a login, or a refusal of an honest and of a browser-like request is reported as blocked.",
)


@dataclass(frozen=True, slots=True)
class Generic:
    """The last fetcher in the registry: it claims every http(s) address."""

    name: str = "generic"
    batch: int = 1
    hosts: tuple[str, ...] = ()
    forms: tuple[UrlPattern, ...] = (UrlPattern("page", r".+", "https://example.com/article?id=1"),)
    guide: Guide = _GUIDE

    def claim(self, address: Address) -> Target | None:
        """Claim the address; pages are one where their identity is."""
        return Target(fetcher=self.name, kind="page", key=identity(address), address=address.stripped())

    async def observe(self, targets: Sequence[Target], context: Context) -> AsyncIterator[tuple[Target, Observation]]:
        """Visit each page."""
        for target in targets:
            yield target, await look(target, context)


GENERIC: Final = Generic()
