"""Which of the user's rules hold for a host. Pure.

A pattern is ``name``, ``*.name`` (the name itself and all below it) or ``*``. Of several that fit, the most exact one
that says anything of a setting decides it: ``[hosts."*"]`` is for all that ``[hosts."slow.example.org"]`` leaves open,
in whatever order they stand.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import asdict

from fetchers.addresses.host_patterns import first_stated, matches, width
from fetchers.addresses.hosts import AddressError, ascii_host, split_host_and_port
from linkcheck.config.settings import HostSetting


class PatternError(ValueError):
    """What was written names no host; the message says what to write."""


def pattern_of(text: str) -> str:
    """Return a pattern as it is compared: lower-case, names in DNS's own letters (IDNA). Raises PatternError."""
    if text == "*":
        return text
    star, name = ("*.", text[2:]) if text.startswith("*.") else ("", text)
    if "://" in name or "/" in name:
        bare = name.partition("://")[2] or name
        raise PatternError(f"a host is named without scheme and path: write {star}{bare.partition('/')[0]}")
    if "*" in name:
        raise PatternError("* stands for whole names: write *.example.org for a name and all below it, or * for all")
    try:
        host, port = (name, None) if name.count(":") > 1 and name[0] != "[" else split_host_and_port(name)
        if port is not None:
            raise PatternError(f"a rule holds for every port of a host: write {star}{host}")
        return star + ascii_host(host)
    except AddressError as error:
        raise PatternError(f"{error}: write a name such as example.org, *.example.org or *") from None


def ordered(hosts: Mapping[str, HostSetting]) -> dict[str, HostSetting]:
    """Return the rules, the most exact first."""
    return {pattern: hosts[pattern] for pattern in sorted(hosts, key=width)}


def setting_for(hosts: Mapping[str, HostSetting], host: str) -> HostSetting:
    """Return what the rules that fit a host say of it together."""
    fitting = (rule for pattern, rule in ordered(hosts).items() if matches(pattern, host))
    return HostSetting(**first_stated(map(asdict, fitting)))
