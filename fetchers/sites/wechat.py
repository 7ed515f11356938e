"""WeChat: articles of official accounts. The status is always 200; the page's text tells whether they exist.

What notices say stands in programs that read articles, and in their tests: wechat-article-extractor (2018-2024),
DIYgod/RSSHub (lib/utils/wechat-mp.ts, 2024-2026), the Wechatscope of HKU (2018). Both programs tell an article by its
container, and take no sentence for WeChat's own where that is there. The account of an article may have moved: then the
notice names the new address of the article, and a reader gets there with one click.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Final

from fetchers.addresses.address import AddressError, parse
from fetchers.codes import Cause
from fetchers.context import Context
from fetchers.facts import Availability, Metadata, Observation, Redirect, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import moment, text
from fetchers.site import END, PageMarker, Site

_HOST: Final = r"mp\.weixin\.qq\.com"
# Each begins with a literal: a search for that is ten times as fast as one for ``\b``, and a page may have 3 MB.
_VAR: Final = r"var (?<!\wvar )"
_TIME: Final = r"""(?:ct|create_time|createTime)\s*=\s*['"](\d{10})['"]"""
_WRITTEN: Final = (re.compile(_VAR + _TIME), re.compile(r"window\." + _TIME))
"""Pages that are all picture, video or sound set it on ``window``."""
_MOVED: Final = "该公众号已迁移"
_TRANSFER: Final = re.compile(_VAR + r"transferTargetLink\s*=\s*(['\"])([^'\"\s]{8,1000})\1")
_TITLE: Final = re.compile(_VAR + r"""msg_title\s*=\s*(?P<q>['"])(?P<value>(?:(?!(?P=q)|\\).|\\.){1,400})(?P=q)""")
_ACCOUNT: Final = re.compile(
    _VAR + r"""nickname\s*=\s*(?:htmlDecode\()?(?P<q>['"])(?P<value>(?:(?!(?P=q)|\\).|\\.){1,100})(?P=q)"""
)
_BIZ: Final = (
    r"(?=\S*[?&]__biz=(?P<biz>[\w=%]+))(?=\S*[?&](?:mid|appmsgid)=(?P<mid>\d+))(?=\S*[?&](?:idx|itemidx)=(?P<idx>\d+))"
)


class WeChat(Site):
    """Articles by their token, or by account, message and place in it."""

    name = "wechat"
    title = "微信公众平台"
    whole = True
    item = 'id="js_content"'
    hosts = ("mp.weixin.qq.com",)
    forms = (
        UrlPattern(kind="article", pattern=rf"{_HOST}/s/(?P<id>[\w-]{{10,40}}){END}", key="wechat:{id}",
            example="https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv"),
        UrlPattern(kind="message", pattern=rf"{_BIZ}{_HOST}/(?:s|mp/appmsg/show)\?.*", key="wechat:{biz}/{mid}/{idx}",
            what="article",
            example="https://mp.weixin.qq.com/s?__biz=MzA4NzE1NzYyMw==&mid=2247492068&idx=5&sn=0123456789abcdef"),
        UrlPattern(kind="album", pattern=rf"{_HOST}/mp/(?:appmsgalbum|homepage|profile_ext)\?.*", what="page",
            example="https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&album_id=1"),
    )  # fmt: skip
    signs = (
        PageMarker(standing=Availability.REFUSED, cause=Cause.VERIFICATION, detail="WeChat asks whether we are human",
            says=r"环境异常|完成验证后即可继续访问|操作频繁"),
        PageMarker(standing=Availability.LIMITED, cause=Cause.RATE_LIMITED, detail="WeChat asks for a slower pace",
            says=r"访问过于频繁"),
        PageMarker(standing=Availability.DOWN, cause=Cause.UNAVAILABLE, detail="WeChat cannot show it for now",
            says=r"[此该][帐账]号处于[帐账]号迁移流程中|(?:\A|\s)系统出错"),
        PageMarker(standing=Availability.ABSENT, cause=Cause.NOT_FOUND,
            detail="WeChat says that the account has moved, and not where to", says=_MOVED),
        PageMarker(standing=Availability.ABSENT, cause=Cause.DELETED,
            detail="WeChat says that the article was deleted",
            says=r"该内容已被发布者删除|该内容已被(?:作者)?删除|此内容发送失败无法查看"),
        PageMarker(standing=Availability.ABSENT, cause=Cause.SUSPENDED,
            detail="WeChat says that the account is no more",
            says=r"(?:该公众号|[此该][帐账]号).{0,12}(?:已被?(?:屏蔽|封禁|注销|冻结)|自主注销)"),
        PageMarker(standing=Availability.ABSENT, cause=Cause.VIOLATION,
            detail="WeChat says that the article may not be shown",
            says=r"此内容(?:因|被|由)(?:违规|涉嫌|投诉|多人投诉|用户投诉)|此内容因.{0,20}无法查看"),
        PageMarker(standing=Availability.ABSENT, cause=Cause.EXPIRED,
            detail="WeChat says that the link is no longer valid",
            says=r"链接已过期|(?:\A|\s)参数错误(?:\s|\Z)|该链接已失效"),
        PageMarker(standing=Availability.RESTRICTED, cause=Cause.APP_ONLY, detail="WeChat shows it in its app alone",
            says=r"请在微信客户端打开链接"),
    )  # fmt: skip
    guide = Guide(
        title="WeChat articles (微信公众号)",
        brings="title, account and date, from the page's head and the script that sets its date",
        limits="as for any other page",
        refusal="“环境异常” is a wall and means blocked; “该内容已被发布者删除” and its like mean gone, "
        "though the status is 200; where the account has moved (“该公众号已迁移”), its new address is checked",
    )

    async def ask(self, target: Target, context: Context) -> Observation:
        """Look at the page; where it says that its account has moved, at the article's new address, too."""
        seen = await super().ask(target, context)
        if seen.page is None or seen.page.refresh is None:
            return seen
        try:
            there = replace(target, address=parse(seen.page.refresh))
        except AddressError:
            return seen
        if there.address.host != target.address.host:
            return seen
        found = await super().ask(there, context)
        hop = Redirect(seen.final_url or target.url, 301)  # its account's old name is given back for good
        return replace(found, url=seen.url, redirects=(*seen.redirects, hop, *found.redirects))

    def refine(self, target: Target, observation: Observation, text: str) -> Observation:
        """Take the new address from the notice that the account has moved."""
        seen = super().refine(target, observation, text)
        if seen.page is None or self.item in text or _MOVED not in seen.page.text:
            return seen
        match = _TRANSFER.search(text)
        return replace(seen, page=replace(seen.page, refresh=unescape(match[2]))) if match else seen

    def read(self, target: Target, metadata: Metadata, text: str) -> Metadata:  # noqa: ARG002
        """Take title, account and date from the variables that the page's script sets."""
        written = next((match for pattern in _WRITTEN if (match := pattern.search(text))), None)
        published = moment(written[1]) if written else None
        account = _variable(_ACCOUNT, text)
        return replace(
            metadata,
            title=metadata.title or _variable(_TITLE, text),
            authors=metadata.authors or ((account,) if account else ()),
            published=published or metadata.published,
            date_source="meta" if published else metadata.date_source,
        )


def _variable(pattern: re.Pattern[str], page: str) -> str | None:
    match = pattern.search(page)
    return text(unescape(match["value"])) if match else None


WECHAT: Final = WeChat()
