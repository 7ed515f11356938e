"""Patterns that hosts are named by: ``name``, ``*.name`` (the name and all below it) or ``*``. Pure."""

from __future__ import annotations

from fetchers.addresses.hosts import AddressError, ascii_host, split_host_and_port


class PatternError(ValueError):
    """The text is not a pattern; the message says what to write."""


def parse_pattern(text: str) -> str:
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


def matches(pattern: str, host: str) -> bool:
    """Whether a pattern fits a host. Whole labels only: ``example.com`` never fits ``example.com.evil.net``."""
    pattern, host = pattern.lower(), host.lower()
    if pattern == "*":
        return True
    if pattern.startswith("*."):
        return host == pattern[2:] or host.endswith(pattern[1:])
    return host == pattern


def width(pattern: str) -> tuple[bool, bool, int]:
    """Return a sort key: of the patterns that fit one host, the most exact comes first."""
    return pattern == "*", pattern.startswith("*"), -pattern.count(".")
