"""How a host is to be asked: one type for a service's built-in policy and for a user's ``[hosts]``. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Final, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import asdict

from fetchers.addresses.host_patterns import matches, width

Count: TypeAlias = Annotated[int, Meta(ge=1)]
Seconds: TypeAlias = Annotated[float, Meta(ge=0)]
Patience: TypeAlias = Annotated[float, Meta(gt=0)]
"""A time limit in seconds; zero would allow nothing."""
Status: TypeAlias = Annotated[int, Meta(ge=100, le=599)]

_KEEP_ALIVE: Final = 2.0


class HostPolicy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """How to ask a host, and what its answers mean. None: a more general policy or the default decides."""

    concurrency: Count | None = None
    """Requests open at once."""
    interval: Seconds | None = None
    """Seconds between the starts of two requests."""
    timeout: Patience | None = None
    """Seconds until the head of the answer."""
    retries: Annotated[int, Meta(ge=0)] | None = None
    """Retries after a passing failure."""
    back_off: Patience | None = None
    """Seconds of the first pause after a rate limit that names none; each further one is twice as long."""
    headers: dict[str, str] | None = None
    """Sent to this host alone, and over https alone unless private addresses are allowed."""
    accept: tuple[Status, ...] | None = None
    """Statuses that mean alive on this host."""
    skip: bool | None = None
    """True: its links are not asked for."""

    @property
    def keep_alive(self) -> float:
        """Seconds for which a connection is kept for the next request.

        Longer than the interval, else short: each takes a file descriptor and, with TLS, a quarter of a megabyte, and a
        run may meet thousands of hosts.
        """
        return (self.interval or 0.0) + _KEEP_ALIVE


def merge(policies: Iterable[HostPolicy]) -> HostPolicy:
    """Merge policies: each field from the first that states it."""
    stated: dict[str, object] = {}
    for policy in policies:
        stated = {name: value for name, value in asdict(policy).items() if value is not None} | stated
    return HostPolicy(**stated)  # type: ignore[arg-type]


def stated_for(host: str, policies: Mapping[str, HostPolicy]) -> HostPolicy:
    """Merge the policies of all matching patterns, the most exact first (``fetchers.addresses.host_patterns``)."""
    return merge(policies[pattern] for pattern in sorted(policies, key=width) if matches(pattern, host))
