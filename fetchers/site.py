"""What sites have in common: a table of URL forms, from which claims, targets, documentation and tests are made."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from fetchers.addresses.address import Address, identity, parse
from fetchers.addresses.hosts import is_below
from fetchers.api_answers import SILENT, CircuitBreaker
from fetchers.codes import Cause
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Metadata, Observation, Page, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import plain
from fetchers.net import Profile
from fetchers.pages import Refine, look
from fetchers.pages.full_fetch import fetch_full_page

ANY: Final = r"(?:\?.*)?"
"""What ends a pattern that any query may follow."""
END: Final = r"/?(?:\?.*)?"
"""The same, after a slash that makes no difference."""
_ATTRIBUTE: Final = re.compile(r"""\s+([\w:.-]{1,60})(?:\s*=\s*(?:"([^"]{0,3000})"|'([^']{0,3000})'))?""")
_NAMING: Final = ("property", "name", "itemprop")
_LONGEST_TAG: Final = 4000
_MOST_PLACES: Final = 8
_MOST_ATTRIBUTES: Final = 20
_FEW_WORDS: Final = 400
"""A page that only says that something is gone, with the site's menus around it, has fewer words than an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMarker:
    """Marks by which a site says of an item what its status does not say; all that are given have to be there.

    ``says`` is searched for in title, heading and visible text of a page of at most ``words`` words: an article may
    quote the sentence. ``place`` is matched against the path that the redirects end at.
    """

    standing: Availability
    cause: Cause
    detail: str
    says: str = ""
    place: str = ""
    statuses: tuple[int, ...] = ()
    words: int = _FEW_WORDS

    def __call__(self, observation: Observation, site: str) -> Answer | None:
        """Return the answer if the marks are there, under the name of the site."""
        if self.statuses and observation.status not in self.statuses:
            return None
        if self.place and not _compiled(self.place).match(urlsplit(observation.final_url or "").path):
            return None
        if self.says and not self._is_said(observation.page):
            return None
        return Answer(self.standing, self.cause.of(site), self.detail)

    def _is_said(self, page: Page | None) -> bool:
        if page is None or page.words > self.words:
            return False
        return _compiled(self.says).search(f"{page.title}\n{page.heading}\n{page.text}") is not None


class Site:
    """A site with a table of URL forms, asked as its page is. Subclasses say what to ask where there is better."""

    name: str
    guide: Guide
    forms: tuple[UrlPattern, ...]
    hosts: tuple[str, ...] = ()
    """Domains whose hosts alone can match (with all names under them); empty: any host can."""
    batch: int = 1
    signs: tuple[PageMarker, ...] = ()
    title: str | None = None
    """The site's name where its pages do not give it."""
    whole: bool = False
    """Whether what ``read`` looks for may stand far down the page."""
    item: str = ""
    """Markup around the item itself. A page that has it serves the item: no sentence in it is a sign of the site's."""

    def claim(self, address: Address) -> Target | None:
        """Return the target if one of the forms matches."""
        if self.hosts and not is_below(address.host, self.hosts):
            return None
        plain = address.plain
        for form in self.forms:
            match = _compiled(form.pattern).fullmatch(plain)
            if match is not None:
                return self.target(address, form, {name: part for name, part in match.groupdict().items() if part})
        return None

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Make the target of an address that a form matches; None where the parts show that it is not meant."""
        return Target(
            fetcher=self.name,
            kind=form.kind,
            key=form.key.format_map(parts) if form.key else identity(address),
            address=parse(form.page.format_map(parts)) if form.page else address.stripped(),
            parts=parts,
            canonical=form.better.format_map(parts) if form.better else None,
        )

    async def observe(self, targets: Sequence[Target], context: Context) -> AsyncIterator[tuple[Target, Observation]]:
        """Ask for the targets one by one."""
        for target in targets:
            yield target, await self.ask(target, context)

    async def ask(self, target: Target, context: Context) -> Observation:
        """Ask for one target: here, look at its page."""
        return await self.look(target, context)

    async def look(self, target: Target, context: Context) -> Observation:
        """Look at the target's page and add what the site's own rules read from it."""
        serves_item = False

        def refine(observation: Observation, text: str) -> Observation:
            nonlocal serves_item
            serves_item = bool(self.item) and self.item in text
            return self.refine(target, observation, text)

        seen = await (_look_at_all if self.whole else look)(target, context, refine)
        return seen if serves_item else self.settle(seen)

    def refine(self, target: Target, observation: Observation, text: str) -> Observation:
        """Add what the page says to an observation of it: the kind, and what ``read`` finds. Pure."""
        if observation.status != 200:
            return observation
        found = observation.metadata or Metadata()
        facts = replace(found, kind=self.what(target), site=found.site or self.title)
        return replace(observation, metadata=self.read(target, facts, text))

    def read(self, target: Target, metadata: Metadata, text: str) -> Metadata:  # noqa: ARG002 - subclasses use them
        """Return the metadata with what only this site's pages say. Pure."""
        return metadata

    def settle(self, observation: Observation) -> Observation:
        """Add what the site's own signs say of the item. Pure."""
        if observation.answer is not None:
            return observation
        answer = next((answer for sign in self.signs if (answer := sign(observation, self.name))), None)
        return observation if answer is None else replace(observation, answer=answer, metadata=None)

    def what(self, target: Target) -> str:
        """Return the kind of thing a target is, in the words of report.schema.json."""
        return next((form.what or form.kind for form in self.forms if form.kind == target.kind), "page")


class ServiceSite(Site):
    """A site with an interface for programs: asked first, and its pages where that does not help."""

    singly: int = 1
    """How many of the targets that a batch left out are asked for at once."""

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask the service for one target; None where it has nothing to say of that kind."""
        raise NotImplementedError

    async def ask(self, target: Target, context: Context) -> Observation:
        """Ask the service, unless it has shown that it does not help; else look at the page."""
        silence = context.shared(f"silence-{self.name}-{target.address.host}", CircuitBreaker)
        if silence.spares():
            return await self.look(target, context)
        spoken = await self.consult(target, context)
        silence.note(spoken.answer if spoken else None)
        return await self.complete(target, spoken, context)

    async def each(
        self, targets: Sequence[Target], answers: Mapping[str, Observation | None], context: Context
    ) -> AsyncIterator[tuple[Target, Observation]]:
        """Yield what a batch said of each target, by key; those that it left out are asked for singly."""
        import asyncio  # noqa: PLC0415 - a claim must not pay for it

        left = iter(targets)
        begun: deque[tuple[Target, asyncio.Task[Observation]]] = deque()
        try:
            while True:
                for target in islice(left, self.singly - len(begun)):
                    found = answers.get(target.key)
                    made = self.ask(target, context) if found is None else self.complete(target, found, context)
                    begun.append((target, asyncio.create_task(made)))
                if not begun:
                    return
                yield begun[0][0], await begun[0][1]
                begun.popleft()
        finally:
            for _, task in begun:
                task.cancel()

    async def complete(self, target: Target, spoken: Observation | None, context: Context) -> Observation:
        """Return what the service said; where it said nothing of the item, what the page says.

        A page is looked at too where the user wants to know whether it has a certain part.
        """
        if spoken is None:
            return await self.look(target, context)
        standing = spoken.answer.standing if spoken.answer else None
        if standing in SILENT:
            seen = await self.look(target, context)
            return seen if _says_something(seen) else spoken
        if standing is Availability.PRESENT and target.fragments:
            seen = await self.look(target, context)
            return replace(spoken, fragments=seen.fragments)
        return spoken


_TELLING: Final = {200, 404, 410}


def _says_something(seen: Observation) -> bool:
    if seen.answer is not None:
        return seen.answer.standing not in SILENT
    return seen.status in _TELLING and not any(trait.startswith("challenge") for trait in seen.traits)


async def _look_at_all(target: Target, context: Context, refine: Refine) -> Observation:
    """Read all of a page, asked for as ourselves, and once more as a browser before anything else is believed."""
    best = await fetch_full_page(target, context)
    if best.observation.status not in (200, None):
        second = await fetch_full_page(target, context, profile=Profile.BROWSER, retry=False)
        best = second if second.observation.status == 200 else best
    return refine(best.observation, best.text) if best.text else best.observation


def declared(text: str, name: str) -> str:
    """Return what a page's ``<meta>`` of that name says (``og:title``, ``headline``); "" where there is none."""
    end = 0
    for _ in range(_MOST_PLACES):
        place = text.find(name, end)
        if place == -1:
            break
        end = place + len(name)
        start = text.rfind("<meta", max(0, place - _LONGEST_TAG), place)
        attributes = _attributes(text, start + len("<meta")) if start != -1 else {}
        if any(attributes.get(naming) == name for naming in _NAMING):
            return plain(attributes.get("content")) or ""
    return ""


def _attributes(text: str, at: int) -> dict[str, str]:
    found: dict[str, str] = {}
    while len(found) < _MOST_ATTRIBUTES and (match := _ATTRIBUTE.match(text, at)):
        found[match[1].lower()] = match[2] or match[3] or ""
        at = match.end()
    return found


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile at first use: a run meets few of the sites."""
    return re.compile(pattern)
