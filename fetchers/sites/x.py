"""X, once Twitter: oEmbed says whether a post is there; the pages are empty shells for robots."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

from fetchers.api_answers import absent, data_of, known, present, troubled
from fetchers.codes import Cause
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import plain, text
from fetchers.net import ApiRequest
from fetchers.site import END, PageMarker, ServiceSite

_HOST: Final = r"(?:(?:(?:www|mobile|m)\.)?(?:twitter|x)\.com|nitter\.net)"
_USER: Final = r"(?P<user>\w{1,20})"
# First path segments that are no member's name.
_RESERVED: Final = (
    r"(?!(?:home|explore|search|settings|login|signup|i|intent|share|hashtag|about|privacy|tos|jobs)(?:[/?]|\Z))"
)
_ID: Final = r"(?P<id>\d{1,19})"
_PARAGRAPH: Final = re.compile(r"<p[^<>]{0,200}>")
_PROTECTED: Final = Answer(Availability.RESTRICTED, Cause.PROTECTED.of("x"), "The account is protected or suspended")
_SNOWFLAKE_EPOCH: Final = 1_288_834_974_657
"""Milliseconds; ids from November 2010 on carry their moment above bit 22 (Twitter's Snowflake)."""
_FIRST_SNOWFLAKE: Final = 30_000_000_000
_LONGEST_TITLE: Final = 100


class X(ServiceSite):
    """Posts by oEmbed, members as pages."""

    name = "x"
    title = "X"
    hosts = ("twitter.com", "x.com", "nitter.net")
    forms = (
        UrlPattern(kind="post", pattern=rf"{_HOST}/{_USER}/status(?:es)?/{_ID}(?:/(?:photo|video)/\d)?{END}",
            key="x-post:{id}", example="https://x.com/jack/status/20"),
        UrlPattern(kind="post", pattern=rf"{_HOST}/i/(?:web/)?status/{_ID}{END}", key="x-post:{id}",
            example="https://twitter.com/i/web/status/20"),
        UrlPattern(kind="profile", pattern=rf"{_HOST}/{_RESERVED}@?{_USER}(?:/(?:media|with_replies|likes))?{END}",
            example="https://twitter.com/karpathy"),
    )  # fmt: skip
    signs = (
        PageMarker(
            standing=Availability.REFUSED, cause=Cause.LOGIN, detail="X wants a login", place=r"/(?:i/flow/)?login\b"
        ),
        PageMarker(
            standing=Availability.REFUSED, cause=Cause.REFUSED, detail="X refuses robots", statuses=(400, 401, 403)
        ),
    )
    guide = Guide(
        title="X (Twitter)",
        brings="author, words and date of a post; twitter.com, x.com and the mobile pages are one",
        limits="one oEmbed question a post",
        refusal="404 means deleted, 403 a protected or suspended account; a login, 400 or 403 of a page means blocked",
    )

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask oEmbed."""
        if target.kind != "post":
            return None
        place = f"https://twitter.com/{target.parts.get('user', 'i')}/status/{target.parts['id']}"
        base = context.access.base(self.name, "https://publish.twitter.com")
        reply = await context.net.call(ApiRequest(url=f"{base}/oembed?omit_script=1&url={quote(place, safe='')}"))
        if reply.status == 404:
            return known(target, absent(self.name, "X has no such post"))
        if reply.status == 403:
            return known(target, _PROTECTED)
        facts = data_of(reply)
        author = text(facts.get("author_name"))
        if not reply.ok or author is None:
            return troubled(target, reply, self.name, "X")
        return known(target, present(self.name), _metadata(facts.get("html"), author, int(target.parts["id"])))


def _metadata(markup: object, author: str, number: int) -> Metadata:
    spelt = markup if isinstance(markup, str) else ""
    match = _PARAGRAPH.search(spelt)
    words = plain(spelt[match.end() :].partition("</p>")[0]) if match else None
    written = _moment(number)
    return Metadata(
        kind="post",
        title=_shortened(words) if words else None,
        authors=(author,),
        published=written,
        date_source="url" if written else None,
        description=words,
        site="X",
    )


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST_TITLE else words[: _LONGEST_TITLE - 1].rstrip() + "…"


def _moment(number: int) -> str | None:
    if number < _FIRST_SNOWFLAKE:
        return None
    seconds = ((number >> 22) + _SNOWFLAKE_EPOCH) // 1000
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


X_SITE: Final = X()
