"""The interface every site implements, and the tables that its documentation is made from."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Protocol

from fetchers.addresses.address import Address
from fetchers.facts import Observation, Target

if TYPE_CHECKING:
    from fetchers.context import Context


@dataclass(frozen=True, slots=True)
class UrlPattern:
    """One URL form of a site and what it means, for the dispatcher, the documentation and the tests at once.

    ``pattern`` is matched in full against ``host/path?query`` with the scheme, a default port and the fragment left
    out and the host in lower case; its named groups become ``Target.parts``. ``key``, ``page`` and ``better`` are
    ``str.format`` templates of these groups.
    """

    kind: str
    pattern: str
    example: str
    _: KW_ONLY
    key: str = ""
    """The identity of the resource; empty: that of an ordinary page."""
    page: str = ""
    """The address to ask in place of the one written."""
    better: str = ""
    """The address a list should rather give."""
    what: str = ""
    """Metadata.kind; empty: ``kind`` itself."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What docs/sites.md says of a site: what is read, within which limits, and what a refusal means."""

    title: str
    brings: str
    limits: str
    refusal: str


class Fetcher(Protocol):
    """A site: recognises its addresses and brings back observations of them.

    Implementations hold no state between runs and none that is shared between event loops; what a run shares
    (clients, breakers) is kept in ``Context.shared``.
    """

    @property
    def name(self) -> str:
        """The stable name in reports: arxiv, github, zhihu, …, generic."""

    @property
    def batch(self) -> int:
        """How many targets one call may carry; 1 where the site answers one at a time.

        How many of them one question carries is the site's own affair.
        """

    @property
    def hosts(self) -> tuple[str, ...]:
        """Domains whose hosts alone it can claim, with all names under them; empty: any host."""

    @property
    def forms(self) -> tuple[UrlPattern, ...]:
        """The URL table."""

    @property
    def guide(self) -> Guide:
        """The section in docs/sites.md."""

    def claim(self, address: Address) -> Target | None:
        """Return the target if this site answers the address best, else None. Pure."""

    def observe(self, targets: Sequence[Target], context: Context) -> AsyncIterator[tuple[Target, Observation]]:
        """Ask for at most ``batch`` targets and yield one observation for each, in any order.

        Never raises for anything the web does: a service that is down is an observation too.
        """
