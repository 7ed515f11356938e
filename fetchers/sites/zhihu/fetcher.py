"""The fetcher: one request at a time, a breaker after three refusals, a user's own cookie where there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from fetchers.addresses.address import Address
from fetchers.addresses.hosts import is_below
from fetchers.codes import Cause
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.pages.full_fetch import FullPage, fetch_full_page
from fetchers.site import Site
from fetchers.sites.zhihu.forms import FORMS
from fetchers.sites.zhihu.page_state import entity_of, metadata_of, title_of
from fetchers.sites.zhihu.unavailable import answer_of

_OPEN: Final = Answer(
    Availability.REFUSED, Cause.BREAKER.of("zhihu"), "Zhihu refused three requests of this run; this one was not made"
)
_DOMAIN: Final = ("zhihu.com",)


class Zhihu(Site):
    """Articles, answers, questions, people, columns, pins, videos, topics."""

    name = "zhihu"
    hosts = _DOMAIN
    forms = FORMS
    guide = Guide(
        title="Zhihu (知乎)",
        brings="title, author, votes, dates of writing and of the last edit, from the page where it is served; "
        "every address of an article or answer is one resource",
        limits="one plain request at a time, half a second apart; after three refusals in a row the run asks no more; "
        "no request is signed. `ZHIHU_COOKIE` (your own session) is sent to zhihu.com alone, over https",
        refusal="403, a verification page or a login means blocked: readers may well see it. Gone is only what "
        "Zhihu answers with 404 or says it has deleted",
    )

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Make the target; Zhihu is always asked over https."""
        return super().target(address.with_scheme("https"), form, parts)

    async def ask(self, target: Target, context: Context) -> Observation:
        """Request a page once, unless the circuit breaker is open."""
        from fetchers.sites.zhihu.breaker import ZhihuBreaker  # noqa: PLC0415 - a claim must not pay for asyncio

        breaker = context.shared("zhihu", ZhihuBreaker)
        async with breaker.lock:
            if breaker.is_open:
                return Observation(url=target.url, observed=datetime.now(UTC), answer=_OPEN)
            seen = await fetch_full_page(target, context, headers=_cookie(target, context), retry=False)
            observation = self.interpret(target, seen)
            breaker.count(observation)
            return observation

    def interpret(self, target: Target, seen: FullPage) -> Observation:
        """Return what Zhihu's page, or its refusal, says of the item. Pure."""
        observation = seen.observation
        entity = entity_of(seen.text, target.kind, target.parts.get("id", ""))
        answer = answer_of(observation, seen.body, has_state=bool(entity))
        if answer is not None:
            return replace(observation, answer=answer, metadata=None)
        if observation.status != 200:
            return observation
        what = self.what(target)
        if entity:
            facts = metadata_of(entity, target.kind, what)
            answer = Answer(Availability.PRESENT, Cause.PRESENT.of("zhihu"))
        else:
            facts = replace(observation.metadata or Metadata(), kind=what, site="知乎")
        title = facts.title if entity and facts.title else _page_title(observation)
        return replace(observation, answer=answer, metadata=replace(facts, title=title))


def _page_title(observation: Observation) -> str | None:
    page = observation.page
    return title_of(page.title) or title_of(page.heading) if page else None


def _cookie(target: Target, context: Context) -> Mapping[str, str]:
    cookie = context.access.zhihu_cookie
    address = target.address
    if not cookie or address.scheme != "https" or not is_below(address.host, _DOMAIN):
        return {}
    return {"Cookie": cookie}


ZHIHU: Final = Zhihu()
