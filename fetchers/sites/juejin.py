"""Juejin: posts. What the server sends has microdata: in pages that projects have saved since 2018, in tests of 2026.

Its ``headline`` is the title alone; ``<title>`` may go on with the beginning of the abstract.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from fetchers.codes import Cause
from fetchers.facts import Availability, Metadata, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import END, PageMarker, Site, declared

_HOST: Final = r"(?:www\.)?juejin\.(?:cn|im)"
_SUFFIX: Final = re.compile(r"\s*[-–]\s*(?:稀土)?掘金\s*\Z")
_SHELL: Final = frozenset({"", "掘金", "稀土掘金", "稀土掘金 - 一个帮助开发者成长的社区"})


class Juejin(Site):
    """Posts, booklets, columns and people."""

    name = "juejin"
    title = "稀土掘金"
    item = 'itemprop="headline"'
    hosts = ("juejin.cn", "juejin.im")
    forms = (
        UrlPattern(kind="post", pattern=rf"{_HOST}/(?:post|entry)/(?P<id>[0-9a-f]{{16,24}}|\d{{16,20}}){END}",
            key="juejin:{id}", what="article", example="https://juejin.cn/post/6844903634346131470"),
        UrlPattern(kind="book", pattern=rf"{_HOST}/book/(?P<id>\w+)(?:/section/\w+)?{END}", what="book",
            example="https://juejin.cn/book/6844733769996304392"),
        UrlPattern(kind="column", pattern=rf"{_HOST}/column/(?P<id>\d+){END}", key="juejin-column:{id}",
            example="https://juejin.cn/column/6960559453037199391"),
        UrlPattern(kind="people", pattern=rf"{_HOST}/user/(?P<id>\w+)(?:/\w+)?{END}", key="juejin-people:{id}",
            what="profile", example="https://juejin.cn/user/1275089218971021/posts"),
    )  # fmt: skip
    signs = (
        PageMarker(standing=Availability.ABSENT, cause=Cause.NOT_FOUND, detail="Juejin says that the page is gone",
            says=r"找不到页面|(?:该|此)?文章(?:已被|已)(?:作者)?(?:删除|下架)|(?:该|此)文章不存在|内容不存在"),
        PageMarker(standing=Availability.REFUSED, cause=Cause.VERIFICATION, detail="Juejin asks whether we are human",
            says=r"安全验证|验证码中间页"),
    )  # fmt: skip
    guide = Guide(
        title="Juejin (掘金)",
        brings="title, author and date where the page has them before its script runs",
        limits="as for any other page",
        refusal="404, or a page that says so, means gone; a page without content says nothing",
    )

    def read(self, target: Target, metadata: Metadata, text: str) -> Metadata:  # noqa: ARG002
        """Take the headline, or the title without the site's name; a shell's title is no article's."""
        title = declared(text, "headline") or _SUFFIX.sub("", metadata.title or "").strip()
        return replace(metadata, title=None if title in _SHELL else title)


JUEJIN: Final = Juejin()
