"""Addresses that are sound and not to be asked for: private networks, reserved names, Tor. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from fetchers.addresses.address import Address
from fetchers.addresses.hosts import is_below, literal_ip
from fetchers.addresses.public import is_private_name, is_public
from fetchers.failure import FailureKind
from linkcheck.model import Judgement
from linkcheck.model.reasons import Reason
from linkcheck.spelling.opinion import skipped

# RFC 2606, RFC 6761.
_RESERVED: Final = ("example", "invalid", "example.com", "example.org", "example.net", "example.edu")


def policy(address: Address, *, allow_private: bool) -> Judgement | None:
    """Say which sound addresses are left alone; None for those that are asked for."""
    return _of_host(address.host, allow_private=allow_private)


@lru_cache(maxsize=4096)
def _of_host(written: str, *, allow_private: bool) -> Judgement | None:
    host = written.rstrip(".")
    if is_below(host, ("onion",)):
        return skipped(Reason.ONION)
    if is_below(host, _RESERVED):
        return skipped(Reason.RESERVED_NAME, f"{host} is reserved for examples (RFC 2606).")
    return None if allow_private else _private(written, host)


def _private(written: str, host: str) -> Judgement | None:
    literal = literal_ip(written)
    if literal is not None:
        inside = not is_public(literal)
        return (
            skipped(FailureKind.PRIVATE_ADDRESS, f"{host} is an address inside a private network.") if inside else None
        )
    if is_private_name(host):
        return skipped(FailureKind.PRIVATE_ADDRESS, f"{host} is a name inside a private network.")
    return None
