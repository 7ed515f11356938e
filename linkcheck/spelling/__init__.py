"""What the spelling of an address decides without a request: *invalid* with its correction, or *skipped*. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from fetchers.addresses.address import Address, AddressError, parse
from linkcheck.model import Judgement
from linkcheck.model.reasons import Reason
from linkcheck.spelling.misspellings import read_address
from linkcheck.spelling.policy import policy

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
