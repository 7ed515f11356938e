"""Every reason that a verdict can have, with its words in English and Chinese. Pure data.

``Reason`` holds the judge's, the spelling rules' and the settings'; ``fetchers.codes`` and ``fetchers.failure`` those
of services and of the network. ``phrase`` finds the words of any of them by its code.

Words may name facts of the link in braces: {host} (that answered), {failed} (that did not), {final} (where redirects
end), {status}, {title}, {missing} (the ``#part``), {said} and {date} (a person's own words in the settings).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from fetchers.codes import AddressFault, Cause, Worded
from fetchers.failure import FailureKind


class Reason(Worded):
    """A reason of ours."""

    SERVICE = "{code}", "{answer}", "{answer}"
    """The service's own code and words take its place."""
    # Decided without asking: spelling, policy, settings.
    PLACEHOLDER = "placeholder", "holds a placeholder for the reader to fill in", "含有需由读者填写的占位符"
    LOCAL = "local", "a place in this file or beside it, not an address of the web", "指向本文件或同一仓库中的文件"
    OUTSIDE_REPOSITORY = (
        "outside-repository",
        "leads out of the repository: what is there depends on where it is read",
        "指向仓库之外，结果取决于阅读位置",
    )
    SUBMODULE = "submodule", "lies in a submodule, whose files are another repository's", "位于子模块中"
    SITE_ROOT = (
        "site-root",
        "begins at a site's root, which is not known here: the setting root names it",
        "从站点根目录开始，而根目录未知（可用 root 设置指定）",
    )
    GENERATED = (
        "generated",
        "no file of that name, but the program that makes the site may make such a page",
        "没有同名文件，但可能由站点程序生成",
    )
    MADE_HEADING = (
        "made-heading",
        "no heading of that name stands in the file, but a program or another file may add it",
        "文件中没有该标题，但可能由程序或其他文件加入",
    )
    NO_SCHEME = (
        "no-scheme",
        "has no scheme: Markdown takes it for a file beside this one",
        "缺少 https://，会被当作文件名",
    )
    HIDDEN_CHARACTER = "hidden-character", "holds a character that cannot be seen", "含有不可见字符"
    SPACE = "space", "has a space or a line break in it", "含有空格或换行"
    LEADING_PUNCTUATION = (
        "leading-punctuation",
        "the text's own punctuation has slipped in before it",
        "开头混入了正文的标点",
    )
    TRAILING_PUNCTUATION = (
        "trailing-punctuation",
        "the text's own punctuation has slipped in at its end",
        "末尾混入了正文的标点",
    )
    FULL_WIDTH = "full-width", "has full-width punctuation where an address needs plain marks", "含有全角标点"
    DOUBLED_SCHEME = "doubled-scheme", "has its scheme twice", "协议写了两遍"
    BAD_SLASHES = "bad-slashes", "its scheme is not followed by “://”", "协议后面应为“://”"
    MISSPELT_SCHEME = "misspelt-scheme", "its scheme is misspelt", "协议拼写有误"
    BACKSLASH = "backslash", "has a backslash, which hides which host is meant", "含有反斜杠，无法确定主机名"
    SCRIPT = "script", "is a script, not an address", "是脚本，不是地址"
    SCHEME = "scheme", "only http and https are asked", "只检查 http 和 https 地址"
    MISLEADING_USERINFO = (
        "misleading-userinfo",
        "what looks like its host is a user name: it leads elsewhere",
        "看似域名的部分其实是用户名，实际指向别处",
    )
    ONION = "onion", "is reached through Tor only", "只能通过 Tor 访问"
    RESERVED_NAME = "reserved-name", "its host is reserved for examples (RFC 2606)", "示例专用域名"
    EXCLUDED = "excluded", "excluded by the settings", "已被设置排除"
    ACCEPTED_STATUS = (
        "accepted-status",
        "answers {status}, which the settings accept from this host",
        "返回 {status}，按设置视为正常",
    )
    KNOWN_ALIVE = "known-alive", "by hand on {date}: {said}", "人工标注为正常（{date}）：{said}"
    KNOWN_DEAD = "known-dead", "by hand on {date}: {said}", "人工标注为失效（{date}）：{said}"
    KNOWN_IGNORE = "known-ignore", "by hand on {date}: {said}", "人工标注为忽略（{date}）：{said}"
    NOT_REACHED = "not-reached", "not reached before the run ended", "本次未及检查"
    # Redirects that are not followed.
    PRIVATE_REDIRECT = (
        "redirect-to-private-address",
        "redirects to an address inside a private network ({failed}): not followed",
        "跳转到内网地址，未继续访问",
    )
    BAD_REDIRECT = "bad-redirect", "redirects to something that is no address", "跳转到的地址无效"
    # Walls and limits. The product's name stands behind CHALLENGE (``about``).
    CHALLENGE = "challenge", "{host} checks that a person is asking: a reader may well see the page", "要求人机验证"
    REFUSED_AT_EDGE = (
        "refused-at-edge",
        "{host} answered with a refusal at the network's edge: a reader may well see the page",
        "被网站的防护服务拦截",
    )
    ACCESS_DENIED = (
        "access-denied",
        "{host} answered with a page that denies access: a reader may well see the page",
        "网站不允许程序访问",
    )
    CONSENT_WALL = "consent-wall", "{host} wants consent to cookies before it shows the page", "要求先同意使用 Cookie"
    LOGIN_WALL = "login-wall", "{host} wants a login before it shows the page", "要求登录"
    ACCESS_REQUEST = "access-request", "{host} shows the page only to those it was shared with", "仅对获得授权的人可见"
    NOT_IN_REGION = "not-in-region", "{host} does not show the page in this country", "所在地区无法访问"
    WALLED_SITE = (
        "walled-site",
        "{host} shows its pages to people who are logged in, and to no one else",
        "仅登录用户可见",
    )
    RATE_LIMITED = ("rate-limited", "{host} asks for a slower pace than this run had time for", "请求过于频繁，被限速")
    # Statuses.
    HTTP_204 = "http-204", "the address answers, with nothing to read", "可以访问，但没有内容"
    HTTP_401 = "http-401", "{host} wants a login ({status})", "要求登录（401）"
    HTTP_402 = "http-402", "{host} wants to be paid ({status})", "需要付费（402）"
    HTTP_403 = "http-403", "{host} refuses us (403); a reader may see the page", "返回 403，读者也许能打开"
    HTTP_404 = "http-404", "{host} does not find the page (404)", "页面不存在（404）"
    PAGE_WITH_404 = "page-with-404", "{host} says 404 and shows the page all the same", "状态码为404，但页面内容仍在"
    HTTP_410 = "http-410", "{host} says that the page is gone for good (410)", "页面已永久删除（410）"
    HTTP_451 = "http-451", "{host} withholds the page for legal reasons (451)", "因法律原因不予显示（451）"
    HTTP_500 = "http-500", "{host} is out of order ({status})", "服务器内部错误（500）"
    HTTP_502 = "http-502", "the gateway of {host} gets no sound answer from behind it ({status})", "网关错误（502）"
    HTTP_503 = "http-503", "{host} is out of service ({status})", "服务暂停（503）"
    HTTP_504 = "http-504", "the gateway of {host} got no answer from behind it ({status})", "网关超时（504）"
    HTTP_OTHER = "http-{status}", "{host} answers {status}", "服务器返回 {status}"
    # The site is ill.
    DATABASE_ERROR = "database-error", "{host} cannot reach its own database", "网站数据库出错"
    SERVER_ERROR_PAGE = "server-error-page", "{host} answers 200 with a server error's page", "显示服务器错误页面"
    MAINTENANCE = "maintenance", "{host} is down for maintenance", "网站维护中"
    EMPTY_BODY = "empty-body", "{host} answers with an empty page", "页面是空的"
    # It is gone behind a 200.
    PARKED = "parked", "{host} shows a parking page: the domain is for sale or sold", "域名已被停放或出售"
    DOMAIN_LAPSED = "domain-lapsed", "{host} shows a registrar's page: its registration has run out", "域名注册已到期"
    SUSPENDED = "suspended", "{host} shows a page of its host's: the account is suspended", "网站账号已被停用"
    HIJACKED = (
        "hijacked",
        "{host} now advertises something else: the domain has been taken over",
        "域名已被他人占用，内容与原先无关",
    )
    UNCLAIMED_HOST = (
        "unclaimed-host",
        "{host} points to a hosting service where nobody claims it",
        "托管平台上没有这个网站",
    )
    ERROR_PATH = "error-path", "redirects to an error page: {final}", "跳转到了错误页面"
    SERVICE_ENDED = "service-ended", "{host} says that its service has ended", "网站称服务已停止"
    TITLE_NOT_FOUND = "title-not-found", "the page says that it was not found: “{title}”", "标题显示页面不存在"
    BODY_NOT_FOUND = "body-not-found", "the page says that it was not found", "正文显示页面不存在"
    EMPTY_FOLDER = "empty-folder", "{host} lists a folder with nothing in it", "目录是空的"
    DEFAULT_PAGE = "default-page", "{host} shows its server's default page", "显示服务器的默认页面"
    REDIRECT_TO_HOME = "redirect-to-home", "redirects to the front page of {host}", "跳转到了首页"
    REDIRECT_TO_OTHER_SITE = (
        "redirect-to-other-site",
        "redirects to the front page of another site, {host}",
        "跳转到了别的网站首页",
    )
    REFRESH_TO_HOME = "refresh-to-home", "the page sends its readers to the front page", "页面自动跳转到首页"
    CANONICAL_HOME = "canonical-home", "the page calls the front page its own address", "页面自称是首页"
    FILE_BECAME_PAGE = "file-became-page", "instead of a file there is a page", "原来的文件变成了网页"
    REDIRECT_TO_SEARCH = "redirect-to-search", "redirects to a search, {final}", "跳转到了站内搜索"
    REDIRECT_TO_SECTION = "redirect-to-section", "redirects to a section of the site, {final}", "跳转到了网站的栏目页"
    SAME_AS_UNKNOWN = (
        "same-as-unknown",
        "{host} shows the same page for any unknown address",
        "与任何不存在的地址显示相同页面",
    )
    SAME_AS_HOME = "same-as-home", "{host} shows its front page in the place of this one", "此处显示的是网站首页"
    SAME_EVERYWHERE = (
        "same-everywhere",
        "{host} shows the same apology at every address, its front page too",
        "整个网站（包括首页）都显示同一致歉页面",
    )
    ONE_TARGET = "one-target", "many links of this site end at one address", "该网站的多个链接都跳转到同一个地址"
    NO_RESULTS = "no-results", "a search without results stands where the page was", "显示搜索无结果"
    APOLOGY = "apology", "the page answers, though it apologises for something", "页面显示致歉信息"
    OFF_ADDRESS = "off-address", "the page says nothing of what its address names", "页面内容与网址无关"
    # It is there.
    WEAK_MARK = (
        "weak-mark",
        "the page is there. One sign on it says otherwise ({hint}), and one is no proof",
        "页面能打开，只有一处迹象表示异常",
    )
    FRAGMENT_MISSING = (
        "fragment-missing",
        "the page is there, but has no part named {missing}",
        "页面仍在，但没有 {missing} 这个锚点",
    )
    HEADING_MISSING = (
        "heading-missing",
        "the file is there, but has no heading {missing}",
        "文件存在，但没有 {missing} 这个标题",
    )
    HTTPS_TO_HTTP = "https-to-http", "the https address redirects to plain http", "跳转到了不加密的地址"
    HTTPS_UPGRADE = "https-upgrade", "the same page is served by https", "支持 https 访问"
    LANDING_PAGE = "landing-page", "the front door opens on {final}", "首页跳转到了入口页"
    COSMETIC_REDIRECT = "cosmetic-redirect", "the page is there; only its spelling differs", "仅写法不同"
    RENAMED = "renamed", "renamed; the old name may be taken by somebody else: {final}", "已改名，旧名可能被他人占用"
    REDIRECT_PERMANENT = "redirect-permanent", "moved for good to {final}", "已永久迁移"
    PAGE_REDIRECT = "page-redirect", "the page sends its readers on to {final}", "页面自动跳转"
    REDIRECT_TEMPORARY = (
        "redirect-temporary",
        "redirects for now to {final}: the address in the list is the right one",
        "暂时跳转，无需修改",
    )
    NOT_MODIFIED = "not-modified", "unchanged since the last check", "自上次检查以来没有变化"
    APP_SHELL = ("app-shell", "the page answers, but only a script would show what is on it", "需运行脚本才能显示内容")
    NO_ANSWER = "no-answer", "nothing was learnt of it", "没有得到任何信息"


_KINDS: Final = (Cause, AddressFault, FailureKind, Reason)
_CATALOGUE: Final[Mapping[str, Worded]] = {each.value: each for kind in _KINDS for each in kind}
_CAUSES: Final[Mapping[str, Cause]] = {each.value: each for each in Cause}


def every_reason() -> Iterator[Worded]:
    """Yield the members of the catalogue, services' and the network's among them."""
    yield from _CATALOGUE.values()


def phrase(code: str) -> Worded | None:
    """Return the member whose words a code has; None for one that only another version of linkcheck knows.

    ``zhihu-deleted`` has those of its ending, ``challenge-cloudflare`` those of its beginning.
    """
    if known := _CATALOGUE.get(code):
        return known
    if code.startswith("http-"):
        return Reason.HTTP_OTHER
    parts = code.split("-")
    endings = (_CAUSES.get("-".join(parts[place:])) for place in range(1, len(parts)))
    beginnings = (_CATALOGUE.get("-".join(parts[:place])) for place in range(len(parts) - 1, 0, -1))
    return next((found for found in (*endings, *beginnings) if found is not None), None)


def sentence(text: str) -> str:
    """Return a text with a capital and a full stop. A name that begins small (arXiv) or in braces stays as it is."""
    head, rest = text[:1], text[1:]
    return (
        (head if head == "{" or rest[:1].isupper() else head.upper())
        + rest
        + ("" if text.endswith((".", "!", "?", "。")) else ".")
    )
