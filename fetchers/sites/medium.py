"""Medium: stories by the number at the end of their address. Cloudflare's challenge is common."""

from __future__ import annotations

import re
from typing import Final

from fetchers.codes import Cause
from fetchers.facts import Availability
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import END, PageMarker, Site

_OWN_DOMAINS: Final = (
    "levelup.gitconnected.com", "betterprogramming.pub", "plainenglish.io", "uxdesign.cc", "itnext.io",
    "netflixtechblog.com", "blog.prototypr.io", "codeburst.io",
)  # fmt: skip
"""Publications under a name of their own."""
_ID: Final = r"(?P<id>[0-9a-f]{10,12})"


class Medium(Site):
    """Stories, publications and people, on medium.com and the domains under it."""

    name = "medium"
    title = "Medium"
    hosts = ("medium.com", *_OWN_DOMAINS)
    forms = (
        UrlPattern(kind="story", pattern=rf"(?:www\.)?medium\.com/p/{_ID}{END}", key="medium:{id}",
            what="article", example="https://medium.com/p/9d0f4a6c8b1e"),
        UrlPattern(kind="story", pattern=rf"(?:www\.)?medium\.com/(?:@?[\w.-]+/)(?:[^/?]*-)?{_ID}{END}",
            key="medium:{id}",
            what="article", example="https://medium.com/@karpathy/software-2-0-a64152b37c35"),
        UrlPattern(kind="story", pattern=rf"[\w-]+\.medium\.com/(?:[^/?]*-)?{_ID}{END}", key="medium:{id}",
            what="article",
            example="https://karpathy.medium.com/software-2-0-a64152b37c35"),
        UrlPattern(kind="story",
            pattern=rf"(?:[a-z]+\.)?(?:{'|'.join(map(re.escape, _OWN_DOMAINS))})/[^/?]*-{_ID}{END}",
            key="medium:{id}", what="article",
            example="https://itnext.io/an-illustrated-guide-to-kubernetes-networking-part-1-d1ede3322727"),
        UrlPattern(kind="page", pattern=r"(?:[\w-]+\.)?medium\.com(?:/.*)?", example="https://medium.com/@karpathy"),
    )  # fmt: skip
    signs = (
        PageMarker(standing=Availability.ABSENT, cause=Cause.DELETED, detail="Medium says that the story was deleted",
            says=r"(?i)(?:user|author) (?:has )?deleted this (?:Medium )?story|this story (?:was|has been) deleted"),
        PageMarker(standing=Availability.ABSENT, cause=Cause.SUSPENDED,
            detail="Medium says that the account was suspended",
            says=r"(?i)this account (?:is|was|has been) suspended|post (?:is under investigation|was found in viol)"),
        PageMarker(standing=Availability.ABSENT, cause=Cause.NOT_FOUND,
            detail="Medium says that there is no such page",
            says=r"(?i)out of nothing, something|PAGE NOT FOUND\s*404"),
    )  # fmt: skip
    guide = Guide(
        title="Medium",
        brings="title, author and date; a story is one whatever publication's address it has",
        limits="as for any other page",
        refusal="Cloudflare's challenge (403) means blocked; “deleted this story” means gone",
    )


MEDIUM: Final = Medium()
