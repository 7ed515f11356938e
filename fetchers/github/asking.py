"""How a batch of GitHub's targets is asked for: GraphQL first, doubts singly, pages where the API cannot tell.

GraphQL says of a repository that is deleted, private or blocked only that it is null. Each such one is asked for by
itself before it is believed: by REST, which tells 404, 451 and 403 apart, as long as a batch has only a few of them,
and by its own page beyond that. The page is what a reader meets, its 404 and 451 say the same, and it costs none of
the API's allowance: a batch of 200 links is thus two questions and four requests at most, however many are missing.
Where the page will not say either (429 to bursts), REST is asked after all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING, Final

from fetchers.github.answers import Sorted, Whole, judge_whole, sort_groups
from fetchers.github.client import Response
from fetchers.github.query import Group, build, group, weight
from fetchers.github.session import GithubSession
from fetchers.github.single import Emit, Singles
from fetchers.interface import Target

if TYPE_CHECKING:
    from fetchers.context import Context

_MOST_REFUSALS: Final = 6
"""Halvings of one batch, a hundred aliases to three: a service that fails at that is down, and not overburdened."""


class Asking:
    """One batch on its way. Every target is emitted once."""

    def __init__(self, context: Context, session: GithubSession, emit: Emit) -> None:
        self._session = session
        self._singles = Singles(context, session, emit)
        self._refusals = 0
        self._given_up: Response | None = None

    async def ask(self, targets: Iterable[Target]) -> None:
        """Ask for all targets and emit an observation of each."""
        groups = group(targets)
        if not self._session.has_token:
            await self._singles.by_rest(groups)
            return
        # A gist without its owner's name cannot be found by GraphQL.
        nameless = [item for item in groups if not item.owner]
        async with asyncio.TaskGroup() as tasks:
            for part in split([item for item in groups if item.owner], self._session.size):
                tasks.create_task(self._by_graphql(part))
            for item in nameless:
                tasks.create_task(self._singles.confirm(item))

    async def _by_graphql(self, groups: Sequence[Group]) -> None:
        if self._given_up is not None:
            self._singles.fail(groups, self._given_up)
            return
        question = build(groups)
        response = await self._session.graphql(question)
        match judge_whole(response):
            case Whole.ANSWERED:
                await self._take(sort_groups(response, question), weight_of(groups))
            case Whole.TOO_MUCH:
                self._refusals += 1
                if self._refusals >= _MOST_REFUSALS:
                    self._given_up = response
                if len(groups) > 1:
                    await self._by_less(groups, weight_of(groups))
                else:
                    await self._singles.by_rest(groups)
            case Whole.TOKEN_REFUSED:
                self._session.refuse_token()
                await self._singles.by_rest(groups)
            case Whole.UNUSABLE:
                await self._singles.by_rest(groups)
            case _:
                self._singles.fail(groups, response)

    async def _take(self, answer: Sorted, asked: int) -> None:
        async with asyncio.TaskGroup() as tasks:
            for item, facts, said in answer.found:
                tasks.create_task(self._singles.there(item, facts, said))
            for item in answer.doubtful:
                tasks.create_task(self._singles.confirm(item))
            if answer.again:
                tasks.create_task(self._by_less(answer.again, asked))

    async def _by_less(self, groups: Sequence[Group], too_much: int) -> None:
        """Ask again, for half as much at once, one question after the other."""
        self._session.shrink(too_much)
        for part in split(groups, ceil(too_much / 2)):
            await self._by_graphql(part)


def weight_of(groups: Iterable[Group]) -> int:
    """Return the aliases of all groups."""
    return sum(map(weight, groups))


def split(groups: Sequence[Group], size: int) -> list[list[Group]]:
    """Return few parts of about equal weight, of at most ``size`` aliases each; one group is never split."""
    if not groups:
        return []
    total = weight_of(groups)
    fair = ceil(total / ceil(total / size))
    parts: list[list[Group]] = [[]]
    room = fair
    for item in groups:
        cost = weight(item)
        if parts[-1] and cost > room:
            parts.append([])
            room = fair
        parts[-1].append(item)
        room -= cost
    return parts
