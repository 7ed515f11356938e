"""Everything a user can set, and what each value may be. Durations are seconds, written ``90``, ``"30s"``, ``"1d"``."""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeAlias

from msgspec import Meta, Struct

from linkcheck.model import Verdict

GONE: Final = tuple(verdict for verdict in Verdict if verdict.is_gone)

FailWhen = Literal["seen", "confirmed", "new"]

Count: TypeAlias = Annotated[int, Meta(ge=1)]
Seconds: TypeAlias = Annotated[float, Meta(ge=0)]
Patience: TypeAlias = Annotated[float, Meta(gt=0)]
"""Seconds that something may take: in none at all nothing can."""
Status: TypeAlias = Annotated[int, Meta(ge=100, le=599)]


class HostSetting(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """``[hosts."PATTERN"]``: how to treat hosts whose name fits the pattern. None: a more general pattern decides.

    PATTERN is ``name``, ``*.name`` (the name and all below it) or ``*``; see ``linkcheck.config.hosts``.
    """

    concurrency: Count | None = None
    """Requests open at once."""
    interval: Seconds | None = None
    """Between the starts of two requests."""
    timeout: Patience | None = None
    """Until the answer begins."""
    retries: Annotated[int, Meta(ge=0)] | None = None
    """How often a failure that may pass is asked for again."""
    headers: dict[str, str] | None = None
    accept: tuple[Status, ...] | None = None
    """Statuses that mean alive on this host."""
    skip: bool | None = None
    """Whether links to it are left alone."""


class KnownVerdict(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """``[[known]]``: what a person knows of an address; it wins over the machine."""

    url: str
    verdict: Literal["alive", "dead", "ignore"]
    reason: str
    date: str


class Settings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """All settings of a run."""

    fail_on: tuple[Verdict, ...] = GONE
    fail_when: FailWhen = "seen"
    """Whether such a verdict fails a run when it is seen, once it is confirmed, or only where it is new."""
    fragments: bool = False
    archive: bool = False
    """Whether archived copies of what is gone are looked for at archive.org."""
    allow_private: bool = False
    include_code: bool = False
    exclude: tuple[str, ...] = ()
    """Regular expressions; an address in which one is found is skipped."""
    lang: Literal["auto", "en", "zh"] = "auto"
    max_age: Seconds = 86400.0
    """How long an alive link's facts are fresh (jittered by a fifth)."""
    max_time: Seconds | None = None
    """Seconds after which a run ends with what it has."""
    timeout: Patience = 20.0
    """Seconds a server may take before its answer begins."""
    max_concurrency: Count = 256
    """Requests open at once, over all hosts."""
    state: str | None = None
    """Where the store lies; None: ``.linkcheck`` beside the (first) list."""
    contact: str | None = None
    """An address for the user agent, so that a site's owner can find the person who runs this."""
    hosts: dict[str, HostSetting] = {}
    known: tuple[KnownVerdict, ...] = ()
    services: dict[str, str] = {}
    """Base addresses of services by fetcher name, for mirrors and enterprise hosts."""
