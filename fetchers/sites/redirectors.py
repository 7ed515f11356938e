"""Redirector services: unwrapped if the address contains its target, else followed."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl

from fetchers.addresses.address import Address
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import ANY, END, Site

_WRAPPERS: Final = (
    (r"link\.zhihu\.com/", ("target",)),
    (r"links?\.jianshu\.com/go", ("to", "target")),
    (r"(?:www\.)?jianshu\.com/go-wild", ("url",)),
    (r"link\.juejin\.(?:cn|im)/", ("target",)),
    (r"link\.csdn\.net/", ("target",)),
    (r"(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?/url", ("url", "q")),
    (r"(?:www\.)?youtube\.com/redirect", ("q",)),
    (r"l{1,2}m?\.facebook\.com/l\.php", ("u",)),
    (r"l\.instagram\.com/", ("u",)),
    (r"(?:www\.)?linkedin\.com/(?:safety/go|redir/redirect)", ("url",)),
    (r"(?:www\.)?steamcommunity\.com/linkfilter/", ("u", "url")),
    (r"[a-z0-9]+\.safelinks\.protection\.outlook\.com/", ("url",)),
    (r"(?:www\.)?oschina\.net/action/GoToLink", ("url",)),
    (r"gitee\.com/link", ("target",)),
    (r"(?:www\.)?douban\.com/link2/", ("url",)),
    (r"out\.reddit\.com/(?:t3_\w+)?", ("url",)),
    (r"slack-redir\.net/link", ("url",)),
    (r"href\.li/", ()),
    (r"sspai\.com/link", ("target",)),
    (r"(?:www\.)?leetcode(?:-cn\.com|\.cn)/link/?", ("target",)),
    (r"mp\.weixinbridge\.com/mp/wapredirect", ("url",)),
    (r"c\.pc\.qq\.com/(?:middlem|middleb|ios)\.html", ("pfurl", "url")),
    (r"docs\.qq\.com/scenario/link\.html", ("url",)),
    (r"weibo\.cn/sinaurl", ("u", "toasturl", "url")),
    (r"xie\.infoq\.cn/link", ("target",)),
    (r"cloud\.tencent\.com/developer/tools/blog-entry", ("target",)),
    (r"(?:www\.)?nowcoder\.com/link|hd\.nowcoder\.com/link\.html", ("target",)),
    (r"(?:www\.)?pixiv\.net/jump\.php", ("url",)),
    (r"ref\.gamer\.com\.tw/redir\.php", ("url",)),
    (r"(?:away\.)?vk\.com/away\.php", ("to",)),
    (r"t\.umblr\.com/redirect", ("z",)),
    (r"(?:www\.)?duckduckgo\.com/l/", ("uddg",)),
    (r"disq\.us/url", ("url",)),
    (r"medium\.com/r/", ("url",)),
    (r"getpocket\.com/redirect", ("url",)),
)
"""(host and path, parameters that carry the target; none: the whole query is the target)."""
# The shape they share, for those not named above: a page called so, and one parameter that is another site's address.
_DOOR: Final = re.compile(
    r"/(?:link|links|go|goto|jump|redir|redirect|away|out|outlink|outbound|leave|exit|external|transfer|middlem|safego|"
    r"forward|linkfilter|link2|externallink)(?:\.(?:html?|php|aspx?|jsp|do))?/?\Z",
    re.IGNORECASE,
)
_WRAPPER: Final = re.compile("|".join(f"({pattern})" for pattern, _ in _WRAPPERS))
"""One group a row."""

_SHORTENERS: Final = (
    "t.co", "bit.ly", "bitly.com", "j.mp", "goo.gl", "tinyurl.com", "is.gd", "v.gd", "ow.ly", "buff.ly", "dlvr.it",
    "lnkd.in", "git.io", "t.cn", "dwz.cn", "url.cn", "suo.im", "rb.gy", "cutt.ly", "shorturl.at", "tiny.cc", "aka.ms",
    "amzn.to", "fb.me", "db.tt", "trib.al", "s.id", "reurl.cc", "sourl.cn", "urlz.fr", "w.wiki",
)  # fmt: skip
_ANY_SHORTENER: Final = "|".join(re.escape(host) for host in _SHORTENERS)


def unwrap(address: Address) -> str | None:
    """Return the address inside a redirector's address; None if it is no redirector or carries no http(s) address."""
    match = _WRAPPER.fullmatch(address.netloc + (address.path or "/"))
    if match is None or match.lastindex is None:
        return _behind_a_door(address)
    _, names = _WRAPPERS[match.lastindex - 1]
    return _carried(address.query or "", names)


def _behind_a_door(address: Address) -> str | None:
    """Return the one address of another host that a page made for leaving carries."""
    if not address.query or not _DOOR.search(address.path):
        return None
    carried = [value for _, value in parse_qsl(address.query) if _is_web(value)]
    own = address.host.removeprefix("www.")
    return carried[0] if len(carried) == 1 and own not in carried[0].split("/")[2] else None


def _carried(query: str, names: tuple[str, ...]) -> str | None:
    if not names:
        return query if _is_web(query) else None
    given = dict(parse_qsl(query))
    return next((given[name] for name in names if _is_web(given.get(name, ""))), None)


def _is_web(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


class Redirectors(Site):
    """Short links, and redirectors whose address does not tell where it leads."""

    name = "redirector"
    forms = (
        UrlPattern(
            kind="short-link",
            pattern=rf"(?:{_ANY_SHORTENER})/[^?]+{ANY}",
            example="https://bit.ly/3AbCdEf",
            what="page",
        ),
        UrlPattern(
            kind="wrapper",
            pattern=rf"(?:{'|'.join(pattern for pattern, _ in _WRAPPERS)}){END}",
            example="https://link.zhihu.com/?target=somewhere",
            what="page",
        ),
    )
    guide = Guide(
        title="Redirectors and short links",
        brings="what they lead to: an address that carries its target (link.zhihu.com, link.juejin.cn, google.com/url, "
        "…) is checked as that target, and the target is suggested; short links are followed",
        limits="as for any other page",
        refusal="a short link whose entry has expired leads to the shortener's front page, which is not the target",
    )


REDIRECTORS: Final = Redirectors()
