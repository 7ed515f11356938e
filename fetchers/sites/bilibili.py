"""Bilibili: the page of a video, with the state it is served with.

Its interfaces for programs are not public, and in January 2026 its lawyers had a description of them taken down: they
are asked only where the user names a base for them (``bases.bilibili``), never with a signature.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from fetchers.addresses.address import Address
from fetchers.api_answers import data_of, known, present, troubled
from fetchers.codes import Cause
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import at, count, json_after, mapping, moment, text
from fetchers.net import ApiRequest
from fetchers.site import END, PageMarker, ServiceSite

_WWW: Final = r"(?:(?:www|m)\.)?bilibili\.com"
_BV: Final = r"(?P<bvid>BV[0-9A-Za-z]{10})"
_AV: Final = r"[aA][vV](?P<aid>\d{1,19})"
_STATE: Final = re.compile(r"window\.__INITIAL_STATE__\s*=\s*(?=\{)")
_SUFFIX: Final = re.compile(
    r"\s*[_-]\s*(?:哔哩哔哩(?:\s*[（(]゜-゜[)）]つロ干杯~)?|bilibili)(?:[_-]\s*bilibili)?\s*\Z", re.IGNORECASE
)
_PART: Final = re.compile(r"(?:\A|&)p=(\d{1,4})(?:&|\Z)")

_CODES: Final = {
    -404: Answer(Availability.ABSENT, Cause.NOT_FOUND.of("bilibili"), "Bilibili has no such video (-404)"),
    62002: Answer(Availability.ABSENT, Cause.INVISIBLE.of("bilibili"), "Bilibili has taken the video away (62002)"),
    62012: Answer(Availability.ABSENT, Cause.OWN_EYES.of("bilibili"), "Only its uploader can see the video (62012)"),
    62004: Answer(Availability.RESTRICTED, Cause.IN_REVIEW.of("bilibili"), "The video is being reviewed (62004)"),
    -403: Answer(
        Availability.RESTRICTED, Cause.FORBIDDEN.of("bilibili"), "Bilibili wants more rights for this video (-403)"
    ),
    -412: Answer(Availability.REFUSED, Cause.BANNED.of("bilibili"), "Bilibili refuses requests from here (-412)"),
    -352: Answer(Availability.REFUSED, Cause.RISK_CONTROL.of("bilibili"), "Bilibili takes us for a robot (-352)"),
}


class Bilibili(ServiceSite):
    """Videos, posts, columns, spaces, programmes."""

    name = "bilibili"
    title = "哔哩哔哩"
    whole = True
    hosts = ("bilibili.com", "b23.tv")
    forms = (
        UrlPattern(kind="video", pattern=rf"{_WWW}/video/{_BV}{END}", key="bilibili-video:{bvid}",
            example="https://www.bilibili.com/video/BV1qT411g7n9/?p=2"),
        UrlPattern(kind="video", pattern=rf"{_WWW}/video/{_AV}{END}", key="bilibili-video:av{aid}",
            example="https://www.bilibili.com/video/av170001"),
        UrlPattern(kind="video", pattern=rf"player\.bilibili\.com/player\.html\?(?:.*&)?bvid={_BV}(?:&.*)?",
            key="bilibili-video:{bvid}", page="https://www.bilibili.com/video/{bvid}",
            example="https://player.bilibili.com/player.html?bvid=BV1qT411g7n9"),
        UrlPattern(kind="video", pattern=r"player\.bilibili\.com/player\.html\?(?:.*&)?aid=(?P<aid>\d{1,19})(?:&.*)?",
            key="bilibili-video:av{aid}", page="https://www.bilibili.com/video/av{aid}",
            example="https://player.bilibili.com/player.html?aid=170001"),
        UrlPattern(kind="opus", pattern=rf"(?:{_WWW}/opus|t\.bilibili\.com)/(?P<id>\d{{1,20}}){END}",
            key="bilibili-opus:{id}", what="post", example="https://www.bilibili.com/opus/900000000000000000"),
        UrlPattern(kind="read", pattern=rf"{_WWW}/read/(?:mobile/|mobile\?id=)?(?:cv)?(?P<id>\d{{1,20}}){END}",
            key="bilibili-read:{id}", what="article", example="https://www.bilibili.com/read/cv12345678"),
        UrlPattern(kind="space",
            pattern=rf"(?:space\.bilibili\.com|{_WWW}/space)/(?P<id>\d{{1,20}})(?:/[^?]*)?(?:\?.*)?",
            what="profile", example="https://space.bilibili.com/401742377/video"),
        UrlPattern(kind="bangumi", pattern=rf"{_WWW}/(?:bangumi|cheese)/play/(?P<id>(?:ep|ss)\d+){END}",
            key="bilibili-{id}", what="video", example="https://www.bilibili.com/bangumi/play/ss12548"),
        UrlPattern(kind="live", pattern=rf"live\.bilibili\.com/(?P<id>\d+){END}", key="bilibili-live:{id}", what="page",
            example="https://live.bilibili.com/21452505"),
        UrlPattern(kind="short", pattern=rf"b23\.tv/[\w-]+{END}", what="video", example="https://b23.tv/AbCdEf1"),
    )  # fmt: skip
    signs = (
        PageMarker(standing=Availability.REFUSED, cause=Cause.BANNED, detail="Bilibili refuses robots (HTTP 412)",
            statuses=(412,)),
        PageMarker(standing=Availability.REFUSED, cause=Cause.VERIFICATION,
            detail="Bilibili asks whether we are human",
            says=r"\A验证码[_\s]|^验证码_哔哩哔哩"),
        PageMarker(standing=Availability.ABSENT, cause=Cause.NOT_FOUND,
            detail="Bilibili says that the video is gone",
            says=r"视频去哪了呢|啊叻？视频不见了"),
    )  # fmt: skip
    guide = Guide(
        title="Bilibili (哔哩哔哩)",
        brings="title, uploader, date, plays, likes and description of a video, from its page; title of posts, columns"
        " and spaces",
        limits="pages as for any other site; no request is signed; the interface for programs is not public and is "
        "asked only where `bases.bilibili` names it",
        refusal="HTTP 412 and the codes -412 and -352 mean blocked; -404, 62002 and 62012 mean gone",
    )

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Make the target; the parts of one video are different things to watch."""
        target = super().target(address, form, parts)
        part = _PART.search(address.query or "")
        if target is None or form.kind != "video" or part is None or int(part[1]) < 2:
            return target
        return replace(target, key=f"{target.key}?p={int(part[1])}")

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask the API, if the user has enabled it."""
        if target.kind != "video" or self.name not in context.access.bases:
            return None
        base = context.access.base(self.name, "")
        asked = "&".join(f"{name}={value}" for name, value in target.parts.items())
        reply = await context.net.call(ApiRequest(url=f"{base}/x/web-interface/view?{asked}"))
        facts = data_of(reply)
        code = facts.get("code")
        if isinstance(code, int) and code in _CODES:
            return known(target, _CODES[code])
        video = mapping(facts.get("data"))
        if not reply.ok or code != 0 or not text(video.get("title")):
            return troubled(target, reply, self.name, "Bilibili")
        return known(target, present(self.name), _metadata(video))

    def refine(self, target: Target, observation: Observation, text: str) -> Observation:
        """Read the state that the page is served with."""
        state = json_after(text, _STATE)
        code = at(state, "error", "trueCode")
        video = mapping(at(state, "videoData"))
        if isinstance(code, int) and code in _CODES and not video.get("title"):
            return replace(observation, answer=_CODES[code], metadata=None)
        if observation.status == 200 and target.kind in ("video", "short") and video.get("title"):
            return replace(observation, answer=present(self.name), metadata=_metadata(video))
        return super().refine(target, observation, text)

    def read(self, target: Target, metadata: Metadata, text: str) -> Metadata:  # noqa: ARG002
        """Take the site's name from the title."""
        return replace(metadata, title=_SUFFIX.sub("", metadata.title or "") or None)


def _metadata(video: Mapping[str, Any]) -> Metadata:
    """``stars`` are likes: what a viewer says of a video."""
    owner = text(at(video, "owner", "name"))
    published = moment(video.get("pubdate")) or moment(video.get("ctime"))
    return Metadata(
        kind="video",
        title=text(video.get("title")),
        authors=(owner,) if owner else (),
        published=published,
        date_source="api" if published else None,
        description=text(video.get("desc")),
        site="哔哩哔哩",
        language="zh",
        stars=count(at(video, "stat", "like")),
        plays=count(at(video, "stat", "view")),
    )


BILIBILI: Final = Bilibili()
