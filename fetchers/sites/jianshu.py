"""Jianshu: articles, people, collections."""

from __future__ import annotations

from typing import Final

from fetchers.codes import Cause
from fetchers.facts import Availability
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import END, PageMarker, Site

_HOST: Final = r"(?:(?:www|m)\.)?jianshu\.com"
_ID: Final = r"(?P<id>[0-9a-f]{6,12})"


class Jianshu(Site):
    """Articles by their number."""

    name = "jianshu"
    title = "简书"
    hosts = ("jianshu.com",)
    forms = (
        UrlPattern(kind="article", pattern=rf"{_HOST}/(?:mobile/)?p/{_ID}{END}", key="jianshu:{id}",
            example="https://www.jianshu.com/p/e40059d5c832"),
        UrlPattern(kind="people", pattern=rf"{_HOST}/u(?:sers)?/(?P<id>[0-9a-f]{{6,12}})(?:/\w+)?{END}",
            key="jianshu-people:{id}", what="profile", example="https://www.jianshu.com/u/1f6a3b0c2d4e"),
        UrlPattern(kind="collection", pattern=rf"{_HOST}/(?:nb|c|collection)/(?P<id>[0-9a-f]+){END}",
            example="https://www.jianshu.com/nb/1234567"),
    )  # fmt: skip
    signs = (
        PageMarker(standing=Availability.ABSENT, cause=Cause.NOT_FOUND, detail="Jianshu says that the page is gone",
            says=r"您要找的页面不存在|你访问的页面不存在|该文章已(?:被)?(?:删除|锁定)|文章已被作者删除|内容违规"),
        PageMarker(standing=Availability.REFUSED, cause=Cause.VERIFICATION,
            detail="Jianshu asks whether we are human",
            says=r"请完成(?:下方)?验证|安全验证|访问过于频繁"),
        PageMarker(standing=Availability.REFUSED, cause=Cause.REFUSED, detail="Jianshu refuses robots",
            statuses=(403,)),
    )  # fmt: skip
    guide = Guide(
        title="Jianshu (简书)",
        brings="title, author and date of an article",
        limits="as for any other page",
        refusal="403 means blocked; 404, or a page that says so, means gone",
    )


JIANSHU: Final = Jianshu()
