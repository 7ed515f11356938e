"""Medium: stories by the number at the end of their address. Cloudflare's challenge is common."""

from __future__ import annotations

import re
from typing import Final

from fetchers.interface import Guide, Standing
from fetchers.site import END, Rule, Sign, Site

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
    rules = (
        Rule(kind="story", pattern=rf"(?:www\.)?medium\.com/p/{_ID}{END}", key="medium:{id}",
             what="article", example="https://medium.com/p/9d0f4a6c8b1e"),
        Rule(kind="story", pattern=rf"(?:www\.)?medium\.com/(?:@?[\w.-]+/)(?:[^/?]*-)?{_ID}{END}", key="medium:{id}",
             what="article", example="https://medium.com/@karpathy/software-2-0-a64152b37c35"),
        Rule(kind="story", pattern=rf"[\w-]+\.medium\.com/(?:[^/?]*-)?{_ID}{END}", key="medium:{id}", what="article",
             example="https://karpathy.medium.com/software-2-0-a64152b37c35"),
        Rule(kind="story", pattern=rf"(?:[a-z]+\.)?(?:{'|'.join(map(re.escape, _OWN_DOMAINS))})/[^/?]*-{_ID}{END}",
             key="medium:{id}", what="article",
             example="https://itnext.io/an-illustrated-guide-to-kubernetes-networking-part-1-d1ede3322727"),
        Rule(kind="page", pattern=r"(?:[\w-]+\.)?medium\.com(?:/.*)?", example="https://medium.com/@karpathy"),
    )  # fmt: skip
    signs = (
        Sign(standing=Standing.ABSENT, code="medium-deleted", detail="Medium says that the story was deleted",
             says=r"(?i)(?:user|author) (?:has )?deleted this (?:Medium )?story|this story (?:was|has been) deleted"),
        Sign(standing=Standing.ABSENT, code="medium-suspended", detail="Medium says that the account was suspended",
             says=r"(?i)this account (?:is|was|has been) suspended|post (?:is under investigation|was found in viol)"),
        Sign(standing=Standing.ABSENT, code="medium-not-found", detail="Medium says that there is no such page",
             says=r"(?i)out of nothing, something|PAGE NOT FOUND\s*404"),
    )  # fmt: skip
    guide = Guide(
        title="Medium",
        brings="title, author and date; a story is one whatever publication's address it has",
        limits="as for any other page",
        refusal="Cloudflare's challenge (403) means blocked; “deleted this story” means gone",
    )


MEDIUM: Final = Medium()
