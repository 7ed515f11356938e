"""Requests or lookups of a run under way: so many at once, and those that hang are not counted for long."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from fetchers.net.lateness import Timer

_HANGING: Final = 0.5
"""Seconds: nine of ten answers have come by then. The others mostly wait, which takes neither processor nor bandwidth,
so their slot is given to another request."""


class ConcurrencyLimit:
    """Counts what is under way. ``on_free`` is called when something that hangs gives up its slot."""

    def __init__(self, count: int, most_open: int, on_free: Callable[[], None]) -> None:
        """``count`` is how many may be under way at once, ``most_open`` how many with those that hang."""
        self.free = count
        self._room_to_hang = max(0, most_open - count)
        self._on_free = on_free
        self._without_room: dict[Slot, None] = {}
        """Those that hang and still count, the oldest first."""

    def take(self) -> Slot:
        """Take a slot, of which one must be free."""
        self.free -= 1
        return Slot(self)

    def end(self, slot: Slot) -> None:
        """Count something as ended."""
        self._without_room.pop(slot, None)
        if not slot.hangs:
            self.free += 1
            return
        self._room_to_hang += 1
        if self._without_room:
            self.let_hang(next(iter(self._without_room)))

    def let_hang(self, slot: Slot) -> None:
        """Free the slot of something that hangs; where there is no room for one more, once there is."""
        if self._room_to_hang == 0:
            self._without_room[slot] = None
            return
        self._without_room.pop(slot, None)
        slot.hangs = True
        self._room_to_hang -= 1
        self.free += 1
        self._on_free()


class Slot:
    """The slot of one request or lookup."""

    __slots__ = ("_slots", "_timer", "hangs")

    def __init__(self, slots: ConcurrencyLimit) -> None:
        self._slots = slots
        self.hangs = False
        """Whether it is not counted any more."""
        self._timer = Timer(_HANGING, partial(slots.let_hang, self))

    def end(self) -> None:
        """Give it back."""
        self._timer.cancel()
        self._slots.end(self)
