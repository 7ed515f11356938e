"""飞书 and Lark documents: shells that a script fills, of which a reader without a login learns the title alone.

Titles as they are pasted into lists, and in ``og:title`` of what a program without a login is given (tests of programs
of 2026): "… - 飞书云文档", "… - Feishu Docs", "… - Lark Docs". A document that is not public leads to
``accounts.feishu.cn/accounts/page/login``.
"""

from __future__ import annotations

import re
from typing import Final

from fetchers.codes import Cause
from fetchers.facts import Availability, Metadata, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import END, PageMarker, Site, declared

_HOST: Final = r"(?:[a-z0-9-]+\.)*(?P<brand>feishu\.cn|larksuite\.com|larkoffice\.com)"
_KINDS: Final = r"(?:docx|docs|wiki|sheets|base|mindnotes|file|slides|minutes|drive/folder|share/base/\w+)"
_TAIL: Final = re.compile(
    r"\s*[-–|]\s*(?:飞书(?:云文档|文档|妙记|多维表格)?|(?:Feishu|Lark)(?: (?:Docs|Docx|Wiki|Base|Minutes))?)\s*\Z",
    re.IGNORECASE,
)
_NAMELESS: Final = re.compile(
    r"(?:飞书(?:云文档|文档|云盘)?|Feishu|Lark|Docs|Loading.*|登录.*|Log ?in.*)", re.IGNORECASE
)


class Feishu(Site):
    """Documents, wikis, sheets, bases, minutes; other pages as pages."""

    name = "feishu"
    title = "飞书"
    hosts = ("feishu.cn", "larksuite.com", "larkoffice.com")
    forms = (
        UrlPattern(kind="document", pattern=rf"{_HOST}/{_KINDS}/(?P<id>[A-Za-z0-9_-]{{10,40}}){END}", what="article",
            key="feishu:{id}", example="https://example.feishu.cn/wiki/AlBuwnaeTidXVOkT96gcuavrn8b"),
    )  # fmt: skip
    signs = (
        PageMarker(standing=Availability.RESTRICTED, cause=Cause.LOGIN, detail="飞书 wants a login for it",
            place=r"/(?:accounts/|suite/passport|passport/|login)"),
    )  # fmt: skip
    guide = Guide(
        title="飞书 / Lark",
        brings="the title; what else is written there only a browser sees",
        limits="one page a document",
        refusal="a document that leads to a login is blocked, not gone",
    )

    def read(self, target: Target, metadata: Metadata, text: str) -> Metadata:  # noqa: ARG002
        """Keep the title without the product's name; the rest of the shell is about the product."""
        titles = (_TAIL.sub("", title).strip() for title in (declared(text, "og:title"), metadata.title or ""))
        named = next((title for title in titles if title and not _NAMELESS.fullmatch(title)), None)
        return Metadata(kind=metadata.kind, title=named, site=metadata.site, language=metadata.language)


FEISHU: Final = Feishu()
