"""YouTube: oEmbed says whether a video is there; its page answers 200 for what is long gone."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import quote

from fetchers.api_answers import absent, data_of, known, present, troubled
from fetchers.codes import Cause, Note
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import text
from fetchers.net import ApiRequest
from fetchers.site import END, PageMarker, ServiceSite

_HOST: Final = r"(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com"
_ID: Final = r"(?P<id>[\w-]{11})"
_LIST: Final = r"(?P<list>[\w-]{2,64})"
_PAGES: Final = {
    "video": "https://www.youtube.com/watch?v={id}",
    "playlist": "https://www.youtube.com/playlist?list={list}",
}
_PRIVATE: Final = Answer(Availability.RESTRICTED, Cause.PRIVATE.of("youtube"), "The video is private")


class YouTube(ServiceSite):
    """Videos and playlists by oEmbed, channels as pages."""

    name = "youtube"
    title = "YouTube"
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
        brings="title and channel of videos and playlists; all addresses of a video are one resource",
        limits="one oEmbed question a video; the start time in an address is kept",
        refusal="401 means that the video may not be embedded: it is there; 403 that it is private; 404 and 400 that "
        "it is gone",
    )

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


def _without_suffix(metadata: Metadata | None) -> Metadata | None:
    title = (metadata.title or "").removesuffix(" - YouTube") if metadata else ""
    # What a page has for a title that was made without its video.
    return replace(metadata, title=title) if metadata and title not in ("", "YouTube", "-") else None


YOUTUBE: Final = YouTube()
