"""Zhihu: one plain request for a page, facts from its embedded state, refusals distinguished from missing items."""

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
from fetchers.site import END, Site
from fetchers.sites.zhihu.page_state import entity_of, metadata_of, title_of
from fetchers.sites.zhihu.unavailable import answer_of

_WWW = r"(?:(?:www|m)\.)?zhihu\.com"
_API = r"(?:www\.zhihu\.com/api/v4|api\.zhihu\.com)"
_ZHUANLAN = r"zhuanlan\.zhihu\.com"
_ID = r"(?P<id>\d{1,20})"
"""Up to 19 digits today: texts, never numbers."""
_ARTICLE = "https://zhuanlan.zhihu.com/p/{id}"
_ANSWER = "https://www.zhihu.com/answer/{id}"
# First path segments of zhuanlan.zhihu.com that are no column's name.
_NO_COLUMN = r"(?!(?:p|api|write|drafts?|about|search|topics?|apply)(?:[/?]|\Z))"


def _row(kind: str, pattern: str, example: str, *, page: str = "", better: str = "", what: str = "") -> UrlPattern:
    return UrlPattern(
        kind=kind, pattern=pattern, example=example, key=f"zhihu-{kind}:{{id}}", page=page, better=better, what=what
    )


FORMS: Final = (
    _row("article", rf"(?:{_ZHUANLAN}|{_WWW})/p/{_ID}(?:/edit)?{END}", "https://zhuanlan.zhihu.com/p/676109470"),
    # Made for search engines' visitors; the address a reader is shown in the end is the article's.
    _row("article", rf"{_WWW}/tardis/[\w-]+/art/{_ID}{END}",
         "https://www.zhihu.com/tardis/zm/art/647109286?source_id=1003", better=_ARTICLE),
    _row("article", rf"{_API}/articles/{_ID}{END}", "https://api.zhihu.com/articles/676109470",
         page=_ARTICLE, better=_ARTICLE),
    _row("answer", rf"{_WWW}/question/(?P<question>\d{{1,20}})/answers?/{_ID}{END}",
         "https://www.zhihu.com/question/591646269/answer/3539346609"),
    _row("answer", rf"{_WWW}/answer/{_ID}{END}", "https://www.zhihu.com/answer/3539346609"),
    _row("answer", rf"{_WWW}/tardis/[\w-]+/ans/{_ID}{END}", "https://www.zhihu.com/tardis/bd/ans/3539346609",
         better=_ANSWER),
    _row("answer", rf"{_API}/(?:questions/\d+/)?answers/{_ID}{END}", "https://api.zhihu.com/answers/3539346609",
         page=_ANSWER, better=_ANSWER),
    _row("question", rf"{_WWW}/question/{_ID}(?:/(?:log|answers(?:/updated)?|followers))?{END}",
         "https://www.zhihu.com/question/328463675"),
    _row("question", rf"{_WWW}/tardis/[\w-]+/qus/{_ID}{END}", "https://www.zhihu.com/tardis/bd/qus/328463675",
         better="https://www.zhihu.com/question/{id}"),
    _row("question", rf"{_API}/questions/{_ID}{END}", "https://api.zhihu.com/questions/328463675",
         page="https://www.zhihu.com/question/{id}", better="https://www.zhihu.com/question/{id}"),
    _row("people", rf"{_WWW}/(?:people|org)/(?P<id>[^/?]+)(?:/[\w-]+)*{END}",
         "https://www.zhihu.com/people/xu-tao-83-44-34/posts", what="profile"),
    _row("column", rf"{_WWW}/column/(?P<id>[^/?]+){END}", "https://www.zhihu.com/column/c_1389404662173315072"),
    _row("pin", rf"{_WWW}/pin/{_ID}{END}", "https://www.zhihu.com/pin/1700000000000000000", what="post"),
    _row("zvideo", rf"{_WWW}/zvideo/{_ID}{END}", "https://www.zhihu.com/zvideo/1500000000000000000", what="video"),
    _row("topic", rf"{_WWW}/topic/{_ID}(?:/[\w-]+)?{END}", "https://www.zhihu.com/topic/19559450/hot"),
    _row("collection", rf"{_WWW}/collection/{_ID}{END}", "https://www.zhihu.com/collection/100000000"),
    _row("story", rf"daily\.zhihu\.com/story/{_ID}{END}", "https://daily.zhihu.com/story/9700000", what="article"),
    _row("column", rf"{_ZHUANLAN}/{_NO_COLUMN}(?P<id>[\w-]+){END}", "https://zhuanlan.zhihu.com/c_1389404662173315072"),
    # Whatever else there is on Zhihu meets the same wall, and shares the breaker.
    UrlPattern(kind="page", pattern=r"(?!link\.)(?:[a-z0-9-]+\.)*zhihu\.com(?:[/?].*)?", example="https://www.zhihu.com/explore"),
)  # fmt: skip


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
        async with breaker.turn() as turn:
            if turn is None:
                return Observation(url=target.url, observed=datetime.now(UTC), answer=_OPEN)
            seen = await fetch_full_page(target, context, headers=_cookie(target, context), retry=False)
            observation = self.interpret(target, seen)
            turn.count(observation)
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
