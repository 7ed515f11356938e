"""What a run decides about its network: limits, the user's policies for hosts, and the seams that tests use."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from fetchers.net import lateness
from fetchers.net.host_policy import HostPolicy

Resolver: TypeAlias = Callable[[str, int], Sequence[tuple[str, int]]]
"""(host, port) -> where to connect instead: (ip, port) pairs. Raises socket.gaierror where the name is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetSettings:
    """Settings of one ``Net``. Times are seconds."""

    timeout: float = 20.0
    """Until the whole head of an answer has come; an honest server was seen to take 12 s."""
    connect_timeout: float = 10.0
    body_timeout: float = 8.0
    """For the body, from its head on; what came by then is kept."""
    link_budget: float = 60.0
    """For one link in all: exchanges and its own back-off, but not the queue for its host."""
    host_budget: float = 300.0
    """For one host in all: exchanges that brought no answer, divided by how many it is asked at once."""
    max_concurrency: int = 256
    """Open requests over all hosts."""
    hosts: Mapping[str, HostPolicy] = field(default_factory=dict)
    """The user's policies by pattern; ``pacing.policies`` says how they go with the built-in ones."""
    known_intervals: Mapping[str, float] = field(default_factory=dict)
    """Seconds between two starts that the limits of earlier runs have taught, by the name of a host's queue."""
    allow_private: bool = False
    language: str = "en"
    """Preferred language of pages, a BCP 47 tag."""
    contact: str | None = None
    """In the User-Agent: where a server's keeper finds us. None: the home page that the package states."""
    resolver: Resolver | None = None
    """None: the system's. Otherwise all that exists; the guard against private addresses trusts its answers."""
    cafile: str | Path | None = None
    """A certificate authority to trust beside the system's (or SSL_CERT_FILE's)."""
    trust_env: bool = True
    """Whether the proxy variables of the environment are obeyed."""
    clock: Callable[[], float] = lateness.clock
    """Read on the loop of the run alone."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
