"""The nouns that fetchers exchange. Pure data.

A *target* is what a fetcher made of an address; an *observation* is what it brought back from the web: facts, never
an opinion. Opinions are formed in ``linkcheck.judge``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import Final

from fetchers.addresses.address import Address
from fetchers.codes import Code
from fetchers.failure import Failure
from fetchers.values import dataclass


@dataclass(frozen=True, slots=True)
class Redirect:
    """One hop: ``url`` was asked and answered ``status`` (301, 302, …; 200 for a hop made by the page's markup)."""

    url: str
    status: int

    @property
    def is_permanent(self) -> bool:
        """301 and 308: the new address is permanent (RFC 9110 §15.4)."""
        return self.status in (301, 308)


class Availability(StrEnum):
    """What the service that owns the item said of it, in an answer made for programs."""

    PRESENT = "present"
    ABSENT = "absent"
    """The service knows no such item, asked for by itself (absence from a batch alone never says so)."""
    RESTRICTED = "restricted"
    """There, but behind a login, a gate, or a legal block: a reader may or may not see it."""
    HIDDEN = "hidden"
    """Our token sees it; a reader without one does not."""
    REFUSED = "refused"
    """The service refuses robots (a challenge, a verification page, a circuit breaker of ours after several)."""
    LIMITED = "limited"
    """Rate-limited past our patience."""
    DOWN = "down"
    """The service itself failed or did not answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A service's own word on an item: a reason with words of its own (``Cause``), and a sentence that says more."""

    standing: Availability
    code: Code
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a link is: the ``metadata`` object of report.schema.json, field for field.

    Dates are RFC 3339 dates or date-times, or as much of a date as is stated (2017, 2017-07); ``stars`` are stars on
    GitHub, likes on Hugging Face, votes on Zhihu.
    Every text is as the site gave it (whitespace collapsed): strangers' words, escaped by whoever prints them.
    """

    kind: str = "page"
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    date_source: str | None = None
    stars: int | None = None
    description: str | None = None
    site: str | None = None
    language: str | None = None
    license: str | None = None
    archived: bool | None = None
    version: str | None = None
    topics: tuple[str, ...] = ()
    downloads: int | None = None
    plays: int | None = None
    """How often a video was played."""
    doi: str | None = None
    venue: str | None = None
    published_as: str | None = None
    """The DOI under which a preprint was published; ``doi`` is the item's own where it has one."""
    code: str | None = None
    """The address of a paper's code."""
    citations: int | None = None
    pages: int | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Facts of one HTML page, read from its first bytes. Texts are plain, whitespace collapsed, and capped."""

    title: str = ""
    """The ``<title>`` as it stands, site suffix and all."""
    heading: str = ""
    """The first ``<h1>``."""
    text: str = ""
    """The beginning of the visible text, at most 2,000 characters."""
    words: int = 0
    """Words (CJK: characters) in the visible text that was read."""
    language: str | None = None
    canonical: str | None = None
    site: str | None = None
    refresh: str | None = None
    """Where markup or a script that is all of the page sends a browser, absolute."""
    refresh_delay: float = 0.0
    """Seconds before it does."""
    complete: bool = True
    """Whether the whole body was read."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """How the same server treated an address that almost surely does not exist (Bar-Yossef et al., WWW 2004)."""

    status: int | None
    final_url: str | None
    title: str = ""
    same_body: bool = False
    """Whether it says what the page under suspicion says: see ``fetchers.pages.likeness``."""
    same_front: bool | None = False
    """Whether the site's front page says it, too; None: the front page did not answer."""
    own_words: int | None = None
    """How many of the page's words are neither here nor on the front page; None: they were not compared."""
    beyond_front: int = 0
    """How many of the page's words the front page has not."""
    front: str = ""
    """What the site's front page is called."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a later request may send to be answered 304."""

    etag: str | None = None
    last_modified: str | None = None


_NO_PARTS: Final[Mapping[str, str]] = {}
"""One for all targets without named groups: a list has a hundred thousand of them."""


class Witness(StrEnum):
    """What kind of sign a trait rests on. The judge asks for a strong one, or for two that do not copy each other."""

    SERVICE = "service"
    """The service's own word, in a form that nothing else has: a phrase of its own template, a code, an API."""
    STATUS = "status"
    """An error status."""
    HEADER = "header"
    """A header that only the vendor in question sends."""
    ADDRESS = "address"
    """The final address, where the address asked for does not say the same."""
    TITLE = "title"
    """The title, a segment of it, or the first heading."""
    TEXT = "text"
    """A phrase in what a reader sees."""
    SCRIPT = "script"
    MARKUP = "markup"
    LENGTH = "length"
    """The page is so short that it cannot be about anything else."""
    SIBLING = "sibling"
    """An address that cannot exist is treated alike."""
    HISTORY = "history"
    """What earlier runs knew, or what the list says of the link, is not what is there now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a fetcher made of an address: who asks, for what, and under which identity.

    ``kind`` names the URL form that matched, ``parts`` its named groups. ``key`` is the identity of the resource:
    targets with one key are asked for once. ``address`` is the one to ask where a page has to be asked.
    """

    fetcher: str
    kind: str
    key: str
    address: Address
    parts: Mapping[str, str] = field(default_factory=lambda: _NO_PARTS)
    canonical: str | None = None
    """The address a list should rather give, where the form itself tells (a dead mirror, a wrapper)."""
    notes: tuple[Code, ...] = ()
    fragments: tuple[str, ...] = ()
    """Fragments whose presence the user asked to have checked."""
    validators: Validators | None = None

    @property
    def url(self) -> str:
        """The address as it is sent."""
        return self.address.wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """Facts brought back from the web for one target.

    ``status`` and ``final_url`` are the last hop's. ``answer`` is set where the site's own service was asked.
    ``failure`` is set where no whole answer came; ``tls`` where one came only on an unverified second look, whose
    status, page and traits these then are. ``traits`` are named facts about head and body
    (see ``fetchers.pages.traits``), ``witnesses`` what each of them rests on; a trait without an entry is the site's
    own word, found by its fetcher. ``fragments`` says of each fragment asked for whether the page has it.
    """

    url: str
    observed: datetime
    status: int | None = None
    final_url: str | None = None
    redirects: tuple[Redirect, ...] = ()
    failure: Failure | None = None
    tls: Failure | None = None
    answer: Answer | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    traits: frozenset[str] = frozenset()
    witnesses: Mapping[str, frozenset[Witness]] = field(default_factory=dict)
    page: Page | None = None
    metadata: Metadata | None = None
    notes: tuple[Code, ...] = ()
    fragments: Mapping[str, bool] = field(default_factory=dict)
    validators: Validators | None = None
    sibling: Sibling | None = None
    retry_after: float | None = None
    """Seconds the server asked us to wait, where it did and we could not."""
    received: int = 0
    """Bytes of bodies that reading the page took, as they came over the wire."""
