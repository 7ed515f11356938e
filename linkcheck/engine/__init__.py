"""plan -> fetch -> judge -> store, as an async stream of records. Prints nothing."""

from linkcheck.engine.quarantine import Offline
from linkcheck.engine.recalling import recall
from linkcheck.engine.run import Engine, Status
from linkcheck.engine.world import World, make_world

__all__ = ["Engine", "Offline", "Status", "World", "make_world", "recall"]
