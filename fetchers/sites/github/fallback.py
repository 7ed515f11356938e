"""One repository, account or gist asked for by itself: by REST, by its page, and the parts below it by theirs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from fetchers import pages as page
from fetchers.addresses.address import parse
from fetchers.codes import Cause
from fetchers.facts import Answer, Availability, Observation, Target
from fetchers.pages.fragments import checkable
from fetchers.sites.github.api_metadata import RepositoryFacts
from fetchers.sites.github.client import GraphqlResponse
from fetchers.sites.github.observations import (
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
from fetchers.sites.github.page import front, headings
from fetchers.sites.github.probes import is_proven_by_repository
from fetchers.sites.github.query import Group
from fetchers.sites.github.run_state import GithubSession

if TYPE_CHECKING:
    from fetchers.context import Context

Emit: TypeAlias = Callable[[Target, Observation], None]

_FINE: Final = (200, 304)
_GONE: Final = (404, 410)
_PATIENCE: Final = 5.0
"""Seconds for a page that REST can replace, including the wait in the queue for GitHub's pages."""
_BLOCKED: Final = Answer(
    Availability.RESTRICTED, Cause.DMCA.code, "GitHub's page says that it is blocked for legal reasons"
)


class SingleRequests:
    """Asks for items one by one, and emits an observation for every target; page requests run in ``tasks``."""

    def __init__(self, context: Context, session: GithubSession, emit: Emit, tasks: asyncio.TaskGroup) -> None:
        self._context = context
        self._session = session
        self._emit = emit
        self._tasks = tasks

    async def by_rest(self, groups: Iterable[Group]) -> None:
        """Ask REST for each in turn while it may be asked, and the pages of the others meanwhile."""
        for item in groups:
            is_proof = item.kind != "repository" or any(map(is_proven_by_repository, item.targets))
            if not (is_proof or self._session.has_token) or not await self.ask_rest(item):
                self.look(item, is_doubted=False)

    async def ask_rest(self, item: Group) -> bool:
        """Ask REST, if allowed, and emit its answer for a group; False if it has none."""
        if not self._session.may_ask:
            return False
        said = read(item, await self._session.rest(item.path))
        if isinstance(said, Answer):
            for target in item.targets:
                self._emit(target, answered(target, said))
        elif said is not None:
            self.there(item, said, {})
        return said is not None

    async def ask_page(self, item: Group) -> bool:
        """Look, without patience, at the page of one target that GraphQL did not show; False where it does not tell."""
        (target,) = item.targets
        try:
            async with asyncio.timeout(_PATIENCE):
                seen = await self._see(item, target, is_doubted=True, patient=False)
        except TimeoutError:
            return False
        if seen.status == 429:
            self._session.pages.spend()
        is_told = seen.answer is not None or seen.status in _FINE
        if is_told:
            self._emit(target, seen)
        return is_told

    def look(self, item: Group, *, is_doubted: bool) -> None:
        """Fetch the page of every target that neither GraphQL nor REST answered for."""
        for target in item.targets:
            self._start(partial(self._page, item, target, is_doubted=is_doubted))

    def there(self, item: Group, facts: RepositoryFacts, said: Mapping[str, Any]) -> None:
        """Emit the observations of an existing item; ``said`` holds the proof for the parts below it, by key."""
        for target in item.targets:
            is_proven = item.kind != "repository" or target.key in said or is_proven_by_repository(target)
            is_present = facts.answer.standing is Availability.PRESENT
            if not is_proven and is_present:
                self._start(partial(self._below, target, facts))
                continue
            known = present(target, facts, said.get(target.key))
            if checkable(target.fragments, "github.com") and is_present:
                self._start(partial(self._with_fragments, target, known))
            else:
                self._emit(target, known)

    def fail(self, groups: Iterable[Group], response: GraphqlResponse) -> None:
        """Emit that the service failed."""
        for item in groups:
            for target in item.targets:
                self._emit(target, answered(target, trouble(response), response))

    def _start(self, look: Callable[[], Awaitable[None]]) -> None:
        self._session.pages.begin()
        self._tasks.create_task(self._looking(look))

    async def _looking(self, look: Callable[[], Awaitable[None]]) -> None:
        try:
            await look()
        finally:
            self._session.pages.end()

    async def _below(self, target: Target, facts: RepositoryFacts) -> None:
        """Look at the page of a part whose repository is there; its own 404 counts."""
        seen = await page.look(target, self._context, headings)
        title = seen.metadata.title if seen.metadata else None
        known = metadata(target, facts, {"title": title} if target.kind == "page" and seen.status in _FINE else {})
        answer = PATH_NOT_FOUND if seen.status in _GONE or is_wiki_bounce(target, seen) else seen.answer
        codes = tuple(dict.fromkeys((*seen.notes, *notes(target, facts))))
        self._emit(target, replace(seen, metadata=known, answer=answer, notes=codes))

    async def _page(self, item: Group, target: Target, *, is_doubted: bool) -> None:
        self._emit(target, await self._see(item, target, is_doubted=is_doubted))

    async def _see(self, item: Group, target: Target, *, is_doubted: bool, patient: bool = True) -> Observation:
        is_front = item.kind == "repository" and is_proven_by_repository(target) and target.kind != "section"
        # GraphQL has been the first witness of what is doubted.
        refine = front if is_front else headings
        seen = await page.look(target, self._context, refine, doubted=not is_doubted, patient=patient)
        if seen.status in _GONE:
            # Below a repository that the API knows nothing against, it may be the part alone that is missing.
            return replace(seen, answer=absent(item) if is_doubted or _is_front(target) else PATH_NOT_FOUND)
        return replace(seen, answer=_BLOCKED) if seen.status == 451 else seen

    async def _with_fragments(self, target: Target, observation: Observation) -> None:
        """Look at the page for the fragments that the user asked about: the API knows no headings."""
        address = parse(observation.final_url) if observation.final_url else target.address
        asked = replace(target, address=address, fragments=checkable(target.fragments, "github.com"))
        seen = await page.look(asked, self._context, headings)
        self._emit(target, replace(observation, fragments=seen.fragments) if seen.status in _FINE else observation)


def _is_front(target: Target) -> bool:
    """Whether the target is the thing itself, and no part below it."""
    return "sub" not in target.parts and "tail" not in target.parts
