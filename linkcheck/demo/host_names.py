"""The small web's hosts: production names to places on loopback, and the ways in which a host fails to be reached."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LOOPBACK: Final = "127.0.0.1"


class Name(StrEnum):
    """What the resolver, or the way to the host, says of a name."""

    KNOWN = "known"
    NO_SUCH_HOST = "nxdomain"
    NO_ADDRESS = "no-address"
    """The name exists, but has neither A nor AAAA."""
    SERVFAIL = "servfail"
    REFUSED = "refused"
    """The name is known, and nothing listens where it leads."""
    SILENT = "silent"
    """Connects, and then nothing: neither a TLS handshake nor an answer."""
    UNCONNECTABLE = "unconnectable"
    """The connection is never accepted: a connect timeout."""
    PLAIN_ON_TLS = "plain-on-tls"
    """The TLS port speaks plain HTTP."""


class Tls(StrEnum):
    """What is the matter with a host's TLS."""

    GOOD = "good"
    EXPIRED = "expired"
    WRONG_NAME = "wrong-name"
    SELF_SIGNED = "self-signed"
    UNTRUSTED = "untrusted"
    """Signed by an unknown authority."""
    NO_INTERMEDIATE = "no-intermediate"
    CLIENT_CERTIFICATE = "client-certificate"
    """The server insists on a certificate of the client's."""
    TOO_OLD = "too-old"
    """The server ends the handshake with the alert protocol_version."""
    BROKEN = "broken"
    """The server ends the handshake with the alert handshake_failure."""


_ERRORS: Final = {
    Name.NO_SUCH_HOST: (socket.EAI_NONAME, "Name or service not known"),
    Name.NO_ADDRESS: (getattr(socket, "EAI_NODATA", socket.EAI_NONAME), "No address associated with hostname"),
    Name.SERVFAIL: (socket.EAI_AGAIN, "Temporary failure in name resolution"),
}


@dataclass(frozen=True, slots=True)
class Host:
    """How one host is reached."""

    name: Name = Name.KNOWN
    tls: Tls = Tls.GOOD


class DemoResolver:
    """``resolver(host, port)`` gives ``[(ip, port)]`` as the system would, or raises socket.gaierror as it does.

    Ports that end in 443 lead to the TLS listener, all others to the plain one. Unregistered names do not exist.
    """

    def __init__(self, hosts: Mapping[str, Host], ports: Mapping[Name | Tls, int]) -> None:
        """``ports`` has the listener of every name that resolves, and that of every kind of TLS; see SmallWeb."""
        self._hosts = hosts
        self._ports = ports
        self.asked: list[str] = []

    def __call__(self, host: str, port: int = 443) -> list[tuple[str, int]]:
        """Resolve one name."""
        host = host.rstrip(".").lower()
        self.asked.append(host)
        known = self._hosts.get(host, Host(Name.NO_SUCH_HOST))
        if known.name in _ERRORS:
            raise socket.gaierror(*_ERRORS[known.name])
        if known.name is Name.KNOWN and str(port).endswith("443"):
            return [(LOOPBACK, self._ports.get(known.tls, self._ports[Tls.GOOD]))]
        return [(LOOPBACK, self._ports[known.name])]
