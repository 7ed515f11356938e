"""Gitee: API v5 for repositories, as GitHub's is; pages for the rest.

Shapes from its Go client (golang108/go-gitee, gitee/repos.go), which lists the members of a repository as the API's own
documentation has them (https://gitee.com/api/v5/swagger). Without a token the API soon answers 403 "rate limit
exceeded"; then the page is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from fetchers.codes import Cause
from fetchers.facts import Availability, Metadata
from fetchers.fetcher import Guide, UrlPattern
from fetchers.forge import Forge
from fetchers.json_values import count, date, text, texts
from fetchers.site import END, PageMarker

_HOST: Final = r"(?:www\.)?(?P<host>gitee\.com)"
# First path segments that are no owner's name.
_RESERVED: Final = (
    r"(?!(?:about_us|activity|ai|all-about-git|api|appclient|apps|assets|blog|dashboard|education|enterprises|events|"
    r"explore|features|gists|gitee-stars|groups|gvp|help|jobs|login|mcp|notifications|oauth|opensource|organizations|"
    r"profile|projects|search|signup|stars|terms|topics|users)(?:[/?]|\Z))"
)
_OWNER: Final = r"(?P<owner>[\w.-]{2,64})"
_NAME: Final = r"(?P<name>[\w.-]{1,191})"


class Gitee(Forge):
    """Repositories; their parts, snippets, people and organizations as pages."""

    name = "gitee"
    title = "Gitee"
    hosts = ("gitee.com",)
    forms = (
        UrlPattern(kind="gist", pattern=r"(?:www\.)?gitee\.com/[\w.-]+/codes/\w+/?(?:\?.*)?", what="file",
            example="https://gitee.com/owner/codes/7p0knldo3jxzi2bmyv4ua91"),
        UrlPattern(kind="repository", pattern=rf"{_HOST}/{_RESERVED}{_OWNER}/{_NAME}{END}",
            example="https://gitee.com/openharmony/docs"),
        UrlPattern(kind="part", pattern=rf"{_HOST}/{_RESERVED}{_OWNER}/{_NAME}/.+", what="file",
            example="https://gitee.com/openharmony/docs/blob/master/README.md"),
        UrlPattern(kind="people", pattern=rf"{_HOST}/{_RESERVED}{_OWNER}{END}", what="profile",
            example="https://gitee.com/openharmony"),
    )  # fmt: skip
    signs = (
        PageMarker(standing=Availability.RESTRICTED, cause=Cause.LOGIN, place=r"/login\b",
            detail="Gitee wants a login for it: private, or gone"),
    )  # fmt: skip
    guide = Guide(
        title="Gitee",
        brings="description, stars, licence, labels, dates of creation and of the last push, whether it was renamed",
        limits="one question a repository, without a token; where the API's allowance is used up, its page",
        refusal="404 of the API means missing or private: then the page decides, and a login means blocked",
    )
    api = "/api/v5/repos/{path}"
    moved = re.compile(r"/api/v5/repos/[\w.-]+/[\w.-]+")
    doubted = (401, 404)

    def describe(self, facts: Mapping[str, Any], host: str) -> Metadata:  # noqa: ARG002 - there is one
        """Return stars, labels, licence and the last push."""
        return Metadata(
            updated=date(facts.get("pushed_at")) or date(facts.get("updated_at")),
            stars=count(facts.get("stargazers_count")),
            site=self.title,
            license=text(facts.get("license")),
            topics=texts(facts.get("project_labels"), "name"),
        )


GITEE: Final = Gitee()
