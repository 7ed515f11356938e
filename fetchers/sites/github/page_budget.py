"""How many of GitHub's pages may be requested before its web rate limit applies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_BURST: Final = 60.0
_PER_SECOND: Final = 1.0
_RESERVE: Final = 15.0
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
        return not self._is_spent and self._open < most and self._left >= _RESERVE

    def _refill(self) -> None:
        now = self._clock()
        self._left = min(_BURST, self._left + (now - self._since) * _PER_SECOND)
        self._since = now
