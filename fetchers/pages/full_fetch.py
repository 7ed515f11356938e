"""One plain request for a whole page: for sites whose facts stand far down, and for those where a second is rude."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fetchers.context import Context
from fetchers.facts import Observation, Target
from fetchers.net import PageRequest, Profile

MOST_OF_A_PAGE: Final = 3 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FullPage:
    """One response: its observation, its text if it is a page, and its body."""

    observation: Observation
    text: str
    body: bytes = b""


async def fetch_full_page(
    target: Target,
    context: Context,
    *,
    profile: Profile = Profile.HONEST,
    headers: Mapping[str, str] | None = None,
    retry: bool = True,
) -> FullPage:
    """Visit a target's page once and read all of it. ``headers`` go to the first origin alone."""
    from fetchers.pages.readers import readers_of  # noqa: PLC0415 - a claim must not pay for the network

    errand = PageRequest(
        address=target.address, profile=profile, headers=headers or {}, limit=MOST_OF_A_PAGE, retry=retry
    )
    visit = await context.net.visit(errand)
    fragment = visit.fragment if visit.own_fragment else None
    sight = await readers_of(context).read(visit, target, fragment=fragment, wants_text=True)
    return FullPage(sight.observation, sight.text, visit.reply.body)
