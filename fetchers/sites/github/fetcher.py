"""The fetcher: targets in, observations out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeAlias

from fetchers.addresses.address import Address
from fetchers.facts import Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import Site
from fetchers.sites.github.forms import FORMS, HOSTS, target_of

if TYPE_CHECKING:
    from fetchers.context import Context
    from fetchers.sites.github.fallback import Emit

_BATCH: Final = 10_000
"""Targets of one call, usually a whole run's, so that every connection can be kept busy."""

_Pair: TypeAlias = tuple[Target, Observation]


class GithubFetcher(Site):
    """Repositories and what is below them, accounts and gists."""

    name = "github"
    batch = _BATCH
    hosts = HOSTS
    forms = FORMS
    guide = Guide(
        title="GitHub",
        brings="stars, last push, latest release, license, language, topics; archived, renamed, disabled, empty, forked"
        " and private repositories are told apart; files, issues, releases and commits are checked below their"
        " repository",
        limits="with a token a hundred repositories in one GraphQL question, two questions at a time; without one 60"
        " requests an hour to REST, then the pages themselves",
        refusal="a spent limit means come back later; 451 and a blocked repository mean that GitHub withholds it; a"
        " token that is refused is reported once and left out",
    )

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Return the target of an address on GitHub; None for GitHub's own pages (the generic fetcher's)."""
        return target_of(address, form.kind, parts)

    async def observe(self, targets: Sequence[Target], context: Context) -> AsyncIterator[_Pair]:
        """Ask for all targets together and yield each as soon as it is known."""
        from fetchers.sites.github.run_state import GithubSession  # noqa: PLC0415
        from fetchers.sites.github.strategy import ask  # noqa: PLC0415 - start-up time

        session = context.shared("github", lambda: GithubSession(context))
        async for pair in _stream(lambda emit: ask(targets, context, session, emit)):
            yield pair


async def _stream(work: Callable[[Emit], Awaitable[None]]) -> AsyncIterator[_Pair]:
    """Run ``work`` and yield what it emits; its bugs are raised here, and it ends when the stream is closed."""
    import asyncio  # noqa: PLC0415 - start-up time

    emitted: asyncio.Queue[_Pair | None] = asyncio.Queue()

    async def run() -> None:
        try:
            await work(lambda target, observation: emitted.put_nowait((target, observation)))
        finally:
            emitted.put_nowait(None)

    task = asyncio.create_task(run())
    try:
        while (pair := await emitted.get()) is not None:
            yield pair
        await task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


GITHUB: Final = GithubFetcher()
