"""What went wrong below HTTP, told apart as exactly as the network lets us. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from fetchers.codes import Worded


class FailureKind(Worded):
    """What went wrong below HTTP, as exactly as the network lets us tell it.

    ``{failed}`` in the words is the host it happened at.
    """

    BAD_ADDRESS = "bad-address", "leads to something that is no address", "地址无法解析"
    """The address, or a ``Location``, cannot be parsed."""
    PRIVATE_ADDRESS = "private-address", "{failed} is an address inside a private network: not asked", "指向内网地址"
    """The host is, or resolves to, an address that is not public."""
    UNSUPPORTED_SCHEME = (
        "unsupported-scheme",
        "redirects to something that is not http: not followed",
        "跳转到的不是网页地址",
    )
    """A redirect led to a scheme that is not http(s) but harmless: ftp, mailto, an app."""
    HOSTILE_REDIRECT = (
        "hostile-redirect",
        "redirects to a script or a local file: no reader can follow it",
        "跳转到脚本或本地文件，读者无法打开",
    )
    """A redirect led to javascript:, file: or data:."""
    NO_SUCH_HOST = "nxdomain", "the name {failed} does not exist", "域名不存在"
    """Two lookups agree that the name does not exist."""
    NO_ADDRESS_RECORD = "no-address-record", "the name {failed} has no address", "域名没有对应的地址"
    """The name exists, but has neither A nor AAAA."""
    DNS_FAILURE = "dns-failure", "the name servers of {failed} do not answer", "域名解析失败"
    """SERVFAIL, REFUSED, a resolver that does not answer: nothing is known of the name."""
    CONNECTION_REFUSED = "connection-refused", "{failed} refuses the connection", "服务器拒绝连接"
    CONNECT_TIMEOUT = "connect-timeout", "{failed} does not take the connection", "连接超时"
    NETWORK_UNREACHABLE = "network-unreachable", "there is no way to {failed} from here", "网络不可达"
    CONNECTION_RESET = "connection-reset", "{failed} broke the connection off", "连接被服务器中断"
    """Reset or closed before a whole head of an answer had come."""
    TIMEOUT = "timeout", "{failed} took the connection and did not answer in time", "服务器响应超时"
    """Connected, but no whole head of an answer within the time allowed."""
    CERTIFICATE_EXPIRED = "certificate-expired", "the certificate of {failed} has expired", "证书已过期"
    CERTIFICATE_SELF_SIGNED = (
        "certificate-self-signed",
        "the certificate of {failed} is signed by itself",
        "证书是自签名的",
    )
    CERTIFICATE_WRONG_NAME = (
        "certificate-wrong-name",
        "the certificate is for another name than {failed}",
        "证书与域名不符",
    )
    CERTIFICATE_UNTRUSTED = (
        "certificate-untrusted",
        "the certificate of {failed} leads to no root we know; browsers may complete it",
        "证书颁发者不受信任",
    )
    """Unknown root, or an intermediate that the server does not send."""
    TLS_TOO_OLD = "tls-too-old", "{failed} speaks only versions of TLS that browsers refuse", "加密协议过旧"
    TLS_CLIENT_CERTIFICATE = (
        "tls-client-certificate",
        "{failed} wants a certificate of the reader's",
        "要求访问者提供证书",
    )
    """The server insists on a certificate of ours."""
    TLS_FAILURE = "tls-failure", "the TLS of {failed} is not in order", "无法建立安全连接"
    """Any other failure of the handshake, plain HTTP on a TLS port among them."""
    BAD_HTTP = "bad-http", "{failed} does not answer in HTTP", "返回的内容不符合 HTTP 规范"
    """What came is not HTTP, or has a head without end."""
    REDIRECT_LOOP = "redirect-loop", "redirects lead round in a circle", "循环跳转"
    """A hop came back to an address already visited, with no new cookie in between."""
    COOKIE_LOOP = (
        "cookie-loop",
        "redirects lead round in a circle and set a cookie each time: a check of the reader, not of the page",
        "反复跳转并设置 Cookie，是在检验访问者",
    )
    """Redirects without end that set a cookie: a check of the reader, which a browser may pass."""
    TOO_MANY_REDIRECTS = "too-many-redirects", "redirects do not come to an end", "跳转次数过多"
    OUT_OF_TIME = "out-of-time", "the time for {failed} was used up", "检查时间已用完"
    """The time budget of the link, the host or the run was spent before it could be asked (again)."""

    @property
    def is_tls(self) -> bool:
        """Whether an unverified second look can tell more."""
        return self.value.startswith(("certificate-", "tls-"))

    @property
    def is_dns(self) -> bool:
        """Whether the name itself could not be resolved."""
        return self in (FailureKind.NO_SUCH_HOST, FailureKind.NO_ADDRESS_RECORD, FailureKind.DNS_FAILURE)

    @property
    def is_passing(self) -> bool:
        """Whether asking again a little later may succeed."""
        return self in _PASSING


_PASSING = frozenset({
    FailureKind.DNS_FAILURE, FailureKind.CONNECTION_REFUSED, FailureKind.CONNECT_TIMEOUT,
    FailureKind.NETWORK_UNREACHABLE, FailureKind.CONNECTION_RESET, FailureKind.TIMEOUT, FailureKind.TLS_FAILURE,
    FailureKind.BAD_HTTP,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed exchange: its kind, the host it happened at, and the system's own words for a person."""

    kind: FailureKind
    host: str = ""
    detail: str = ""
