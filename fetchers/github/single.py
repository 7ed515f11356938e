"""One repository, account or gist asked for by itself: by REST, by its page, and the parts below it by theirs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from fetchers import page
from fetchers.github.client import Response
from fetchers.github.facts import Facts
from fetchers.github.fragments import checkable
from fetchers.github.observations import (
    PATH_NOT_FOUND,
    absent,
    answered,
    is_wiki_bounce,
    metadata,
    notes,
    present,
    read,
    trouble,
)
from fetchers.github.page import front, headings
from fetchers.github.probes import is_proven_by_repository
from fetchers.github.query import Group
from fetchers.github.session import GithubSession
from fetchers.interface import Answer, Observation, Standing, Target

if TYPE_CHECKING:
    from fetchers.context import Context

Emit: TypeAlias = Callable[[Target, Observation], None]

_SINGLES: Final = 4
"""Requests to REST that the doubts of one batch may cost."""
_FINE: Final = (200, 304)
_GONE: Final = (404, 410)
_BLOCKED: Final = Answer(Standing.RESTRICTED, "dmca", "GitHub's page says that it is blocked for legal reasons")


class Singles:
    """Asks singly on behalf of one batch, and emits an observation for every target it is given."""

    def __init__(self, context: Context, session: GithubSession, emit: Emit) -> None:
        self._context = context
        self._session = session
        self._emit = emit
        self._left = _SINGLES

    async def confirm(self, item: Group) -> None:
        """Ask for something that GraphQL did not show, where there is room for it now: REST, or the page."""
        if self._left > 0 and self._session.may_ask and self._session.is_rest_next:
            self._left -= 1
            if await self._settle(item, await self._session.rest(item.path)):
                return
        with self._session.page():
            await self._by_page(item, is_doubted=True)

    async def by_rest(self, groups: Iterable[Group]) -> None:
        """Ask REST for each in turn while it may be asked, and the pages of the others meanwhile."""
        async with asyncio.TaskGroup() as tasks:
            for item in groups:
                is_proof = item.kind != "repository" or any(map(is_proven_by_repository, item.targets))
                if (is_proof or self._session.has_token) and self._session.may_ask:
                    response = await self._session.rest(item.path)
                    if await self._settle(item, response):
                        continue
                tasks.create_task(self._by_page(item, is_doubted=False))

    async def there(self, item: Group, facts: Facts, said: Mapping[str, Any]) -> None:
        """Emit what is known of something that is there; ``said`` is what proves the parts below it, by key."""
        async with asyncio.TaskGroup() as tasks:
            for target in item.targets:
                is_proven = item.kind != "repository" or target.key in said or is_proven_by_repository(target)
                if not is_proven and facts.answer.standing is Standing.PRESENT:
                    tasks.create_task(self._below(target, facts))
                elif checkable(target.fragments) and facts.answer.standing is Standing.PRESENT:
                    tasks.create_task(self._with_fragments(target, present(target, facts, said.get(target.key))))
                else:
                    self._emit(target, present(target, facts, said.get(target.key)))

    def fail(self, groups: Iterable[Group], response: Response) -> None:
        """Emit that the service failed."""
        for item in groups:
            for target in item.targets:
                self._emit(target, answered(target, trouble(response), response))

    async def _settle(self, item: Group, response: Response) -> bool:
        """Emit what a REST answer says of a group; False where it says nothing."""
        said = read(item, response)
        if isinstance(said, Answer):
            for target in item.targets:
                self._emit(target, answered(target, said))
        elif said is not None:
            await self.there(item, said, {})
        return said is not None

    async def _below(self, target: Target, facts: Facts) -> None:
        """Look at the page of a part whose repository is there; its own 404 counts."""
        seen = await page.look(target, self._context, headings)
        title = seen.metadata.title if seen.metadata else None
        known = metadata(target, facts, {"title": title} if target.kind == "page" and seen.status in _FINE else {})
        answer = PATH_NOT_FOUND if seen.status in _GONE or is_wiki_bounce(target, seen) else seen.answer
        codes = tuple(dict.fromkeys((*seen.notes, *notes(target, facts))))
        self._emit(target, replace(seen, metadata=known, answer=answer, notes=codes))

    async def _by_page(self, item: Group, *, is_doubted: bool) -> None:
        async with asyncio.TaskGroup() as tasks:
            for target in item.targets:
                tasks.create_task(self._look(item, target, is_doubted=is_doubted))

    async def _look(self, item: Group, target: Target, *, is_doubted: bool) -> None:
        is_front = item.kind == "repository" and is_proven_by_repository(target) and target.kind != "section"
        # GraphQL has been the first witness of what is doubted.
        refine = front if is_front else headings
        seen = await page.look(target, self._context, refine, doubted=not is_doubted)
        if seen.status in _GONE:
            # Below a repository that the API knows nothing against, it may be the part alone that is missing.
            answer = absent(item) if is_doubted or _is_front(target) else PATH_NOT_FOUND
            seen = replace(seen, answer=answer)
        elif seen.status == 451:
            seen = replace(seen, answer=_BLOCKED)
        elif is_doubted and seen.status not in _FINE:
            seen = await self._after_all(item, target) or seen
        self._emit(target, seen)

    async def _after_all(self, item: Group, target: Target) -> Observation | None:
        """Ask REST where the page would not tell; None where it does not tell either."""
        response = await self._session.rest(item.path)
        said = read(item, response)
        if isinstance(said, Answer):
            return answered(target, said)
        if said is not None and _is_front(target):
            return present(target, said)
        return None

    async def _with_fragments(self, target: Target, observation: Observation) -> None:
        """Look at the page for the fragments that the user asked about: the API knows no headings."""
        asked = replace(target, url=observation.final_url or target.url, fragments=checkable(target.fragments))
        seen = await page.look(asked, self._context, headings)
        self._emit(target, replace(observation, fragments=seen.fragments) if seen.status in _FINE else observation)


def _is_front(target: Target) -> bool:
    """Whether the target is the thing itself, and no part below it."""
    return "sub" not in target.parts and "tail" not in target.parts
