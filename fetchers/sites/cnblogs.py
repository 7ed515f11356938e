"""博客园 (cnblogs): posts, whose titles name their authors: "TITLE - AUTHOR - 博客园".

Seen in pages that projects have saved between 2014 and 2025; what else a page shows is up to its blog's skin. A post
that waits for a review leads to the notice of the review (its team in some 1,700 threads of cnblogs-hardening, 2021), a
private one to a login; one that was withdrawn is 404.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from fetchers.codes import Cause
from fetchers.facts import Availability, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import END, PageMarker, Site

_USER: Final = r"(?:www\.)?cnblogs\.com/(?!(?:aggsite|cate|pick|legacy)(?:[/?]|\Z))(?P<user>[\w-]{2,50})"
_TITLE: Final = re.compile(r"(?P<title>.+) - (?P<author>[^\n]{1,60}?) - 博客园")


class Cnblogs(Site):
    """Posts by their number; other pages as pages."""

    name = "cnblogs"
    title = "博客园"
    item = 'id="cnblogs_post_body"'
    hosts = ("cnblogs.com",)
    forms = (
        UrlPattern(kind="article",
            pattern=rf"{_USER}/(?:p|articles|archive/\d{{4}}/\d{{1,2}}/\d{{1,2}})/(?P<id>\d{{2,12}})(?:\.s?html)?{END}",
            key="cnblogs:{id}", example="https://www.cnblogs.com/pinard/p/6131423.html"),
        UrlPattern(kind="article", pattern=rf"{_USER}/p/(?P<id>[\w-]{{2,100}})(?:\.html)?{END}",
            example="https://www.cnblogs.com/cmt/p/how-to-write"),
        UrlPattern(kind="people", pattern=rf"{_USER}{END}", what="profile", key="cnblogs-people:{user}",
            example="https://www.cnblogs.com/pinard/"),
    )  # fmt: skip
    signs = (
        PageMarker(standing=Availability.RESTRICTED, cause=Cause.IN_REVIEW, detail="博客园 is reviewing the post",
            place=r"/cmt/p/14580194\b"),
        PageMarker(standing=Availability.RESTRICTED, cause=Cause.LOGIN, detail="博客园 wants a login for it",
            place=r"/(?:user/)?sign-?in\b"),
    )  # fmt: skip
    guide = Guide(
        title="博客园 (cnblogs)",
        brings="title, author and date of a post",
        limits="as for any other page",
        refusal="404 is gone; a post that is private or waits for a review is blocked",
    )

    def refine(self, target: Target, observation: Observation, text: str) -> Observation:
        """Take title and author from the title."""
        seen = super().refine(target, observation, text)
        match = _TITLE.fullmatch(seen.page.title) if seen.page and target.kind == "article" else None
        if match is None or seen.metadata is None:
            return seen
        return replace(seen, metadata=replace(seen.metadata, title=match["title"], authors=(match["author"],)))


CNBLOGS: Final = Cnblogs()
