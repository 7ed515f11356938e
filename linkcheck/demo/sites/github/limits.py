"""The state of GitHub's rate limit in its three spellings. Pure."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RateLimits:
    """The rate limit's state as one answer gives it. ``reset`` is in epoch seconds."""

    limit: int
    remaining: int
    reset: int

    @property
    def rest(self) -> dict[str, object]:
        """As GET /rate_limit gives it."""
        used = self.limit - self.remaining
        return {"limit": self.limit, "remaining": self.remaining, "used": used, "reset": self.reset}

    @property
    def graph(self) -> dict[str, object]:
        """As GraphQL's ``rateLimit`` gives it."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.reset))
        state = {name: value for name, value in self.rest.items() if name != "reset"}
        return {**state, "resetAt": moment, "cost": 1, "nodeCount": 0}

    @property
    def headers(self) -> dict[str, str]:
        """As every answer carries it."""
        return {f"X-RateLimit-{name.capitalize()}": str(value) for name, value in self.rest.items()}
