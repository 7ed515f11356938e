"""How a run's GitHub targets are asked for: GraphQL first, doubts singly, pages where the API cannot tell.

GraphQL says of a repository that is deleted, private or blocked only that it is null. Each such one is asked for by
itself before it is believed: by REST, which tells 404, 451 and 403 apart, or by its own page, which is what a reader
meets; its 404 and 451 say the same.

The API's connections are what a run waits for, so they are never idle: questions go first, for each may bring doubts,
and these are confirmed by pages meanwhile, as far as GitHub's web limiter allows (``run_state.PageAllowance``).
What is left by then the API answers one by one. A page that does not tell is not waited for: REST is asked instead.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Final

from fetchers.facts import Target
from fetchers.sites.github.client import GraphqlResponse
from fetchers.sites.github.fallback import Emit, SingleRequests
from fetchers.sites.github.graphql_response import Sorted, Whole, judge_whole, sort_groups
from fetchers.sites.github.query import Group, build, group, weight
from fetchers.sites.github.run_state import CONNECTIONS, LANES, GithubSession

if TYPE_CHECKING:
    from fetchers.context import Context

_WORTH_A_QUESTION: Final = 25
"""Aliases: fewer are not asked for apart only to keep another connection busy. A question costs a point, and there are
5000 an hour (1000 in a workflow)."""


def weight_of(groups: Iterable[Group]) -> int:
    """Return the aliases of all groups."""
    return sum(map(weight, groups))


def batches(groups: Sequence[Group], size: int, connections: int = 1) -> list[list[Group]]:
    """Return batches of about equal weight, of at most ``size`` aliases each; one group is never split.

    Their number fills all connections as often as each other: five questions on two of them take as long as six.
    """
    if not groups:
        return []
    total = weight_of(groups)
    fewest = ceil(total / size)
    count = max(fewest, min(ceil(fewest / connections) * connections, total // _WORTH_A_QUESTION))
    found: list[list[Group]] = [[]]
    dealt = here = 0
    for item in groups:
        cost = weight(item)
        is_full = dealt * count >= total * len(found) or here + cost > size
        if found[-1] and is_full:
            found.append([])
            here = 0
        found[-1].append(item)
        here += cost
        dealt += cost
    return found


_MOST_REFUSALS: Final = 6
"""Questions in a row that were too much: three under way together, then fifty aliases, 25 and 13. A service that fails
at that is down, and not overburdened."""


async def ask(targets: Iterable[Target], context: Context, session: GithubSession, emit: Emit) -> None:
    """Ask for all targets and emit one observation of each."""
    async with asyncio.TaskGroup() as tasks:
        singles = SingleRequests(context, session, emit, tasks)
        groups = group(targets)
        if session.has_token:
            _Asking(session, singles, tasks).start(groups)
        else:
            await singles.by_rest(groups)


@dataclass(frozen=True, slots=True, eq=False)
class _Doubt:
    """Something to be asked for by itself."""

    item: Group
    by_page: bool = True
    """Whether its page may tell. Of several targets below one repository REST answers for all at once."""


class _Asking:
    """The questions and doubts of one call on their way. Every target is emitted once."""

    def __init__(self, session: GithubSession, singles: SingleRequests, tasks: asyncio.TaskGroup) -> None:
        self._session = session
        self._singles = singles
        self._tasks = tasks
        self._parts: deque[Sequence[Group]] = deque()
        self._doubts: deque[_Doubt] = deque()
        self._calls = 0
        self._refusals = 0

    def start(self, groups: Sequence[Group]) -> None:
        """Begin; the task group ends when everything is answered."""
        # A gist without its owner's name cannot be found by GraphQL.
        self._doubt(item for item in groups if not item.owner)
        named = [item for item in groups if item.owner]
        self._parts.extend(batches(named, self._session.size, CONNECTIONS))
        self._go_on()

    def _doubt(self, items: Iterable[Group]) -> None:
        self._doubts.extend(_Doubt(item, by_page=len(item.targets) == 1) for item in items)

    def _go_on(self) -> None:
        """Give everything that is free something to do: one request more than there are connections is at hand."""
        # After a refusal one by one: what is too much for the service is found out without pressing it.
        most = 1 if self._refusals else LANES
        while self._parts and self._calls < most:
            self._begin(partial(self._ask_graphql, self._parts.popleft()))
        self._confirm_by_rest(CONNECTIONS)
        # While there are questions, a doubt has nothing better to do than to wait for a page.
        while self._session.may_look(in_line=bool(self._parts)) and (doubt := self._for_a_page()) is not None:
            self._doubts.remove(doubt)
            self._session.pages.begin()
            self._tasks.create_task(self._look(doubt))
        self._confirm_by_rest(LANES)

    def _confirm_by_rest(self, most: int) -> None:
        while self._doubts and not self._parts and self._calls < most:
            self._begin(partial(self._ask_rest, self._doubts.popleft().item))

    def _for_a_page(self) -> _Doubt | None:
        return next((doubt for doubt in self._doubts if doubt.by_page), None)

    def _begin(self, work: Callable[[], Awaitable[None]]) -> None:
        self._calls += 1
        self._tasks.create_task(self._call(work))

    async def _call(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        finally:
            self._calls -= 1
        self._go_on()

    async def _ask_rest(self, item: Group) -> None:
        if not await self._singles.ask_rest(item):
            self._singles.look(item, is_doubted=True)

    async def _look(self, doubt: _Doubt) -> None:
        try:
            is_told = await self._singles.ask_page(doubt.item)
        finally:
            self._session.pages.end()
        if not is_told:
            self._doubts.appendleft(replace(doubt, by_page=False))
        self._go_on()

    async def _ask_graphql(self, groups: Sequence[Group]) -> None:
        asked = weight_of(groups)
        if asked > self._session.size and len(groups) > 1:
            self._ask_for_less(groups, self._session.size)
            return
        question = build(groups)
        response = await self._session.graphql(question)
        match judge_whole(response):
            case Whole.ANSWERED:
                self._refusals = 0
                self._take(sort_groups(response, question), asked)
            case Whole.TOO_MUCH:
                await self._retreat(groups, asked, response)
            case Whole.TOKEN_REFUSED:
                self._session.refuse_token()
                await self._singles.by_rest([*groups, *self._all_waiting()])
            case Whole.UNUSABLE:
                await self._singles.by_rest(groups)
            case Whole.LIMITED:
                # Asking on in spite of a limit that the network layer did not wait out "may result in the banning of
                # your integration" (GitHub, rate limits).
                self._singles.fail([*groups, *self._all_waiting()], response)
            case Whole.DOWN:
                self._singles.fail(groups, response)

    def _take(self, answer: Sorted, asked: int) -> None:
        for item, facts, said in answer.found:
            self._singles.there(item, facts, said)
        self._doubt(answer.doubtful)
        if answer.again:
            self._session.shrink(asked)
            self._ask_for_less(answer.again, ceil(asked / 2))

    async def _retreat(self, groups: Sequence[Group], asked: int, response: GraphqlResponse) -> None:
        """Ask for less after a refusal, or give the service up."""
        self._refusals += 1
        self._session.shrink(asked)
        if self._refusals >= _MOST_REFUSALS:
            self._singles.fail([*groups, *self._all_waiting()], response)
        elif len(groups) > 1:
            self._ask_for_less(groups, ceil(asked / 2))
        else:
            await self._singles.by_rest(groups)

    def _ask_for_less(self, groups: Sequence[Group], size: int) -> None:
        self._parts.extendleft(reversed(batches(groups, size)))

    def _all_waiting(self) -> list[Group]:
        """Take every group that was still to be asked for."""
        waiting = [item for groups in self._parts for item in groups]
        self._parts.clear()
        return waiting
