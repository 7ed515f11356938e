"""The small GitHub's facts about repositories, accounts and threads. Pure data."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

README: Final = "README.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """An issue, a pull request or a discussion. ``kind`` is its GraphQL type."""

    number: int
    title: str
    kind: str = "Issue"
    closed: bool = False
    created: str = "2024-03-01T09:00:00Z"
    updated: str = "2024-03-02T09:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A published release."""

    tag: str
    published: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repo:
    """A repository. ``former`` are names ("owner/name") under which it was known before."""

    name: str
    """Owner and name: ``owner/name``."""
    description: str | None = None
    stars: int = 0
    forks: int = 0
    language: str | None = "Python"
    license: str | None = "MIT"
    """An SPDX identifier, ``NOASSERTION`` where GitHub could not tell."""
    topics: tuple[str, ...] = ()
    homepage: str | None = None
    created: str = "2023-01-01T00:00:00Z"
    pushed: str = "2026-10-01T12:00:00Z"
    archived: str | None = None
    """When it was archived; None: it is not."""
    private: bool = False
    fork_of: str | None = None
    blocked: str | None = None
    """``dmca`` (451), ``tos`` or ``unavailable`` (403)."""
    branch: str = "main"
    release: Release | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    """Paths and contents beside the README."""
    wiki: tuple[str, ...] = ()
    threads: tuple[Thread, ...] = ()
    former: tuple[str, ...] = ()

    @property
    def owner(self) -> str:
        """The account it belongs to."""
        return self.name.partition("/")[0]

    @property
    def short_name(self) -> str:
        """Its name without the owner."""
        return self.name.partition("/")[2]

    @property
    def url(self) -> str:
        """Its page."""
        return f"https://github.com/{self.name}"

    @property
    def tree(self) -> dict[str, str]:
        """Every file with its contents."""
        readme = f"# {self.short_name}\n\n{self.description or ''}\n\n## Installation\n\nA sample.\n\n## Citation\n"
        return {README: readme, **self.files}

    @property
    def refs(self) -> tuple[str, ...]:
        """What may stand before a path."""
        return ("HEAD", self.branch, *((self.release.tag,) if self.release else ()))

    def thread(self, number: int) -> Thread | None:
        """Return the issue, pull request or discussion of that number."""
        return next((thread for thread in self.threads if thread.number == number), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user or an organization."""

    login: str
    name: str | None = None
    kind: str = "Organization"
    bio: str | None = None
    followers: int = 0
    repositories: int = 1
    created: str = "2018-01-01T00:00:00Z"
    updated: str = "2026-09-01T00:00:00Z"

    @property
    def url(self) -> str:
        """Its page."""
        return f"https://github.com/{self.login}"


def hash_of(text: str) -> str:
    """Return forty hexadecimal digits, as git names an object."""
    return hashlib.blake2b(text.encode(), digest_size=20).hexdigest()


class Shelf:
    """Repositories and accounts; names are case-insensitive, as GitHub's are."""

    def __init__(self, repos: Iterable[Repo] = (), accounts: Iterable[Account] = ()) -> None:
        self.repos = list(repos)
        self.accounts = list(accounts)

    def find(self, name: str) -> Repo | None:
        """Return the repository of that name, or of that former name."""
        low = name.lower()
        current = next((repo for repo in self.repos if repo.name.lower() == low), None)
        if current:
            return current
        return next((repo for repo in self.repos if low in map(str.lower, repo.former)), None)

    def account(self, login: str) -> Account | None:
        """Return an account; the owner of a repository has one even where no facts of it are given."""
        low = login.lower()
        known = next((account for account in self.accounts if account.login.lower() == low), None)
        owner = next((repo.owner for repo in self.repos if repo.owner.lower() == low), None)
        return known or (Account(login=owner) if owner else None)


@dataclass(frozen=True, slots=True)
class RateLimits:
    """The rate limit's state as one answer gives it. ``reset`` is in epoch seconds."""

    limit: int
    remaining: int
    reset: int

    @property
    def rest(self) -> dict[str, object]:
        """As GET /rate_limit gives it."""
        used = self.limit - self.remaining
        return {"limit": self.limit, "remaining": self.remaining, "used": used, "reset": self.reset}

    @property
    def graph(self) -> dict[str, object]:
        """As GraphQL's ``rateLimit`` gives it."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.reset))
        state = {name: value for name, value in self.rest.items() if name != "reset"}
        return {**state, "resetAt": moment, "cost": 1, "nodeCount": 0}

    @property
    def headers(self) -> dict[str, str]:
        """As every answer carries it."""
        return {f"X-RateLimit-{name.capitalize()}": str(value) for name, value in self.rest.items()}
