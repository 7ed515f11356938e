"""Where a forge shows the files of a run."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote


def blob_base(environment: Mapping[str, str]) -> str:
    """Return the URL prefix of files at the run's commit on GitHub; empty outside of GitHub Actions."""
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
    server, repository, commit = (environment.get(name, "") for name in names)
    if not (server and repository and commit):
        return ""
    return f"{server}/{quote(repository)}/blob/{quote(commit)}/"


def branch_base(environment: Mapping[str, str], branch: str, *, is_gitea: bool) -> str:
    """Return the URL prefix of files of a branch on a forge; empty outside of a forge."""
    server, repository = (environment.get(name, "") for name in ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY"))
    place = "src/branch" if is_gitea else "blob"
    return f"{server}/{quote(repository)}/{place}/{quote(branch)}/" if server and repository else ""
