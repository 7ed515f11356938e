"""The repositories and accounts of the small GitHub, found by any of their names."""

from __future__ import annotations

from collections.abc import Iterable

from linkcheck.demo.sites.github.entities import Account, Repo


class Shelf:
    """Repositories and accounts; names are case-insensitive, as GitHub's are."""

    def __init__(self, repos: Iterable[Repo] = (), accounts: Iterable[Account] = ()) -> None:
        self.repos = list(repos)
        self.accounts = list(accounts)

    def find(self, name: str, *, follow: bool = True) -> Repo | None:
        """Return the repository of that name, by a former name too where renames are followed."""
        low = name.lower()
        current = next((repo for repo in self.repos if repo.name.lower() == low), None)
        if current or not follow:
            return current
        return next((repo for repo in self.repos if low in map(str.lower, repo.former)), None)

    def account(self, login: str) -> Account | None:
        """Return an account; the owner of a repository has one even where no facts of it are given."""
        low = login.lower()
        known = next((account for account in self.accounts if account.login.lower() == low), None)
        owner = next((repo.owner for repo in self.repos if repo.owner.lower() == low), None)
        return known or (Account(login=owner) if owner else None)
