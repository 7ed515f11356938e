"""Forgejo and Gitea (Codeberg and other public instances), through the API that they share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from fetchers.facts import Metadata
from fetchers.fetcher import Guide, UrlPattern
from fetchers.forge import Forge
from fetchers.json_values import at, count, date, items, text, texts
from fetchers.site import END

INSTANCES: Final = ("codeberg.org", "gitea.com", "git.disroot.org")
_HOST: Final = rf"(?P<host>{'|'.join(map(re.escape, INSTANCES))})"
# First path segments that are no owner's name.
_RESERVED: Final = (
    r"(?!(?:admin|api|assets|attachments|avatars|explore|issues|login|notifications|org|pulls|repo|user|users|swagger|"
    r"milestones|devtest|ghost|captcha|-)(?:[/?]|\Z))"
)
_OWNER: Final = r"(?P<owner>[\w.-]{1,40})"
_NAME: Final = r"(?P<name>[\w.-]{1,100})"


class Forgejo(Forge):
    """Repositories; their parts and people as pages."""

    name = "forgejo"
    title = "Forgejo"
    hosts = INSTANCES
    forms = (
        UrlPattern(kind="repository", pattern=rf"{_HOST}/{_RESERVED}{_OWNER}/{_NAME}{END}",
            example="https://codeberg.org/forgejo/forgejo"),
        UrlPattern(kind="part", pattern=rf"{_HOST}/{_RESERVED}{_OWNER}/{_NAME}/.+", what="file",
            example="https://codeberg.org/forgejo/forgejo/src/branch/forgejo/README.md"),
        UrlPattern(kind="people", pattern=rf"{_HOST}/{_RESERVED}{_OWNER}{END}", what="profile",
            example="https://codeberg.org/forgejo"),
    )  # fmt: skip
    guide = Guide(
        title="Codeberg and other Forgejo or Gitea instances",
        brings="description, stars, topics, dates of creation and of the last change, whether it is archived or was "
        "renamed; on " + ", ".join(INSTANCES),
        limits="one question a repository, without a token",
        refusal="404 means that there is no such repository, or none that the public may see",
    )

    api = "/api/v1/repos/{path}"
    moved = re.compile(r"/api/v1/(?:repos/[\w.-]+/[\w.-]+|repositories/\d+)")

    def describe(self, facts: Mapping[str, Any], host: str) -> Metadata:
        """Return stars, topics, licence and the last change."""
        return Metadata(
            updated=date(facts.get("updated_at")),
            stars=count(facts.get("stars_count")),
            site=host,
            license=text(at(items(facts.get("licenses")), 0)),
            topics=texts(facts.get("topics")),
        )


FORGEJO: Final = Forgejo()
