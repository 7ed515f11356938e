"""Where a registered domain begins, by the Public Suffix List that the package carries. Pure."""

from __future__ import annotations

from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """Return the registrable domain (``example.co.uk``), or the host itself if it has none."""
    return str(_suffixes().privatesuffix(host) or host)


def is_public_suffix(domain: str) -> bool:
    """Return True for a public suffix, for which no cookie may be set (RFC 6265 §5.3)."""
    return bool(_suffixes().publicsuffix(domain) == domain)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
