"""TLS: the verifying and the unverifying context, and the kinds of failed handshakes."""

from __future__ import annotations

import re
import ssl
from pathlib import Path
from typing import Final

from fetchers.failure import FailureKind

# OpenSSL's X509_V_ERR_* numbers, x509_vfy.h.
_VERIFY_CODES: Final = {
    9: FailureKind.CERTIFICATE_EXPIRED,  # not yet valid: as out of date as an expired one
    10: FailureKind.CERTIFICATE_EXPIRED,
    18: FailureKind.CERTIFICATE_SELF_SIGNED,
    62: FailureKind.CERTIFICATE_WRONG_NAME,
    64: FailureKind.CERTIFICATE_WRONG_NAME,
}
_REASONS: Final = (
    (
        re.compile("UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|NO_PROTOCOLS|LEGACY_RENEGOTIATION|DH_KEY_TOO_SMALL"
                   "|BAD_DH|BAD_ECPOINT|NO_SHARED_CIPHER|INSUFFICIENT_SECURITY|WRONG_SIGNATURE_TYPE"
                   "|WRONG_CIPHER_RETURNED"),
        FailureKind.TLS_TOO_OLD,
    ),
    (
        # Sent by a server that was shown no certificate, or did not like ours (RFC 8446 §6.2).
        re.compile("CERTIFICATE_REQUIRED|ALERT_BAD_CERTIFICATE|ALERT_UNKNOWN_CA|ALERT_CERTIFICATE_UNKNOWN"),
        FailureKind.TLS_CLIENT_CERTIFICATE,
    ),
)  # fmt: skip
_PLAIN_HTTP: Final = re.compile("WRONG_VERSION_NUMBER|HTTP_REQUEST|RECORD_LAYER_FAILURE|PACKET_LENGTH_TOO_LONG")


def verifying(cafile: str | Path | None) -> ssl.SSLContext:
    """Return the context of every request but the second look. Obeys SSL_CERT_FILE and SSL_CERT_DIR."""
    context = ssl.create_default_context()
    # Python 3.13 sets it; browsers and curl take the many certificates that RFC 5280 to the letter would refuse.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    context.set_alpn_protocols(["http/1.1"])
    if cafile is not None:
        context.load_verify_locations(str(cafile))
    return context


def unverifying() -> ssl.SSLContext:
    """Return the context of the unverified second look: any TLS that still works, nothing trusted."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    context.set_alpn_protocols(["http/1.1"])
    return context


def failure_kind(error: BaseException) -> FailureKind:
    """Return why a handshake failed."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _VERIFY_CODES.get(error.verify_code, FailureKind.CERTIFICATE_UNTRUSTED)
    text = f"{getattr(error, 'reason', '')} {error}"
    return next((kind for pattern, kind in _REASONS if pattern.search(text)), FailureKind.TLS_FAILURE)


def detail(error: BaseException) -> str:
    """Return the failure in words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return str(error.verify_message)
    reason = str(getattr(error, "reason", None) or error)
    if _PLAIN_HTTP.search(reason):
        return "what answers on this port does not speak TLS"
    return reason.replace("_", " ").lower()
