"""What one run shares about GitHub: connections, the token's fate, how much may be asked at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from fetchers.sites.github.client import GraphqlClient, GraphqlResponse
from fetchers.sites.github.query import GraphqlQuery

if TYPE_CHECKING:
    from fetchers.context import Context

_BURST: Final = 60.0
_PER_SECOND: Final = 1.0
_KEPT_PAGES: Final = 15.0
"""Pages that are left to what only a page can tell: a wiki, a heading, a file on a branch with slashes in its name."""
_AT_ONCE: Final = 4
"""Pages that are open together (``fetchers.net.pacing.policies``)."""


class PageAllowance:
    """Keeps an account of the pages that a run looks at, as a limiter of GitHub's kind does: a burst, then a trickle.

    GitHub publishes no numbers; about 60 pages at once and one a second after that were seen to pass before the first
    429 (which then asks for half a minute).
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since = clock()
        self._left = _BURST
        self._open = 0
        self._is_spent = False

    def begin(self) -> None:
        """Count a look as begun."""
        self._refill()
        self._left -= 1
        self._open += 1

    def end(self) -> None:
        """Count a look as ended."""
        self._open -= 1

    def spend(self) -> None:
        """Record a rate-limit hit: from now on pages are only asked where the API cannot answer."""
        self._is_spent = True

    def has_room(self, *, in_line: bool = False) -> bool:
        """Whether a page may be looked at now that another interface could tell as well.

        ``in_line``: also where it would have to wait for its turn, as many as are open: they are at hand then when
        others have been answered and are still being read.
        """
        self._refill()
        most = _AT_ONCE * 2 if in_line else _AT_ONCE
        return not self._is_spent and self._open < most and self._left >= _KEPT_PAGES

    def _refill(self) -> None:
        now = self._clock()
        self._left = min(_BURST, self._left + (now - self._since) * _PER_SECOND)
        self._since = now


CONNECTIONS: Final = 2
"""Requests to the API under way together (``fetchers.net.pacing.policies``)."""
LANES: Final = CONNECTIONS + 1
"""Clients, each in a thread: one has the next question ready when an answer comes."""
_SMALLEST: Final = 5
_RESERVE: Final = 5
"""Anonymous requests of the hour's 60 left for other programs behind the same IP address."""

_REFUSED: Final = (
    "GitHub refuses the token (401 Bad credentials): going on without one, so few repositories get stars;"
    " mend GITHUB_TOKEN or GH_TOKEN."
)
_SPENT: Final = (
    "GitHub's limit for requests without a token is reached: further repositories are looked at as pages."
    " Set GITHUB_TOKEN to have stars and dates of all."
)


class GithubSession:
    """Clients of one run. Used on one event loop."""

    def __init__(self, context: Context) -> None:
        # Now, before the run's pages come: in a thread beside a busy loop this import takes seconds.
        import github.Requester  # noqa: F401, PLC0415

        self._context = context
        self._token = context.access.github_token or None
        self._open_lanes(LANES if self._token else 1)
        self._remaining: int | None = None
        self.pages = PageAllowance(context.net.settings.clock)
        self.size = 100
        """Aliases in one question: so many are cheap; halved when GitHub says that it is too much."""

    @property
    def has_token(self) -> bool:
        """Whether there is a token that GitHub has not refused."""
        return self._token is not None

    @property
    def may_ask(self) -> bool:
        """Whether REST may still be asked: without a token only while the hour's allowance lasts."""
        if self.has_token or self._remaining is None or self._remaining > _RESERVE:
            return True
        self._context.warn(_SPENT)
        return False

    def may_look(self, *, in_line: bool) -> bool:
        """Whether a page may be looked at now where REST could tell as well (``PageAllowance.has_room``)."""
        return self.pages.has_room(in_line=in_line) and self._context.net.pause("github.com") is None

    def shrink(self, count: int) -> None:
        """Remember that so many aliases were too much."""
        self.size = max(_SMALLEST, min(self.size, count // 2))

    def refuse_token(self) -> None:
        """Continue without the token, and warn the user."""
        if self._token is not None:
            self._token = None
            self._open_lanes(1)
            self._context.warn(_REFUSED)

    async def graphql(self, question: GraphqlQuery) -> GraphqlResponse:
        """Ask GraphQL on the connection with the least to do."""
        return await self._lane().graphql(question.text, question.variables)

    async def rest(self, path: str) -> GraphqlResponse:
        """Ask REST; if the token is refused, again without it."""
        response = await self._lane().get(path)
        if response.is_token_refused and self.has_token:
            self.refuse_token()
            response = await self._lane().get(path)
        if not self.has_token:
            left = 0 if response.is_rate_limited else response.remaining
            self._remaining = self._remaining if left is None else left
        return response

    def _open_lanes(self, count: int) -> None:
        adapter, base_url = self._context.net.bridge(), self._context.access.github_api
        self._lanes = [GraphqlClient(adapter, base_url, self._token) for _ in range(count)]

    def _lane(self) -> GraphqlClient:
        return min(self._lanes, key=lambda lane: lane.pending)
