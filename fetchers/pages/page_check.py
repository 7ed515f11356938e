"""Look at one page: who is asked how often, and which of the answers is believed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from fetchers.addresses.address import Address, parse
from fetchers.context import Context
from fetchers.facts import Observation, Redirect, Target
from fetchers.net import Budget, CookieJar, PageRequest, Profile
from fetchers.pages import Refine
from fetchers.pages.fragments import until_named
from fetchers.pages.html import enough
from fetchers.pages.interpretation import Interpretation
from fetchers.pages.media import PAGE_BYTES, WHOLE_PAGE_BYTES, wanted
from fetchers.pages.page_redirects import sent_on
from fetchers.pages.preference import believed, is_doubtful
from fetchers.pages.readers import readers_of
from fetchers.values import dataclass

_MARKUP_HOPS: Final = 3


async def look(
    target: Target, context: Context, refine: Refine | None = None, *, doubted: bool = True, patient: bool = True
) -> Observation:
    """See ``fetchers.pages.look``."""
    asker = _Asker(target, context, context.net.budget(), patient=patient, wants_text=refine is not None)
    sight = await asker.glance(Profile.HONEST)
    if doubted and is_doubtful(sight.observation):
        sight = believed(sight, await asker.glance(Profile.BROWSER))
    if sight.profile is not Profile.HONEST:
        _profiles(context)[target.url] = sight.profile
    if refine is None or not sight.text:
        return sight.observation
    return refine(sight.observation, sight.text)


async def look_once(target: Target, context: Context, profile: Profile, *, verify: bool) -> Observation:
    """Look at a page once, with one profile. Redirects made by its markup are followed."""
    asker = _Asker(target, context, context.net.budget(), patient=False)
    return (await asker.follow(profile, target.address, verify=verify)).observation


def profile_of(context: Context, target: Target) -> Profile:
    """Return the profile whose answer was believed for a target."""
    return _profiles(context).get(target.url, Profile.HONEST)


def _profiles(context: Context) -> dict[str, Profile]:
    """Return the profiles by address, those alone that are not the usual one: a run may have a million links."""
    return context.shared("page-profiles", dict[str, Profile])


@dataclass(frozen=True, slots=True)
class _Asker:
    """One target under inspection: what its glances share."""

    target: Target
    context: Context
    budget: Budget
    patient: bool = True
    """Whether failures that may pass are asked for again."""
    wants_text: bool = False
    """Whether the caller has rules of its own for the page's text."""

    async def glance(self, profile: Profile) -> Interpretation:
        """Request with one profile; if only TLS verification fails, request again without it."""
        sight = await self.follow(profile, self.target.address)
        failure, reached = sight.observation.failure, sight.observation.final_url
        if failure is None or not failure.kind.is_tls or reached is None:
            return sight
        again = await self.follow(profile, parse(reached), sight.observation.redirects, verify=False)
        if again.observation.status is None:
            return sight
        return replace(again, observation=replace(again.observation, tls=failure))

    async def follow(
        self, profile: Profile, address: Address, redirects: tuple[Redirect, ...] = (), *, verify: bool = True
    ) -> Interpretation:
        """Follow a chain to its end, the hops that a page's own markup makes included."""
        jar = CookieJar()
        fragment: str | None = None
        hops = 0
        while True:
            visit = await self.context.net.visit(self._errand(profile, address, jar, verify=verify))
            fragment = visit.fragment if visit.own_fragment else fragment
            sight = await readers_of(self.context).read(
                visit, self.target, before=redirects, fragment=fragment, wants_text=self.wants_text
            )
            following = sent_on(sight.observation)
            if following is None or hops == _MARKUP_HOPS:
                return sight
            hops += 1
            redirects = (*sight.observation.redirects, Redirect(visit.reply.url, visit.reply.status or 200))
            fragment = following.fragment if following.fragment is not None else fragment
            address = following

    def _errand(self, profile: Profile, address: Address, jar: CookieJar, *, verify: bool) -> PageRequest:
        whole = bool(self.target.fragments)
        room = WHOLE_PAGE_BYTES if whole else PAGE_BYTES
        conditional = profile is Profile.HONEST and verify and not whole
        return PageRequest(
            address=address,
            profile=profile,
            headers=_conditions(self.target) if conditional else {},
            room=lambda head: wanted(head, room),
            most_received=PAGE_BYTES if whole else None,
            enough=self._enough(),
            verify=verify,
            retry=self.patient and profile is Profile.HONEST,
            jar=jar,
            budget=self.budget,
        )

    def _enough(self) -> Callable[[bytes], bool]:
        """Return the test that tells when the rest of a page need not be read."""
        if not self.target.fragments:
            return enough
        named = until_named(self.target.fragments)
        return lambda body: named(body) and enough(body)


def _conditions(target: Target) -> Mapping[str, str]:
    """Return the headers that let a server answer 304 (RFC 9110 §13.1)."""
    if target.validators is None:
        return {}
    pairs = (("If-None-Match", target.validators.etag), ("If-Modified-Since", target.validators.last_modified))
    return {name: value for name, value in pairs if value}
