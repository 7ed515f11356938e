"""CSDN: blog articles. Bots are met with a cookie that a script has to compute (HTTP 521).

An article's page states its own date in Baidu's JSON-LD and in ``data-time``; the sentence that a reader sees there
("最新推荐文章于 … 发布") is another article's. Seen in pages that projects have saved, of 2020, 2021 and November 2025
(the ``blogv2`` template). Titles have the words of a search: ``T_WORDS-CSDN博客``, ``T_NAME的博客-CSDN博客_WORDS``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from fetchers.codes import Cause
from fetchers.facts import Availability, Metadata, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import END, PageMarker, Site

_COUNTS: Final = re.compile(r"\A(?:文章)?浏览阅读[\d.]+[wk万]?次(?:，(?:点赞|收藏|评论)[\d.]+[wk万]?次)*。\s*")
"""What stands in front of a description: numbers that are others every week."""
_SUFFIX: Final = re.compile(r"(?:[_-][^_]{0,60}的博客)?[-_]\s*CSDN(?:博客|问答|社区|文库)?(?:_[^_]{0,60})?\s*\Z")


class Csdn(Site):
    """Articles by their number."""

    name = "csdn"
    title = "CSDN"
    item = 'id="content_views"'
    hosts = ("csdn.net",)
    forms = (
        UrlPattern(kind="article",
            pattern=rf"(?:blog|m\.blog)\.csdn\.net/(?P<user>[\w-]+)/article/details/(?P<id>\d+){END}",
            key="csdn:{id}", example="https://blog.csdn.net/v_july_v/article/details/7624837"),
        UrlPattern(kind="article", pattern=rf"(?P<user>[\w-]+)\.blog\.csdn\.net/article/details/(?P<id>\d+){END}",
            key="csdn:{id}", example="https://example.blog.csdn.net/article/details/120000000"),
        UrlPattern(kind="people", pattern=rf"blog\.csdn\.net/(?P<user>[\w-]+){END}", key="csdn-people:{user}",
            what="profile",
            example="https://blog.csdn.net/v_july_v"),
        UrlPattern(kind="page", pattern=r"(?!link\.)(?:[\w-]+\.)*csdn\.net(?:/.*)?",
            example="https://so.csdn.net/so/search?q=cuda"),
    )  # fmt: skip
    signs = (
        PageMarker(standing=Availability.REFUSED, cause=Cause.COOKIE_WALL,
            detail="CSDN answers robots with a script (HTTP 521)",
            statuses=(521,)),
        PageMarker(standing=Availability.REFUSED, cause=Cause.REFUSED, detail="CSDN refuses robots", statuses=(403,)),
        PageMarker(standing=Availability.REFUSED, cause=Cause.VERIFICATION, detail="CSDN asks whether we are human",
            says=r"安全验证|请完成验证|WAF拦截"),
        PageMarker(standing=Availability.ABSENT, cause=Cause.NOT_FOUND, detail="CSDN says that the article is gone",
            says=r"(?:抱歉|对不起)[，,]?\s*(?:该|此|您访问的)(?:文章|博客|页面)(?:已(?:被)?删除|已下线|不存在)|"
                r"文章已被(?:作者)?删除|博客不存在|该博文(?:已被|不存在)"),
    )  # fmt: skip
    guide = Guide(
        title="CSDN",
        brings="title, author and date of an article",
        limits="as for any other page",
        refusal="521 is a wall of scripts and means blocked; 404, or a page that says so, means gone",
    )

    def read(self, target: Target, metadata: Metadata, text: str) -> Metadata:  # noqa: ARG002
        """Take the blog's and the site's name from the title, and counts of readers from the description."""
        return replace(
            metadata,
            title=_SUFFIX.sub("", metadata.title or "") or None,
            description=_COUNTS.sub("", metadata.description or "") or None,
        )


CSDN: Final = Csdn()
