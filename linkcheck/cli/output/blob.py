"""Where GitHub shows the files of a run."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote


def blob_base(environment: Mapping[str, str]) -> str:
    """Return what stands before a file's path where GitHub shows it at the commit of the run; empty outside of it."""
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA")
    server, repository, commit = (environment.get(name, "") for name in names)
    if not (server and repository and commit):
        return ""
    return f"{server}/{quote(repository)}/blob/{quote(commit)}/"
