"""Holds the first answers back until the network is known to be in order: nothing is concluded behind a broken one."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
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
"""Answers from so many hosts are compared before the first is believed: a captive portal answers, too. One that bears
a certificate for its site is enough."""
MOST_HELD: Final = 256
"""So many answers are compared, however few hosts they are from: more would only be held in memory, and be lost if the
run were killed."""
SITES_TO_GIVE_UP: Final = 12
"""So many hosts failing alike, and none answering, end a run early."""
GRACE: Final = timedelta(seconds=5)
"""For so long after the first of these failures others may still answer: a dead name is told in a moment, a living site
takes its time, and a list may well begin with a dozen that are gone."""

OWN_FAILURES: Final = {FailureKind.DNS_FAILURE, FailureKind.NETWORK_UNREACHABLE}
"""Failures that say nothing of the far end."""


class Offline(Exception):  # noqa: N818  a state of the machine, not an error of ours
    """Everything fails alike: the trouble is here, not there. Nothing is concluded and nothing stored."""

    def __init__(self, problem: NetworkProblem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def nonsense_name() -> str:
    """Return a name that cannot exist: ``.invalid`` is reserved for that (RFC 6761 §6.4)."""
    return f"linkcheck-{secrets.token_hex(8)}.invalid"


ANY_NAME: Final = NetworkProblem(
    "dns-answers-everything", "The resolver here has an address for names that do not exist: no dead link would show."
)


CONTROLS: Final = ("github.com", "arxiv.org", "doi.org", "zhihu.com")
"""Services that lists lead to and that answer: asked for, one after the other, only where all of a list fails alike."""


async def is_online(problem: NetworkProblem, hosts: Iterable[str], context: Context) -> bool:
    """Tell whether the network is in order although all that was asked failed alike: the list may just be small.

    One page under its own certificate clears both the way there and the resolver. Where names alone are missing, it is
    enough that the resolver knows the top-level domains they would be under, or the name of a service.
    """
    if problem.code == "offline" and await _knows_names(hosts, context):
        return True
    for name in CONTROLS:
        address = parse(f"https://{name}/")
        target = Target(fetcher="control", kind="control", key=address.wire, address=address)
        seen = await look(target, context, doubted=False, patient=False)
        if seen.status is not None and is_itself(seen):
            return True
    return False


async def _knows_names(hosts: Iterable[str], context: Context) -> bool:
    """Whether names are missing by the word of a resolver that knows others; False where one of them exists."""
    names = tuple(dict.fromkeys(hosts))
    if any([await context.net.is_in_use(name) for name in names]):
        return False
    domains = dict.fromkeys(f"{name.rpartition('.')[2]}." for name in names)
    return any([await context.net.is_in_use(name) for name in (*domains, *CONTROLS)])


class NetworkCheck:
    """The answers of a run that are not believed yet."""

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
        """Believe what is held, and all that comes: something else has shown that the network is in order."""
        self._trusted = True
        return self._released()

    def admit(self, ask: Query, observation: Observation) -> list[tuple[Query, Observation]]:
        """Take one answer and return those that may be believed now. Raises Offline."""
        self._held.append((ask, observation))
        if not self._trusted:
            if not self._can_tell(_host(ask), observation):
                return []
            self._stop_if_ill()
            self._trusted = bool(self._answered)
        return self._released() if self._trusted else []

    def _can_tell(self, host: str, observation: Observation) -> bool:
        """Whether with this answer there are enough to tell by."""
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
        """Return what is still held when all has been asked, ``requests`` of them over the wire. Raises Offline."""
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
    """Whether an answer can only have come from somewhere else."""
    answer = observation.answer
    return observation.status is not None or (answer is not None and answer.standing is not Availability.DOWN)


def _is_ours(observation: Observation) -> bool:
    if observation.failure is not None:
        return observation.failure.kind in OWN_FAILURES
    return observation.answer is not None and observation.answer.standing is Availability.DOWN


def _host(ask: Query) -> str:
    return ask.target.address.netloc
