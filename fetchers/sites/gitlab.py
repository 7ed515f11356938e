"""GitLab, on gitlab.com and on the large public instances: API v4 for projects, pages for the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

from fetchers.codes import Cause
from fetchers.facts import Availability, Metadata
from fetchers.fetcher import Guide, UrlPattern
from fetchers.forge import Forge
from fetchers.json_values import at, count, date, text, texts
from fetchers.site import END, PageMarker

INSTANCES: Final = (
    "gitlab.com", "framagit.org", "salsa.debian.org", "invent.kde.org", "0xacab.org", "code.videolan.org",
    "gitlab.gnome.org", "gitlab.freedesktop.org", "gitlab.kitware.com", "gitlab.inria.fr", "gitlab.xfce.org",
    "gitlab.torproject.org",
)  # fmt: skip
_HOST: Final = rf"(?P<host>{'|'.join(map(re.escape, INSTANCES))})"
_PART: Final = r"[A-Za-z0-9_](?:[\w.-]*[\w-])?"
# First path segments that are no group's name.
_RESERVED: Final = (
    r"(?!(?:admin|api|dashboard|explore|groups|help|users|projects|search|snippets|-|assets|uploads|public|oauth|"
    r"robots\.txt|unsubscribes|jwt|profile|abuse_reports)(?:[/?]|\Z))"
)
_OLD_TABS: Final = (
    r"(?:tree|blob|raw|commits?|issues|merge_requests|tags|wikis|releases|graphs|blame|archive|pipelines)"
)


class GitLab(Forge):
    """Projects; groups, people and the parts of projects as pages."""

    name = "gitlab"
    title = "GitLab"
    hosts = INSTANCES
    forms = (
        UrlPattern(kind="part", pattern=rf"{_HOST}/{_RESERVED}(?P<path>{_PART}(?:/{_PART})+?)/(?:-|{_OLD_TABS})/.+",
            what="file", example="https://gitlab.com/gitlab-org/gitlab/-/blob/master/README.md"),
        UrlPattern(kind="project", pattern=rf"{_HOST}/{_RESERVED}(?P<path>{_PART}(?:/{_PART})+?)(?:/-)?{END}",
            what="repository", example="https://gitlab.com/gitlab-org/gitlab"),
        UrlPattern(kind="group", pattern=rf"{_HOST}/(?:groups/)?{_RESERVED}(?P<path>{_PART}){END}", what="organization",
            example="https://gitlab.com/gitlab-org"),
    )  # fmt: skip
    signs = (
        PageMarker(
            standing=Availability.RESTRICTED,
            cause=Cause.SIGN_IN,
            detail="GitLab wants a login for it: private, or gone",
            place=r"/users/sign_in\b",
        ),
    )
    guide = Guide(
        title="GitLab",
        brings="description, stars, topics, dates of creation and of the last activity, whether it was renamed; on "
        "gitlab.com and " + str(len(INSTANCES) - 1) + " other public instances",
        limits="one question a project, without a token",
        refusal="404 of the API means missing or private: then the page decides, and a login means blocked",
    )

    repository = "project"
    path = "{path}"
    moved = re.compile(r"/api/v4/projects/[\w.%-]+")
    full_name = "path_with_namespace"
    doubted = (401, 403, 404)

    def api_path(self, path: str) -> str:
        """Return where the API has a project: by its whole path, of which groups are a part."""
        return f"/api/v4/projects/{quote(path, safe='')}?license=true"

    def describe(self, facts: Mapping[str, Any], host: str) -> Metadata:  # noqa: ARG002 - all are GitLab's
        """Return stars, topics, licence and the last activity."""
        return Metadata(
            updated=date(facts.get("last_activity_at")),
            stars=count(facts.get("star_count")),
            site=self.title,
            license=text(at(facts, "license", "key")),
            topics=texts(facts.get("topics")),
        )


GITLAB: Final = GitLab()
