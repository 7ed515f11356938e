"""WeChat: articles of official accounts. The status is always 200; the page's text tells whether they exist."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Final

from fetchers.codes import Cause
from fetchers.facts import Availability, Metadata, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import moment, text
from fetchers.site import END, PageMarker, Site

_HOST: Final = r"mp\.weixin\.qq\.com"
# Each begins with a literal: a search for that is ten times as fast as one for ``\b``, and a page may have 3 MB.
_WRITTEN: Final = re.compile(r"""var (?<!\wvar )(?:ct|create_time|createTime)\s*=\s*['"](\d{10})['"]""")
_TITLE: Final = re.compile(
    r"""var (?<!\wvar )msg_title\s*=\s*(?P<q>['"])(?P<value>(?:(?!(?P=q)|\\).|\\.){1,400})(?P=q)"""
)
_ACCOUNT: Final = re.compile(
    r"""var (?<!\wvar )nickname\s*=\s*(?:htmlDecode\()?(?P<q>['"])(?P<value>(?:(?!(?P=q)|\\).|\\.){1,100})(?P=q)"""
)
_BIZ: Final = (
    r"(?=\S*[?&]__biz=(?P<biz>[\w=%]+))(?=\S*[?&](?:mid|appmsgid)=(?P<mid>\d+))(?=\S*[?&](?:idx|itemidx)=(?P<idx>\d+))"
)


class WeChat(Site):
    """Articles by their token, or by account, message and place in it."""

    name = "wechat"
    title = "微信公众平台"
    whole = True
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
        PageMarker(standing=Availability.ABSENT, cause=Cause.DELETED,
            detail="WeChat says that the article was deleted",
            says=r"该内容已被发布者删除|该内容已被(?:作者)?删除|此内容发送失败无法查看"),
        PageMarker(standing=Availability.ABSENT, cause=Cause.VIOLATION,
            detail="WeChat says that the article may not be shown",
            says=r"此内容(?:因|被)(?:违规|涉嫌|投诉|多人投诉)|此内容因.{0,20}无法查看|"
                r"(?:该公众号|[此该][帐账]号).{0,12}(?:已被?(?:屏蔽|封禁|注销|冻结)|自主注销)"),
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
        "though the status is 200",
    )

    def read(self, target: Target, metadata: Metadata, text: str) -> Metadata:  # noqa: ARG002
        """Take title, account and date from the variables that the page's script sets."""
        written = _WRITTEN.search(text)
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
