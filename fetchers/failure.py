"""What went wrong below HTTP, told apart as exactly as the network lets us. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FailureKind(StrEnum):
    """What went wrong below HTTP, as exactly as the network lets us tell it."""

    BAD_ADDRESS = "bad-address"
    """The address, or a ``Location``, cannot be parsed."""
    PRIVATE_ADDRESS = "private-address"
    """The host is, or resolves to, an address that is not public."""
    UNSUPPORTED_SCHEME = "unsupported-scheme"
    """A redirect led to a scheme that is not http(s) but harmless: ftp, mailto, an app."""
    HOSTILE_REDIRECT = "hostile-redirect"
    """A redirect led to javascript:, file: or data:."""
    NO_SUCH_HOST = "nxdomain"
    """Two lookups agree that the name does not exist."""
    NO_ADDRESS_RECORD = "no-address-record"
    """The name exists, but has neither A nor AAAA."""
    DNS_FAILURE = "dns-failure"
    """SERVFAIL, REFUSED, a resolver that does not answer: nothing is known of the name."""
    CONNECTION_REFUSED = "connection-refused"
    CONNECT_TIMEOUT = "connect-timeout"
    NETWORK_UNREACHABLE = "network-unreachable"
    CONNECTION_RESET = "connection-reset"
    """Reset or closed before a whole head of an answer had come."""
    TIMEOUT = "timeout"
    """Connected, but no whole head of an answer within the time allowed."""
    CERTIFICATE_EXPIRED = "certificate-expired"
    CERTIFICATE_SELF_SIGNED = "certificate-self-signed"
    CERTIFICATE_WRONG_NAME = "certificate-wrong-name"
    CERTIFICATE_UNTRUSTED = "certificate-untrusted"
    """Unknown root, or an intermediate that the server does not send."""
    TLS_TOO_OLD = "tls-too-old"
    TLS_CLIENT_CERTIFICATE = "tls-client-certificate"
    """The server insists on a certificate of ours."""
    TLS_FAILURE = "tls-failure"
    """Any other failure of the handshake, plain HTTP on a TLS port among them."""
    BAD_HTTP = "bad-http"
    """What came is not HTTP, or has a head without end."""
    REDIRECT_LOOP = "redirect-loop"
    """A hop came back to an address already visited, with no new cookie in between."""
    COOKIE_LOOP = "cookie-loop"
    """Redirects without end that set a cookie: a check of the reader, which a browser may pass."""
    TOO_MANY_REDIRECTS = "too-many-redirects"
    OUT_OF_TIME = "out-of-time"
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


_PASSING = frozenset(
    {
        FailureKind.DNS_FAILURE,
        FailureKind.CONNECTION_REFUSED,
        FailureKind.CONNECT_TIMEOUT,
        FailureKind.NETWORK_UNREACHABLE,
        FailureKind.CONNECTION_RESET,
        FailureKind.TIMEOUT,
        FailureKind.TLS_FAILURE,
        FailureKind.BAD_HTTP,
    }
)


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed exchange: its kind, the host it happened at, and the system's own words for a person."""

    kind: FailureKind
    host: str = ""
    detail: str = ""
