"""The codes that fetchers give, each with its words in English and Chinese. Pure data.

Reports find the words by the code alone, since a store may know a code from an earlier run. So every code is made from
a member of an enumeration here, in ``fetchers.failure`` or in ``linkcheck.model.reasons``: the type ``Code`` has no
other source, and a member without both languages cannot be written.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NewType, Self

Code = NewType("Code", str)
"""A stable, machine-readable reason or note: ``nxdomain``, ``zhihu-deleted`` (``[a-z0-9-]+``)."""


class Worded(StrEnum):
    """A code with its words in every language that reports come in."""

    english: str
    chinese: str

    def __new__(cls, code: str, english: str, chinese: str) -> Self:
        """Make a member from its code and its words."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.english, member.chinese = english, chinese
        return member

    @property
    def code(self) -> Code:
        """The code as it stands."""
        return Code(self.value)

    def of(self, site: str) -> Code:
        """Return the code as one site gives it: ``zhihu-deleted``. It has the words of ``deleted``."""
        return Code(f"{site}-{self.value}")

    def about(self, what: str | int) -> Code:
        """Return the code with something more exact behind it: ``challenge-cloudflare``."""
        return Code(f"{self.value}-{what}")


class AddressFault(Worded):
    """Why a text is not the address of a page."""

    NOT_ABSOLUTE = "not-absolute", "not a whole address", "不是完整的地址"
    NO_HOST = "no-host", "the address names no host", "地址中没有主机名"
    BAD_HOST = "bad-host", "the address names no possible host", "主机名不合规范"
    BAD_PORT = "bad-port", "the address names no possible port", "端口号无效"
    NOT_OF_THE_WEB = "unsupported-scheme", "not an address of the web", "不是网页地址"


class Cause(Worded):
    """What a site says of an item, or why it says nothing. Sites put their name before most of these (``of``)."""

    # It is there.
    PRESENT = "present", "the service has it", "平台上有此内容"
    PAPER = "paper", "the paper is there", "论文仍在"
    REPOSITORY = "repository", "the repository is there", "仓库仍在"
    ACCOUNT = "account", "the account is there", "账号仍在"
    GIST = "gist", "the gist is there", "代码片段仍在"
    FILE_THERE = "file-there", "the file is there", "文件存在"
    # It is not there.
    NOT_FOUND = "not-found", "the service knows no such item", "平台上没有此项"
    REPOSITORY_NOT_FOUND = "repository-not-found", "GitHub knows no such repository", "GitHub 上没有这个仓库"
    ACCOUNT_NOT_FOUND = "account-not-found", "GitHub knows no such account", "GitHub 上没有这个账号"
    GIST_NOT_FOUND = "gist-not-found", "GitHub knows no such gist", "GitHub 上没有这个代码片段"
    PATH_NOT_FOUND = (
        "path-not-found",
        "the repository is there, this part of it is not",
        "仓库仍在，但其中没有所指的内容",
    )
    FILE_MISSING = "file-missing", "there is no such file", "没有这个文件"
    UNKNOWN_ID = "unknown-id", "there is no paper of this number", "没有这个编号的论文"
    UNKNOWN_VERSION = "unknown-version", "the paper has no such version", "论文没有这个版本"
    BAD_ID = "bad-id", "no such number was ever given", "编号不合规范"
    DELETED = "deleted", "deleted", "内容已被删除"
    SUSPENDED = "suspended", "the account is suspended", "账号已被停用"
    VIOLATION = "violation", "taken down for breaking the rules", "因违规被删除"
    UNSHARED = "unshared", "no longer shared", "分享已被取消"
    EXPIRED = "expired", "has expired", "链接已过期"
    INVISIBLE = "invisible", "made invisible", "内容已不可见"
    OWN_EYES = "own-eyes", "visible to its author only", "仅作者自己可见"
    # It is there for some.
    PRIVATE = "private", "private: readers do not see it", "未公开，读者看不到"
    PRIVATE_REPOSITORY = "private-repository", "a private repository: readers do not see it", "私有仓库，读者看不到"
    PROTECTED = "protected", "protected: only followers see it", "受保护，仅关注者可见"
    GATED = "gated", "access has to be asked for", "需申请才能访问"
    FORBIDDEN = "forbidden", "not open to everyone", "没有访问权限"
    IN_REVIEW = "in-review", "under review", "审核中"
    APP_ONLY = "app-only", "to be read in its app only", "只能在应用内阅读"
    DISABLED = "disabled", "disabled by its host", "已被平台停用"
    REPOSITORY_DISABLED = "repository-disabled", "GitHub has disabled the repository", "仓库已被 GitHub 停用"
    REPOSITORY_BLOCKED = "repository-blocked", "GitHub has blocked the repository", "仓库已被 GitHub 屏蔽"
    DMCA = "dmca", "blocked for legal reasons", "因法律原因被屏蔽"
    TERMS_OF_SERVICE = "terms-of-service", "blocked for breaking the terms of service", "因违反服务条款被屏蔽"
    LOGIN = "login", "wants a login", "要求登录"
    PASSWORD = "password", "asks for a password", "需要密码才能查看"
    FROZEN = "frozen", "frozen by its host", "已被平台冻结"
    SIGN_IN = "signin", "wants a login", "要求登录"
    # It refuses robots.
    REFUSED = "refused", "refuses robots", "不对程序开放"
    DENIED = "denied", "refuses robots", "不对程序开放"
    BANNED = "banned", "refuses robots", "不对程序开放"
    CHALLENGE = "challenge", "checks for robots", "要求人机验证"
    VERIFICATION = "verification", "checks for robots", "要求人机验证"
    RISK_CONTROL = "risk-control", "takes us for a robot", "触发了风控"
    CONSENT = "consent", "asks for consent first", "要求先同意条款"
    COOKIE_WALL = "cookie-wall", "insists on cookies", "要求接受 Cookie"
    BREAKER = "breaker", "not asked any more after several refusals", "多次被拒后不再询问"
    ZHIHU = "zhihu", "Zhihu refuses robots", "知乎不对程序开放"
    """Zhihu's own numbers stand behind it (``about``)."""
    # It does not help.
    RATE_LIMITED = "rate-limited", "asks for a slower pace", "请求过于频繁，被限速"
    UNAVAILABLE = "unavailable", "the service failed", "服务暂时不可用"
    UNREACHABLE = "unreachable", "the service does not answer", "服务没有响应"
    ODD_ANSWER = "odd-answer", "the service gave an odd answer", "服务的返回异常"
    BAD_ANSWER = "bad-answer", "the service gave an odd answer", "服务的返回异常"
    TOO_COSTLY = "too-costly", "the service's answer is too large to be read", "服务返回的内容过多，未读取"
    INCOMPLETE_ANSWER = "incomplete-answer", "the service gave half an answer", "服务的返回不完整"
    INTERNAL_ERROR = "internal-error", "linkcheck itself failed", "linkcheck 自身出错，请反馈"


class Note(Worded):
    """What a reader should know of a link beside its verdict."""

    # From services.
    ARCHIVED = "archived", "archived", "已归档"
    FORK = "fork", "a fork", "复刻仓库"
    LOCKED = "locked", "locked", "已锁定"
    DISABLED = "disabled", "disabled by its host", "已被平台停用"
    EMPTY = "empty", "empty", "没有内容"
    RENAMED = "renamed", "renamed", "已改名"
    GATED = "gated", "behind a gate", "需申请才能访问"
    PRIVATE = "private", "private", "未公开"
    YANKED = "yanked", "yanked", "已撤下"
    CLOSED = "closed", "closed", "问题已关闭"
    WITHDRAWN = "withdrawn", "withdrawn", "已撤稿"
    RETRACTED = "retracted", "retracted", "已被撤稿"
    RETRACTION_NOTICE = "retraction-notice", "the notice of a retraction", "撤稿声明"
    CONCERN = "expression-of-concern", "its publisher has expressed concern", "期刊已发表关注声明"
    PUBLISHED = "published", "published since", "已正式发表"
    REDIRECT = "redirect", "a redirect", "重定向页"
    DISAMBIGUATION = "disambiguation", "a disambiguation page", "消歧义页"
    EMBEDDING_DISABLED = "embedding-disabled", "cannot be embedded", "不允许嵌入播放"
    DOI_LEADS_NOWHERE = "doi-leads-nowhere", "its DOI leads nowhere", "DOI 没有指向"
    PUBLISHER_REFUSES = "publisher-refuses-robots", "its publisher refuses robots", "出版社不对程序开放"
    DEAD_MIRROR = "dead-mirror", "given by a mirror that is gone", "地址属于已关闭的镜像"
    # From reading the page.
    TOO_COSTLY = "unread-too-costly", "not read: it costs too much time or memory", "未读取内容：耗费的时间或内存过多"
    # From the judge.
    HIJACKED = "hijacked", "the domain serves something else now", "域名已改作他用"
    PAGE_MOVED = "page-moved", "says itself that it has moved", "页面自称已搬迁"
    SEEN_BY_ARCHIVE = "seen-by-archive", "seen by the Internet Archive lately", "互联网档案馆近期仍能看到"
    RETITLED = "retitled", "retitled: is this still what was meant?", "标题已变，请确认内容是否仍符合"
    SAYS_ARCHIVED = "says-archived", "says itself that it is archived", "页面自称已归档"
    HTTPS_AVAILABLE = "https-available", "also served over https", "支持 https"
    NEW_VERSION = "new-version", "has a newer version", "有新版本"
    TEMPORARY_REDIRECT = "temporary-redirect", "redirects for now", "暂时跳转"
    PRIVATE_REDIRECT = "redirect-to-private-address", "redirects into a private network", "跳转到内网地址"
    ORIGIN_TLS = "origin-tls", "its own network has TLS trouble", "网站内部证书异常"
    NOT_REACHED = "not-reached", "not reached before the run ended", "本次未及检查"
