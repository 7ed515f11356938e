"""Map exceptions of aiohttp, asyncio and the system to failures. Pure."""

from __future__ import annotations

import errno
import os
import re
import ssl
from collections.abc import Iterator
from typing import Final

import aiohttp

from fetchers.failure import Failure, FailureKind
from fetchers.net.http import tls
from fetchers.net.http.resolver import LookupFailedError

_ERRNOS: Final = {
    errno.ECONNREFUSED: FailureKind.CONNECTION_REFUSED,
    errno.ECONNRESET: FailureKind.CONNECTION_RESET,
    errno.ECONNABORTED: FailureKind.CONNECTION_RESET,
    errno.EPIPE: FailureKind.CONNECTION_RESET,
    errno.ETIMEDOUT: FailureKind.CONNECT_TIMEOUT,
    errno.ENETUNREACH: FailureKind.NETWORK_UNREACHABLE,
    errno.EHOSTUNREACH: FailureKind.NETWORK_UNREACHABLE,
    errno.ENETDOWN: FailureKind.NETWORK_UNREACHABLE,
    errno.EADDRNOTAVAIL: FailureKind.NETWORK_UNREACHABLE,
    errno.EACCES: FailureKind.NETWORK_UNREACHABLE,
    errno.EPERM: FailureKind.NETWORK_UNREACHABLE,
    # No more files can be opened here: nothing is known of the far end.
    errno.EMFILE: FailureKind.NETWORK_UNREACHABLE,
    errno.ENFILE: FailureKind.NETWORK_UNREACHABLE,
}
_ERRNO_IN_TEXT: Final = re.compile(r"\[Errno (\d+)\]")
"""Where several addresses failed differently, the connector's error has their numbers in its text alone."""


class DisconnectedError(Exception):
    """The connection ended before an answer came."""


class StaleConnectionError(DisconnectedError):
    """The server closed an idle connection while it was being reused: no evidence about the link."""


EXPECTED: Final = (aiohttp.ClientError, OSError, TimeoutError)
"""Exceptions that servers and networks cause; any other is a bug of ours."""


def failure_of(error: BaseException, host: str) -> Failure:
    """Return the failure that an exception means."""
    for cause in reversed(list(_chain(error))):
        if isinstance(cause, LookupFailedError):
            return cause.failure
        if isinstance(cause, ssl.SSLError) or "[SSL" in str(cause):
            return Failure(tls.failure_kind(cause), host, tls.detail(cause))
    for types, kind, words in _BY_TYPE:
        if isinstance(error, types) and getattr(error, "errno", None) is None:
            return Failure(kind, host, words or _first_line(error))
    os_error = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    return Failure(_os_kind(os_error), host, _words(os_error))


_BY_TYPE: Final[tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], FailureKind, str], ...]] = (
    (aiohttp.ClientHttpProxyError, FailureKind.NETWORK_UNREACHABLE, ""),
    (
        aiohttp.ConnectionTimeoutError,
        FailureKind.CONNECT_TIMEOUT,
        "no connection, or no TLS handshake, within the time allowed",
    ),
    (TimeoutError, FailureKind.TIMEOUT, "no answer within the time allowed"),
    (
        (DisconnectedError, ConnectionError, aiohttp.ServerDisconnectedError),
        FailureKind.CONNECTION_RESET,
        "the connection was closed before an answer came",
    ),
    (aiohttp.InvalidURL, FailureKind.BAD_ADDRESS, ""),
    ((aiohttp.ClientResponseError, aiohttp.ClientPayloadError), FailureKind.BAD_HTTP, ""),
)
"""First match wins."""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        inner = getattr(error, "os_error", None) or getattr(error, "certificate_error", None)
        error = inner if isinstance(inner, BaseException) else error.__cause__


def _os_kind(error: BaseException) -> FailureKind:
    number = getattr(error, "errno", None)
    if number in _ERRNOS:
        return _ERRNOS[number]
    numbers = {int(found) for found in _ERRNO_IN_TEXT.findall(str(error))}
    # An order by what tells most: an answer of any kind over silence, silence over "no way there".
    for kind in (FailureKind.CONNECTION_REFUSED, FailureKind.CONNECT_TIMEOUT, FailureKind.NETWORK_UNREACHABLE):
        if any(_ERRNOS.get(found) is kind for found in numbers):
            return kind
    return FailureKind.CONNECTION_RESET


def _words(error: BaseException) -> str:
    """Return the system's own words, without the address and the number that Python puts beside them."""
    number = getattr(error, "errno", None)
    return os.strerror(number) if number in _ERRNOS else _first_line(error)


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).strip().splitlines()[0][:200]
