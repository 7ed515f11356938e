"""A certificate authority made at run time, and the certificates, sound or not, that hosts of the small web show."""

from __future__ import annotations

import ssl
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import trustme

from linkcheck.demo.host_names import Host, Tls

ALERTS: Final = {Tls.TOO_OLD: 70, Tls.BROKEN: 40, Tls.CLIENT_CERTIFICATE: 116}
"""What each answers a client's hello: protocol_version, handshake_failure, certificate_required (RFC 8446 §6).

Sent as bytes by a listener of their own: asyncio closes a connection whose handshake failed before its alert is out.
"""
_NO_NAME: Final = "no-server-name.invalid"


class Certificates:
    """One authority, and a server context for every name asked for."""

    def __init__(self, hosts: Mapping[str, Host]) -> None:
        """Serve each host as ``hosts`` says when it is asked for."""
        self._hosts = hosts
        self._authority = trustme.CA(organization_name="linkcheck small web")
        self._contexts: dict[tuple[str, Tls], ssl.SSLContext] = {}
        self.server_context = self._context(_NO_NAME, Tls.GOOD)
        self.server_context.sni_callback = self._choose

    @property
    def authority_pem(self) -> bytes:
        """The authority's own certificate, for a client to trust."""
        return self._authority.cert_pem.bytes()

    def client_context(self) -> ssl.SSLContext:
        """Return a client's context that trusts this authority and no other."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._authority.configure_trust(context)
        return context

    def _choose(self, connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> None:
        host = (name or _NO_NAME).lower()
        connection.context = self._context(host, self._hosts.get(host, Host()).tls)

    def _context(self, host: str, kind: Tls) -> ssl.SSLContext:
        if (host, kind) not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            _CONFIGURE.get(kind, _good)(self._authority, host, context)
            self._contexts[host, kind] = context
        return self._contexts[host, kind]


def _good(authority: trustme.CA, host: str, context: ssl.SSLContext) -> None:
    authority.issue_cert(host).configure_cert(context)


def _expired(authority: trustme.CA, host: str, context: ssl.SSLContext) -> None:
    end = datetime.now(UTC) - timedelta(days=30)
    authority.issue_cert(host, not_before=end - timedelta(days=90), not_after=end).configure_cert(context)


def _wrong_name(authority: trustme.CA, host: str, context: ssl.SSLContext) -> None:
    authority.issue_cert(f"not-{host}").configure_cert(context)


def _self_signed(_: trustme.CA, host: str, context: ssl.SSLContext) -> None:
    # An authority's own certificate is the one that trustme signs with its own key; without the matching name a
    # client would stop at the signature all the same, which it checks first.
    own = trustme.CA(organization_name=host)
    _load(context, own.private_key_pem.bytes() + own.cert_pem.bytes())


def _untrusted(_: trustme.CA, host: str, context: ssl.SSLContext) -> None:
    trustme.CA(organization_name="An authority nobody knows").issue_cert(host).configure_cert(context)


def _no_intermediate(authority: trustme.CA, host: str, context: ssl.SSLContext) -> None:
    leaf = authority.create_child_ca().issue_cert(host)
    _load(context, leaf.private_key_pem.bytes() + leaf.cert_chain_pems[0].bytes())


_CONFIGURE: Final[Mapping[Tls, Callable[[trustme.CA, str, ssl.SSLContext], None]]] = {
    Tls.EXPIRED: _expired,
    Tls.WRONG_NAME: _wrong_name,
    Tls.SELF_SIGNED: _self_signed,
    Tls.UNTRUSTED: _untrusted,
    Tls.NO_INTERMEDIATE: _no_intermediate,
}


def _load(context: ssl.SSLContext, pem: bytes) -> None:
    """Load key and certificate, which ssl takes from files only."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "certificate.pem"
        path.write_bytes(pem)
        context.load_cert_chain(path)
