"""YouTube: oEmbed says whether a video is there; its page answers 200 for what is long gone.

With a key of the Data API fifty videos are one question (https://developers.google.com/youtube/v3/docs/videos/list).
It leaves out what is private, deleted or never was, and oEmbed, which tells these apart, is asked for each of them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote

from fetchers.api_answers import CircuitBreaker, absent, data_of, known, present, trouble, troubled
from fetchers.codes import Cause, Note
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import at, count, date, items, mapping, text
from fetchers.net import ApiRequest
from fetchers.site import END, PageMarker, ServiceSite

_HOST: Final = r"(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com"
_ID: Final = r"(?P<id>[\w-]{11})"
_LIST: Final = r"(?P<list>[\w-]{2,64})"
_PAGES: Final = {
    "video": "https://www.youtube.com/watch?v={id}",
    "playlist": "https://www.youtube.com/playlist?list={list}",
}
_DATA_API: Final = "https://www.googleapis.com/youtube/v3/videos?part=snippet,statistics&id="
_PRIVATE: Final = Answer(Availability.RESTRICTED, Cause.PRIVATE.of("youtube"), "The video is private")


class YouTube(ServiceSite):
    """Videos and playlists by oEmbed, channels as pages."""

    name = "youtube"
    title = "YouTube"
    batch = 50
    singly = 10
    hosts = ("youtube.com", "youtu.be", "youtube-nocookie.com")
    forms = (
        UrlPattern(kind="video", pattern=rf"{_HOST}/watch/?\?(?:.*&)?v={_ID}(?:&.*)?", key="youtube-video:{id}",
            example="https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42"),
        UrlPattern(kind="video", pattern=rf"youtu\.be/{_ID}{END}", key="youtube-video:{id}",
            example="https://youtu.be/dQw4w9WgXcQ"),
        UrlPattern(kind="video", pattern=rf"{_HOST}/(?:shorts|live|embed|v|e)/(?!videoseries){_ID}{END}",
            key="youtube-video:{id}", example="https://www.youtube.com/shorts/dQw4w9WgXcQ"),
        UrlPattern(kind="playlist", pattern=rf"{_HOST}/(?:playlist|embed/videoseries)\?(?:.*&)?list={_LIST}(?:&.*)?",
            key="youtube-playlist:{list}", example="https://www.youtube.com/playlist?list=PLoROMvodv4rMiGQp3WXShtMGgzqpfVfbU"),
        UrlPattern(kind="channel", pattern=rf"{_HOST}/(?:@|c/|user/|channel/)[^/?]+(?:/\w+)?{END}", what="profile",
            example="https://www.youtube.com/@3blue1brown/videos"),
    )  # fmt: skip
    signs = (
        PageMarker(standing=Availability.REFUSED, cause=Cause.CONSENT, detail="YouTube asks for consent first",
            place=r"/(?:m|ml|save)\b.*", statuses=(200,), says=r"(?i)before you continue to youtube"),
        PageMarker(standing=Availability.REFUSED, cause=Cause.VERIFICATION,
            detail="YouTube asks whether we are human",
            place=r"/sorry/"),
    )  # fmt: skip
    guide = Guide(
        title="YouTube",
        brings="title and channel of videos and playlists, with a key of the Data API the day, likes and plays of "
        "videos too; all addresses of a video are one resource",
        limits="one oEmbed question a video, ten at once; with `YOUTUBE_API_KEY` fifty videos a question to the Data "
        "API, and oEmbed for what it leaves out; the start time in an address is kept",
        refusal="401 means that the video may not be embedded: it is there; 403 that it is private; 404 and 400 that "
        "it is gone",
    )

    async def observe(self, targets: Sequence[Target], context: Context) -> AsyncIterator[tuple[Target, Observation]]:
        """Ask the Data API for all videos where there is a key, and oEmbed for each of the rest."""
        videos = [target for target in targets if target.kind == "video"] if context.access.youtube_key else []
        answers = await self._listed(videos, context) if videos else {}
        async for answer in self.each(targets, answers, context):
            yield answer

    async def _listed(self, videos: Sequence[Target], context: Context) -> Mapping[str, Observation]:
        """Return the observations of the videos that the Data API lists; none where the key is refused or spent."""
        silence = context.shared("youtube-data-api", CircuitBreaker)
        if silence.spares():
            return {}
        ids = "%2C".join(video.parts["id"] for video in videos)
        # A key in the address would stand in every log on the way.
        reply = await context.net.call(
            ApiRequest(url=f"{_DATA_API}{ids}", headers={"X-Goog-Api-Key": context.access.youtube_key or ""})
        )
        silence.note(present(self.name) if reply.ok else trouble(reply, self.name, "YouTube"))
        if not reply.ok:
            context.warn(
                f"YouTube's Data API did not answer (HTTP {reply.status}); each video was asked for by itself"
                if reply.status
                else "YouTube's Data API could not be reached; each video was asked for by itself"
            )
        rows = {row["id"]: row for row in map(mapping, items(data_of(reply).get("items"))) if text(row.get("id"))}
        listed = ((video, rows.get(video.parts["id"])) for video in videos)
        return {video.key: known(video, present(self.name), _facts(row)) for video, row in listed if _title(row)}

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask oEmbed."""
        page = _PAGES.get(target.kind)
        if page is None:
            return None
        place = page.format_map(target.parts)
        base = context.access.base(self.name, "https://www.youtube.com")
        reply = await context.net.call(ApiRequest(url=f"{base}/oembed?format=json&url={quote(place, safe='')}"))
        if reply.status in (400, 404):
            return known(target, absent(self.name, f"YouTube knows no such {target.kind}"))
        if reply.status == 403:
            return known(target, _PRIVATE)
        if reply.status == 401:
            return await self._not_embedded(target, context)
        facts = data_of(reply)
        title = text(facts.get("title"))
        if not reply.ok or title is None:
            return troubled(target, reply, self.name, "YouTube")
        author = text(facts.get("author_name"))
        return known(target, present(self.name), Metadata(
            kind=target.kind, title=title, authors=(author,) if author else (), site=self.title
        ))  # fmt: skip

    async def _not_embedded(self, target: Target, context: Context) -> Observation:
        """Its owner forbids players elsewhere: the video is there, and its page has the title."""
        seen = await self.look(target, context)
        metadata = seen.metadata if seen.status == 200 and seen.answer is None else None
        return known(target, present(self.name), _without_suffix(metadata), notes=(Note.EMBEDDING_DISABLED.code,))


def _title(row: Mapping[str, Any] | None) -> str | None:
    return text(at(row, "snippet", "title"))


def _facts(row: Mapping[str, Any] | None) -> Metadata:
    author, published = text(at(row, "snippet", "channelTitle")), date(at(row, "snippet", "publishedAt"))
    return Metadata(
        kind="video",
        title=_title(row),
        authors=(author,) if author else (),
        published=published,
        date_source="api" if published else None,
        site="YouTube",
        stars=_number(at(row, "statistics", "likeCount")),
        plays=_number(at(row, "statistics", "viewCount")),
    )


def _number(value: object) -> int | None:
    """Return a number, which this API writes as text."""
    return (
        count(int(value))
        if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 15
        else None
    )


def _without_suffix(metadata: Metadata | None) -> Metadata | None:
    title = (metadata.title or "").removesuffix(" - YouTube") if metadata else ""
    # What a page has for a title that was made without its video.
    return replace(metadata, title=title) if metadata and title not in ("", "YouTube", "-") else None


YOUTUBE: Final = YouTube()
