"""What the spelling of an address decides without a request: *invalid* with its correction, or *skipped*. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from fetchers.addresses.address import Address, AddressError, parse
from fetchers.addresses.hosts import is_below, literal_ip
from fetchers.addresses.public import is_private_name, is_public
from fetchers.failure import FailureKind
from linkcheck.model import Judgement
from linkcheck.model.reasons import Reason
from linkcheck.spelling.misspellings import read_address
from linkcheck.spelling.opinion import skipped

__all__ = ["as_https", "is_local", "spell"]


def spell(url: str, *, allow_private: bool = False) -> Address | Judgement:
    """Return the address to ask for, or what its spelling says without asking.

    ``allow_private`` lets addresses inside private networks pass; names reserved for examples never do.
    """
    found = read_address(url)
    if isinstance(found, Address):
        return policy(found, allow_private=allow_private) or found
    better = found.suggestion
    return found if better is None or _is_sound(better.url) else replace(found, suggestion=None)


def is_local(url: str) -> bool:
    """Whether a reference leads to a file here: it has no scheme, and is no slip of an address that has one."""
    found = read_address(url)
    return not isinstance(found, Address) and found.reason == Reason.LOCAL.code


def as_https(url: str) -> str:
    """Return the same address by https, its default port left out; unchanged where it is no http address."""
    try:
        address = parse(url)
    except AddressError:
        return url
    if address.scheme != "http":
        return url
    rest = url.strip()[len("http:") :]
    return "https:" + (re.sub(r"\A(//[^/?#]*):80(?=[/?#]|\Z)", r"\1", rest) if address.port == 80 else rest)


def _is_sound(url: str) -> bool:
    """Return False for a correction that is misspelt itself or points to an unreachable host."""
    found = read_address(url)
    return isinstance(found, Address) and "." in found.host


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
