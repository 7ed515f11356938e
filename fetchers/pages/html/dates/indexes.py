"""Pages that only lead to others: front doors, tags, categories, archives, their further pages. Pure.

What is new on such a page is not the page: it has no day of publication. A page that states for machines that it is an
article is none, whatever its address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote

from fetchers.addresses.address import Address
from fetchers.pages.html.declarations import Declarations
from fetchers.pages.html.jsonld import Statement

_FRONT: Final = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?)")
_NAME: Final = re.compile(r"(?:index|default)\.(?:html?|php|aspx?)\Z|\.html?\Z|/\Z")
# /page/3, /page3: what Hugo, Hexo, Jekyll and WordPress call the further pages of a list. Some systems number all so.
_FURTHER: Final = re.compile(r"(?:/|\A)page/?\d{1,3}\Z")
# Where the same engines, Pelican and Ghost put the pages of a tag, a category, an author, a month. Below `/archives/`
# Typecho has posts by their number; a forge's `/releases/tag/` is one release.
_LIST: Final = re.compile(
    r"(?:\A|/)(?:(?<!releases/)tags?/[^/]+|categor(?:y|ies)/[^/]+|authors?/[^/]+|tags|categories|archives?"
    r"|archives?/(?:19|20)\d\d(?:/(?:0[1-9]|1[0-2]))?|(?:19|20)\d\d/(?:0[1-9]|1[0-2]))\Z"
)
_SITE: Final = re.compile(r"\A(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/]*")
_FEEDS: Final = (".xml", ".rss", ".atom", ".json")


def is_index(address: Address | None, document: Declarations, statements: Sequence[Statement]) -> bool:
    """Whether a page only leads to others."""
    if address is None or document.meta("og:type").lower() == "article":
        return False
    if address.is_root or _FRONT.fullmatch(address.target) is not None:
        return True
    if document.meta("article:published_time") or any(each.is_article and not each.is_media for each in statements):
        return False
    if any(each.is_list for each in statements):
        return True
    path = _FURTHER.sub("", full := _NAME.sub("", unquote(address.target.partition("?")[0]))).strip("/")
    return path != full.strip("/") or _LIST.search(path) is not None or _has_own_feed(path, document.feeds)


def _has_own_feed(path: str, feeds: Sequence[str]) -> bool:
    """Whether a feed lies in the page's own folder, as Hugo gives one to each section and each tag, but to no page.

    WordPress gives every post a feed, of its comments, which is no file: `/a-post/feed/`.
    """
    files = (_SITE.sub("", unquote(each.partition("?")[0])).strip("/") for each in feeds)
    folders = (each.rpartition("/")[0] for each in files if each.endswith(_FEEDS))
    return any(folder and f"/{path}".endswith(f"/{folder}") for folder in folders)
