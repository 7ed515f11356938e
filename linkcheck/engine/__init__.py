"""Run a plan: fetch, judge and store each link, as an async stream of records. Prints nothing."""

from linkcheck.engine.engine import Engine, RunProgress
from linkcheck.engine.network import Network, make_network
from linkcheck.engine.network_check import Offline
from linkcheck.engine.outage import LOST
from linkcheck.engine.replay import recall

__all__ = ["LOST", "Engine", "Network", "Offline", "RunProgress", "make_network", "recall"]
