"""Hold the first answers back until the network is known to work: a broken one must not condemn any link."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from fetchers.addresses.address import parse
from fetchers.context import Context
from fetchers.facts import Availability, Observation, Target
from fetchers.failure import FailureKind
from fetchers.pages import look
from linkcheck.judge.environment import NetworkProblem, environment, is_itself
from linkcheck.plan import Query

SITES_TO_TRUST: Final = 6
"""Hosts whose answers are compared before the first is believed: a captive portal answers, too. One answer under a
verified certificate is enough."""
MOST_HELD: Final = 256
"""Answers held at most, however few hosts they are from: they cost memory, and are lost if the run is killed."""
SITES_TO_GIVE_UP: Final = 12
"""End the run early after this many hosts failed in the same way and none answered."""
GRACE: Final = timedelta(seconds=5)
"""Seconds after the first of these failures in which another host may still answer: a dead name fails at once, a living
site takes its time, and a list may begin with a dozen dead links."""

OWN_FAILURES: Final = {FailureKind.DNS_FAILURE, FailureKind.NETWORK_UNREACHABLE}
"""Failures that are no evidence about the remote host."""


class Offline(Exception):  # noqa: N818  a state of the machine, not an error of ours
    """Everything fails alike, so this machine is offline. Nothing is concluded or stored."""

    def __init__(self, problem: NetworkProblem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def nonsense_name() -> str:
    """Return a name that cannot exist: ``.invalid`` is reserved for that (RFC 6761 §6.4)."""
    return f"linkcheck-{secrets.token_hex(8)}.invalid"


ANY_NAME: Final = NetworkProblem(
    "dns-answers-everything", "The resolver here has an address for names that do not exist: no dead link would show."
)


async def is_online(problem: NetworkProblem, hosts: Iterable[str], controls: Sequence[str], context: Context) -> bool:
    """Return whether the network works although every link failed alike: the list may just be small.

    One page under a verified certificate proves both the route and the resolver. If only names failed, it is enough
    that the resolver knows their top-level domains, or the name of a control.
    """
    if problem.code == "offline" and await _knows_names(hosts, controls, context):
        return True
    for name in controls:
        address = parse(f"https://{name}/")
        target = Target(fetcher="control", kind="control", key=address.wire, address=address)
        seen = await look(target, context, doubted=False, patient=False)
        if seen.status is not None and is_itself(seen):
            return True
    return False


async def _knows_names(hosts: Iterable[str], controls: Sequence[str], context: Context) -> bool:
    """Whether the names are missing according to a resolver that knows others; False if one of them exists."""
    names = tuple(dict.fromkeys(hosts))
    if any([await context.net.is_in_use(name) for name in names]):
        return False
    domains = dict.fromkeys(f"{name.rpartition('.')[2]}." for name in names)
    return any([await context.net.is_in_use(name) for name in (*domains, *controls)])


class NetworkCheck:
    """The answers of a run that are held back."""

    def __init__(self) -> None:
        self._held: list[tuple[Query, Observation]] = []
        self._asked: set[str] = set()
        self._answered: set[str] = set()
        self._first: datetime | None = None
        self._trusted = False

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts whose answers are held."""
        return tuple(dict.fromkeys(_host(ask) for ask, _ in self._held))

    def trust(self) -> list[tuple[Query, Observation]]:
        """Release what is held and everything that follows: a control has shown that the network works."""
        self._trusted = True
        return self._released()

    def admit(self, ask: Query, observation: Observation) -> list[tuple[Query, Observation]]:
        """Add one answer and return those that may be believed now. Raises Offline."""
        self._held.append((ask, observation))
        if not self._trusted:
            if not self._can_tell(_host(ask), observation):
                return []
            self._stop_if_ill()
            self._trusted = bool(self._answered)
        return self._released() if self._trusted else []

    def _can_tell(self, host: str, observation: Observation) -> bool:
        """Whether this answer makes enough to decide."""
        is_new = host not in self._asked
        self._first = self._first or observation.observed
        self._asked.add(host)
        if has_answered(observation):
            self._answered.add(host)
            enough = len(self._answered) >= SITES_TO_TRUST or len(self._held) >= MOST_HELD
            return enough or is_itself(observation)
        if self._answered:
            return len(self._held) >= MOST_HELD
        return is_new and len(self._asked) >= SITES_TO_GIVE_UP and observation.observed - self._first >= GRACE

    def end(self, requests: int) -> list[tuple[Query, Observation]]:
        """Return what is still held after the last answer; ``requests`` went over the wire. Raises Offline."""
        if not self._trusted and self._held:
            self._stop_if_ill()
            if requests == 0 and all(_is_ours(observation) for _, observation in self._held):
                raise Offline(
                    NetworkProblem("offline", "Not one request could be sent: names cannot be looked up from here.")
                )
        return self._released()

    def _stop_if_ill(self) -> None:
        problem = environment([observation for _, observation in self._held])
        if problem is not None:
            raise Offline(problem)

    def _released(self) -> list[tuple[Query, Observation]]:
        held, self._held = self._held, []
        return held


def has_answered(observation: Observation) -> bool:
    """Whether an answer proves that the network works."""
    answer = observation.answer
    return observation.status is not None or (answer is not None and answer.standing is not Availability.DOWN)


def _is_ours(observation: Observation) -> bool:
    if observation.failure is not None:
        return observation.failure.kind in OWN_FAILURES
    return observation.answer is not None and observation.answer.standing is Availability.DOWN


def _host(ask: Query) -> str:
    return ask.target.address.netloc
