"""Which hosts a link may lead to: those of the public internet. Pure.

Checked for every hop on the addresses that are then connected to, so a name cannot change its mind in between. The
tables are ours, not ``ipaddress.is_global``'s, which differs between versions of Python.
"""

from __future__ import annotations

import ipaddress
from typing import Final, TypeAlias

from fetchers.addresses.hosts import is_below

IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

# IANA IPv4 Special-Purpose Address Registry (RFC 6890), as of 2025-10: what is not "globally reachable", and with it
# what stands for a service and no host (192.88.99.0/24, RFC 7526). 224.0.0.0/4 is multicast, 240.0.0.0/4 reserved.
_V4: Final = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            # Azure's WireServer, the one metadata host outside of these (the others: 169.254.169.254, 169.254.170.2,
            # 100.100.100.200, 192.0.0.192, fd00:ec2::254, fd20:ce::254): Microsoft Learn, "What is 168.63.129.16?".
            "168.63.129.16/32",
        ),
    )
)  # fmt: skip
# IANA has given out 2000::/3 alone (RFC 4291 §2.4, RFC 3587); within it, the IPv6 Special-Purpose Address Registry as
# of 2025-10. 6to4 and Teredo are judged by the IPv4 address they carry.
_V6_GIVEN_OUT: Final = ipaddress.IPv6Network("2000::/3")
_V6: Final = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20")))
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are the IPv4 address that is really reached."""
_COMPATIBLE: Final = ipaddress.IPv6Network("::/96")
"""RFC 4291 §2.5.5.1, deprecated: likewise."""
_TRANSLATED: Final = ipaddress.IPv6Network("::ffff:0:0:0/96")
"""RFC 2765 §2.1, deprecated: likewise."""
_ISATAP: Final = 0x5EFE
"""RFC 5214 §6.1: the first half of an interface identifier whose second is an IPv4 address, the u bit left out."""

# RFC 6761 and RFC 8375 (home.arpa); internal: ICANN, 2024; the rest are names that routers and companies give inside.
_PRIVATE_NAMES: Final = (
    "localhost", "test", "local", "internal", "home.arpa", "localdomain", "lan", "intranet", "corp", "home",
)  # fmt: skip


def is_public(address: IPAddress) -> bool:
    """Return True if the address is on the public internet, and the IPv4 address embedded in it, if any, as well."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _V4)
    inside = _embedded(address)
    if inside is not None:
        return is_public(inside)
    if address not in _V6_GIVEN_OUT or any(address in network for network in _V6):
        return False
    interface = int(address) & 0xFFFFFFFFFFFFFFFF
    return interface >> 32 & ~0x02000000 != _ISATAP or is_public(ipaddress.IPv4Address(interface & 0xFFFFFFFF))


def is_public_text(ip: str) -> bool:
    """``is_public`` of an address in text, a zone (``fe80::1%eth0``) allowed."""
    return is_public(ipaddress.ip_address(ip.partition("%")[0]))


def is_private_name(host: str) -> bool:
    """Whether a host name can only be one inside a network: a reserved suffix, or no dot at all."""
    host = host.rstrip(".")
    return "." not in host or is_below(host, _PRIVATE_NAMES)


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        server, client = address.teredo
        return client if is_public(server) else server
    if address in _NAT64 or address in _TRANSLATED or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
