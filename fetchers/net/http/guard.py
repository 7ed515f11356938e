"""Which IP addresses a link may lead to: public ones. Pure.

Checked for every hop on the addresses that are then connected to, so a name cannot change its mind in between.
"""

from __future__ import annotations

import ipaddress
from typing import Final, TypeAlias

IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are the IPv4 address that is really reached."""
_ASSIGNMENTS: Final = ipaddress.IPv4Network("192.0.0.0/24")
"""RFC 6890: protocol assignments. Python's own table has changed its mind on parts of it."""
_COMPATIBLE: Final = ipaddress.IPv6Network("::/96")
"""RFC 4291 §2.5.5.1, deprecated: likewise."""


def is_public(address: IPAddress) -> bool:
    """Whether the address is on the public internet, whatever IPv4 address it carries inside as well."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = _embedded(address)
        if inside is not None:
            return is_public(inside)
    elif address in _ASSIGNMENTS:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def is_public_text(ip: str) -> bool:
    """``is_public`` of an address in text, a zone (``fe80::1%eth0``) allowed."""
    return is_public(ipaddress.ip_address(ip.partition("%")[0]))


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
