"""Patterns that rules for hosts are written with: ``name``, ``*.name`` (the name and all under it) or ``*``. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def matches(pattern: str, host: str) -> bool:
    """Whether a host is meant by a pattern.

    Whole labels only: ``example.com`` never means ``example.com.evil.net``.
    """
    pattern, host = pattern.lower(), host.lower()
    if pattern == "*":
        return True
    if pattern.startswith("*."):
        return host == pattern[2:] or host.endswith(pattern[1:])
    return host == pattern


def width(pattern: str) -> tuple[bool, bool, int]:
    """Return what patterns are sorted by: of those that match one host, the most exact first."""
    return pattern == "*", pattern.startswith("*"), -pattern.count(".")


def first_stated(statements: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what several statements say together: of each name the first value that is not None."""
    said: dict[str, Any] = {}
    for statement in statements:
        said = {name: value for name, value in statement.items() if value is not None} | said
    return said
