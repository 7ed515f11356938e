"""Hosts as they are written in addresses: names, IDNA, IP addresses in every spelling a browser takes, ports. Pure."""

from __future__ import annotations

import ipaddress
import re
import sys
from functools import lru_cache

from fetchers.codes import AddressFault

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NAME = re.compile(rf"{_LABEL.pattern}(?:\.{_LABEL.pattern})*")


class AddressError(ValueError):
    """The text cannot be an http(s) address. ``code`` says why, the message in a sentence."""

    def __init__(self, code: AddressFault, message: str) -> None:
        super().__init__(message)
        self.code = code


@lru_cache(maxsize=4096)
def host_and_port(hostport: str) -> tuple[str, int | None]:
    """Return the host of ``host:port`` as DNS and certificates have it, and its port. Raises AddressError."""
    host, port = split_host_and_port(hostport)
    return sys.intern(ascii_host(host)), port


def split_host_and_port(hostport: str) -> tuple[str, int | None]:
    """Split ``host:port`` or ``[v6]:port``. Raises AddressError."""
    if hostport.startswith("["):
        host, bracket, rest = hostport[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise AddressError(AddressFault.BAD_HOST, "an IPv6 address without its closing bracket")
        try:
            ipaddress.IPv6Address(host.partition("%")[0])
        except ValueError:
            raise AddressError(AddressFault.BAD_HOST, f"[{host}] is not an IPv6 address") from None
        port = rest[1:]
    else:
        host, _, port = hostport.partition(":")
    if not host:
        raise AddressError(AddressFault.NO_HOST, "no host after the scheme")
    if not port:
        return host, None
    if not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65536:
        raise AddressError(AddressFault.BAD_PORT, f"{port!r} is not a port (1 to 65535)")
    return host, int(port)


def ascii_host(host: str) -> str:
    """Return a host as DNS and certificates have it: lower-case ASCII (IDNA). Raises AddressError."""
    if ":" in host:
        return host.lower()
    text = host.rstrip(".").lower() if host.isascii() else _encoded(host)
    if len(text) > 253:
        raise AddressError(AddressFault.BAD_HOST, "the host name is longer than 253 characters")
    if not _NAME.fullmatch(text):
        label = next(label for label in text.split(".") if not _LABEL.fullmatch(label))
        reason = f"the label {label[:80]!r}" if label else "an empty label"
        raise AddressError(AddressFault.BAD_HOST, f"{host[:100]!r} cannot be a host name: {reason}")
    return text


def _encoded(host: str) -> str:
    """Encode a name label by label; ASCII labels are kept even if IDNA forbids them."""
    import idna  # noqa: PLC0415  most lists have no name that needs its tables

    labels = host.rstrip(".").split(".")
    try:
        return ".".join(
            label.lower() if label.isascii() else idna.encode(label, uts46=True).decode("ascii") for label in labels
        )
    except (idna.IDNAError, UnicodeError):
        raise AddressError(AddressFault.BAD_HOST, f"{host!r} cannot be a host name") from None


def is_below(host: str, domains: tuple[str, ...]) -> bool:
    """Tell whether a host is one of the domains or a name under one."""
    return f".{host}".endswith(_as_suffixes(domains))


@lru_cache(maxsize=256)
def _as_suffixes(domains: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f".{domain}" for domain in domains)


def literal_ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the IP address a host is (``127.1``, ``0x7f.1``, ``2130706433``), None where it is a name."""
    if ":" in host:
        return ipaddress.IPv6Address(host.partition("%")[0])
    if not host.rpartition(".")[2][:1].isdigit():
        return None
    numbers = [_ipv4_number(part) for part in host.split(".")]
    if len(numbers) > 4 or any(n is None for n in numbers):
        return None
    *leading, last = [n for n in numbers if n is not None]
    if any(n > 255 for n in leading) or last >= 256 ** (5 - len(numbers)):
        return None
    value = last
    for index, number in enumerate(leading):
        value += number << (8 * (3 - index))
    return ipaddress.IPv4Address(value)


def _ipv4_number(part: str) -> int | None:
    """WHATWG URL §3.5: decimal, octal with a leading 0, hexadecimal with 0x."""
    try:
        if part.startswith(("0x", "0X")):
            return int(part[2:] or "0", 16)
        if len(part) > 1 and part.startswith("0"):
            return int(part, 8)
        return int(part, 10) if part.isascii() and part.isdigit() else None
    except ValueError:
        return None
