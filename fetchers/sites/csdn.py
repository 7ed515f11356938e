"""CSDN: blog articles. Bots are met with a cookie that a script has to compute (HTTP 521)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from fetchers.codes import Cause
from fetchers.facts import Availability, Metadata, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import END, PageMarker, Site

_SUFFIX: Final = re.compile(r"(?:[_-][^_]{0,60}的博客)?[-_]\s*CSDN(?:博客|问答|社区|文库)?\s*\Z")


class Csdn(Site):
    """Articles by their number."""

    name = "csdn"
    title = "CSDN"
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
        """Take the blog's and the site's name from the title."""
        return replace(metadata, title=_SUFFIX.sub("", metadata.title or "") or None)


CSDN: Final = Csdn()
