"""The time one link may cost: its exchanges and its own back-off. Waiting in a host's queue is free."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Budget:
    """Seconds left for one link, shared by all the requests made on its behalf."""

    left: float

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0

    def spend(self, seconds: float) -> None:
        """Subtract the seconds of an exchange or a wait."""
        self.left -= seconds
